"""Writes: cases of offices on their way in, and opening them. The work itself is in `applying`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit import operations as audit
from commons.clock import wib
from commons.errors import DomainError
from commons.text import clean_line
from offices import operations as offices
from offices.areas import AreaRow, known_areas
from offices.models import Office, OfficeState
from offices.scope import public_scope
from onboarding import plans, queries, sending
from onboarding.models import Case, Rehearsal, Work
from onboarding.plans import OfficePlan
from onboarding.steps import STEPS

SHORTEST_REASON = 10


class CaseError(DomainError):
    """The case does not allow this now; nothing was changed."""


class Stale(CaseError):
    """Somebody else changed the case since the page was opened; `context`: by, at."""

    def __init__(self, case: Case) -> None:
        text = _(
            "{who} mengubah isian kantor ini pukul {time}. Isian Anda belum disimpan; periksa, lalu simpan."
        )
        when = f"{wib(case.changed_at):%H.%M}"
        message = format_lazy(text, who=case.changed_by, time=when)
        super().__init__("case_stale", message, by=case.changed_by, at=case.changed_at)


def area_of(code: str) -> AreaRow:
    """The area with this code that may have an office here. Raises `UnknownArea`."""
    area = known_areas().get(code)
    if area is None or area.level not in queries.SERVED_LEVELS:
        raise offices.UnknownArea(code)
    return area


def start_case(*, code: str, actor: Actor, now: datetime, plan: OfficePlan | None = None) -> Case:
    """Begin to bring on the office of an area; the case that is there is given back.

    Raises `UnknownArea`, `CaseError` (`office_there`).
    """
    area = area_of(code)
    plan = plan or queries.fresh_plan(area, on=wib(now).date())
    with public_scope():
        there = Case.objects.filter(code=code).first()
        if there is not None:
            return there
        if Office.objects.filter(kemendagri_code=code).exists():
            raise CaseError("office_there", _("Kantor ini sudah ada di Loket."))
        try:
            with transaction.atomic():
                case = _new_case(plan, actor, now)
                data = {"code": code}
                audit.record(action="onboarding.started", actor=actor, subject="", data=data, now=now)
        except IntegrityError:  # two people began at the same moment
            return Case.objects.get(code=code)
    return case


def _new_case(plan: OfficePlan, actor: Actor, now: datetime) -> Case:
    return Case.objects.create(
        code=plan.code,
        answers=plan.as_json(),
        started_at=now,
        started_by=actor.name,
        changed_at=now,
        changed_by=actor.name,
    )


def save_answers(
    *, code: str, plan: OfficePlan, revision: int, step: str, actor: Actor, now: datetime
) -> Case:
    """Keep the answers of a page. Raises `Stale`, `CaseError` (`case_busy`)."""
    with public_scope(), transaction.atomic():
        case = _locked(code)
        if case.revision != revision:
            raise Stale(case)
        if case.work in queries.WORKING:
            raise CaseError("case_busy", _("Kantor ini sedang disiapkan. Tunggu sampai selesai."))
        case.answers = plan.as_json()
        case.done_steps = [*(key for key in case.done_steps if key != step), step]
        case.revision, case.changed_at, case.changed_by = revision + 1, now, actor.name
        case.save(update_fields=["answers", "done_steps", "revision", "changed_at", "changed_by"])
    return case


def take_plan(*, case_id: UUID, plan: OfficePlan, actor: Actor, now: datetime) -> None:
    """Put a whole plan in place of what was answered: a line of a spreadsheet counts as every page."""
    with public_scope(), transaction.atomic():
        case = Case.objects.select_for_update().get(pk=case_id)
        case.answers, case.done_steps = plan.as_json(), [step.key for step in STEPS]
        case.revision, case.changed_at, case.changed_by = case.revision + 1, now, actor.name
        case.save(update_fields=["answers", "done_steps", "revision", "changed_at", "changed_by"])


def _locked(code: str) -> Case:
    case = Case.objects.select_for_update().filter(code=code).first()
    if case is None:
        raise CaseError("no_case", _("Belum ada isian untuk kantor ini."))
    return case


def request_work(*, code: str, actor: Actor, now: datetime) -> Case:
    """Have the office prepared by the worker; asked for twice, it is done once.

    Raises `CaseError`: `case_incomplete` naming what is missing, `case_live`.
    """
    with public_scope(), transaction.atomic():
        case = _locked(code)
        lacking = plans.missing(queries.plan_of(case))
        if lacking:
            text = " ".join(str(each.message) for each in lacking)
            raise CaseError("case_incomplete", text, missing=lacking)
        if case.live_at is not None:
            raise CaseError("case_live", _("Kantor ini sudah buka; ubah di pengaturan kantornya."))
        if case.work in queries.WORKING and not queries.progress(case, now=now).stuck:
            return case
        case.work, case.work_by, case.work_at, case.problem = Work.QUEUED, actor.user_id, now, ""
        case.work_step = ""
        case.save(update_fields=["work", "work_by", "work_at", "problem", "work_step"])
        sending.apply_later(case.pk)
    return case


def look_again(*, now: datetime) -> int:
    """Note anew what each office that is not open yet still needs; how many were looked at."""
    with public_scope():
        cases = list(Case.objects.select_related("office").filter(work=Work.DONE, live_at=None))
    for case in cases:
        assert case.office is not None
        note_readiness(case_id=case.pk, office=case.office, now=now)
    return len(cases)


def note_readiness(*, case_id: UUID, office: Office, now: datetime) -> None:
    """Remember which checks are not met."""
    missing = [each.check.key for each in queries.look(office, day=wib(now).date()) if each.todo]
    with public_scope():
        Case.objects.filter(pk=case_id).update(missing=missing, looked_at=now)


def waive_rehearsal(*, code: str, reason: str, actor: Actor, now: datetime) -> Case:
    """Let an office open without a rehearsal. Raises `CaseError` (`reason_short`)."""
    why = clean_line(reason, max_length=300)
    if len(why) < SHORTEST_REASON:
        raise CaseError("reason_short", _("Tulis alasannya, paling sedikit 10 huruf."))
    with public_scope(), transaction.atomic():
        case = _locked(code)
        case.waived_at, case.waived_by, case.waived_reason = now, actor.name, why
        case.save(update_fields=["waived_at", "waived_by", "waived_reason"])
        _record("onboarding.rehearsal_waived", case, actor, now, reason=why)
    return case


def go_live(*, code: str, actor: Actor, now: datetime) -> Case:
    """Open the office to citizens. Raises `CaseError`: `not_prepared`, `not_ready` naming every reason,
    `not_rehearsed`."""
    with public_scope(), transaction.atomic():
        case = _locked(code)
        if case.office is None or case.work != Work.DONE:
            raise CaseError("not_prepared", _("Kantor ini belum disiapkan."))
        found = queries.look(case.office, day=wib(now).date())
        stops = [each for each in found if each.stops]
        if stops:
            listed = "; ".join(f"{each.check.title}: {each.todo}" for each in stops)
            text = format_lazy(_("Belum dapat dibuka. {why}."), why=listed)
            raise CaseError("not_ready", text, found=stops)
        if case.waived_at is None and not _rehearsed(case.office):
            raise CaseError(
                "not_rehearsed", _("Latihan belum lulus. Selesaikan, atau bebaskan dengan alasan.")
            )
        offices.move_office(office_id=case.office.pk, state=OfficeState.LIVE)
        case.live_at, case.missing, case.looked_at = now, [e.check.key for e in found if e.todo], now
        case.save(update_fields=["live_at", "missing", "looked_at"])
        _record("onboarding.opened", case, actor, now)
    return case


def _rehearsed(office: Office) -> bool:
    return Rehearsal.objects.filter(office=office, passed_at__isnull=False).exists()


def _record(action: str, case: Case, actor: Actor, now: datetime, **data: Any) -> None:
    audit.record(
        action=action,
        actor=actor,
        subject=f"office:{case.office_id}",
        data={"code": case.code, **data},
        now=now,
    )
