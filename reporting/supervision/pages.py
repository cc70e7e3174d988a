"""Where this app shows itself outside its own pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from applications import notices
from applications.notices import Notice
from applications.queries_desk import Desk
from audit import actions
from commons.clock import wib
from commons.indonesian import date_shown
from offices import health
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.readiness import Doer
from regulations import retention
from supervision import counting, notes, queries, queries_roster, words
from supervision.models import Decision
from supervision.views_common import LEADERS
from upkeep.rounds import Stand


def reminders(desk: Desk) -> list[Notice]:
    """Decisions this person owns that are due, notes to answer; for who leads also the roster and reviews."""
    found = [*_own(desk), *_to_answer(desk)]
    if desk.actor.has(*LEADERS):
        found += [*_short(desk), *_reviews(desk)]
    return found


def _own(desk: Desk) -> list[Notice]:
    today = wib(desk.now).date()
    mine = Decision.objects.filter(owner_id=desk.actor.user_id, done_at=None, due_on__lte=today)
    if n := mine.count():
        text = format_lazy(gettext_lazy("{n} keputusan yang Anda kerjakan sudah jatuh tempo."), n=n)
        return [Notice(text, reverse("decisions"), gettext_lazy("Buka"))]
    return []


def _to_answer(desk: Desk) -> list[Notice]:
    """Said to the person alone, and without a word of what is in it."""
    if n := notes.unanswered(desk.actor):
        text = format_lazy(gettext_lazy("{n} catatan atasan menunggu tanggapan Anda."), n=n)
        return [Notice(text, reverse("notes"), gettext_lazy("Baca"))]
    return []


def _short(desk: Desk) -> list[Notice]:
    today = queries_roster.today_words(desk.now)
    if today is None or not today.short:
        return []
    text = format_lazy(gettext_lazy("Pelaksana hari ini: {words}."), words=words.against_words(today).lower())
    return [Notice(text, reverse("roster"), gettext_lazy("Lihat jadwal"))]


def _reviews(desk: Desk) -> list[Notice]:
    open_ = {Stand.OPEN, Stand.OVERDUE}
    return [
        Notice(
            format_lazy(
                gettext_lazy("Tinjauan pengawasan {month} ditunggu sebelum {due}."),
                month=date_shown(queries.about(month), "F Y"),
                due=date_shown(month.due_on),
            ),
            reverse("review", args=[f"{queries.about(month):%Y-%m}", who.role.lower()]),
            gettext_lazy("Tulis"),
        )
        for who, month in queries.review_months(now=desk.now)
        if month.stand in open_ and desk.actor.has(who.role)
    ]


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
    notices.register(reminders)
    retention.register(notes.DISCIPLINE_NOTES)
    counting.register_counted()
    health.register(health.Check("supervision", gettext_lazy("Pengawasan"), 54, judge, probe=facts))
