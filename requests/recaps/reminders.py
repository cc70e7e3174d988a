"""What the inbox says about recaps: one to complete, one to approve, one to publish."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import Desk
from recaps import queries
from recaps.models import Recap, RecapState
from recaps.operations import COMPLETERS


def waiting(desk: Desk) -> list[QuerySet[Recap]]:
    """Recaps that wait for somebody who may do what comes next, the oldest first."""
    wanted = {RecapState.DRAFT, RecapState.APPROVED} if desk.actor.has(*COMPLETERS) else set()
    if desk.may_sign:
        wanted = {*wanted, RecapState.COMPLETED}
    if not wanted:
        return []
    return [Recap.objects.filter(state__in=wanted).order_by("year", "quarter")]


def reminders(desk: Desk) -> list[Notice]:
    """One query, and only for those who have something to do."""
    return [_notice(row) for rows in waiting(desk) for row in rows.defer("pdf", "content")[:3]]


WORDS = {
    RecapState.DRAFT.value: (_("Rekap pengaduan {quarter} menunggu dilengkapi."), _("Lengkapi")),
    RecapState.COMPLETED.value: (_("Rekap pengaduan {quarter} menunggu persetujuan Anda."), _("Periksa")),
    RecapState.APPROVED.value: (
        _("Rekap pengaduan {quarter} sudah disetujui, belum diumumkan."),
        _("Umumkan"),
    ),
}


def _notice(row: Recap) -> Notice:
    quarter = queries.quarter_of(row)
    words, link = WORDS[row.state]
    return Notice(format_lazy(words, quarter=quarter.words), reverse("recap", args=[quarter.key]), link)
