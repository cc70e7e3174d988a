"""Rehearsals: an office's counter tried out at `latihan-<slug>`, in a schema and with a clock of its own.

Nothing of it is public or counted: see `Office.is_rehearsal`. Who rehearses holds every office role there, so
that one person can take an applicant from the intake to the hand-over.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import operations as accounts
from accounts import queries as people
from accounts.actors import Actor
from accounts.models import Assignment, Role
from applications.models import Event, File, LeaderAbsence
from audit import operations as audit
from commons.clock import wib
from commons.errors import DomainError
from documents.book_patterns import PatternRefused, change_pattern
from documents.models import BookKind
from documents.queries import book, letter_rules
from offices import details
from offices import operations as offices
from offices.areas import AreaRow
from offices.models import REHEARSAL, Contact, Level, Office, PaperSize
from offices.queries import work_calendar
from offices.scope import office_scope, public_scope
from onboarding import provider, queries, script, sending
from onboarding.models import Case, Rehearsal, Work
from onboarding.plans import OfficePlan
from onboarding.script import Course, Happened
from queueing.models import Ticket
from regulations.operations import delegate
from regulations.queries import authority_of, instruments_in_force
from servicetypes.catalogue import definition_of
from standards.adopting import ForOffice, adopt
from standards.models import Origin, StandardVersion
from standards.operations import draft, publish
from standards.vocabulary import Origin as DocumentOrigin

UNIT = "LATIHAN"
PREFIX = "latihan-"
ROLES = (
    Role.COUNTER,
    Role.OPERATOR,
    Role.INFORMATION,
    Role.SECTION_HEAD,
    Role.SECRETARY,
    Role.HEAD,
)


class RehearsalError(DomainError):
    """The rehearsal does not allow this now; nothing was changed."""


@dataclass(frozen=True)
class Stage:
    """Where an attempt stands: its tasks, the real time that is left, and the shadow's own time."""

    rehearsal: Rehearsal
    lines: list[script.Line]
    current: script.Line | None
    left: timedelta
    now: datetime
    wants_next_day: bool

    @property
    def done(self) -> int:
        """How many tasks were done."""
        return sum(line.done for line in self.lines)

    @property
    def over(self) -> bool:
        """Whether the twenty minutes are over."""
        return self.left <= timedelta()

    @property
    def minutes_left(self) -> int:
        """Whole minutes, rounded up."""
        return max(0, -(-int(self.left.total_seconds()) // 60))


def shadow_code(code: str) -> str:
    """35.08.17 → 99.08.17."""
    return REHEARSAL + code.partition(".")[2]


def of(office: Office) -> Rehearsal | None:
    """The rehearsal of an office."""
    with public_scope():
        return Rehearsal.objects.select_related("shadow").filter(office=office).first()


def by_shadow(shadow: Office) -> Rehearsal | None:
    """The rehearsal that happens in this office."""
    with public_scope():
        return Rehearsal.objects.select_related("office").filter(shadow=shadow).first()


def begin(*, code: str, actor: Actor, now: datetime) -> Rehearsal:
    """Begin a rehearsal, or a new attempt; the worker makes the schema ready when there is none.

    Raises `RehearsalError` (`not_prepared`).
    """
    with public_scope(), transaction.atomic():
        case = Case.objects.select_related("office").filter(code=code).first()
        if case is None or case.office is None or case.work != Work.DONE:
            raise RehearsalError("not_prepared", _("Siapkan kantornya dulu, baru berlatih."))
        row, made = Rehearsal.objects.select_for_update().get_or_create(office=case.office)
        row.work, row.work_at, row.problem = Work.QUEUED, now, ""
        row.player_id, row.player = actor.user_id, actor.name
        row.attempt = 1 if made else row.attempt + 1
        row.save()
        data = {"code": code, "attempt": row.attempt}
        subject = f"office:{case.office_id}"
        audit.record(action="onboarding.rehearsal_started", actor=actor, subject=subject, data=data, now=now)
        sending.rehearse_later(row.pk)
    return row


def prepare(rehearsal_id: UUID, *, now: datetime) -> None:
    """Make the shadow ready and start the attempt; may run twice."""
    with public_scope():
        row = Rehearsal.objects.select_related("office").get(pk=rehearsal_id)
    if row.work not in queries.WORKING:
        return
    try:
        _prepare(row, now)
    except DomainError as refusal:
        _fail(row, str(refusal), now)
    except Exception:
        _fail(row, _("Terhenti karena kesalahan di dalam Loket; sudah dicatat. Coba lagi."), now)
        raise


def _fail(row: Rehearsal, problem: str, now: datetime) -> None:
    with public_scope():
        Rehearsal.objects.filter(pk=row.pk).update(work=Work.FAILED, problem=problem, work_at=now)


def _prepare(row: Rehearsal, now: datetime) -> None:
    with public_scope():
        plan = queries.plan_of(Case.objects.get(office=row.office))
    shadow = _shadow(row.office, now)
    _furnish(shadow, row.office, plan, now)
    _cast(shadow, row, now)
    shift = _shift(shadow, row, now)
    with public_scope():
        Rehearsal.objects.filter(pk=row.pk).update(
            shadow=shadow,
            work=Work.DONE,
            work_at=now,
            started_at=now,
            shift=int(shift.total_seconds()),
            began_at=now + shift,
        )


def _shadow(office: Office, now: datetime) -> Office:
    code = shadow_code(office.kemendagri_code)
    name = f"{office.name} ({UNIT})"
    area = AreaRow(code, Level(office.level), name, code.rpartition(".")[0], office.postal_code)
    slug = f"{PREFIX}{office.slug}"[:63].rstrip("-")
    made = provider.provide(code, slug=slug, area=area, now=now)
    with public_scope():
        return Office.objects.get(pk=made.pk)


def _furnish(shadow: Office, office: Office, plan: OfficePlan, now: datetime) -> None:
    day = wib(now).date()
    with public_scope():
        offices.set_letterhead(
            office_id=shadow.pk,
            lines=office.letterhead or plan.letterhead,
            unit_code=UNIT,
            paper_size=PaperSize(office.paper_size),
        )
        shadow.refresh_from_db()
        if authority_of(shadow.pk, on=day) is None:
            # A lurah may have none yet: the rehearsal borrows one, so that signing can be tried.
            lent = queries.grounds_for(plan.level, on=day) or instruments_in_force(on=day)
            key = plan.instrument or lent[0][0]
            delegate(shadow, key=key, from_date=day, note=UNIT)
        contacts = list(Contact.objects.filter(office=office).values_list("kind", "shown"))
    with office_scope(shadow):
        details.set_opening_hours(office_id=shadow.pk, week=plan.week(), valid_from=day)
        _publish(shadow, plan, contacts, now)
    _number_alike(shadow, office, now)


def _number_alike(shadow: Office, office: Office, now: datetime) -> None:
    """The rehearsal's letters are numbered as the office's own will be."""
    year = wib(now).year
    with office_scope(office):
        pattern = book(BookKind.LETTER, year).pattern
    with office_scope(shadow):
        if book(BookKind.LETTER, year).pattern == pattern:
            return
        # What an earlier attempt numbered may stand in the way; then this one goes on as that one did.
        with suppress(PatternRefused):
            change_pattern(
                actor=None,
                year=year,
                pattern=pattern,
                rules=letter_rules(),
                unit=UNIT,
                reason=_("Seperti kantor yang berlatih."),
                seen=None,
                now=now,
            )


def _publish(shadow: Office, plan: OfficePlan, contacts: list[tuple[str, str]], now: datetime) -> None:
    there = set(
        StandardVersion.objects.filter(origin=Origin.LEGACY).values_list("standard__service_code", flat=True)
    )
    target = ForOffice(shadow.slug, plan.level, plan.name, tuple(contacts))
    for code in plan.services:
        if code not in there:
            document = adopt(code, target, origin=DocumentOrigin.LEGACY)
            publish(version=draft(document=document, definition=definition_of(code)), by=UNIT, now=now)


def _cast(shadow: Office, row: Rehearsal, now: datetime) -> None:
    """The player holds every role there; who played before holds none."""
    assert row.player_id is not None
    day = wib(now).date()
    with public_scope():
        others = Assignment.objects.filter(office=shadow, ended_at=None).exclude(user=row.player_id)
        others.update(ended_at=now)
    if any(place.office_id == shadow.pk for place in people.places(row.player_id, on=day)):
        return
    accounts.assign(
        user_id=row.player_id,
        office=shadow,
        roles=ROLES,
        title=_("Pelaku latihan"),
        from_date=day,
        actor=None,
        now=now,
    )


def _shift(shadow: Office, row: Rehearsal, now: datetime) -> timedelta:
    """How far ahead the clock starts: the morning of the next working day, after all that was done before."""
    here = max(now, now + timedelta(seconds=row.shift))
    return _next_morning(shadow, here) - now


def _next_morning(shadow: Office, moment: datetime) -> datetime:
    with office_scope(shadow):
        calendar = work_calendar(shadow.pk)
    day = wib(moment).date() + timedelta(days=1)
    while not calendar.sessions(day):
        day += timedelta(days=1)
    return calendar.sessions(day)[0].start + script.AFTER_OPENING


def stage(row: Rehearsal, *, real: datetime) -> Stage:
    """Where the attempt stands; runs in the shadow's scope."""
    now = real + timedelta(seconds=row.shift)
    course = _course(row)
    found = script.lines(course)
    here = script.current(found)
    started = row.started_at or real
    return Stage(
        rehearsal=row,
        lines=found,
        current=here,
        left=script.LIMIT - (real - started),
        now=now,
        wants_next_day=script.wants_next_day(here, course, now),
    )


def attempt(row: Rehearsal, *, real: datetime) -> Stage | None:
    """Where an attempt that was not passed yet stands, seen from outside; None when there is none."""
    if row.shadow is None or row.work != Work.DONE or row.passed_at is not None:
        return None
    with office_scope(row.shadow):
        return stage(row, real=real)


def _course(row: Rehearsal) -> Course:
    since = row.began_at
    if since is None:
        return Course()
    files = File.objects.filter(received_at__gte=since)
    events = Event.objects.filter(at__gte=since, file__received_at__gte=since).order_by("at")
    happened = [
        Happened(str(file), action, step, at)
        for file, action, step, at in events.values_list("file_id", "action", "step_key", "at")
    ]
    return Course(
        events=happened,
        received=files.filter(complete_at__isnull=False).count(),
        handed=files.filter(phase="HANDED_OVER").count(),
        moved_on=files.filter(phase="HANDED_OVER").count() + files.filter(step_kind="HAND_OVER").count(),
        tickets=Ticket.objects.filter(issued_at__gte=since).count(),
        absences=LeaderAbsence.objects.filter(cancelled_at=None, to_at__gte=since).count(),
    )


def move_clock(*, shadow: Office, actor: Actor, real: datetime) -> Rehearsal:
    """Move the shadow's clock to the next working morning. Raises `RehearsalError` (`no_rehearsal`)."""
    with public_scope(), transaction.atomic():
        row = _locked(shadow, actor)
        here = real + timedelta(seconds=row.shift)
        row.shift = int((_next_morning(shadow, here) - real).total_seconds())
        row.save(update_fields=["shift"])
    return row


def _locked(shadow: Office, actor: Actor) -> Rehearsal:
    row = Rehearsal.objects.select_for_update().filter(shadow=shadow, work=Work.DONE).first()
    if row is None or row.player_id != actor.user_id:
        raise RehearsalError("no_rehearsal", _("Latihan ini tidak sedang Anda jalankan."))
    return row


def finish(*, shadow: Office, actor: Actor, real: datetime) -> Rehearsal:
    """Have the attempt judged. Raises `RehearsalError`: `not_done` naming the task, `too_late`."""
    with office_scope(shadow), transaction.atomic():
        with public_scope():
            row = _locked(shadow, actor)
        seen = stage(row, real=real)
        if seen.current is not None:
            text = _("Tugas {n} belum selesai: {title}.")
            message = text.format(n=seen.current.number, title=seen.current.task.title)
            raise RehearsalError("not_done", message)
        if seen.over:
            raise RehearsalError(
                "too_late", _("Lewat 20 menit. Ulangi latihannya; sekarang pasti lebih cepat.")
            )
        with public_scope():
            Rehearsal.objects.filter(pk=row.pk).update(passed_at=real)
            subject, data = f"office:{row.office_id}", {"attempt": row.attempt}
            audit.record(
                action="onboarding.rehearsal_passed", actor=actor, subject=subject, data=data, now=real
            )
    return row
