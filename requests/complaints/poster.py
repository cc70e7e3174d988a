"""The poster for the wall: how to complain here, in a few words, with the QR code of the form."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from commons.clock import today
from documents.letterheads import letterhead_of
from documents.sheets import Letterhead, Sheet, Status, print_sheet
from offices.hosts import url_of
from offices.models import Office

STEPS = (
    "Pindai kode ini, atau tulis di meja informasi, atau masukkan ke Kotak Saran.",
    "Boleh tanpa nama (anonim). Boleh minta isinya dirahasiakan.",
    "Tentang pimpinan kantor: langsung ke atasannya, kantor ini tidak melihatnya.",
    "Simpan kode pelacakan Anda: dengan itu Anda membaca jawabannya dan menanggapinya.",
)


@dataclass(frozen=True, kw_only=True)
class ComplaintPoster(Sheet):
    """A4 for the wall."""

    TEMPLATE: ClassVar[str] = "complaint_poster"

    letterhead: Letterhead
    dated: date
    title: str = "Sampaikan Pengaduan, Aspirasi, atau Pertanyaan"
    steps: tuple[str, ...] = STEPS
    page: Status


def poster_pdf(office: Office) -> bytes:
    """The poster as PDF."""
    sheet = ComplaintPoster(
        letterhead=letterhead_of(office, emblem=True),
        dated=today(),
        page=Status(url=url_of(office.slug, "/pengaduan/"), code=""),
    )
    return print_sheet(sheet)
