"""The words of the trails: dotted action names and how a person reads them.

The words of all apps stand here, so that one page can name every line of a trail; an app may also `register`
its own when it is loaded.
"""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAME = re.compile(r"\A[a-z]+(\.[a-z]+(_[a-z]+)*)+\Z")
LONGEST = 60

_labels: dict[str, str | Promise] = {}


class UnknownAction(LookupError):
    """A line was to be written under a name that nobody registered."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r}: call audit.actions.register({{name: label}}) in the app's ready()")


def register(labels: Mapping[str, str | Promise]) -> None:
    """Add action names with their Indonesian labels. Raises `ValueError` for a bad name or another label."""
    for name, label in labels.items():
        if not NAME.match(name) or len(name) > LONGEST:
            raise ValueError(f"{name!r} is not a dotted action name")
        if name in _labels and str(_labels[name]) != str(label):
            raise ValueError(f"{name!r} already reads otherwise")
        _labels[name] = label


def label(name: str) -> str:
    """How a person reads the action; the name itself for words of a version no longer here."""
    return str(_labels.get(name, name))


def known() -> dict[str, str]:
    """All action names with their labels, in order of name: for filters."""
    return {name: str(_labels[name]) for name in sorted(_labels)}


def check(name: str) -> None:
    """Raise `UnknownAction` unless `name` is registered."""
    if name not in _labels:
        raise UnknownAction(name)


register(
    {
        "account.login": _("Masuk"),
        "account.login_failed": _("Gagal masuk"),
        "account.locked_out": _("Terkunci karena gagal masuk berulang"),
        "account.unlocked": _("Kunci masuk dibuka"),
        "account.logout": _("Keluar"),
        "account.switched": _("Pindah dari kantor lain"),
        "account.created": _("Akun dibuat"),
        "account.changed": _("Data akun diubah"),
        "account.activated": _("Akun diaktifkan"),
        "account.deactivated": _("Akun dinonaktifkan"),
        "account.password_set": _("Kata sandi diganti"),
        "account.factor_confirmed": _("Verifikasi dua langkah dipasang"),
        "account.factor_reset": _("Verifikasi dua langkah dihapus"),
        "account.invited": _("Tautan undangan dibuat"),
        "account.invitation_used": _("Undangan dipakai"),
        "account.recovery_used": _("Kode pemulihan dipakai"),
        "assignment.created": _("Penugasan dibuat"),
        "assignment.ended": _("Penugasan diakhiri"),
        "token.created": _("Token API dibuat"),
        "token.revoked": _("Token API dicabut"),
        "support.began": _("Akses bantuan kabupaten dimulai"),
        "support.page_seen": _("Halaman dilihat dengan akses bantuan"),
        "support.file_seen": _("Berkas dilihat dengan akses bantuan"),
        "support.ended": _("Akses bantuan kabupaten berakhir"),
        "absence.entered": _("Ketidakhadiran pimpinan dicatat"),
        "absence.changed": _("Ketidakhadiran pimpinan diubah"),
        "absence.ended": _("Ketidakhadiran pimpinan diakhiri"),
        "acting.appointed": _("Penanda tangan pengganti ditunjuk"),
        "acting.ended": _("Penanda tangan pengganti diakhiri"),
        "acting.order_scanned": _("Surat perintah penunjukan dipindai"),
        "acting.order_viewed": _("Pindaian surat perintah dilihat"),
        "lookups.list_loaded": _("Daftar kemiskinan dimuat"),
        "lookups.poverty_checked": _("NIK dicari di daftar kemiskinan"),
        "retention.removed": _("Arsip dimusnahkan menurut jadwal retensi"),
    }
)
