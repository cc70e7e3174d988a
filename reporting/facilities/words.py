"""The inventory in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.indonesian import date_shown
from facilities.kinds import Trouble
from facilities.models import Item
from facilities.proposing import Change, Proposal
from facilities.queries import Line
from upkeep.rounds import Stand

ACTIONS = {
    "facilities.accepted": gettext_lazy("Usul daftar sarana diterima"),
    "facilities.refused": gettext_lazy("Usul daftar sarana ditolak"),
    "facilities.added": gettext_lazy("Sarana ditambahkan"),
    "facilities.retired": gettext_lazy("Sarana tidak dipakai lagi"),
    "facilities.confirmed": gettext_lazy("Sarana bulan ini dikonfirmasi"),
}
STANDS = {
    Stand.KEPT: gettext_lazy("selesai tepat waktu"),
    Stand.LATE: gettext_lazy("selesai terlambat"),
    Stand.OPEN: gettext_lazy("belum, masih ada waktu"),
    Stand.OVERDUE: gettext_lazy("lewat tenggat"),
    Stand.MISSED: gettext_lazy("terlewat"),
    Stand.FREE: gettext_lazy("belum wajib, boleh dikerjakan"),
}
# How `status_tag` colours them.
TONES = {
    Stand.KEPT: "good",
    Stand.LATE: "warn",
    Stand.OPEN: "info",
    Stand.OVERDUE: "bad",
    Stand.MISSED: "bad",
    Stand.FREE: "plain",
}


def trouble_words(line: Line) -> list[str]:
    """What is wrong with an item, each in a few words, the gravest first."""
    return [_words(line.item, each) for each in Trouble if each in line.troubles]


def _words(item: Item, trouble: Trouble) -> str:
    expires = date_shown(item.expires_on) if item.expires_on else ""
    quantity, working = item.quantity or 0, item.working or 0
    broken = quantity - working
    return {
        Trouble.MISSING: _("tidak ada"),
        Trouble.BROKEN: _("rusak") if quantity == 1 else _("{n} dari {all} rusak"),
        Trouble.EXPIRED: _("kedaluwarsa sejak {day}"),
        Trouble.EXPIRING: _("kedaluwarsa {day}"),
        Trouble.SHORT: _("kurang dari janji standar: ada {have}, dijanjikan {promised}"),
        Trouble.NUMBER: _("nomornya tidak sama dengan yang diumumkan"),
    }[trouble].format(n=broken, all=quantity, day=expires, have=quantity, promised=item.promised or 0)


def amount(item: Item) -> str:
    """ "2 ada, 1 berfungsi"; "belum diperiksa"."""
    if item.quantity is None or item.working is None:
        return _("belum diperiksa")
    if item.quantity == 0:
        return _("tidak ada")
    return _("{n} ada, {m} berfungsi").format(n=item.quantity, m=item.working)


def promise(item: Item) -> str:
    """How many the standards promise: "2 buah"; "" where they name no number."""
    return f"{item.promised} {item.unit}".strip() if item.promised is not None else ""


def proposal_words(one: Proposal) -> str:
    """What a proposal would do, as a sentence."""
    quantity = f"{one.quantity} {one.unit}".strip() if one.quantity is not None else ""
    if one.change is Change.ADD:
        text = _("Tambah: {name} ({n})") if quantity else _("Tambah: {name}")
    elif one.change is Change.RETIRE:
        text = _("Keluarkan dari daftar: {name}; tidak disebut standar lagi")
    else:
        text = _("Ubah jumlah janji: {name} menjadi {n}") if quantity else _("Hapus jumlah janji: {name}")
    return text.format(name=one.name, n=quantity)


def public_line(line: Line) -> str:
    """What citizens read of an item that does not work."""
    item = line.item
    said = ", ".join(_words(item, each) for each in Trouble if each in line.troubles and _told(each))
    parts = [f"{item.name}: {said}"]
    if item.broken_since is not None and Trouble.EXPIRED not in line.troubles:
        parts[0] += " " + _("sejak {day}").format(day=date_shown(item.broken_since))
    if item.expected_on is not None:
        parts.append(_("Diperkirakan selesai {day}").format(day=date_shown(item.expected_on)))
    if item.note:
        parts.append(item.note.rstrip("."))
    return ". ".join(parts) + "."


def _told(trouble: Trouble) -> bool:
    return trouble in {Trouble.MISSING, Trouble.BROKEN, Trouble.EXPIRED}
