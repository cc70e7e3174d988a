"""When an office is open, in words for its pages."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from commons.clock import wib
from commons.indonesian import date_words, day_name
from commons.worktime import DayHours, NeverOpen, UsualHours, WorkCalendar
from offices.hours import parse_days
from offices.models import Closure, OpeningHours, SpecialHours
from offices.queries import work_calendar

LOOK_AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Today:
    """Whether the counter is open now, and the sentence that says so."""

    open: bool
    words: str


@dataclass(frozen=True)
class HoursLine:
    """ "Senin–Kamis", "07.30–12.00 dan 13.00–16.00"."""

    days: str
    words: str


def today(office_id: UUID, *, now: datetime) -> Today:
    """The sentence for the top of a page."""
    calendar = work_calendar(office_id)
    for part in calendar.sessions(wib(now).date()):
        if part.start <= now < part.end:
            return Today(True, _("Buka sekarang, sampai {time}").format(time=_clock(part.end)))
    try:
        opens = calendar.next_open(now)
    except NeverOpen:
        return Today(False, _("Jam layanan belum diisi."))
    return Today(False, _("Tutup. Buka lagi {when}").format(when=_when(opens, now)))


def _clock(moment: datetime) -> str:
    return f"{wib(moment):%H.%M}"


def _when(opens: datetime, now: datetime) -> str:
    day, current = wib(opens).date(), wib(now).date()
    if day == current:
        return _("pukul {time}").format(time=_clock(opens))
    word = day_name(day) if day - current < timedelta(days=7) else f"{day_name(day)}, {date_words(day)}"
    return f"{word} {_clock(opens)}"


def week(office_id: UUID, *, day: date) -> list[HoursLine]:
    """The usual week of the week of `day`, days with the same hours together."""
    calendar = work_calendar(office_id)
    monday = day - timedelta(days=day.weekday())
    rows = [
        (day_name(monday + timedelta(days=n)), _usual(calendar, monday + timedelta(days=n))) for n in range(7)
    ]
    return [_line(list(same), words) for words, same in groupby(rows, key=lambda row: row[1])]


def _usual(calendar: WorkCalendar, day: date) -> str:
    hours = calendar.hours_of(day)
    if hours is None:
        return _("tutup")
    return _(" dan ").join(f"{start:%H.%M}–{end:%H.%M}" for start, end in hours.periods())


def _line(same: list[tuple[str, str]], words: str) -> HoursLine:
    first, last = same[0][0], same[-1][0]
    return HoursLine(first if first == last else f"{first}–{last}", words)


def is_example(office_id: UUID) -> bool:
    """Whether nobody has entered hours for this office yet."""
    return not OpeningHours.objects.filter(office_id=office_id).exists()


def closures(office_id: UUID, *, day: date) -> list[str]:
    """Closures of the next month, as sentences."""
    rows = Closure.objects.filter(to_date__gte=day, from_date__lte=day + LOOK_AHEAD).order_by("from_date")
    return [_closure(row) for row in rows if row.office_id in {None, office_id}]


def _closure(row: Closure) -> str:
    when = date_words(row.from_date)
    if row.to_date != row.from_date:
        when = f"{when}–{date_words(row.to_date)}"
    return f"{when}: {row.reason}"


@dataclass(frozen=True)
class ClosureLine:
    """A closure of this office itself, for changing it."""

    id: UUID
    from_date: date
    to_date: date
    from_time: time | None
    to_time: time | None
    reason: str
    by_kabupaten: bool = False
    """Entered by the kabupaten: the office cannot take it back."""


@dataclass(frozen=True)
class SpecialLine:
    """Other hours for a range of dates, for changing them; `days` by weekday, None is closed."""

    id: UUID
    name: str
    from_date: date
    to_date: date
    days: dict[int, DayHours | None]


def own_closures(office_id: UUID, *, day: date) -> list[ClosureLine]:
    """This office's own closures that are not over, the nearest first."""
    rows = Closure.objects.filter(office_id=office_id, to_date__gte=day).order_by("from_date", "id")
    return [
        ClosureLine(
            row.pk,
            row.from_date,
            row.to_date,
            row.from_time,
            row.to_time,
            row.reason,
            row.batch is not None,
        )
        for row in rows
    ]


def special_hours(office_id: UUID, *, day: date) -> list[SpecialLine]:
    """This office's other hours that are not over, the nearest first."""
    rows = SpecialHours.objects.filter(office_id=office_id, to_date__gte=day).order_by("from_date", "id")
    return [SpecialLine(row.pk, row.name, row.from_date, row.to_date, parse_days(row.hours)) for row in rows]


def usual_week(office_id: UUID, *, day: date) -> list[DayHours | None]:
    """The hours of each weekday as they hold on `day`, Monday first; special hours left aside."""
    usual = work_calendar(office_id).usual
    return [_newest([row for row in usual if row.weekday == n and row.valid_from <= day]) for n in range(7)]


def _newest(rows: list[UsualHours]) -> DayHours | None:
    return max(rows, key=lambda row: row.valid_from).hours if rows else None
