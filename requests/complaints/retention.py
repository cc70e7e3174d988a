"""What people said and who they were: erased from complaints that are over when the rule says.

Number, days, class and who handled it stay, so the book and its figures do not change; and the chain of
events still holds, because a mark of the words stays in their place (`chain.mark_of`).
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from attachments import operations as papers
from attachments import queries as attachments
from commons.clock import WIB
from complaints.chain import mark_of
from complaints.models import Book, Complaint, ComplaintEvent, LaporBatch
from complaints.workflow import OVER
from escalations import operations as escalations
from offices.scope import current_office
from regulations.retention import Kind

BATCH = 500


def _old(before: date) -> QuerySet[Complaint]:
    ended = Q(state__in=OVER, closed_at__date__lt=before) | Q(moved_at__date__lt=before)
    return Complaint.objects.filter(ended, text__isnull=False)


def _left(before: date) -> QuerySet[LaporBatch]:
    """Lists from LAPOR that nobody confirmed or let go."""
    return LaporBatch.objects.filter(made_at__date__lt=before, rows__isnull=False)


def count(before: date) -> int:
    """Complaints ended before that day that still say what was said, and lists that were left lying.

    Those about people go along uncounted: the office's page shows this number to whomever they are about.
    """
    return _old(before).filter(book=Book.COMMON).count() + _left(before).count()


def erase(before: date) -> int:
    """Take words, names, numbers and evidence out of them, and remove what went above the office."""
    counted = count(before)
    while ids := list(_old(before).values_list("id", flat=True)[:BATCH]):
        with transaction.atomic():
            _erase(ids, before)
    escalations.forget(current_office(), before=before, sources=[])
    _left(before).update(rows=None, settled_at=datetime.combine(before, time(), WIB), taken=0)
    return counted


def _erase(ids: Sequence[UUID], before: date) -> None:
    said = ComplaintEvent.objects.filter(complaint_id__in=ids, text__isnull=False)
    for event in said.only("id", "text"):
        ComplaintEvent.objects.filter(id=event.id).update(text=None, mark=mark_of(event.text or ""))
    papers.erase(attachments.rows_of_files(ids))
    Complaint.objects.filter(id__in=ids).update(
        text=None, name=None, contact=None, contact_index="", about_name=None, file_id=None, told=False
    )
    escalations.forget(current_office(), before=before, sources=ids)


COMPLAINT_WORDS = Kind(
    "complaints.words", _("Isi pengaduan yang sudah selesai, pelapor, dan buktinya"), count, erase
)
