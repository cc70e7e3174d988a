"""What the inbox says about recaps: one to complete, one to approve, one to publish."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import Desk
from recaps import queries
from recaps.models import Recap, RecapState
from recaps.operations import COMPLETERS


def reminders(desk: Desk) -> list[Notice]:
    """One query, and only for those who have something to do."""
    wanted = {RecapState.DRAFT, RecapState.APPROVED} if desk.actor.has(*COMPLETERS) else set()
    if desk.may_sign:
        wanted = {*wanted, RecapState.COMPLETED}
    if not wanted:
        return []
    rows = Recap.objects.filter(state__in=wanted).defer("pdf", "content").order_by("year", "quarter")
    return [_notice(row) for row in rows[:3]]


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
