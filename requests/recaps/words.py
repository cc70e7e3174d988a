"""Words of the recap's figures."""

from django.utils.translation import gettext_lazy as _

BY_WORDS = {
    "kind": _("Menurut jenis"),
    "channel": _("Menurut sarana pengaduan"),
    "klass": _("Menurut golongan"),
    "service": _("Menurut layanan"),
    "section": _("Menurut seksi"),
}
CHANGE_WORDS = {
    "total": _("Tercatat"),
    "open": _("Belum selesai"),
    "in_time": _("Tepat waktu"),
    "late": _("Terlambat"),
    "running": _("Masih dalam batas waktu"),
}
