"""Who wants to know when an office published a result: apps above register here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from offices.models import Office
from satisfaction.facts import tally_of
from satisfaction.models import Snapshot
from surveys.index import Tally


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody may know of a result."""

    kind: str
    year: int
    part: int
    opens: date
    closes: date
    revision: int
    population: int
    sample_size: int
    tally: Tally
    digest: str


# Called in the office's scope, in the transaction of the signature; not for a rehearsal.
Watcher = Callable[[UUID, Published, datetime], None]
_watchers: list[Watcher] = []


def register(watcher: Watcher) -> None:
    """Add one; once, in `AppConfig.ready`."""
    _watchers.append(watcher)


def published(office: Office, row: Snapshot, now: datetime) -> None:
    """Tell all of them of a result that was signed."""
    if office.is_rehearsal:  # nobody outside may take it for a result
        return
    period = row.facts["period"]
    about = Published(
        kind=period["kind"],
        year=period["year"],
        part=period["part"],
        opens=date.fromisoformat(period["opens"]),
        closes=date.fromisoformat(period["closes"]),
        revision=row.revision,
        population=row.facts["population"],
        sample_size=row.facts["sample_size"],
        tally=tally_of(row.facts["whole"]),
        digest=row.digest,
    )
    for watcher in _watchers:
        watcher(office.id, about, now)
