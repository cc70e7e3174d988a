"""How many people come on a day: seasons, weekdays, fasting month and holidays. Pure; factors around 1."""

from datetime import date, timedelta

from commons.holidays_id import national_days
from commons.worktime import WorkCalendar

_DAY = timedelta(days=1)
FASTING = timedelta(days=30)

# January first. SKTM: enrolment at schools in June and July, scholarships in August. KP4: family allowances
# are renewed at the turn of the year. KTP-el: school-leavers in June and July. DTSEN: after each quarter.
_MONTHS: dict[str, tuple[float, ...]] = {
    "sktm": (0.9, 0.8, 0.8, 0.8, 1.0, 1.9, 2.3, 1.3, 0.9, 0.8, 0.7, 0.7),
    "sktm-rekomendasi": (0.9, 0.8, 0.8, 0.8, 1.0, 1.9, 2.3, 1.3, 0.9, 0.8, 0.7, 0.7),
    "kp4": (2.4, 1.7, 0.9, 0.8, 0.7, 0.7, 0.8, 0.8, 0.8, 0.8, 0.9, 1.3),
    "ktp-el": (0.9, 0.9, 0.9, 1.0, 1.0, 1.3, 1.4, 1.0, 1.0, 0.9, 0.9, 0.9),
    "dtsen": (1.4, 0.8, 0.8, 1.4, 0.8, 0.8, 1.4, 0.8, 0.8, 1.4, 0.8, 0.8),
}
_WEEKDAYS = (1.25, 1.1, 1.0, 0.95, 0.7, 0.5, 0.0)
_BEFORE_EID, _IN_FASTING, _AFTER_EID, _HOME_COMERS = 0.55, 0.85, 1.5, 1.9
_AFTER_BREAK, _BEFORE_BREAK = 1.35, 0.8


def eid(year: int) -> date:
    """The first day of Idul Fitri that falls in the year."""
    days = [
        day for day, found in national_days(year).items() if found.name.startswith("Hari Raya Idul Fitri")
    ]
    return min(days)


def fasting_month(year: int) -> tuple[date, date]:
    """The first and last day of Ramadan before the year's Idul Fitri, to the day or so."""
    feast = eid(year)
    return feast - FASTING, feast - _DAY


def factor(service: str, day: date, calendar: WorkCalendar) -> float:
    """How many more or fewer come on this day than on an average one; 0 while the counter is closed."""
    if not calendar.sessions(day):
        return 0.0
    months = _MONTHS.get(service, (1.0,) * 12)
    return (
        months[day.month - 1] * _WEEKDAYS[day.weekday()] * _of_feast(service, day) * _of_break(day, calendar)
    )


def _of_feast(service: str, day: date) -> float:
    feast = eid(day.year)
    since = (day - feast).days
    if -7 <= since < 0:
        return _BEFORE_EID
    if -FASTING.days <= since < -7:
        return _IN_FASTING
    if 0 <= since <= 14:
        # Who came home for the feast uses the days for his card.
        return _HOME_COMERS if service == "ktp-el" else _AFTER_EID
    return 1.0


def _of_break(day: date, calendar: WorkCalendar) -> float:
    """Fuller after days off in the week, emptier on the last day before them."""
    if _days_off(day, -_DAY, calendar) >= 3:
        return _AFTER_BREAK
    return _BEFORE_BREAK if _days_off(day, _DAY, calendar) >= 3 else 1.0


def _days_off(day: date, step: timedelta, calendar: WorkCalendar) -> int:
    """How many days without counter hours come next in this direction, at most ten."""
    count = 0
    while count < 10 and not calendar.sessions(day + step * (count + 1)):
        count += 1
    return count
