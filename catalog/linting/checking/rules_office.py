"""What the standards of one office say differently from each other (rules; pure)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.rules_law import citations
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sequence[Sheet]] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_ONE_OF_A_KIND = ("phone", "email", "instagram", "lapor")
_ADDRESS = "address"
_POST_CODE = seek(r"\b\d{5}\b")
_SIGNING = (K.PROSEDUR, K.PRODUK, K.KOMPETENSI, K.WAKTU)


@rules("contacts_differ", E)
def contacts_differ(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """One office, two phone numbers: standards that share none of a kind contradict each other."""
    for kind in _ONE_OF_A_KIND:
        by_target: dict[str, list[Sheet]] = defaultdict(list)
        shown: dict[str, str] = {}
        for sheet in sheets:
            for contact in sheet.contacts:
                if str(contact.kind) == kind and contact.target:
                    by_target[contact.target.casefold()].append(sheet)
                    shown[contact.target.casefold()] = contact.shown
        shared = max(by_target.values(), key=len, default=[])
        for target, mine in by_target.items():
            rivals = [one for one in by_target if one != target and not _together(by_target, one, target)]
            if mine is shared or not rivals:
                continue
            for sheet in mine:
                yield Hit(
                    K.PENGADUAN,
                    shown[target],
                    said(
                        _("Kontak ini lain dari standar lain kantor ini, yang menulis {others}."),
                        others=", ".join(shown[one] for one in rivals),
                    ),
                    _("Tulis kontak yang sama di semua standar, dan periksa mana yang masih aktif."),
                    service=sheet.service,
                )


def _together(by_target: dict[str, list[Sheet]], one: str, other: str) -> bool:
    """Whether some standard gives both: then they are two contacts, not a contradiction."""
    return any(sheet in by_target[other] for sheet in by_target[one])


@rules("handle_differs", W)
def handle_differs(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """One handle written in two ways."""
    found = [
        (sheet, contact)
        for sheet in sheets
        for contact in sheet.contacts
        if str(contact.kind) in {"instagram", "facebook"}
    ]
    for sheet, contact in found:
        for _other, rival in found:
            alike = _letters(rival.shown) == _letters(contact.shown) and rival.kind == contact.kind
            if (
                alike
                and rival.shown.casefold() != contact.shown.casefold()
                and rival.target
                and not contact.target
            ):
                yield Hit(
                    K.PENGADUAN,
                    contact.shown,
                    said(_("Di standar lain kantor ini ditulis “{other}”."), other=rival.shown),
                    said(_("Tulis “{other}”."), other=rival.shown),
                    service=sheet.service,
                )
                break


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


@rules("address_differs", E)
def address_differs(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """One office has one post code. Post codes of two offices differ rightly (67311, 67316)."""
    codes = [
        (sheet, contact.shown, found[0])
        for sheet in sheets
        for contact in sheet.contacts
        if str(contact.kind) == _ADDRESS and (found := _POST_CODE.search(contact.shown))
    ]
    counts = Counter(code for _sheet, _shown, code in codes)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    for sheet, shown, code in codes:
        if code != usual:
            yield Hit(
                K.PENGADUAN,
                shown,
                said(
                    _("Kode pos {code} lain dari standar lain kantor ini ({usual})."), code=code, usual=usual
                ),
                _("Periksa kode pos kantor."),
                service=sheet.service,
            )


@rules("contact_lacking", W)
def contact_lacking(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """Channels that most other standards of this office give. An address left out is a slip of form only."""
    with_contacts = [sheet for sheet in sheets if sheet.contacts]
    counts = Counter(
        kind for sheet in with_contacts for kind in {str(contact.kind) for contact in sheet.contacts}
    )
    for sheet in with_contacts:
        own = {str(contact.kind) for contact in sheet.contacts}
        lacking = [
            kind
            for kind in ("phone", "lapor", "email", "facebook", "instagram", _ADDRESS)
            if kind not in own and counts[kind] * 2 > len(with_contacts)
        ]
        serious = [kind for kind in lacking if kind != _ADDRESS]
        if lacking:
            yield Hit(
                K.PENGADUAN,
                sheet.part(K.PENGADUAN).text,
                said(
                    _("Standar lain kantor ini juga mencantumkan: {kinds}."),
                    kinds=", ".join(str(_KINDS[kind]) for kind in lacking),
                ),
                _("Cantumkan kontak yang sama di semua standar."),
                W if serious else I,
                service=sheet.service,
            )


_KINDS = {
    "phone": _("telepon"),
    "lapor": _("laman pengaduan"),
    "email": _("pos-el"),
    "facebook": _("Facebook"),
    "instagram": _("Instagram"),
    "address": _("alamat"),
}


@rules("decrees_differ", E)
def decrees_differ(sheets: Sequence[Sheet], context: Context) -> Iterator[Hit]:
    """One office rests on several generations of one rule; only the newest should stay."""
    families: dict[str, dict[str, list[tuple[Sheet, str]]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        for text, found in citations(sheet):
            if found.key:
                families[context.laws.newest(found.key)][found.key].append((sheet, text))
    for newest, members in families.items():
        if len(members) < 2:
            continue
        entry = context.laws.find(newest)
        for key, places in members.items():
            for sheet, text in places if key != newest else []:
                yield Hit(
                    K.DASAR_HUKUM,
                    text,
                    said(
                        _(
                            "Standar kantor ini mengutip {n} aturan yang saling menggantikan; yang "
                            "terbaru {newest}."
                        ),
                        n=len(members),
                        newest=entry.cited if entry else newest,
                    ),
                    said(_("Kutip {newest} saja di semua standar."), newest=entry.cited if entry else newest),
                    service=sheet.service,
                )


@rules("staff_differs", W)
def staff_differs(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """Counts of staff differ between services, and one that names no posts cannot be explained."""
    totals = {sheet.staff_total for sheet in sheets if sheet.staff_total}
    if len(totals) < 2:
        return
    for sheet in sheets:
        if sheet.staff_total and not people.staffed(sheet):
            yield Hit(
                K.JUMLAH,
                sheet.part(K.JUMLAH).text,
                said(
                    _(
                        "Jumlah pelaksana berbeda antarlayanan kantor ini ({counts}) tanpa menyebut "
                        "jabatannya."
                    ),
                    counts=", ".join(str(one) for one in sorted(totals)),
                ),
                _("Sebut jabatan tiap pelaksana."),
                service=sheet.service,
            )


@rules("signers_differ", W)
def signers_differ(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """Letters of one office are signed by different officials."""
    found = [(sheet, *one) for sheet in sheets for one in _officials(sheet)]
    usual = Counter(role for _sheet, role, _name, _text in found).most_common(1)
    if not usual or len({role for _sheet, role, _name, _text in found}) < 2:
        return
    for sheet, role, name, sentence in found:
        if role != usual[0][0]:
            yield Hit(
                K.PROSEDUR,
                sentence,
                said(_("{name} menandatangani di sini; di standar lain kantor ini pejabat lain."), name=name),
                _("Samakan, atau kutip pelimpahan tanda tangannya."),
                service=sheet.service,
            )


def _officials(sheet: Sheet) -> list[tuple[str, str, str]]:
    texts = (sentence for key in _SIGNING for sentence in sheet.part(key).sentences)
    return [one for one in people.signers(texts, sheet.level) if one[0] in people.OFFICIALS]


@rules("titles_of_posts", I)
def titles_of_posts(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """One post, several names across the office's standards."""
    names: dict[str, dict[str, Sheet]] = defaultdict(dict)
    for sheet in sheets:
        for role, name in people.roles_in(sheet.supervisor, sheet.level).items():
            names[role].setdefault(name.casefold(), sheet)
    for found in names.values():
        if len(found) > 1:
            first, *others = found
            yield Hit(
                K.PENGAWASAN,
                first,
                said(_("Jabatan yang sama disebut juga {others}."), others=", ".join(others)),
                _("Pakai satu nama jabatan di semua standar."),
                service=found[first].service,
            )
