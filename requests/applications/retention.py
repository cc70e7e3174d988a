"""What the applicant told us: erased from finished files when the rule says; events and letters stay."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from applications.models import File
from applications.workflow import FINAL_PHASES
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


APPLICANT_DATA = Kind("applications.applicant_data", _("Data pemohon pada berkas selesai"), count, erase)
