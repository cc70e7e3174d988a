"""Codes an applicant may hold besides that of the receipt: whoever gives them out registers here."""

from collections.abc import Callable
from uuid import UUID

Find = Callable[[str], tuple[UUID, str] | None]

_finders: list[Find] = []


def register(find: Find) -> None:
    """`find(text)`: the file that a code means and the code as printed; None for what is no such code."""
    if find not in _finders:
        _finders.append(find)


def find(text: str) -> tuple[UUID, str] | None:
    """The file behind such a code in the current office."""
    return next((found for each in _finders if (found := each(text)) is not None), None)
