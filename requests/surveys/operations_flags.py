"""What becomes of flagged forms: a person's decision, with a reason, on the trail."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_line
from surveys import marks
from surveys.choices import Flag
from surveys.errors import SurveyRefused
from surveys.models import Decision, PeriodState, SurveyPeriod, SurveyResponse
from surveys.operations_periods import LONGEST_REASON, locked, title_of
from trail import operations as trail

DECIDABLE = (PeriodState.OPEN, PeriodState.CLOSED)


@transaction.atomic
def decide(
    *, actor: Actor, period_id: UUID, flag: Flag, excluded: bool, reason: str, now: datetime
) -> Decision:
    """Leave the forms with this flag out of the index, or keep them in. A form is out while one of its flags'
    newest decisions says so; forms flagged later wait for another decision. Raises `SurveyRefused`,
    `BadText`. The same twice is refused: it would be published twice."""
    why = clean_line(reason, max_length=LONGEST_REASON)
    if not why:
        raise SurveyRefused("no_reason", _("Tulis alasan keputusan ini."), field="reason")
    period = locked(period_id)
    if period.state not in DECIDABLE:
        raise SurveyRefused("not_open", _("Periode ini tidak memuat jawaban."))
    flagged = SurveyResponse.objects.filter(period=period, flags__contains=[flag.value])
    ids = list(flagged.values_list("id", flat=True))
    if not ids:
        raise SurveyRefused("nothing_flagged", _("Tidak ada formulir dengan tanda ini."))
    last = newest(period).get(flag.value)
    if last is not None and (last.excluded, last.count, last.reason) == (excluded, len(ids), why):
        raise SurveyRefused("decided_already", _("Formulir ini sudah diputuskan begitu, dengan alasan itu."))
    decision = Decision.objects.create(
        period=period,
        flag=flag,
        excluded=excluded,
        count=len(ids),
        reason=why,
        at=now,
        by_id=actor.user_id,
        by_name=actor.name,
        by_title=actor.title,
    )
    _apply(period, ids, today=wib(now).date())
    data = {"period": title_of(period), "flag": flag.value, "excluded": excluded, "count": len(ids)}
    trail.record(
        action="survey.flag_decided",
        actor=actor,
        subject=f"survey:{period.id}",
        data={**data, "reason": why},
        now=now,
    )
    return decision


def newest(period: SurveyPeriod) -> dict[str, Decision]:
    """The decision that holds, by flag."""
    return {each.flag: each for each in period.decisions.order_by("at", "id")}


def _apply(period: SurveyPeriod, ids: list[UUID], *, today: date) -> None:
    out = [flag for flag, decision in newest(period).items() if decision.excluded]
    rows = SurveyResponse.objects.filter(id__in=ids)
    rows.filter(flags__overlap=out).update(excluded=True)
    rows.exclude(flags__overlap=out).update(excluded=False)
    days = rows.order_by().annotate(counted=Coalesce("counts_on", "day")).values_list("counted", flat=True)
    marks.touched(list(days.distinct()), today=today)
