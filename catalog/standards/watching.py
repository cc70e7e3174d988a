"""Who wants to know when what an office promises in public has changed: apps above register here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from offices.models import Office
from standards.models import Pledge


@dataclass(frozen=True, slots=True)
class Signed:
    """What everybody may know of a pledge; its words stay the office's."""

    kind: str
    version: int
    signed_on: date


@dataclass(frozen=True, slots=True)
class Watcher:
    """Both are called in the office's scope, in the transaction of the change.

    `changed`: a standard was published or withdrawn. `pledged`: a pledge was signed; not for a rehearsal.
    """

    changed: Callable[[UUID], None]
    pledged: Callable[[UUID, Signed, datetime], None]


_watchers: list[Watcher] = []


def register(watcher: Watcher) -> None:
    """Add one; once, in `AppConfig.ready`."""
    _watchers.append(watcher)


def changed(office_id: UUID) -> None:
    """Tell all of them that the standards in force are others now."""
    for watcher in _watchers:
        watcher.changed(office_id)


def pledged(office: Office, row: Pledge, now: datetime) -> None:
    """Tell all of them of a pledge that was signed."""
    if office.is_rehearsal:  # nobody outside may take it for a promise
        return
    for watcher in _watchers:
        watcher.pledged(office.id, Signed(row.kind, row.version, row.signed_on), now)
