"""Why an upload is not taken, said to who sent it: what is wrong, that nothing was kept, what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from attachments.reading.refused import LEAST_SIDE, MOST_PAGES, MOST_PIXELS
from commons.errors import DomainError

MOST_BYTES = 15 * 1024 * 1024
MOST_OF_ONE = 40  # attachments of one file or draft

WORDS: Mapping[str, Promise | str] = {
    "empty": _("Berkas kosong (0 bita). Tidak ada yang disimpan. Pilih atau foto lagi."),
    "too_large": _(
        "Berkas lebih besar dari {limit} MB. Tidak ada yang disimpan. Foto lagi dengan kamera HP biasa, atau "
        "pindai dengan 150–200 dpi."
    ),
    "heic": _(
        "Foto ini berjenis HEIC dari iPhone dan belum dapat dibaca. Tidak ada yang disimpan. Di HP: Setelan, "
        "Kamera, Format, pilih Paling Kompatibel; lalu foto lagi."
    ),
    "svg": _(
        "Gambar SVG tidak diterima karena dapat membawa program. Tidak ada yang disimpan. Kirim foto "
        "JPEG atau PNG."
    ),
    "html": _("Halaman web tidak diterima. Tidak ada yang disimpan. Kirim foto JPEG/PNG, atau PDF."),
    "zip": _(
        "Berkas ZIP atau Word tidak diterima. Tidak ada yang disimpan. Buka isinya, lalu kirim sebagai "
        "foto atau PDF."
    ),
    "program": _("Berkas ini sebuah program, apa pun namanya. Tidak ada yang disimpan. Kirim foto atau PDF."),
    "unknown": _(
        "Jenis berkas ini ({kind}) tidak diterima. Tidak ada yang disimpan. Kirim foto JPEG, PNG atau "
        "WebP, atau PDF."
    ),
    "damaged": _(
        "Berkas rusak atau terpotong sehingga tidak dapat dibuka. Tidak ada yang disimpan. Foto atau "
        "pindai lagi."
    ),
    "too_many_pixels": _(
        "Gambar terlalu besar ukurannya (lebih dari {pixels} megapiksel). Tidak ada yang disimpan. Foto "
        "lagi dengan "
        "kamera HP biasa."
    ),
    "too_small": _(
        "Gambar terlalu kecil untuk dibaca (kurang dari {side} titik). Tidak ada yang disimpan. Foto "
        "lagi lebih dekat."
    ),
    "locked": _(
        "PDF ini dikunci sandi. Tidak ada yang disimpan. Simpan ulang tanpa sandi, atau foto lembarnya."
    ),
    "too_many_pages": _(
        "PDF ini lebih dari {pages} halaman. Tidak ada yang disimpan. Kirim halaman yang diminta saja."
    ),
    "active": _(
        "PDF ini membawa program atau berkas lain di dalamnya. Tidak ada yang disimpan. Cetak ke PDF "
        "lagi, atau "
        "foto lembarnya."
    ),
    "too_slow": _(
        "Berkas ini terlalu lama dibuka. Tidak ada yang disimpan. Foto lagi, atau kirim sebagai JPEG."
    ),
    "blank": _(
        "Kotak tanda tangan masih kosong. Tidak ada yang disimpan. Goreskan lagi, atau pilih tanda "
        "tangan di kertas."
    ),
    "infected": _(
        "Pemeriksa virus menemukan sesuatu di berkas ini. Tidak ada yang disimpan. Foto lembarnya "
        "langsung dari HP."
    ),
    "scanner_away": _(
        "Pemeriksa virus sedang tidak menjawab. Tidak ada yang disimpan. Coba lagi sebentar; berkas "
        "tetap dapat "
        "diterima dengan mencatat “asli dibawa”."
    ),
    "store_away": _(
        "Tempat penyimpanan sedang tidak dapat dihubungi. Foto tidak disimpan; isian lain tidak "
        "berubah. Coba lagi "
        "sebentar, atau catat “asli dibawa”."
    ),
    "too_many": _("Sudah {count} lampiran, paling banyak sekian untuk satu berkas. Tidak ada yang disimpan."),
}
_FACTS = {
    "limit": MOST_BYTES // 1024 // 1024,
    "pixels": MOST_PIXELS // 1_000_000,
    "side": LEAST_SIDE,
    "pages": MOST_PAGES,
    "count": MOST_OF_ONE,
}


class UploadRefused(DomainError):
    """The upload was not taken and nothing of it was kept. `code` is a key of `WORDS`."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, format_lazy(str(WORDS[code]), **{"kind": "?", **_FACTS, **facts}))
