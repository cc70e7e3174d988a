"""Make an office out of a case: its schema, then each answer through the operations of an office's admin.

Every part may run twice: what is there already stays. So a worker that was killed half-way, or a case whose
answers were changed, is simply run again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import queries as accounts
from accounts.actors import Actor
from accounts.authority import need_kabupaten_admin
from audit import operations as audit
from commons.clock import wib
from commons.errors import DomainError
from commons.typed import read_date
from documents.book_patterns import change_pattern
from documents.models import BookKind
from documents.office_settings import operations as settings
from documents.operations import begin_book
from documents.patterns import Rule
from documents.queries import books
from offices import opening
from offices import queries as offices
from offices.letterhead import Letterhead
from offices.models import ContactKind, Office, PaperSize
from offices.scope import office_scope, public_scope
from onboarding import people, provider, queries
from onboarding.models import Case, Work
from onboarding.parts import PART_WORDS
from onboarding.plans import OfficePlan
from regulations import operations as regulations
from servicetypes.catalogue import load_definitions
from servicetypes.models import ServiceType
from servicetypes.operations import install as install_types
from servicetypes.queries import definition_in_use
from standards.adopting import ForOffice, adopt
from standards.models import Standard
from standards.operations import draft


@dataclass(frozen=True)
class Job:
    """What every part gets."""

    office: Office
    plan: OfficePlan
    actor: Actor
    now: datetime

    @property
    def day(self) -> date:
        """Today in Lumajang."""
        return wib(self.now).date()


def carry_out(case_id: UUID, *, now: datetime) -> Case:
    """Prepare the office of a case. What stops it stands in `Case.problem`; what was done before it stays."""
    case = _take(case_id, now)
    if case is None:
        return Case.objects.get(pk=case_id)
    try:
        _run(case, now)
    except DomainError as refusal:
        return _end(case, Work.FAILED, str(refusal), now)
    except Exception:
        _end(
            case,
            Work.FAILED,
            _("Terhenti karena kesalahan di dalam Loket; sudah dicatat. Jalankan lagi."),
            now,
        )
        raise
    return _end(case, Work.DONE, "", now)


def _take(case_id: UUID, now: datetime) -> Case | None:
    """The case, for the one worker that does it; None when it is done or in other hands."""
    with public_scope(), transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        silent = case.work_at is None or now - case.work_at > queries.ALIVE
        if case.work != Work.QUEUED and not (case.work == Work.RUNNING and silent):
            return None
        case.work, case.work_at = Work.RUNNING, now
        case.save(update_fields=["work", "work_at"])
    return case


def _run(case: Case, now: datetime) -> None:
    plan, actor = queries.plan_of(case), _actor(case, now)
    _catalogue()
    made = provider.provide(plan.code, slug=plan.slug, now=now, asked_by=case.work_by)
    with public_scope():
        office = Office.objects.get(pk=made.pk)  # from the application's own connection
        Case.objects.filter(pk=case.pk).update(office=office)
    _mark(case, "ruang", now)
    job = Job(office, plan, actor, now)
    for key, part in PARTS.items():
        with office_scope(office), transaction.atomic():
            part(job)
        _mark(case, key, now)


def _actor(case: Case, now: datetime) -> Actor:
    person = accounts.person_by_id(case.work_by, None, on=wib(now).date()) if case.work_by else None
    actor = person.actor if person else None
    if actor is None:
        raise DomainError("no_actor", _("Yang memintanya tidak lagi bertugas di kabupaten."))
    need_kabupaten_admin(actor)
    return actor


def _catalogue() -> None:
    with public_scope():
        if not ServiceType.objects.exists():
            install_types(load_definitions())
        regulations.install()


def _mark(case: Case, key: str, now: datetime) -> None:
    with public_scope():
        Case.objects.filter(pk=case.pk).update(work_step=key, work_at=now)


def _end(case: Case, work: Work, problem: str, now: datetime) -> Case:
    with public_scope(), transaction.atomic():
        row = Case.objects.select_for_update().get(pk=case.pk)
        row.work, row.problem, row.work_at = work, problem, now
        if work == Work.DONE and row.office is not None:
            found = queries.look(row.office, day=wib(now).date())
            row.missing, row.looked_at = [each.check.key for each in found if each.todo], now
        row.save(update_fields=["work", "problem", "work_at", "missing", "looked_at"])
        if work == Work.DONE:
            data = {"code": row.code}
            subject = f"office:{row.office_id}"
            audit.record(action="onboarding.prepared", actor=None, subject=subject, data=data, now=now)
    return row


def _kop(job: Job) -> None:
    lines = Letterhead.parse(job.plan.letterhead).as_json()
    office = Office.objects.get(pk=job.office.pk)
    same = (office.letterhead, office.unit_code, office.paper_size)
    if same == (lines, job.plan.unit_code, job.plan.paper_size):
        return
    settings.set_letterhead(
        actor=job.actor,
        office_id=job.office.pk,
        lines=lines,
        unit_code=job.plan.unit_code,
        paper_size=PaperSize(job.plan.paper_size),
        now=job.now,
    )


def _contacts(job: Job) -> None:
    there = {(line.kind, line.shown) for line in offices.contacts(job.office.pk)}
    for order, (kind, shown) in enumerate(job.plan.contacts.items()):
        if (ContactKind(kind), shown) not in there:
            settings.add_contact(
                actor=job.actor,
                office_id=job.office.pk,
                kind=ContactKind(kind),
                shown=shown,
                purpose="",
                order=order,
                now=job.now,
            )
    week = job.plan.week()
    if tuple(opening.usual_week(job.office.pk, day=job.day)) != week.days:
        settings.set_hours(
            actor=job.actor, office_id=job.office.pk, week=week, valid_from=job.day, now=job.now
        )


def _authority(job: Job) -> None:
    if not job.plan.instrument:
        return
    with public_scope():
        regulations.delegate(
            job.office, key=job.plan.instrument, from_date=read_date(job.plan.authority_from)
        )


def _people(job: Job) -> None:
    people.add_posts(job.office, job.plan.people, actor=job.actor, now=job.now)


def _services(job: Job) -> None:
    there = set(Standard.objects.values_list("service_code", flat=True))
    target = for_office(job.plan, job.office)
    for code in job.plan.services:
        if code not in there:
            draft(document=adopt(code, target), definition=definition_in_use(code))


def for_office(plan: OfficePlan, office: Office) -> ForOffice:
    """Whom a standard of the catalogue is adopted for."""
    return ForOffice(office.slug, plan.level, plan.name, tuple(plan.contacts.items()))


def _numbers(job: Job) -> None:
    there = {book.kind: book for book in books(job.day.year)}
    for kind, last in job.plan.books.items():
        if there[BookKind(kind)].last == 0:
            begin_book(actor=job.actor, kind=BookKind(kind), year=job.day.year, after=last, now=job.now)
    if job.plan.letter_pattern is not None and job.plan.letter_pattern != there[BookKind.LETTER].pattern:
        change_pattern(
            actor=job.actor,
            year=job.day.year,
            pattern=job.plan.letter_pattern,
            rules=_rules(job.plan),
            unit=job.plan.unit_code,
            reason=_("Ditetapkan saat kantor disiapkan."),
            seen=None,
            now=job.now,
        )


def _rules(plan: OfficePlan) -> list[Rule]:
    known = queries.letter_rules()
    return [known[code] for code in plan.services if code in known]


PARTS: dict[str, Callable[[Job], None]] = {
    "kop": _kop,
    "kontak": _contacts,
    "kewenangan": _authority,
    "petugas": _people,
    "layanan": _services,
    "nomor": _numbers,
}
assert ["ruang", *PARTS] == list(PART_WORDS)
