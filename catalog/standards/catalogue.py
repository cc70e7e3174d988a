"""The standards that come with Loket, read from the package's own data files (pure: no database)."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from commons.plain_yaml import load_yaml
from servicetypes.catalogue import BadDataFile, faults
from standards.document import StandardDocument

__all__ = ["BadDataFile", "document_of", "load_documents", "read_document"]


@cache
def load_documents() -> tuple[StandardDocument, ...]:
    """Every standard of the package, by file name. Raises `BadDataFile`."""
    folder = files("standards") / "data"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(read_document((folder / name).read_text("utf-8"), name=name) for name in found)


def document_of(office: str, service: str) -> StandardDocument:
    """The packaged standard of one office (slug) for one service type (code). Raises KeyError."""
    return {(d.office, d.service): d for d in load_documents()}[office, service]


def read_document(text: str, *, name: str) -> StandardDocument:
    """A standard from YAML text; `name` is for the error message only. Raises `BadDataFile`."""
    try:
        return StandardDocument.model_validate(load_yaml(text))
    except ValidationError as error:
        raise BadDataFile(f"{name}: {faults(error)}") from error
    except yaml.YAMLError as error:
        raise BadDataFile(f"{name}: {error}") from error
