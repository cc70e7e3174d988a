"""Competences, reviews, meetings, decisions: reads, in the current office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.actors import Actor
from accounts.models import Role
from commons.clock import wib
from indicators.periods import months_back, next_month
from offices.queries import work_calendar
from offices.scope import current_office
from supervision import promised, staff
from supervision.beginning import begun_on
from supervision.competences import Gap, Held, Need, gaps
from supervision.models import Credential, Decision, Meeting, Review
from supervision.promised import Supervisor
from supervision.rostering import Stay
from supervision.superiors import superiors_of
from upkeep.rounds import Month, months


@dataclass(frozen=True)
class Able:
    """A person on a post that the standards describe, with what is missing."""

    person: Stay
    need: Need
    gaps: list[Gap]


def may_read_competences(actor: Actor, user_id: UUID, people: Sequence[Stay]) -> bool:
    """The person, their superiors, the office's admin."""
    if actor.is_support:
        return False
    mine = actor.user_id == user_id or actor.has(Role.OFFICE_ADMIN)
    return mine or actor.user_id in superiors_of(user_id, staff.placed(people))


def people_here(day: date) -> list[Stay]:
    """Who works here on that day."""
    return staff.here(staff.stays(), day)


def credentials_of(user_id: UUID) -> list[Credential]:
    """What a person can show, in use or withdrawn, without the proofs themselves."""
    rows = Credential.objects.filter(user_id=user_id).defer("proof")
    return list(rows.order_by("kind", "-since", "id"))


def credential(credential_id: UUID) -> Credential | None:
    """One of them, with its proof."""
    return Credential.objects.filter(id=credential_id).first()


def held_of(rows: Sequence[Credential]) -> list[Held]:
    """As the rule takes them."""
    return [Held(row.kind, row.level, row.name, row.since, row.expires_on) for row in rows]


def able(day: date) -> list[Able]:
    """Everybody on a post that the standards in force describe, by name. Three queries."""
    needs = promised.needs_on(promised.versions(), day)
    people = people_here(day)
    rows: dict[UUID, list[Credential]] = {}
    for row in Credential.objects.filter(withdrawn_at=None).defer("proof"):
        rows.setdefault(row.user_id, []).append(row)
    return [
        Able(person, needs[role], gaps(needs[role], held_of(rows.get(person.user_id, [])), day=day))
        for person in people
        for role in person.roles
        if role in needs
    ]


def review_months(*, now: datetime, begun: date | None = None) -> list[tuple[Supervisor, Month]]:
    """Which months each supervisor had to review, the newest first. A month is reviewed when it is over:
    `first` is the month in which the review of the month before is due. `begun`: when the office began, where
    the caller knows it."""
    today = wib(now).date()
    begun = begun or begun_on() or today
    calendar, done = work_calendar(current_office().id), _done()
    found = []
    for supervisor in promised.supervisors_on(promised.versions(), today):
        own = {next_month(month): at for (role, month), at in done.items() if role == supervisor.role}
        found += [(supervisor, month) for month in months(begun, own, calendar, today=today)]
    return sorted(found, key=lambda pair: pair[1].first, reverse=True)


def _done() -> Mapping[tuple[str, date], date]:
    rows = Review.objects.filter(done_at__isnull=False).values_list("role", "month", "done_at")
    return {(role, month): wib(at).date() for role, month, at in rows if at is not None}


def about(month: Month) -> date:
    """The month that a review due in `month` is about."""
    return months_back(month.first, 1)


def review(month: date, role: str) -> Review | None:
    """What was written of that month, draft or done."""
    return Review.objects.filter(month=month, role=role).first()


def reviews() -> list[Review]:
    """All that was written, the newest first."""
    return list(Review.objects.order_by("-month", "role"))


def meetings() -> list[Meeting]:
    """All of them, the newest first."""
    return list(Meeting.objects.order_by("-held_on", "-starts"))


def meeting(meeting_id: UUID) -> Meeting | None:
    """One of this office."""
    return Meeting.objects.filter(id=meeting_id).first()


def decisions_of(*, review: Review | None = None, meeting: Meeting | None = None) -> list[Decision]:
    """What one review or meeting decided, in order."""
    return list(Decision.objects.filter(review=review, meeting=meeting).order_by("id"))


def open_decisions(*, but: Meeting | None = None) -> list[Decision]:
    """What is not done yet, the most urgent first; without those of the meeting `but`."""
    rows = Decision.objects.filter(done_at=None).select_related("meeting", "review").order_by("due_on", "id")
    return [row for row in rows if but is None or row.meeting_id != but.id]


def done_decisions(*, most: int = 50) -> list[Decision]:
    """What is done, the newest first."""
    rows = Decision.objects.filter(done_at__isnull=False).select_related("meeting", "review")
    return list(rows.order_by("-done_at")[:most])
