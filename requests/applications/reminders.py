"""What the inbox says about letters of other offices that files here rest on."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from applications.notices import Notice
from applications.queries_desk import DESK, Desk
from handoff import queries as handoff
from handoff.models import BroughtLetter


def waiting(desk: Desk) -> list[QuerySet[BroughtLetter]]:
    """Letters that applicants brought here, for the counter."""
    return [BroughtLetter.objects.all()] if desk.actor.has(*DESK) else []


def letters_ended(_desk: Desk) -> list[Notice]:
    """Files that rest on a letter of another office that was voided or replaced since."""
    words = _("Berkas {number} memakai surat yang kemudian dibatalkan atau diganti penerbitnya.")
    return [
        Notice(format_lazy(words, number=number), reverse("file", args=[file_id]) + "#surat-batal", _("Buka"))
        for file_id, number in handoff.files_to_see()
    ]
