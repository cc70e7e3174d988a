"""What offices say differently from each other about like services (rules; pure)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking import people
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.rules_law import citations
from linting.checking.sheet import Promise, Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sequence[Sheet]] = Rules()
K = ComponentKey
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
_MINUTES = {"minute": 1, "hour": 60, "day": 450, "working_day": 450, "week": 2250, "month": 9900}
_MUCH_SLOWER = 4
_UNITS = {
    "minute": _("menit"), "hour": _("jam"), "day": _("hari"), "working_day": _("hari kerja"),
    "week": _("minggu"), "month": _("bulan"),
}  # fmt: skip
_ABBREVIATION = seek(r"\b[A-Z][A-Z0-9]{2,6}(?:-el)?\b")
_NOT_A_SERVICE = frozenset({"RT", "RW", "KTP", "KK", "SKM", "PATEN", "SOP", "WNI", "LUMAJANG"})
_SIGNING = (K.PROSEDUR, K.PRODUK, K.KOMPETENSI, K.WAKTU)


def like_services(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """Standards of several offices for like services: by an abbreviation in the title, else by code."""
    groups: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        title = sheet.title
        marked = " ".join(re.findall(r"\(([^)]*)\)", title)) if title.isupper() else title
        names = [name for name in _ABBREVIATION.findall(marked) if name not in _NOT_A_SERVICE]
        groups[names[0] if names else sheet.service].append(sheet)
    return [group for group in groups.values() if len({sheet.office for sheet in group}) > 1]


@rules("promise_varies", W)
def promise_varies(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """The slowest promise for a like service, where it is more than four times the quickest."""
    for group in like_services(sheets):
        timed = [(sheet, sheet.promise) for sheet in group if sheet.promise]
        if len(timed) < 2:
            continue
        slow_sheet, slow = max(timed, key=lambda one: _minutes(one[1]))
        _quick_sheet, quick = min(timed, key=lambda one: _minutes(one[1]))
        if _minutes(slow) > _MUCH_SLOWER * _minutes(quick):
            yield Hit(
                K.WAKTU,
                slow_sheet.part(K.WAKTU).text,
                said(
                    _("Layanan serupa dijanjikan {quick} di kantor lain, di sini {slow}."),
                    quick=_shown(quick),
                    slow=_shown(slow),
                ),
                _("Bandingkan langkahnya, lalu samakan atau beri alasannya."),
                office=slow_sheet.office,
                service=slow_sheet.service,
            )


def _minutes(promise: Promise) -> int:
    return promise.amount * _MINUTES.get(promise.unit, 450)


def _shown(promise: Promise) -> object:
    return f"{promise.amount} {_UNITS.get(promise.unit, promise.unit)}"


@rules("signer_varies", W)
def signer_varies(sheets: Sequence[Sheet], _context: Context) -> Iterator[Hit]:
    """Offices of one level let different people sign the same letter."""
    for group in like_services(sheets):
        found = [(sheet, *one) for sheet in group for one in _signers(sheet)]
        usual = Counter(role for _sheet, role, _name, _text in found).most_common(1)
        if not usual or len({role for _sheet, role, _name, _text in found}) < 2:
            continue
        common = people.HEAD if any(role == people.HEAD for _s, role, _n, _t in found) else usual[0][0]
        for sheet, role, name, sentence in found:
            if role != common:
                yield Hit(
                    K.PROSEDUR,
                    sentence,
                    said(
                        _("Untuk layanan serupa kantor lain menunjuk pejabat lain daripada {name}."),
                        name=name,
                    ),
                    _("Samakan penanda tangannya di semua kantor."),
                    office=sheet.office,
                    service=sheet.service,
                )
                break


def _signers(sheet: Sheet) -> list[tuple[str, str, str]]:
    return people.signers((s for key in _SIGNING for s in sheet.part(key).sentences), sheet.level)


@rules("titles_of_laws", W)
def titles_of_laws(sheets: Sequence[Sheet], context: Context) -> Iterator[Hit]:
    """A rule the register does not have, cited under two titles; the rarer one is shown."""
    titles: dict[str, list[tuple[str, Sheet, str]]] = defaultdict(list)
    for sheet in sheets:
        for text, found in citations(sheet):
            if found.key and found.title and context.laws.find(found.key) is None:
                titles[found.key].append((" ".join(re.findall(r"\w+", found.title.casefold())), sheet, text))
    for found_titles in titles.values():
        counts = Counter(title for title, _sheet, _text in found_titles)
        usual, _n = counts.most_common(1)[0]
        for title, sheet, text in found_titles if len(counts) > 1 else []:
            if title != usual:
                yield Hit(
                    K.DASAR_HUKUM,
                    text,
                    _("Standar lain mengutip peraturan ini dengan judul lain."),
                    _("Cocokkan judulnya dengan naskah."),
                    office=sheet.office,
                    service=sheet.service,
                )
