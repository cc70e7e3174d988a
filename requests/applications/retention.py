"""What the applicant told us: erased from finished files when the rule says; events and letters stay."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from applications.models import File
from applications.workflow import FINAL_PHASES
from attachments import operations
from attachments import queries as attachments
from attachments.models import Collection
from regulations.retention import Kind

ERASED = "(dihapus menurut jadwal retensi)"
BATCH = 1_000


def _old(before: date) -> QuerySet[File]:
    rows = File.objects.filter(phase__in=FINAL_PHASES, finished_at__date__lt=before)
    return rows.exclude(name=ERASED)


def count(before: date) -> int:
    """Files finished before that day that still say who asked."""
    return _old(before).count()


def erase(before: date) -> int:
    """Take names, numbers and answers out of them."""
    erased = 0
    while ids := list(_old(before).values_list("id", flat=True)[:BATCH]):
        for file in File.objects.filter(id__in=ids).only("id"):
            file.name, file.search_name, file.village = ERASED, "", ""
            file.nik, file.nik_index, file.phone, file.phone_index = None, "", None, ""
            file.intake = {}
            file.save(
                update_fields=[
                    "name",
                    "search_name",
                    "village",
                    "nik",
                    "nik_index",
                    "phone",
                    "phone_index",
                    "intake",
                ]
            )
        erased += len(ids)
    return erased


def _files(before: date) -> list[UUID]:
    rows = File.objects.filter(phase__in=FINAL_PHASES, finished_at__date__lt=before)
    return list(rows.values_list("id", flat=True))


def count_attachments(before: date) -> int:
    """Photographs, scans and signatures of files finished before that day."""
    return len(attachments.rows_of_files(_files(before)))


def erase_attachments(before: date) -> int:
    """Remove them, and the telephone of who collected; that somebody collected stays."""
    files = _files(before)
    Collection.objects.filter(file_id__in=files).update(signature=None, phone=None, id_last="")
    return operations.erase(attachments.rows_of_files(files))


ATTACHMENTS = Kind(
    "attachments.files",
    _("Lampiran berkas selesai (foto, pindaian, tanda tangan)"),
    count_attachments,
    erase_attachments,
)
APPLICANT_DATA = Kind("applications.applicant_data", _("Data pemohon pada berkas selesai"), count, erase)
