"""What the inbox says about a survey that ends: forms on paper that nobody has keyed in."""

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import Desk
from commons.clock import wib
from commons.indonesian import date_shown
from surveys.models import WAITING, PaperForm, PeriodState
from surveys.views_common import DESK

AHEAD = timedelta(days=3)


def waiting(desk: Desk) -> list[QuerySet[PaperForm]]:
    """Forms that are out in the survey's last days, for who keys them in."""
    if not desk.actor.has(*DESK):
        return []
    ends = wib(desk.now).date() + AHEAD
    return [
        PaperForm.objects.filter(state__in=WAITING, period__state=PeriodState.OPEN, period__closes__lte=ends)
    ]


def reminders(desk: Desk) -> list[Notice]:
    """One line; its one query is asked only while there are such forms."""
    words = _("{n} formulir survei kertas belum dientri; survei berakhir {day}.")
    return [
        Notice(
            format_lazy(words, n=rows.count(), day=date_shown(row.period.closes)),
            reverse("survey_papers", args=[row.period_id]),
            _("Entri"),
        )
        for rows in waiting(desk)
        if (row := rows.select_related("period").defer("first", "period__seed").first()) is not None
    ]
