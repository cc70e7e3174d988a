"""Where this app shows itself outside its own pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications import notices
from audit import actions
from commons.clock import wib
from commons.indonesian import date_shown
from offices import health
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.readiness import Doer
from regulations import retention
from supervision import counting, notes, reminding, words
from supervision.models import Decision


def facts(_office: Office, now: datetime) -> dict[str, Any]:
    """Months and numbers only: reviews missed, decisions long overdue."""
    today = wib(now).date()
    late = Decision.objects.filter(done_at=None, due_on__lt=today)
    return {"missed": counting.missed(now), "late": late.count()}


def judge(found: Mapping[str, Any], ground: Ground) -> list[Finding]:
    """In sentences; of missed months those of the last four."""
    if not ground.live:
        return []
    findings = []
    months = [date.fromisoformat(month) for month in found.get("missed", ())]
    recent = [month for month in months if ground.days_until(month) > -124]
    if recent:
        text = ngettext(
            "Tinjauan pengawasan {months} terlewat. Pengawas yang disebut standar menuliskannya tiap bulan.",
            "Tinjauan pengawasan {months} terlewat. Pengawas yang disebut standar menuliskannya tiap bulan.",
            len(recent),
        )
        weight = Weight.NOW if len(recent) > 1 else Weight.SOON
        said = ", ".join(date_shown(month, "F Y") for month in recent)
        findings.append(Finding(weight, text.format(months=said), Doer.HEAD))
    if found.get("late"):
        text = _("{n} keputusan rapat atau pengawasan lewat tenggat. Pimpinan kantor menagihnya.")
        findings.append(Finding(Weight.SOON, text.format(n=found["late"]), Doer.HEAD))
    return findings


def register_all() -> None:
    """Put them there."""
    actions.register(words.ACTIONS)
    notices.register(reminding.reminders, reminding.waiting)
    retention.register(notes.DISCIPLINE_NOTES)
    counting.register_counted()
    health.register(health.Check("supervision", gettext_lazy("Pengawasan"), 54, judge, probe=facts))
