"""Lines on the inbox and the pile about work that lies elsewhere: apps above register theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from applications.queries_desk import Desk


@dataclass(frozen=True)
class Notice:
    """One line: what waits, where, and the words of the link."""

    words: str | Promise
    url: str
    link: str | Promise


Source = Callable[[Desk], list[Notice]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(desk)`: what this person should know now; asked with every inbox, so at most a light query."""
    if source not in _sources:
        _sources.append(source)


def notices(desk: Desk) -> list[Notice]:
    """Every line for the person at this desk."""
    return [notice for source in _sources for notice in source(desk)]
