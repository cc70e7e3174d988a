"""Where figures come from. A source reads what happened in one office on some days, and names the tables of
its cells. Files are the first; the apps of complaints, surveys and others register theirs.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from indicators.cells import Cell, Key
from offices.models import Office

# (office, days, oldest day of receipt to look at; None: all, now) to the cells of exactly these days. Called
# in the office's scope.
Read = Callable[[Office, Collection[date], date | None, datetime], dict[Key, Cell]]


@dataclass(frozen=True)
class Source:
    """`topic` is what `offices.changes` marks name. `first_day`: when anything happened first in the current
    office. `day` and `month` have the columns of `FilesCell` that identify a cell (office_id, service_code,
    first, oldest) and those the cells count."""

    topic: str
    read: Read
    first_day: Callable[[], date | None]
    day: type[models.Model]
    month: type[models.Model]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; once, in `AppConfig.ready`."""
    if source.topic in _sources:
        raise ValueError(f"{source.topic} has a source already")
    _sources[source.topic] = source


def source_of(topic: str) -> Source:
    """The source of a topic. Raises `KeyError`."""
    return _sources[topic]


def all_sources() -> tuple[Source, ...]:
    """All of them."""
    return tuple(_sources.values())
