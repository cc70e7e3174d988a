"""What the inbox says about results: one to sign, and promises whose day is near or gone."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
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
from surveys.elements import BY_KEY

AHEAD = timedelta(days=14)
MOST = 3


def waiting(desk: Desk) -> list[QuerySet[Any]]:
    """What is not signed, for the leader; for everybody else promises of theirs."""
    if desk.actor.has(Role.HEAD):
        return [Snapshot.objects.filter(signature__isnull=True)]
    return [FollowUp.objects.filter(owner_id=desk.actor.user_id, due__lte=wib(desk.now).date() + AHEAD)]


def reminders(desk: Desk) -> list[Notice]:
    """For the leader what waits to be signed; for everybody else what they promised and is due. One query."""
    return _to_sign() if desk.actor.has(Role.HEAD) else _due(desk)


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
