"""Reading reports of quality objectives for the read model, in their office's scope.

The app that keeps them lies above this one, as it reads the read model itself; it says here how it is asked.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from indicators.cells import ALL_SERVICES, Cell, Key
from offices.models import Office

TOPIC = "attainment"


@dataclass(frozen=True, slots=True)
class Ended:
    """A report by the last day of its period: its objectives, those judged, those met; signed or not."""

    last: date
    due: int
    judged: int
    met: int
    signed: bool


Reports = Callable[[Collection[date]], Iterable[Ended]]
First = Callable[[], date | None]
_readers: dict[str, tuple[Reports, First]] = {}


def read_by(reports: Reports, first: First) -> None:
    """Say how reports are read; once, in `AppConfig.ready`."""
    _readers[TOPIC] = (reports, first)


def read_reports(
    _office: Office, days: Collection[date], _oldest: date | None, _now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days."""
    cells: dict[Key, Cell] = {}
    if not days:
        return cells
    reports, _first = _readers[TOPIC]
    for one in reports(days):
        cell = cells.setdefault((ALL_SERVICES, one.last), Cell(one.last))
        cell.count("objective_reports")
        cell.count("objectives_due", one.due)
        if one.signed:
            cell.count("objective_reports_signed")
            cell.count("objectives_judged", one.judged)
            cell.count("objectives_met", one.met)
    return cells


def first_day() -> date | None:
    """When the first period with a report ended."""
    _reports, first = _readers[TOPIC]
    return first()
