"""The parts of preparing an office, in their order. Pure."""

from django.utils.translation import gettext_lazy as _

PART_WORDS = {
    "ruang": _("Ruang data, alamat, dan kunci"),
    "kop": _("Kop surat"),
    "kontak": _("Kontak dan jam layanan"),
    "kewenangan": _("Kewenangan"),
    "petugas": _("Pimpinan dan petugas"),
    "layanan": _("Rancangan standar pelayanan"),
    "nomor": _("Nomor awal dari buku kertas"),
}


def finished_before(last: str) -> list[str]:
    """The parts that are done when `last` was the last one; "" none."""
    keys = list(PART_WORDS)
    return keys[: keys.index(last) + 1] if last in keys else []
