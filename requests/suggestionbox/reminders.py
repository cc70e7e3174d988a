"""What the inbox says about the Kotak Saran: time, a witness wanted, slips to copy, days missed."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from applications.notices import Notice
from applications.queries_desk import Desk
from commons.clock import wib
from commons.indonesian import date_shown
from suggestionbox import queries
from suggestionbox.models import BoxOpening, BoxSlip, OpeningState, SlipState
from suggestionbox.ritual import Fate, may_open_from


def waiting(_desk: Desk) -> list[QuerySet[BoxOpening]]:
    """An office that never opened its box is not reminded."""
    return [BoxOpening.objects.all()]


def reminders(desk: Desk) -> list[Notice]:
    """For who opens the box: that it is time, and slips to copy. For everybody: that a witness is wanted. For
    the kasi: days of which nobody said why."""
    opener = queries.rule().opener
    found = [*_witness_wanted(desk)]
    if desk.actor.has(opener):
        found += [*_due(desk), *_copying()]
    if desk.actor.has(Role.SECTION_HEAD):
        found += _forgotten(desk)
    return found


def _witness_wanted(desk: Desk) -> list[Notice]:
    row = queries.running()
    if row is None or row.opened_by_id == desk.actor.user_id or desk.actor.is_support:
        return []
    mine = Count("id", filter=Q(user_id=desk.actor.user_id))
    said = row.witnesses.filter(round=row.round).aggregate(all=Count("id"), mine=mine)
    if said["mine"] or said["all"] >= row.wanted:
        return []
    words = format_lazy(_("{by} membuka Kotak Saran dan memerlukan saksi."), by=row.opened_by)
    return [Notice(words, reverse("box_opening", args=[row.id]), _("Saksikan"))]


def _due(desk: Desk) -> list[Notice]:
    today, calendar = wib(desk.now).date(), queries.calendar()
    since = may_open_from(calendar, today)
    if since is None or desk.now < since or not calendar.is_working_day(today):
        return []
    if queries.opening_of(today) is not None:
        return []
    return [Notice(_("Kotak Saran hari ini belum dibuka."), reverse("box"), _("Buka"))]


def _copying() -> list[Notice]:
    waiting = BoxSlip.objects.filter(state=SlipState.TO_COPY).exclude(opening__state=OpeningState.WITHDRAWN)
    if not (n := waiting.count()):
        return []
    return [
        Notice(format_lazy(_("{n} slip Kotak Saran menunggu disalin."), n=n), reverse("box_copy"), _("Salin"))
    ]


def _forgotten(desk: Desk) -> list[Notice]:
    since = wib(desk.now).date() - timedelta(days=31)
    days = [one.day for one in queries.days(first=since, now=desk.now) if one.fate is Fate.FORGOTTEN]
    if not days:
        return []
    words = format_lazy(
        _("Kotak Saran tidak dibuka pada {n} hari kerja, terakhir {day}."),
        n=len(days),
        day=date_shown(days[0]),
    )
    return [Notice(words, reverse("box"), _("Lihat"))]
