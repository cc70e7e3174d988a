"""The numbers before the components of a document (rules over one standard; pure)."""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.indonesian import roman
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.sheet import Sheet
from standards.vocabulary import ComponentKey

rules: Rules[Sheet] = Rules()
W = Severity.WARNING
_NUMBER = re.compile(
    r"^\W*(?:(?i:bab|bagian|komponen)\s+)?(?:(?P<group>\d{1,2}|[A-Z])\.\s?)?(?:(?P<digits>\d{1,2})|(?P<roman>[IVX]{1,5}))\b"
)
_ROMAN = {roman(number): number for number in range(1, 40)}
Numbered = tuple[ComponentKey, str, int]


@rules("component_number", W)
def component_number(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """ "11 Jumlah Pelaksana, 11 Jaminan Pelayanan, 13 Jaminan Keamanan": typed by hand, never read again."""
    seen: dict[int, ComponentKey] = {}
    twice = False
    before: Numbered | None = None
    for key, group, number in [] if sheet.drawn_here else _numbered(sheet):
        if number == 1 or (before and before[1] != group):
            seen = {}
        elif number in seen:
            twice = True
            yield _hit(sheet, key, said(_("Nomor {number} dipakai dua kali."), number=number))
        elif before and before[2] + 1 < number and not twice and _is_whole(sheet):
            yield _hit(sheet, key, said(_("Nomor {number} terlewat."), number=before[2] + 1))
        seen[number] = key
        before = (key, group, number)


def _hit(sheet: Sheet, key: ComponentKey, why: Promise) -> Hit:
    return Hit(key, sheet.part(key).heading, why, _("Urutkan nomor komponennya."))


def _numbered(sheet: Sheet) -> list[Numbered]:
    """Components with their number, in the order of the document; of parts under one heading the first."""
    found = []
    for key in sheet.order:
        part = sheet.part(key)
        match = None if part.merged else _NUMBER.match(part.heading)
        number = match and (int(match["digits"]) if match["digits"] else _ROMAN.get(match["roman"]))
        if match and number is not None:
            found.append((key, match["group"] or "", number))
    return found


def _is_whole(sheet: Sheet) -> bool:
    """All components have headings of their own and no row stands between them, so that none can be lost."""
    headed = all(sheet.part(key).heading and not sheet.part(key).merged for key in ComponentKey)
    return headed and not sheet.extra and len(sheet.order) == len(ComponentKey)
