"""What the inbox says about complaints: to the one whose turn it is, and higher up when terms are over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import Desk
from commons.clock import wib
from complaints import querysets
from complaints.ladder import rank_of
from complaints.models import Complaint
from complaints.workflow import OPEN, State
from escalations import queries as escalations
from offices.models import Level
from offices.queries import work_calendar
from offices.scope import current_office

MINUTE = 60


def waiting(desk: Desk) -> list[QuerySet[Complaint]]:
    """Open complaints this person may know of, in working days only: nobody is pressed on a holiday."""
    rank = rank_of(desk.actor.roles)
    calendar = work_calendar(current_office().id)
    if not rank or desk.actor.is_support or not calendar.is_working_day(wib(desk.now).date()):
        return []
    return [querysets.visible(desk.actor).filter(state__in=OPEN)]


def reminders(desk: Desk) -> list[Notice]:
    """What waits for this desk, and what went up to it."""
    rank, today = rank_of(desk.actor.roles), wib(desk.now).date()
    found = (
        querysets.visible(desk.actor)
        .filter(state__in=OPEN)
        .aggregate(
            mine=Count("id", filter=_turn(desk, rank)), lifted=Count("id", filter=_lifted(rank, today))
        )
    )
    return list(_lines(found["mine"], found["lifted"]))


def _lines(mine: int, lifted: int) -> Iterable[Notice]:
    if mine:
        words = format_lazy(_("{n} pengaduan menunggu Anda."), n=mine)
        yield Notice(words, reverse("complaints") + "?keadaan=open", _("Buka"))
    if lifted:
        words = format_lazy(_("{n} pengaduan terlambat dan naik kepada Anda."), n=lifted)
        yield Notice(words, reverse("complaints") + "?keadaan=late", _("Lihat"))


def _turn(desk: Desk, rank: int) -> Q:
    """New ones for the petugas informasi, those to be handled for the kasi; about people, for the lowest rung
    that may know."""
    mine = Q(rank=rank)
    if desk.actor.has("INFORMATION"):
        mine |= Q(state__in=[State.RECEIVED, State.VERIFIED], rank=0)
    if desk.actor.has("SECTION_HEAD"):
        mine |= Q(state__in=[State.FORWARDED, State.IN_HAND, State.REOPENED], rank=0)
    return mine


def _lifted(rank: int, today: date) -> Q:
    """What is late has gone up: one rung for each term that is over."""
    over = Q(rank__gt=99)  # nobody below the kasi
    if rank >= 2:
        over |= Q(verified_at=None, verify_by__lt=today)
    if rank >= 3:
        over |= Q(begun_at=None, reply_by__lt=today)
    if rank >= 4:
        over |= Q(due_on__lt=today)
    return over


def elsewhere(desk: Desk) -> list[Any] | None:
    """What came up from the kelurahan lies in the public schema; only a camat may read it."""
    office = current_office()
    return None if office.level == Level.KECAMATAN and escalations.may_read(desk.actor, office) else []


def _below(desk: Desk) -> int:
    rows = escalations.addressed_to(desk.actor, current_office())
    return sum(row.state in {"OPEN", "REOPENED"} for row in rows)


def below(desk: Desk) -> list[Notice]:
    """Complaints about a lurah that this camat has to answer; counted once a minute."""
    n = cache.get_or_set(f"complaints-below:{desk.actor.user_id}", lambda: _below(desk), MINUTE)
    if not n:
        return []
    words = format_lazy(_("{n} pengaduan dari kelurahan menunggu jawaban Anda."), n=n)
    return [Notice(words, reverse("complaints_below"), _("Buka"))]
