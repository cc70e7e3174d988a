"""Lines on the inbox and the pile about work that lies elsewhere: apps above register theirs.

The inbox is opened all day, so that all of them together ask one question first: which has anything to say?
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Value
from django.utils.functional import Promise

from applications.queries_desk import Desk


@dataclass(frozen=True)
class Notice:
    """One line: what waits, where, and the words of the link."""

    words: str | Promise
    url: str
    link: str | Promise


Lines = Callable[[Desk], list[Notice]]
# Rows of this office of which one is enough for the lines to be asked for; []: nothing for this person; None:
# what waits does not lie in this office's schema, the lines ask themselves.
Waiting = Callable[[Desk], Sequence[QuerySet[Any]] | None]

_sources: dict[Lines, Waiting] = {}


def register(lines: Lines, waiting: Waiting) -> None:
    """`lines(desk)`: what this person should know now, asked while one of `waiting(desk)` has a row."""
    _sources[lines] = waiting


def notices(desk: Desk) -> list[Notice]:
    """Every line for the person at this desk. One query, and those of the sources that have something."""
    asked = {lines: waiting(desk) for lines, waiting in _sources.items()}
    wanted = [_named(place, rows) for place, each in enumerate(asked.values()) for rows in each or ()]
    found: set[int] = set()
    if wanted:
        first, *others = wanted
        found = {place for (place,) in (first.union(*others, all=True) if others else first)}
    due = [lines for place, (lines, rows) in enumerate(asked.items()) if rows is None or place in found]
    return [line for lines in due for line in lines(desk)]


def _named(place: int, rows: QuerySet[Any]) -> Any:
    named = rows.order_by().annotate(notice_source=Value(place, IntegerField()))
    return named.values_list("notice_source")[:1]
