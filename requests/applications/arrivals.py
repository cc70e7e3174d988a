"""Who came before without a file: the ledger stands above (`queueing`) and registers itself here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from applications.models import File


@dataclass(frozen=True)
class Earlier:
    """A visit after which somebody was sent home: when, for what, and what was missing."""

    id: UUID
    day: date
    service: str
    missing: tuple[str, ...]


Find = Callable[[str], Sequence[Earlier]]
Came = Callable[[File, datetime], None]
Same = Callable[[Sequence[UUID], UUID, datetime], None]

_ledger: list[tuple[Find, Came, Same]] = []


def set_ledger(find: Find, came: Came, same: Same) -> None:
    """`find(query)`: open visits of who has this NIK or telephone number. `came(file, now)`: a file was
    received, said inside its transaction. `same(ids, file_id, now)`: an officer knows they belong to it."""
    _ledger[:] = [(find, came, same)]


def earlier(query: str) -> Sequence[Earlier]:
    """Visits without a file of whom the query means; none where no ledger is installed."""
    return _ledger[0][0](query) if _ledger and query else ()


def came(file: File, now: datetime) -> None:
    """This file was received: whoever sent its applicant home before is answered."""
    if _ledger:
        _ledger[0][1](file, now)


def same(visits: Sequence[UUID], file_id: UUID, now: datetime) -> None:
    """These visits ended with this file, says the officer."""
    if _ledger and visits:
        _ledger[0][2](visits, file_id, now)
