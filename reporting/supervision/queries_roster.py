"""The roster: reads, in the current office."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from accounts.models import Role
from applications.models import LeaderAbsence
from applications.queries_absences import days_missed
from commons.clock import WIB, wib
from commons.worktime import Interval
from offices.queries import work_calendar
from offices.scope import current_office
from supervision import promised, staff
from supervision.models import Duty, DutyException
from supervision.promised import Version
from supervision.rostering import Against, Post, Special, Stay, Weekly, against, on_day, together

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ground:
    """Everything that rosters of some days rest on; read once."""

    stays: list[Stay]
    weekly: list[Weekly]
    special: list[Special]
    versions: list[Version]
    missed: Collection[date]
    """Days on which the leader was away for at least half of the counter time."""

    def posts(self, day: date) -> list[Post]:
        """The roster of a day."""
        leaders = (
            {each.user_id for each in self.stays if Role.HEAD in each.roles and each.covers(day)}
            if day in self.missed
            else set()
        )
        return on_day(day, weekly=self.weekly, special=self.special, stays=self.stays, away=leaders)


def ground(first: date, last: date) -> Ground:
    """What the rosters of these days rest on. Six queries."""
    return Ground(
        staff.stays(),
        [
            Weekly(row.weekday, row.user_id, row.role, row.counter, row.from_date, row.to_date)
            for row in Duty.objects.filter(from_date__lte=last).order_by("from_date")
        ],
        [_special(row) for row in exceptions(first, last)],
        promised.versions(),
        _missed(first, last),
    )


def _special(row: DutyException) -> Special:
    return Special(row.user_id, row.on, row.role, row.counter, row.from_date, row.to_date, row.reason)


def _missed(first: date, last: date) -> Collection[date]:
    start, end = _start(first), _start(last + _DAY)
    rows = LeaderAbsence.objects.filter(cancelled_at=None, from_at__lt=end, to_at__gt=start)
    parts = [Interval(max(row.from_at, start), min(row.to_at, end)) for row in rows]
    return days_missed(parts, work_calendar(current_office().id)) if parts else frozenset()


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, WIB)


def exceptions(first: date, last: date) -> list[DutyException]:
    """Those that touch these days and hold, oldest entry first: a later one counts."""
    rows = DutyException.objects.filter(cancelled_at=None, from_date__lte=last, to_date__gte=first)
    return list(rows.order_by("entered_at", "id"))


@dataclass(frozen=True)
class Day:
    """A day's roster against the promise; `open`: whether the counter opens that day; `others`: posts that
    are promised and have no role here, by name."""

    day: date
    open: bool
    posts: list[Post]
    people: dict[UUID, Stay]
    whole: Against
    roles: list[Against]
    others: dict[str, int]


def day_of(day: date) -> Day:
    """The roster of one day."""
    found = ground(day, day)
    working = work_calendar(current_office().id).is_working_day(day)
    posts = found.posts(day) if working else []
    people = {each.user_id: each for each in staff.here(found.stays, day)}
    return Day(
        day,
        working,
        sorted(posts, key=lambda post: (post.counter or 99, people[post.user_id].name)),
        people,
        together(posts, promised.people_promised(found.versions, day)),
        against(posts, promised.roles_promised(found.versions, day)),
        promised.posts_promised(found.versions, day),
    )


def week() -> list[Duty]:
    """The template week as it holds from now on."""
    return list(Duty.objects.filter(to_date=None).order_by("weekday", "counter"))


def has_week() -> bool:
    """Whether there ever was a template week."""
    return Duty.objects.exists()


def today_words(now: datetime) -> Against | None:
    """The whole office today; None on a day off, or before there is a roster."""
    day = wib(now).date()
    if not has_week() or not work_calendar(current_office().id).is_working_day(day):
        return None
    found = ground(day, day)
    return together(found.posts(day), promised.people_promised(found.versions, day))
