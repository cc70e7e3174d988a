"""Why a file cannot be read, said to the office (pure)."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError


class Unreadable(DomainError):
    """The message says what is wrong with the file, that nothing was kept, and what to do."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__("unreadable", message)


MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PAGES = 200
MOST_CHARACTERS = 400_000


def too_long() -> Unreadable:
    return Unreadable(
        _(
            "Isi berkas terlalu panjang untuk sebuah standar pelayanan. Tidak ada yang disimpan. "
            "Pisahkan per layanan, lalu coba lagi."
        )
    )


def damaged(kind: str) -> Unreadable:
    message = _(
        "Berkas {kind} rusak atau bukan {kind}. Tidak ada yang disimpan. Buka dan simpan ulang berkasnya, "
        "lalu coba lagi."
    )
    return Unreadable(format_lazy(message, kind=kind))


def misnamed(found: str, kind: str) -> Unreadable:
    """For a file whose content is not what its name says."""
    message = _(
        "Isi berkas adalah {found}, bukan {kind}. Tidak ada yang disimpan. Beri akhiran yang benar, atau "
        "buka dan simpan ulang sebagai .docx atau PDF."
    )
    return Unreadable(format_lazy(message, found=found, kind=kind))
