"""The service types that come with Loket, read from the package's own data files (pure: no database)."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import ValidationError

from commons.errors import DomainError
from commons.plain_yaml import load_yaml
from servicetypes.definition import ServiceTypeDefinition


class BadDataFile(ValueError):
    """A data file of the catalogue does not hold; the message names the file and every fault in it."""


@cache
def load_definitions() -> tuple[ServiceTypeDefinition, ...]:
    """Every service type of the package, by file name. Raises `BadDataFile`."""
    folder = files("servicetypes") / "data"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return tuple(read_definition((folder / name).read_text("utf-8"), name=name) for name in found)


def definition_of(code: str) -> ServiceTypeDefinition:
    """The packaged service type with this code. Raises KeyError."""
    return {definition.code: definition for definition in load_definitions()}[code]


def read_definition(text: str, *, name: str) -> ServiceTypeDefinition:
    """A service type from YAML text; `name` is for the error message only. Raises `BadDataFile`."""
    try:
        return ServiceTypeDefinition.model_validate(load_yaml(text))
    except ValidationError as error:
        raise BadDataFile(f"{name}: {faults(error)}") from error
    except (yaml.YAMLError, DomainError) as error:
        raise BadDataFile(f"{name}: {error}") from error


def faults(error: ValidationError) -> str:
    """Every fault with the place it is at: "waktu.amount: Input should be ...; ..."."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(": ".join(filter(None, (".".join(map(str, f["loc"])), f["msg"]))) for f in found)
