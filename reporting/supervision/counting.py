"""What the read model counts of roster, competences, reviews, meetings and decisions (`upkeep.reading`)."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from commons.clock import wib
from indicators.periods import next_month
from offices.queries import work_calendar
from offices.scope import current_office
from supervision import promised, queries, queries_roster, staff
from supervision.beginning import begun_on
from supervision.competences import Need, gaps
from supervision.models import Credential, Decision, Meeting, Review
from upkeep.reading import Counted, Fact, register
from upkeep.rounds import Stand, due_on, first_due


def facts(days: Collection[date], now: datetime) -> Iterator[Fact]:
    """All of it, for these days."""
    found = queries_roster.ground(min(days), max(days))
    yield from _reviews(days, now, found)
    yield from _rosters(days, found)
    yield from _gaps(days, found)
    yield from _meetings(days)
    yield from _decisions(days)


def _reviews(days: Collection[date], now: datetime, found: queries_roster.Ground) -> Iterator[Fact]:
    begun = begun_on()
    if begun is None:
        return
    calendar, today = work_calendar(current_office().id), wib(now).date()
    rows = Review.objects.filter(done_at__isnull=False).values_list("role", "month", "done_at")
    done = {(role, next_month(month)): wib(at).date() for role, month, at in rows if at is not None}
    for first in sorted({day.replace(day=1) for day in days}):
        due = due_on(first, calendar)
        if first < first_due(begun) or due not in days:
            continue
        for supervisor in promised.supervisors_on(found.versions, due):
            done_on = done.get((supervisor.role, first))
            if due >= today and done_on is None:
                continue
            yield due, "reviews_due", 1
            yield due, "reviews_kept", int(done_on is not None and done_on <= due)


def _rosters(days: Collection[date], found: queries_roster.Ground) -> Iterator[Fact]:
    """From the day on which the office began with rosters."""
    begun = min((line.first for line in found.weekly), default=None)
    calendar = work_calendar(current_office().id)
    for day in days:
        if begun is None or day < begun or not calendar.is_working_day(day):
            continue
        wanted = promised.people_promised(found.versions, day) or 0
        posts = found.posts(day)
        yield day, "posts_promised", wanted
        yield day, "posts_rostered", min(wanted, len(posts))
        yield day, "posts_filled", min(wanted, sum(not post.off for post in posts))


def _gaps(days: Collection[date], found: queries_roster.Ground) -> Iterator[Fact]:
    """As it was on each day: what was entered later does not count for it, what was withdrawn later does."""
    rows: dict[UUID, list[Credential]] = {}
    for row in Credential.objects.defer("proof"):
        rows.setdefault(row.user_id, []).append(row)
    read: dict[tuple[promised.Version, ...], dict[str, Need]] = {}  # most days have the same standards
    for day in days:
        held_by = tuple(promised.in_force(found.versions, day))
        if held_by not in read:
            read[held_by] = promised.needs_on(found.versions, day)
        needs = read[held_by]
        for person in staff.here(found.stays, day) if needs else ():
            wanted = [needs[role] for role in person.roles if role in needs]
            if not wanted:
                continue
            held = queries.held_of([row for row in rows.get(person.user_id, []) if _known(row, day)])
            yield day, "gap_staff", 1
            yield day, "gap_people", int(any(gaps(need, held, day=day) for need in wanted))


def _known(row: Credential, day: date) -> bool:
    if row.withdrawn_at is not None and wib(row.withdrawn_at).date() <= day:
        return False
    return wib(row.entered_at).date() <= day


def _meetings(days: Collection[date]) -> Iterator[Fact]:
    rows = Meeting.objects.filter(closed_at__isnull=False, held_on__in=list(days))
    for held_on in rows.values_list("held_on", flat=True):
        yield held_on, "meetings_held", 1


def _decisions(days: Collection[date]) -> Iterator[Fact]:
    rows = list(Decision.objects.filter(due_on__lt=max(days)).values_list("due_on", "made_on", "done_at"))
    for day in days:
        late = [
            due
            for due, made, done in rows
            if due < day and made <= day and (done is None or wib(done).date() > day)
        ]
        yield day, "late_decisions", len(late)


def missed(now: datetime) -> list[str]:
    """The months (ISO) whose review was missed or is overdue now."""
    late = {Stand.MISSED, Stand.OVERDUE}
    found = {queries.about(month) for _who, month in queries.review_months(now=now) if month.stand in late}
    return [month.isoformat() for month in sorted(found)]


def register_counted() -> None:
    """Have them counted."""
    register(Counted("supervision", facts, begun_on))
