"""The kabupaten's own working days: weekdays without holidays and closures of the whole kabupaten."""

from datetime import date

from commons.worktime import EXAMPLE_HOURS, Closure, WorkCalendar
from offices.models import Closure as ClosureRow
from offices.models import HolidayChange, HolidayOverride
from offices.scope import public_scope


def kabupaten_calendar() -> WorkCalendar:
    """Only its days count, not its hours. Two queries."""
    with public_scope():
        changes = list(HolidayOverride.objects.all())
        closed = list(ClosureRow.objects.filter(office=None, from_time=None))
    return WorkCalendar(
        usual=EXAMPLE_HOURS.rows(date(2000, 1, 1)),
        closures=tuple(Closure(row.from_date, row.to_date, row.reason) for row in closed),
        added={row.date: row.name for row in changes if row.change == HolidayChange.ADD},
        removed=frozenset(row.date for row in changes if row.change == HolidayChange.REMOVE),
    )
