"""Photographs of slips that became no complaint (unreadable): removed when the rule says. Those of the others
go with their complaints (`complaints.retention`)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from attachments import operations
from attachments import queries as attachments
from attachments.models import Attachment
from regulations.retention import Kind
from suggestionbox.models import BoxSlip


def _rows(before: date) -> list[Attachment]:
    slips = BoxSlip.objects.filter(settled_at__date__lt=before) | BoxSlip.objects.filter(
        state="UNREADABLE", added_at__date__lt=before
    )
    return attachments.rows_of_files(list(slips.values_list("id", flat=True)))


def count(before: date) -> int:
    """Photographs of slips settled before that day."""
    return len(_rows(before))


def erase(before: date) -> int:
    """Remove them; the slip keeps its serial and why nobody could read it."""
    return operations.erase(_rows(before))


SLIP_PHOTOGRAPHS = Kind(
    "suggestionbox.photographs", _("Foto slip Kotak Saran yang tidak terbaca"), count, erase
)
