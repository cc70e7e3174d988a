"""What the inbox says about paper: signatures that wait for their signer, and a sheet for tomorrow."""

from datetime import time
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import DESK, Desk
from commons.clock import wib
from commons.indonesian import date_words
from fallback import queries
from fallback.models import Line, Sheet

# Early enough before the counter closes, late enough that it is not forgotten again.
FROM = time(13, 30)
_NONE = _("Belum ada lembar darurat untuk {day}.")


def waiting(desk: Desk) -> list[QuerySet[Any]]:
    """Signatures on paper for who signs; for the counter, late enough in the day, sheets."""
    lines = [Line.objects.filter(awaits_signer=True)] if desk.may_sign else []
    sheets = [Sheet.objects.all()] if _asks_for_sheets(desk) else []
    return [*lines, *sheets]


def _asks_for_sheets(desk: Desk) -> bool:
    return desk.actor.has(*DESK) and wib(desk.now).time() >= FROM


def reminders(desk: Desk) -> list[Notice]:
    """For who signs: what was signed on paper. For the counter of an office that uses sheets: none for the
    next working day yet."""
    found = []
    if desk.may_sign and (waiting := Line.objects.filter(awaits_signer=True).count()):
        words = format_lazy(_("{n} tanda tangan di kertas menunggu Anda benarkan."), n=waiting)
        found.append(Notice(words, reverse("fallback_signatures"), _("Lihat")))
    if _asks_for_sheets(desk) and Sheet.objects.exists():
        day = queries.next_day(desk.now)
        made = list(Sheet.objects.filter(day=day).values_list("printed_by", flat=True))
        if not any(made):
            text = _("Lembar darurat untuk {day} sudah disiapkan, belum dicetak.")
            words = format_lazy(text if made else _NONE, day=date_words(day))
            found.append(Notice(words, reverse("fallback"), _("Cetak")))
    return found
