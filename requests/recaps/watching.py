"""Those above who must know when a recap comes about or is published, in its own transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How the recap of a quarter stands, as everybody may know it. `posted`: a photograph of the notice board
    was added."""

    year: int
    quarter: int
    drafted_on: date
    approved_on: date | None
    published_on: date | None
    posted_on: date | None
    sha256: str


Watcher = Callable[[UUID, Stand, datetime], object]
_watchers: list[Watcher] = []


def register(watcher: Watcher) -> None:
    """`watcher(office_id, stand, now)`; once, in `AppConfig.ready`."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def tell(office_id: UUID, stand: Stand, now: datetime) -> None:
    """The recap of a quarter has changed."""
    for watcher in _watchers:
        watcher(office_id, stand, now)
