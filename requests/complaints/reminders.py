"""What the inbox says about complaints: to the one whose turn it is, and higher up when terms are over."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import Desk
from commons.clock import wib
from complaints import querysets
from complaints.ladder import rank_of
from complaints.workflow import OPEN, State
from escalations import queries as escalations
from offices.queries import work_calendar
from offices.scope import current_office


def reminders(desk: Desk) -> list[Notice]:
    """Lines for this desk, in working days only: nobody is pressed on a holiday."""
    rank, today = rank_of(desk.actor.roles), wib(desk.now).date()
    if not rank or desk.actor.is_support or not work_calendar(current_office().id).is_working_day(today):
        return []
    waiting = (
        querysets.visible(desk.actor)
        .filter(state__in=OPEN)
        .aggregate(
            mine=Count("id", filter=_turn(desk, rank)), lifted=Count("id", filter=_lifted(rank, today))
        )
    )
    return [*_lines(waiting["mine"], waiting["lifted"]), *_below(desk)]


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


def _below(desk: Desk) -> Iterable[Notice]:
    office = current_office()
    if not escalations.may_read(desk.actor, office):
        return
    waiting = [
        row for row in escalations.addressed_to(desk.actor, office) if row.state in {"OPEN", "REOPENED"}
    ]
    if waiting:
        words = format_lazy(_("{n} pengaduan dari kelurahan menunggu jawaban Anda."), n=len(waiting))
        yield Notice(words, reverse("complaints_below"), _("Buka"))
