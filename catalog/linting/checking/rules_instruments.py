"""Citations beside other things: the region, the document's own year, the rule that amends (rules; pure)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from commons.seeking import seek
from linting.checking.context import Context
from linting.checking.findings import Hit, Rules, Severity, said
from linting.checking.region import letters, region_of
from linting.checking.rules_law import LAWS, citations, cited, terms
from linting.checking.sheet import Sheet
from regulations.citations import OF_KABUPATEN, Citation, InstrumentKind
from regulations.lawbook import Entry

rules: Rules[Sheet] = Rules()
E, W = Severity.ERROR, Severity.WARNING
_OF_PROVINCE = frozenset({InstrumentKind.PERDA_PROVINSI, InstrumentKind.PERGUB})
_PROVINCE = seek(r"\bjawa timur\b|\bjatim\b")
_AMENDED = seek(
    r"\s*,?\s*\b(?:sebagaimana\s+)?(?:telah\s+)?(?:beberapa kali\s+)?diubah\s+(?:\w+\s+"
    r"){0,2}?dengan\s+(?P<by>\S.*)$",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"\bpemerintah(?:an)?\s+(?:daerah\s+)?(?P<kind>kabupaten|kota)\s+(?P<name>[A-Za-z]{3,})", re.IGNORECASE
)
_HEADS = {"kota": ("Wali Kota", "bupati"), "kabupaten": ("Bupati", "wali kota")}
_SIGN_OF = {"kota": "bup", "kabupaten": "wali"}  # what any name of the other head holds
_BOTH = seek(
    r"\bbupati\s*(?:/|dan|atau|,|\()\s*wali\s?kota\b|\bwali\s?kota\s*(?:/|dan|atau|,|\()\s*bupati\b",
    re.IGNORECASE,
)
_OF_HEAD = seek(
    r"\b(?:(?:peraturan|keputusan|instruksi|surat\s+edaran)\s+|(?:atas\s+nama|a\.?n\.?|(?:ke|we)?wenang\w*|kuasa)\s+)"
    r"(?P<head>bupati|wali\s?kota)\b(?:\s+(?P<name>(?!nomor\b|no\b|tentang\b|kepada\b)[a-z]{3,}))?"
    r"|\b(?:per|kep)(?P<short>bup|wal|wali)\b(?:\s+(?P<of>(?!nomor\b|no\b|tentang\b)[a-z]{3,}))?",
    re.IGNORECASE,
)
_DELEGATED = seek(r"\bpelimpahan\b.*\b(?:kewenangan|wewenang)\b", re.IGNORECASE)


@rules("law_region", E)
def law_region(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """A rule of another kabupaten, city or province has no force here, nor another camat's decree."""
    region = region_of(sheet, context)
    for text, found in citations(sheet):
        place = _foreign_to(region, found) or _other_camat(sheet, found)
        if place:
            yield Hit(
                LAWS,
                text,
                said(_("Ini peraturan {place}, bukan Kabupaten {region}."), place=place, region=region),
                said(_("Kutip peraturan Kabupaten {region}."), region=region),
            )


@rules("head_of_region", E, only=_OF_HEAD)
def head_of_region(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """ "Peraturan Bupati Batu" in a Kota, whose head is the Wali Kota; and the other way round."""
    kind, region = _government(sheet, context)
    head, other = _HEADS.get(kind, ("", ""))
    for where, text in sheet.texts if head and _SIGN_OF[kind] in sheet.folded else ():
        for line in text.splitlines() if _SIGN_OF[kind] in text.casefold() else ():
            match = next((one for one in _OF_HEAD.finditer(line) if _is_head(one, other)), None)
            place = (match["name"] or match["of"] or "").casefold() if match else ""
            # The rule of another region is `law_region`.
            own = not place or place == region or place[0:3] not in {"kot", "kab"}
            if match and (place == region or (own and where is not LAWS)) and not _BOTH.search(line):
                yield Hit(
                    where,
                    line,
                    said(
                        _("Kepala daerah {kind} {region} adalah {head}."),
                        kind=kind.title(), region=region.title(), head=head,
                    ),
                    said(_("Tulis {head}."), head=head),
                )  # fmt: skip


def _government(sheet: Sheet, context: Context) -> tuple[str, str]:
    """ "PEMERINTAH KOTA BATU" gives ("kota", "batu"); an office that uses Loket is one of the kabupaten."""
    match = next((found for line in sheet.beside if (found := _GOVERNMENT.search(line))), None)
    if match:
        return match["kind"].casefold(), match["name"].casefold()
    own = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    known = own in {letters(name) for _level, name in context.places}
    return ("kabupaten", context.region.casefold()) if known and not sheet.region else ("", "")


def _is_head(match: re.Match[str], other: str) -> bool:
    named = match["head"] or {"bup": "bupati"}.get((match["short"] or "").casefold(), "wali kota")
    return named.casefold().replace(" ", "") == other.replace(" ", "")


def _foreign_to(region: str, found: Citation) -> str:
    """Whose rule it is where it is not the region's; "" where it may stand."""
    place = found.place.casefold()
    if found.kind in OF_KABUPATEN:
        return found.place if place and place != region.casefold() else ""
    own = not place or _PROVINCE.search(place) or place in {"no", "nomor"}
    return found.place if found.kind in _OF_PROVINCE and not own else ""


def _other_camat(sheet: Sheet, found: Citation) -> str:
    own = letters(re.sub(r"^ke[cl]-", "", sheet.office))
    named = letters(found.place.split()[0]) if found.place else ""
    foreign = found.kind is InstrumentKind.KEPCAM and sheet.level == "kecamatan" and own and named
    return f"Camat {found.place}" if foreign and not own.startswith(named) else ""


@rules("law_after", E)
def law_after(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """A document cannot rest on a rule that is younger than itself."""
    control = sheet.control
    days = [day.year for day in (control.issued_on, control.revised_on) if day]
    made = max([*days, *([sheet.enacted_in] if sheet.enacted_in else [])], default=None) if days else None
    for text, found in citations(sheet):
        if made and found.year and found.year > made:
            yield Hit(
                LAWS,
                text,
                said(
                    _("Dokumen ini dari tahun {made}; peraturannya dari tahun {year}."),
                    made=made,
                    year=found.year,
                ),
                _("Revisi dokumennya, atau periksa tahun peraturan dan tanggal terbit."),
            )


@rules("law_amended_by", E)
def law_amended_by(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """ "Sebagaimana diubah dengan …": the amending rule is known, and it is another one."""
    for text, found in citations(sheet):
        changed = _AMENDED.search(text)
        named = cited(changed["by"]) if changed and found.key else None
        amending = _amending(cited(text[: changed.start()]), context) if changed else []
        if named and named.key and amending and named.key not in {one.key for one in amending}:
            yield Hit(
                LAWS,
                text,
                said(_("Yang mengubahnya adalah {laws}."), laws=", ".join(one.cited for one in amending)),
                _("Cocokkan nomor dan tahunnya dengan naskahnya."),
            )


def _amending(found: Citation | None, context: Context) -> list[Entry]:
    """The rules of the register whose titles say that they change this one."""
    if not found or not found.key:
        return []
    title = re.compile(rf"^Perubahan\b.*\bNomor {found.number} Tahun {found.year}\b")
    return [one for one in context.laws.by_kind.get(found.kind.value, ()) if title.match(one.title)]


@rules("law_kind_differs", E)
def law_kind_differs(sheet: Sheet, context: Context) -> Iterator[Hit]:
    """The number, year and title of a rule that the register has under another kind."""
    for text, found in citations(sheet):
        if not found.key or context.laws.find(found.key) or not found.title.strip() or found.is_foreign:
            continue
        rest = found.key.split(":", maxsplit=1)[1]
        for entry in context.laws.entries.values():
            if entry.key.split(":", maxsplit=1)[1] == rest and terms(entry.title) == terms(found.title):
                yield Hit(
                    LAWS,
                    text,
                    said(_("Nomor dan judul ini milik {law}."), law=entry.cited),
                    said(_("Tulis {law}."), law=entry.cited),
                )


@rules("lurah_ground", W)
def lurah_ground(sheet: Sheet, _context: Context) -> Iterator[Hit]:
    """The bupati delegates to the camat; a lurah who signs needs a ground of their own."""
    if sheet.level != "kelurahan":
        return
    delegations = [text for text in sheet.cited if _DELEGATED.search(text)]
    if delegations and not any(re.search(r"\blurah\b", text, re.IGNORECASE) for text in delegations):
        yield Hit(
            LAWS,
            delegations[0],
            _("Pelimpahan ini kepada camat; lurah memerlukan dasar kewenangannya sendiri."),
            _("Kutip keputusan yang melimpahkan kewenangan kepada lurah."),
        )
