"""Whose kabupaten a standard is judged by (pure)."""

import re

from linting.checking.context import Context
from linting.checking.sheet import Sheet


def region_of(sheet: Sheet, context: Context) -> str:
    """The kabupaten that uses Loket; for a document of an office it does not know, the one its head names."""
    own = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    known = own in {letters(name) for _level, name in context.places}
    return context.region if known or sheet.drawn_here or not sheet.region else sheet.region


def letters(name: str) -> str:
    """A name without case, spaces and marks."""
    return re.sub(r"[^a-z]", "", name.casefold())
