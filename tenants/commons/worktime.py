"""When a counter is open: hours per weekday with breaks, other hours for a season, closures, holidays.

Pure: the rows come in as data, no clock is read. Instants are aware and in UTC; days are days in Lumajang
(WIB), so that 23.30 UTC belongs to the next day. *Hari kerja* are Monday to Friday minus national holidays,
cuti bersama and days on which this office is closed; an office that also opens on Saturday has open minutes
then, but Saturday is no hari kerja.

Sources: Perpres 21/2023 (hours, Ramadan), SKB 3 Menteri (holidays, cuti bersama).
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.clock import WIB, wib
from commons.errors import DomainError
from commons.holidays_id import national_days

HORIZON = 800
_DAY = timedelta(days=1)
_SATURDAY = 5


class BadHours(DomainError):
    """Opening hours or a closure that cannot be: the end before the start, a break outside the hours."""


class NeverOpen(DomainError):
    """No open minute within `HORIZON` days, so no time limit can be counted: the hours are not filled in."""

    def __init__(self, since: date) -> None:
        message = _(
            "Jam buka kantor belum diisi, jadi batas waktu tidak dapat dihitung. Hubungi admin kantor."
        )
        super().__init__("never_open", message, since=since)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time between two aware instants, the end not included."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None or self.end <= self.start:
            raise ValueError("an interval needs two aware instants in order")

    @property
    def length(self) -> timedelta:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class DayHours:
    """One day at the counter, in local time: from `opens` to `closes` without the `breaks`."""

    opens: time
    closes: time
    breaks: tuple[tuple[time, time], ...] = ()

    def __post_init__(self) -> None:
        edges = [self.opens, *(edge for pair in sorted(self.breaks) for edge in pair), self.closes]
        inside = all(start < end for start, end in self.breaks)
        if self.opens >= self.closes or not inside or edges != sorted(edges):
            message = _("Jam {opens}–{closes}: jam tutup harus sesudah jam buka, istirahat di antaranya.")
            raise BadHours(
                "hours_order", format_lazy(message, opens=_hm(self.opens), closes=_hm(self.closes))
            )

    @classmethod
    def parse(cls, opens: str, closes: str, breaks: Sequence[Sequence[str]] = ()) -> "DayHours":
        """From "07:30", "16:00", [["12:00", "13:00"]]. Raises `BadHours`."""
        try:
            pairs = [(_time(start), _time(end)) for start, end in breaks]
            return cls(_time(opens), _time(closes), tuple(sorted(pairs)))
        except (ValueError, TypeError) as error:
            raise BadHours("hours_form", _("Tulis jam seperti 07:30.")) from error

    def periods(self) -> tuple[tuple[time, time], ...]:
        """The open stretches between the breaks."""
        periods, start = [], self.opens
        for pause, resume in sorted(self.breaks):
            periods.append((start, pause))
            start = resume
        periods.append((start, self.closes))
        return tuple((a, b) for a, b in periods if a < b)


def _time(text: str) -> time:
    value = time.fromisoformat(text)
    if value.tzinfo is not None:
        raise ValueError("local time has no zone")
    return value


def _hm(value: time) -> str:
    return f"{value:%H.%M}"


@dataclass(frozen=True, slots=True)
class UsualHours:
    """The hours of one weekday (Monday is 0) from a date on, until a later row; `None` is closed.

    Before its first row a weekday is closed, so that a row added later does not change what is past.
    """

    weekday: int
    valid_from: date
    hours: DayHours | None


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A whole week, Monday first, seven entries; `None` is closed."""

    days: tuple[DayHours | None, ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError("a week has seven days")

    def rows(self, valid_from: date = date.min) -> tuple[UsualHours, ...]:
        """The week as `UsualHours`."""
        return tuple(UsualHours(weekday, valid_from, hours) for weekday, hours in enumerate(self.days))


@dataclass(frozen=True, slots=True)
class SpecialHours:
    """Other hours from `first` to `last`, both included (Ramadan). A weekday absent keeps its usual hours."""

    first: date
    last: date
    days: Mapping[int, DayHours | None]


@dataclass(frozen=True, slots=True)
class Closure:
    """Closed from `first` to `last`, both included: whole days, or on each of them between two times."""

    first: date
    last: date
    reason: str = ""
    starts: time | None = None
    ends: time | None = None

    def __post_init__(self) -> None:
        if (self.starts is None) != (self.ends is None) or self.last < self.first:
            raise BadHours(
                "closure_order", _("Penutupan: isi kedua jam atau tidak sama sekali, tanggal berurutan.")
            )
        if self.starts is not None and self.ends is not None and self.ends <= self.starts:
            raise BadHours("closure_order", _("Penutupan: jam selesai harus sesudah jam mulai."))

    @property
    def whole_day(self) -> bool:
        """Whether nothing of the day is open."""
        return self.starts is None


def _week(opens: str, closes: str, rest: tuple[str, str], friday: tuple[str, str, str, str]) -> WeeklyHours:
    usual = DayHours.parse(opens, closes, [rest])
    last = DayHours.parse(friday[0], friday[3], [friday[1:3]])
    return WeeklyHours((usual, usual, usual, usual, last, None, None))


# Two fits of Perpres 21/2023 (37.5 and 32.5 hours a week). No source gives Lumajang's counter hours.
EXAMPLE_HOURS = _week("07:30", "16:00", ("12:00", "13:00"), ("07:30", "11:30", "13:00", "16:30"))
EXAMPLE_RAMADAN = _week("08:00", "15:00", ("12:00", "12:30"), ("08:00", "11:30", "12:30", "15:30"))


@dataclass(frozen=True)
class WorkCalendar:
    """One office's open time. Days are worked out when first asked for and remembered: keep the instance.

    `added` and `removed` mend the national holidays where a decree came after the package.
    """

    usual: tuple[UsualHours, ...]
    special: tuple[SpecialHours, ...] = ()
    closures: tuple[Closure, ...] = ()
    added: Mapping[date, str] = field(default_factory=dict)
    removed: frozenset[date] = frozenset()
    _days: dict[date, tuple[Interval, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def sessions(self, day: date) -> tuple[Interval, ...]:
        """The open stretches of a day, in order; empty when closed."""
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._work_out(day)
        return known

    def is_working_day(self, day: date) -> bool:
        """Whether it counts as a *hari kerja* here."""
        return day.weekday() < _SATURDAY and bool(self.sessions(day))

    def day_off(self, day: date) -> str | None:
        """The holiday's name or the closure's reason; `None` on a day that is not taken off whole.

        A weekday without hours is no day off: it is merely not open.
        """
        if day in self.added:
            return self.added[day]
        holiday = national_days(day.year).get(day)
        if holiday is not None and day not in self.removed:
            return holiday.name
        closed = (c.reason for c in self.closures if c.whole_day and c.first <= day <= c.last)
        return next(closed, None)

    def close_of(self, day: date) -> datetime | None:
        """When the counter closes that day; `None` when it does not open."""
        sessions = self.sessions(day)
        return sessions[-1].end if sessions else None

    def next_open(self, moment: datetime) -> datetime:
        """`moment` itself while open, else the next opening. Raises `NeverOpen`."""
        return next(self.open_from(moment)).start

    def open_from(self, moment: datetime) -> Iterator[Interval]:
        """Open stretches from `moment` on, without end. Raises `NeverOpen` after `HORIZON` closed days."""
        day = wib(moment).date()
        closed = 0
        while closed <= HORIZON:
            closed += 1
            for session in self.sessions(day):
                if session.end > moment:
                    closed = 0
                    yield session if session.start >= moment else Interval(moment, session.end)
            day = _after(day)
        raise NeverOpen(wib(moment).date())

    def open_within(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """The open stretches between two instants."""
        day, last = wib(start).date(), wib(end).date()
        while day <= last:
            for session in self.sessions(day):
                opens, closes = max(session.start, start), min(session.end, end)
                if opens < closes:
                    yield Interval(opens, closes)
            day = _after(day)

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """Open time between two instants, to the microsecond; zero when `end` is not after `start`."""
        return sum((part.length for part in self.open_within(start, end)), timedelta())

    def open_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole open minutes between two instants."""
        return self.open_between(start, end) // timedelta(minutes=1)

    def add_open(self, moment: datetime, amount: timedelta) -> datetime:
        """When `amount` of open time has passed; at the end of a session, its close. Raises `NeverOpen`."""
        if amount < timedelta():
            raise ValueError("open time is counted forward")
        for part in self.open_from(moment):
            if part.length >= amount:
                return part.start + amount if amount else moment
            amount -= part.length
        raise AssertionError("open_from does not end")  # pragma: no cover

    def add_open_minutes(self, moment: datetime, minutes: int) -> datetime:
        """`add_open` in minutes: 15 minutes from 15.55 with close 16.00 are over the next day at 07.40."""
        return self.add_open(moment, timedelta(minutes=minutes))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; with 0 the first one not before it. Raises `NeverOpen`."""
        if count < 0:
            raise ValueError("working days are counted forward")
        if count == 0:
            return self._working_day_from(day)
        for _step in range(count):
            day = self._working_day_from(_after(day))
        return day

    def working_days_between(self, day: date, later: date) -> int:
        """Working days after `day` up to and including `later`."""
        span = (later - day).days
        return sum(self.is_working_day(day + timedelta(days=n)) for n in range(1, span + 1))

    def _working_day_from(self, day: date) -> date:
        since = day
        for _step in range(HORIZON):
            if self.is_working_day(day):
                return day
            day = _after(day)
        raise NeverOpen(since)

    def _work_out(self, day: date) -> tuple[Interval, ...]:
        hours = self.hours_of(day)
        if hours is None or self.day_off(day) is not None:
            return ()
        periods: list[tuple[time, time]] = list(hours.periods())
        for closure in self.closures:
            if closure.starts and closure.ends and closure.first <= day <= closure.last:
                periods = _without(periods, closure.starts, closure.ends)
        return tuple(Interval(_instant(day, start), _instant(day, end)) for start, end in periods)

    def hours_of(self, day: date) -> DayHours | None:
        """The hours that hold on a day by the week and the season, holidays and closures left aside."""
        weekday = day.weekday()
        for season in reversed(self.special):
            if season.first <= day <= season.last and weekday in season.days:
                return season.days[weekday]
        rows = [row for row in self.usual if row.weekday == weekday and row.valid_from <= day]
        return max(rows, key=lambda row: row.valid_from).hours if rows else None


def months_later(start: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(start.month - 1 + months, 12)
    last = monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, last))


def _after(day: date) -> date:
    if day == date.max:
        raise NeverOpen(day)
    return day + _DAY


def _without(periods: list[tuple[time, time]], start: time, end: time) -> list[tuple[time, time]]:
    parts = [(a, min(b, start)) for a, b in periods] + [(max(a, end), b) for a, b in periods]
    return sorted((a, b) for a, b in parts if a < b)


def _instant(day: date, local: time) -> datetime:
    return datetime.combine(day, local, WIB).astimezone(UTC)
