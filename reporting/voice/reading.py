"""Reading the citizens' voice for the read model, in its office's scope: each fact on its day."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from indicators.cells import ALL_SERVICES, Cell, Key
from offices.models import Office
from recaps import queries as recaps
from recaps.models import RecapState
from recaps.quarters import Quarter
from suggestionbox import queries as box
from suggestionbox.operations import TOPIC
from suggestionbox.ritual import DONE, Fate
from voice import reading_complaints

__all__ = ["TOPIC", "first_day", "read_voice"]
# Not over yet: opened or to be opened on this very day.
UNDECIDED = frozenset({Fate.NOT_YET, Fate.DUE, Fate.RUNNING})


def read_voice(
    _office: Office, days: Collection[date], _oldest: date | None, now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days."""
    cells: dict[Key, Cell] = {}
    if not days:
        return cells
    reading_complaints.count(cells, days, now)
    for (_service, day), cell in list(cells.items()):
        cells.setdefault((ALL_SERVICES, day), Cell(day)).merge(cell)
    for day, column in (*_rituals(days, now), *_recaps(days, now)):
        cells.setdefault((ALL_SERVICES, day), Cell(day)).count(column)
    return cells


def _rituals(days: Collection[date], now: datetime) -> Iterator[tuple[date, str]]:
    """A day counts once it is over, or once its box was opened."""
    wanted = set(days)
    if box.begun_on() is None:
        return
    for one in box.days(first=min(wanted), now=now):
        if one.day not in wanted or one.fate in UNDECIDED:
            continue
        yield one.day, "box_due"
        if one.fate in DONE:
            yield one.day, "box_kept"


def _recaps(days: Collection[date], now: datetime) -> Iterator[tuple[date, str]]:
    """On the last day of a quarter that is over, for an office that had begun to keep complaints by then."""
    begun = first_day()
    if begun is None:
        return
    for day in set(days):
        quarter = Quarter.of(day)
        if day != quarter.last or quarter > recaps.due(now=now) or begun > quarter.last:
            continue
        yield day, "recaps_due"
        row = recaps.recap(quarter)
        if row is not None and row.state == RecapState.PUBLISHED:
            yield day, "recaps_published"


def first_day() -> date | None:
    """When the first complaint came or the box was first due."""
    found = [box.begun_on(), reading_complaints.first_day()]
    return min((day for day in found if day is not None), default=None)
