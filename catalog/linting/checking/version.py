"""Which rules these are: another reading or another word list is another version (pure)."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

_PLACES = (("linting", "checking"), ("linting", "data"), ("standards", "reading"), ("regulations", ""))
_KINDS = (".py", ".yaml", ".txt")


@cache
def rules_version() -> str:
    """A digest of the program and the data that findings are made by. Read once in a process."""
    found = sha256()
    for package, folder in _PLACES:
        here = files(package) / folder if folder else files(package)
        for file in sorted(_files(here), key=lambda one: one.name):
            found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()


def _files(folder: Traversable) -> list[Traversable]:
    return [one for one in folder.iterdir() if one.is_file() and one.name.endswith(_KINDS)]
