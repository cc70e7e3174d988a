"""What screens, tickets and the holder's phone say of a ticket: numbers and counters. Nobody is named, and
of a priority it is said only that it is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commons.clock import wib
from commons.indonesian import date_shown
from queueing.expectation import Expected
from queueing.workflow import AT_COUNTER, State


def place(counter: int | None) -> str:
    """ "Loket 2"."""
    return _("Loket {n}").format(n=counter) if counter else _("Loket")


def people(n: int) -> str:
    """ "3 orang"."""
    return ngettext("{n} orang", "{n} orang", n).format(n=n)


def waiting(n: int) -> str:
    """How many wait, on a tile: "3 orang menunggu"."""
    if n == 0:
        return _("Tidak ada yang menunggu")
    return ngettext("{n} orang menunggu", "{n} orang menunggu", n).format(n=n)


def ahead(n: int) -> str:
    """How many are before somebody: "3 orang di depan Anda"."""
    if n == 0:
        return _("Anda yang berikutnya")
    return ngettext("{n} orang di depan Anda", "{n} orang di depan Anda", n).format(n=n)


def minutes(expected: Expected | None) -> str:
    """ "15–35 menit"; with too little to go by, that."""
    if expected is None:
        return _("belum cukup data")
    if expected.low == expected.high:
        return _("{n} menit").format(n=expected.high)
    return _("{low}–{high} menit").format(low=expected.low, high=expected.high)


def wait(expected: Expected | None) -> str:
    """The same as a sentence of its own."""
    if expected is None:
        return _("Lama menunggu belum dapat diperkirakan: belum cukup data")
    return _("Perkiraan menunggu {minutes}").format(minutes=minutes(expected))


def basis(expected: Expected | None) -> str:
    """What the range stands on, for who wants to know how far to trust it."""
    if expected is None:
        return _("Perkiraan muncul setelah cukup banyak kunjungan tercatat.")
    sentence = _("Dari {n} kunjungan empat minggu terakhir. Satu dari lima orang menunggu lebih lama.")
    return sentence.format(n=expected.n)


def services(names: Sequence[str]) -> str:
    """Several services in one line: "SKTM dan KP4"."""
    *most, last = [name for name in names if name] or [""]
    return _("{names} dan {last}").format(names=", ".join(most), last=last) if most else last


@dataclass(frozen=True)
class Said:
    """Where a ticket stands, as a headline and what its holder does now."""

    headline: str
    text: str


def said(
    state: State,
    *,
    counter: int | None,
    called_at: datetime | None,
    group: str,
    kept_for: date | None = None,
) -> Said:
    """The headline of the holder's page. `kept_for`: the later day it was kept for."""
    if kept_for is not None:
        day = date_shown(kept_for, "l, j F")
        return Said(
            _("Disimpan untuk {day}").format(day=day), _("Nomor ini dipanggil lebih dulu pada hari itu.")
        )
    if state in AT_COUNTER:
        return _at_counter(state, place(counter), called_at)
    return {
        State.WAITING: Said(_("Menunggu dipanggil"), _("Lihat layar di ruang tunggu atau halaman ini.")),
        State.TRANSFERRED: Said(
            _("Menunggu dipanggil"),
            _("Anda diteruskan ke “{group}” dengan nomor yang sama.").format(group=group),
        ),
        State.HELD: Said(
            _("Ditahan sebentar"), _("Petugas memanggil nomor ini lagi. Tetaplah di ruang tunggu.")
        ),
        State.SKIPPED: Said(
            _("Sudah dipanggil, belum datang"),
            _("Lapor ke petugas di loket: nomor ini masih dapat dipanggil lagi hari ini."),
        ),
        State.DONE: Said(_("Selesai dilayani"), _("Terima kasih sudah datang.")),
        State.LEFT: Said(_("Nomor ini dibatalkan"), _("Bila Anda masih di sini, lapor ke petugas di loket.")),
        State.CLOSED: Said(
            _("Antrean sudah ditutup"),
            _("Nomor ini tidak dipanggil lagi. Maaf; ambil nomor baru bila datang lagi."),
        ),
    }[state]


def _at_counter(state: State, where: str, called_at: datetime | None) -> Said:
    if state is State.SERVING:
        return Said(_("Sedang dilayani di {place}").format(place=where), _("Anda di loket sekarang."))
    at = f"{wib(called_at):%H.%M}" if called_at else ""
    return Said(
        _("Silakan ke {place}").format(place=where), _("Nomor Anda dipanggil pukul {time}.").format(time=at)
    )
