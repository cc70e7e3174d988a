"""When the leader of an office is away, and whether somebody is appointed meanwhile. Pure."""

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from applications.ledger import unattended
from commons.clock import WIB
from commons.worktime import Interval, WorkCalendar
from demo.simulate.characters import Character

REASONS = (
    "Rapat di kabupaten",
    "Rapat koordinasi di Surabaya",
    "Dinas luar",
    "Monitoring ke desa",
    "Musrenbang",
    "Pelatihan kepemimpinan",
    "Cuti tahunan",
)
SHORT = ("Rapat di Pendopo", "Undangan desa", "Monitoring kegiatan desa", "Rapat di kabupaten")
SHORT_ABSENCES = 0.10


@dataclass(frozen=True)
class Absence:
    """Away from–to; `entered_at` is when the office wrote it down; `acting`: somebody signs meanwhile."""

    from_at: datetime
    to_at: datetime
    reason: str
    entered_at: datetime
    acting: bool

    @property
    def interval(self) -> Interval:
        """The time away."""
        return Interval(self.from_at, self.to_at)


@dataclass(frozen=True)
class Leader:
    """The leader's year: absences in order, none touching another."""

    absences: tuple[Absence, ...]

    def away(self, since: datetime, *, known_at: datetime | None = None) -> tuple[Interval, ...]:
        """When nobody could sign after `since`, as was known at a moment."""
        ahead = self.absences[bisect_right(self.absences, since, key=_end) :]
        rows = [row for row in ahead if known_at is None or row.entered_at <= known_at]
        return unattended([row.interval for row in rows], [whole_days(row) for row in rows if row.acting])

    def absence_at(self, moment: datetime) -> Absence | None:
        """The absence that holds at a moment."""
        at = bisect_right(self.absences, moment, key=_start) - 1
        return self.absences[at] if at >= 0 and moment < self.absences[at].to_at else None


def _start(absence: Absence) -> datetime:
    return absence.from_at


def _end(absence: Absence) -> datetime:
    return absence.to_at


def whole_days(absence: Absence) -> Interval:
    """An appointment holds for whole days."""
    first, last = absence.from_at.astimezone(WIB).date(), absence.to_at.astimezone(WIB).date()
    return Interval(midnight(first), midnight(last + timedelta(days=1)))


def midnight(day: date) -> datetime:
    """The beginning of a day in Lumajang."""
    return datetime(day.year, day.month, day.day, tzinfo=WIB)


def leader_of(
    character: Character, days: Sequence[date], calendar: WorkCalendar, chance: random.Random
) -> Leader:
    """Absences over these days, in order and never touching."""
    return Leader(tuple(_absences(character, days, calendar, chance)))


def _absences(
    character: Character, days: Sequence[date], calendar: WorkCalendar, chance: random.Random
) -> Iterator[Absence]:
    working = [day for day in days if calendar.is_working_day(day)]
    skip = 0
    for number, day in enumerate(working):
        if skip:
            skip -= 1
            continue
        if chance.random() < character.away_on(day) / 1.6:
            # A journey takes one to three working days: 1.6 on average.
            run = working[number : number + chance.choices((1, 2, 3), (0.55, 0.3, 0.15))[0]]
            skip = len(run) - 1
            yield _whole(character, run, calendar, chance)
        elif chance.random() < SHORT_ABSENCES:
            yield _short(day, calendar, chance)


def _whole(
    character: Character, run: Sequence[date], calendar: WorkCalendar, chance: random.Random
) -> Absence:
    start, end = calendar.sessions(run[0])[0].start, calendar.sessions(run[-1])[-1].end
    return Absence(
        from_at=start,
        to_at=end,
        reason=chance.choice(REASONS),
        entered_at=start - timedelta(hours=chance.randrange(17, 20)),
        acting=chance.random() < character.covered_on(run[0]),
    )


def _short(day: date, calendar: WorkCalendar, chance: random.Random) -> Absence:
    """Two or three hours of one morning or afternoon; nobody is appointed for that."""
    part = chance.choice(calendar.sessions(day))
    start = part.start + timedelta(minutes=chance.randrange(0, 60))
    end = min(start + timedelta(minutes=chance.randrange(60, 150)), part.end)
    entered = calendar.sessions(day)[0].start - timedelta(minutes=20)
    return Absence(start, end, chance.choice(SHORT), entered, acting=False)
