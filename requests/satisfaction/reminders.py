"""What the inbox says about results: one to freeze, one to sign, and promises whose day is near or gone."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from applications.notices import Notice
from applications.queries_desk import Desk
from commons.clock import wib
from commons.indonesian import date_shown
from satisfaction import queries
from satisfaction.models import FollowUp, Snapshot
from satisfaction.withholding import LEAST
from satisfaction.words import period_name
from surveys.elements import BY_KEY
from surveys.models import PeriodState, SurveyPeriod, SurveyResponse

AHEAD, BACK = timedelta(days=14), timedelta(days=366)
# Who signs may freeze, but need not be asked to.
FREEZERS = (Role.SECTION_HEAD, Role.SECRETARY)
MOST = 3


def waiting(desk: Desk) -> list[QuerySet[Any]]:
    """Promises of theirs; what is not signed, for the leader; what is not frozen, for who freezes."""
    today = wib(desk.now).date()
    found: list[QuerySet[Any]] = [
        FollowUp.objects.filter(owner_id=desk.actor.user_id, due__lte=today + AHEAD)
    ]
    if desk.actor.has(Role.HEAD):
        found.append(Snapshot.objects.filter(signature__isnull=True))
    if desk.actor.has(*FREEZERS):
        found.append(_unfrozen(today))
    return found


def reminders(desk: Desk) -> list[Notice]:
    """What waits to be signed or frozen, and what they promised and is due: one query each."""
    lines = _to_sign() if desk.actor.has(Role.HEAD) else []
    lines += _to_freeze(desk) if desk.actor.has(*FREEZERS) else []
    return [*lines, *_due(desk)]


def _unfrozen(today: date) -> QuerySet[SurveyPeriod]:
    """Closed within a year, and nothing frozen, though it could be: five forms or more."""
    fifth = SurveyResponse.objects.filter(period=OuterRef("pk")).order_by()[LEAST - 1 : LEAST]
    rows = SurveyPeriod.objects.defer("seed", "device_salt").filter(
        state=PeriodState.CLOSED, closes__gte=today - BACK
    )
    return rows.filter(~Exists(Snapshot.objects.filter(period=OuterRef("pk"))), Exists(fifth))


def _to_freeze(desk: Desk) -> list[Notice]:
    words = _("Survei {period} sudah ditutup. Bekukan hasilnya, lalu mintakan tanda tangan.")
    rows = _unfrozen(wib(desk.now).date()).order_by("-closes")[:MOST]
    return [
        Notice(
            format_lazy(words, period=period_name(row.kind, row.year, row.part)),
            reverse("skm_result", args=[row.id]),
            _("Buka hasil"),
        )
        for row in rows
    ]


def _to_sign() -> list[Notice]:
    words = _("Hasil SKM {period} menunggu tanda tangan Anda.")
    return [
        Notice(
            format_lazy(words, period=row.facts["period"]["name"]),
            reverse("skm_sign", args=[row.id]),
            _("Periksa"),
        )
        for row in queries.unsigned()[:MOST]
    ]


def _due(desk: Desk) -> list[Notice]:
    words = _("Tindak lanjut SKM, {element}: selesai paling lambat {day}.")
    due = queries.due_promises(desk.actor.user_id, until=wib(desk.now).date() + AHEAD)
    return [
        Notice(
            format_lazy(words, element=BY_KEY[one.element].name, day=date_shown(one.due)),
            reverse("skm_progress", args=[one.id]),
            _("Catat kemajuan"),
        )
        for one in due[:MOST]
    ]
