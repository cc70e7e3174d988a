"""The words of this app in Indonesian."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.kinds import State
from notifications.rules import Why

Words = str | Promise

WHY: Mapping[str, Words] = {
    Why.NO_CHANNEL: _("Kantor ini belum punya saluran otomatis untuk cara yang diminta."),
    Why.LANDLINE: _("Nomor telepon rumah: tidak menerima WhatsApp atau SMS."),
    Why.NO_NUMBER: _("Tidak ada nomor yang dapat dihubungi."),
    Why.WANTS_CALL: _("Pemohon minta ditelepon."),
    Why.NOT_WANTED: _("Pemohon tidak minta dihubungi."),
    Why.STOPPED: _("Pemohon menghentikan pesan."),
    Why.OUTDATED: _("Keadaan berkas sudah lain; pesan ini tidak benar lagi."),
    Why.QUIET: _("Jam tenang; dikirim sesudahnya."),
    Why.RESTING: _("Saluran sedang terganggu; dicoba lagi sebentar lagi."),
    Why.TRIED_ALL: _("Semua saluran sudah dicoba."),
    Why.NO_TEMPLATE: _("Belum ada templat yang disetujui Meta, dan pemohon tidak menulis dalam 24 jam ini."),
    Why.SWITCHED_OFF: _("Kantor ini tidak mengirim pesan jenis ini."),
    Why.KILLED: _("Terhenti saat dikirim; mungkin sudah sampai."),
    Why.NO_ANSWER: _("Penyedia tidak menjawab; mungkin sudah sampai."),
}
TONES: Mapping[str, str] = {
    State.WAITING: "info",
    State.SENDING: "info",
    State.ACCEPTED: "info",
    State.DELIVERED: "good",
    State.READ: "good",
    State.TOLD: "good",
    State.UNKNOWN: "warn",
    State.BY_HAND: "warn",
    State.FAILED: "bad",
    State.DROPPED: "plain",
}


def why(code: str) -> str:
    """The sentence for a stored reason."""
    return str(WHY.get(code, ""))
