"""What can be told, to whom: pure data. A kind is what stands in a row; its words stand in templates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Path = Callable[[], str]


class Channel(StrEnum):
    """How a message leaves. HAND is a person with the HP Pelayanan; CONSOLE shows it and sends nothing."""

    WHATSAPP = "WHATSAPP"
    SMS = "SMS"
    EMAIL = "EMAIL"
    CONSOLE = "CONSOLE"
    HAND = "HAND"


CHANNELS: Mapping[str, Text] = {
    Channel.WHATSAPP: _("WhatsApp"),
    Channel.SMS: _("SMS"),
    Channel.EMAIL: _("Surel"),
    Channel.CONSOLE: _("Layar uji"),
    Channel.HAND: _("Dengan tangan"),
}
# What an office can switch on; by hand it can always.
AUTOMATIC = (Channel.WHATSAPP, Channel.SMS, Channel.EMAIL, Channel.CONSOLE)
# A landline takes none of these.
MOBILE_ONLY = frozenset({Channel.WHATSAPP, Channel.SMS})


class Kind(StrEnum):
    """What an applicant is told."""

    RECEIVED = "RECEIVED"
    RETURNED = "RETURNED"
    READY = "READY"
    LATE = "LATE"
    LEADER_AWAY = "LEADER_AWAY"
    REJECTED = "REJECTED"
    NOT_COLLECTED = "NOT_COLLECTED"
    STILL_RETURNED = "STILL_RETURNED"
    COMPLAINT = "COMPLAINT"
    TEST = "TEST"
    STAFF = "STAFF"


@dataclass(frozen=True)
class About:
    """A kind in words. `names`: the placeholders its templates may use. `call`: without a channel somebody
    calls; else a message that finds no way is let go, because the applicant stood at the counter."""

    title: Text
    text: Text
    names: frozenset[str]
    call: bool = True


_ALWAYS = frozenset({"kantor", "nama", "nomor", "layanan", "tautan"})
KINDS: Mapping[Kind, About] = {
    Kind.RECEIVED: About(
        _("Berkas diterima"),
        _("Dengan janji selesai dan tautan untuk mengikuti berkasnya."),
        _ALWAYS | {"janji", "sejak"},
        call=False,
    ),
    Kind.RETURNED: About(
        _("Berkas dikembalikan"),
        _("Menyebut satu per satu apa yang kurang."),
        _ALWAYS | {"kurang", "sejak"},
    ),
    Kind.READY: About(_("Sudah dapat diambil"), _("Ditandatangani dan siap di loket."), _ALWAYS | {"sejak"}),
    Kind.LATE: About(_("Terlambat"), _("Permintaan maaf, dengan janji baru bila ada."), _ALWAYS | {"janji"}),
    Kind.LEADER_AWAY: About(
        _("Pimpinan tidak di tempat"), _("Janji bergeser karena pimpinan dinas luar."), _ALWAYS | {"janji"}
    ),
    Kind.REJECTED: About(_("Ditolak"), _("Dengan alasannya."), _ALWAYS | {"alasan"}),
    Kind.NOT_COLLECTED: About(
        _("Belum diambil"), _("Sesudah beberapa hari siap tetapi belum diambil."), _ALWAYS | {"lama"}
    ),
    Kind.STILL_RETURNED: About(
        _("Lama belum dilengkapi"),
        _("Sesudah beberapa hari dikembalikan tetapi belum dilengkapi."),
        _ALWAYS | {"kurang", "lama"},
    ),
    Kind.COMPLAINT: About(
        _("Kabar pengaduan"),
        _("Kepada pelapor yang memberi nomor dan mau dikabari: diverifikasi, dijawab, atau ditolak."),
        frozenset({"kantor", "nomor", "kabar", "tautan"}),
        call=False,
    ),
    Kind.TEST: About(_("Pesan uji"), _("Kepada diri sendiri."), frozenset({"kantor"}), call=False),
    Kind.STAFF: About(
        _("Untuk petugas"),
        _("Berkas masuk, menunggu tanda tangan, atau dikembalikan kepada seorang petugas."),
        frozenset({"kantor", "kejadian", "nomor", "layanan", "tautan"}),
        call=False,
    ),
}
# What an office words itself.
WORDED = tuple(kind for kind in KINDS if kind is not Kind.TEST)


# What became of a complaint, by the action that brought it.
NEWS: Mapping[str, Text] = {
    "RECEIVE": _("sudah diterima"),
    "VERIFY": _("sudah diverifikasi dan akan ditangani"),
    "ANSWER": _("sudah dijawab"),
    "HEARD": _("dijawab oleh atasan kantor ini"),
    "REJECT": _("tidak dapat ditindaklanjuti; alasannya ada di halaman pengaduan"),
    "CLOSE": _("ditutup"),
}


class Notice(StrEnum):
    """What the people of the office are told, inside Loket."""

    INCOMING = "INCOMING"
    TO_SIGN = "TO_SIGN"
    SENT_BACK = "SENT_BACK"
    NOT_COLLECTED = "NOT_COLLECTED"
    UNSIGNED = "UNSIGNED"


NOTICES: Mapping[str, Text] = {
    Notice.INCOMING: _("Berkas masuk untuk Anda"),
    Notice.TO_SIGN: _("Menunggu tanda tangan Anda"),
    Notice.SENT_BACK: _("Dikembalikan kepada Anda"),
    Notice.NOT_COLLECTED: _("Belum diambil pemohon"),
    Notice.UNSIGNED: _("Lama menunggu tanda tangan"),
}


@dataclass(frozen=True)
class Elsewhere:
    """A notice of an app above: about no file, and told inside Loket only. `text`: what stands below its
    title; `path`: where it leads, in this office."""

    title: Text
    text: Text
    path: Path


_elsewhere: dict[str, Elsewhere] = {}


def register_elsewhere(kind: str, notice: Elsewhere) -> None:
    """Let an app above tell people of the office something, too; again changes nothing."""
    _elsewhere[kind] = notice


def elsewhere(kind: str) -> Elsewhere | None:
    """What an app above said of this kind; None for one of `Notice`."""
    return _elsewhere.get(kind)


class State(StrEnum):
    """Where a message stands. SENDING is committed before the provider hears of it."""

    WAITING = "WAITING"
    SENDING = "SENDING"
    ACCEPTED = "ACCEPTED"
    DELIVERED = "DELIVERED"
    READ = "READ"
    UNKNOWN = "UNKNOWN"
    FAILED = "FAILED"
    BY_HAND = "BY_HAND"
    TOLD = "TOLD"
    DROPPED = "DROPPED"


STATES: Mapping[str, Text] = {
    State.WAITING: _("Menunggu dikirim"),
    State.SENDING: _("Sedang dikirim"),
    State.ACCEPTED: _("Diterima penyedia"),
    State.DELIVERED: _("Sampai"),
    State.READ: _("Dibaca"),
    State.UNKNOWN: _("Tidak diketahui, mungkin sampai"),
    State.FAILED: _("Gagal"),
    State.BY_HAND: _("Perlu dihubungi"),
    State.TOLD: _("Sudah diberi tahu"),
    State.DROPPED: _("Tidak dikirim"),
}
# What somebody must look at, and what a provider may still tell of.
DEAD = frozenset({State.FAILED, State.UNKNOWN})
REPORTABLE = frozenset({State.SENDING, State.ACCEPTED, State.DELIVERED, State.READ, State.UNKNOWN})
OVER = frozenset({State.DELIVERED, State.READ, State.TOLD, State.DROPPED, State.FAILED})
