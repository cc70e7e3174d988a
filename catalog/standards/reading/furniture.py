"""Letterheads, running heads and the control table: what belongs to no component (pure)."""

import re
from collections import Counter
from datetime import date
from typing import Any

from standards.reading.blocks import Block

_GOVERNMENT = re.compile(r"^\W*PEMERINTAH(?:AN)?\s+(?:KABUPATEN|KOTA|PROVINSI)\b")
_OFFICE = re.compile(r"^\W*(?:KANTOR\s+)?(?:KECAMATAN|KELURAHAN|DESA)\s+[A-Z][A-Z .'-]*$")
_ADDRESS = re.compile(r"^(?:jalan|jl)\b.*\b(?:telp|telepon|fax)\b", re.IGNORECASE)
_CONTACT = re.compile(r"^(?:e-?mail|pos-?el|website|laman)\s*:", re.IGNORECASE)
_POST = re.compile(r"^[A-Z][A-Z .]+\s*[-–]?\s*\d{5}$")
_PAGE = re.compile(r"\bHal(?:aman)?\.?\s*:?\s*(\d+)\s*(?:dari|/)\s*(\d+)", re.IGNORECASE)
_TITLE = re.compile(
    r"^\W*(?:[IVXLC]+|[A-Z]|\d+)?[.)]?\s*STANDAR\s+(?:OPERASIONAL\s+)?PELAYANAN\b"
    r"(?!\s+(?:ini|itu|tersebut|dimaksud|yang|adalah|wajib|harus|mulai|berlaku|memuat|meliputi|terdiri|di(?:tinjau|evaluasi|tetapkan"
    r"|laksanakan|susun|umumkan|publikasikan|perbarui|pasang|revisi|terapkan|ubah))\b)",
    re.IGNORECASE,
)
MADE, CHECKED = (
    r"(?:di(?:buat|siapkan|susun|rumuskan)|penyusun|perumus)",
    r"(?:di(?:periksa|verifikasi|teliti)|pemeriksa)",
)
APPROVED = r"(?:di(?:setujui|sahkan|tetapkan)|penetap|pengesah|penyetuju)"
_BY = rf"(?:{MADE}|{CHECKED}|{APPROVED})\s+oleh\b"
_OPEN_TITLE = re.compile(
    r"^\W*standar\s+(?:operasional\s+)?pelayanan(?:\s+publik)?"
    r"(?:\s+(?:pada\s+)?(?:kantor\s+)?(?:kecamatan|kelurahan)\s+\w+)?\W*$",
    re.IGNORECASE,
)
_NO_SERVICE = re.compile(
    r"^\W*(?:kantor|kecamatan|kelurahan|desa|pemerintah|jalan|jl|telp|tahun|nomor|no|ditetapkan|keputusan|komponen)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"^(?:[-*•]\s+)?(?:no(?:mor)?\.?\s*:?\s*(?:dokumen\b|SP\b)|SP[-/.][\w./-]*\d\b.{0,20}\b(?:Rev|Terbit)|dokumen\s*:\s*SP\b|status\s+revisi\b|(?:no(?:mor)?\.?\s+)?revisi(?:\s+ke)?\W+\d"
    r"|no(?:mor)?\.?\s+revisi\b|tanggal\s+(?:revisi|terbit|efektif|pengesahan|pembuatan)\b"
    rf"|tgl\.?\s+(?:revisi|terbit|efektif|pengesahan|pembuatan)\b|{_BY}|(?:{MADE}|{CHECKED}|di(?:setujui|sahkan)|penetap|pengesah|penyetuju)\s*:\s*\w"
    r"|rev\.\s*:?\s*\d|kode\s+(?:dokumen|SP)\b|no(?:mor)?\.?\s+(?:standar|dok)\b\s*\W|(?:mulai|tanggal|tgl\.?)\s+(?:berlaku|penetapan|ditetapkan)\b\s*:"
    r"|berlaku\s+(?:sejak|mulai)\s*:|terbit\s*:\s*\d)",
    re.IGNORECASE,
)
_NEXT = (
    r"(?=\s*[·;|]|\s+/\s|\s+(?:(?:Status|No\.?|Nomor|Tanggal|Tgl\.?)\s*)?(?:Rev|Revisi|Terbit)\b|\s+Hal\b|$)"
)
# As the months begin in Indonesian, the old spellings too.
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_OLD = {"peb": "feb", "nop": "nov"}
_DATE = r"\d{1,2}(?:[-/.]\d{1,2}[-/.]|\s+[a-z]{3,9}\s+)\d{4}"
_FIELDS = {
    "number": re.compile(
        rf"(?:\bNo(?:mor)?\.?\s*Dok(?:umen|\.)?(?!\w)\s*:?\s*(?=\w)|\b(?:No(?:mor)?\.?|Kode)\s*(?:SP|Standar|Dokumen)\s*:?\s+(?=\w)|\b(?:No(?:mor)?\.?|Dokumen)\s*:?\s*(?=SP\b))(.*?){_NEXT}",
        re.IGNORECASE,
    ),
    "revision": re.compile(
        r"(?<!Tanggal )(?<!Tgl )(?<!Tgl\. )\bRev(?:isi|\.)?(?:\s+ke\b)?[\s:-]*(\d{1,3})\b(?!\s*[-/.]\s*\d)"
        r"(?!\s+[a-z]{3,9}\s+20\d\d)",
        re.IGNORECASE,
    ),
    "revised_on": re.compile(rf"\b(?:(?:Tanggal|Tgl\.?)\s+)?Revisi\s*:?\s*({_DATE})", re.IGNORECASE),
    "issued_on": re.compile(
        rf"(?:\b(?:Tanggal|Tgl\.?)\s+(?:Terbit|Efektif|Pengesahan|Pembuatan|Berlaku|Penetapan|Ditetapkan)|\bTerbit|\b(?:Mulai\s+berlaku|Berlaku\s+(?:sejak|mulai)))\s*:?\s*({_DATE})",
        re.IGNORECASE,
    ),
}
_ROLE = re.compile(rf"\b(?:{MADE}|{CHECKED}|{APPROVED})(?:\s+oleh\b\s*:?|\s*:)", re.IGNORECASE)
POST_WORD = r"(?:pl[th]\.?\s+|pj\.?\s+)?(?:kasi\w*|ka\.?\s?si|kepala|sek\w+|camat|lurah|staf)\b"
_POST_FIRST = re.compile(rf"^(?P<title>{POST_WORD}[^()]*?)\s*\((?P<name>[^()]+)\)$", re.IGNORECASE)
_POST_COMMA = re.compile(rf"^(?P<title>{POST_WORD}[^(),]*),\s*(?P<name>[^()]+)$", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"^(?P<name>[^()]+?)[\s,]+(?P<title>{POST_WORD}[^()]*)$", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"^\W*(SP[-/.][\w./-]*\d)\b")
_SIGNED = {"prepared": MADE, "checked": CHECKED, "approved": APPROVED}
_WITH_TITLE = re.compile(
    r"^(?P<name>[^()]+?)\s*(?:\((?P<title>[^()]+)\)|,\s*(?P<post>(?:Kasi|Kepala|Sek|Camat|Lurah).*))?$"
)
_OFTEN = 2


def signs_below(text: str) -> bool:
    """Whether a line opens the rows of names ("Dibuat oleh :"), and does not name somebody itself."""
    found = re.search(_BY, text, re.IGNORECASE)
    return bool(found) and not _inline(text)


def is_title(text: str) -> bool:
    """Whether a line names a standard ("STANDAR PELAYANAN PEREKAMAN KTP-EL")."""
    return bool(_TITLE.match(text)) and len(text) < 300 and not text.rstrip().endswith(";")


def goes_on_title(title: str, text: str) -> bool:
    """Whether a line below names the service that the title leaves open ("Standar Pelayanan Publik")."""
    bare = len(text) < 120 and not re.search(r"[:;.|]\s*$|^\W*\d", text)
    return bare and bool(_OPEN_TITLE.match(title)) and not _NO_SERVICE.match(text)


def is_control(text: str) -> bool:
    """A line of the control table or of the running head that repeats it."""
    return bool(_CONTROL.match(text)) or (len(text) < 200 and bool(_PAGE.search(text)))


def letterheads(blocks: list[Block]) -> set[int]:
    """Positions of the lines of letterheads: sure by their words, or by standing below such a line."""
    counts = Counter(block.text.casefold() for block in blocks)
    found: set[int] = set()
    for at, block in enumerate(blocks):
        text = block.text
        sure = _GOVERNMENT.match(text) and len(text) < 250
        if sure or (_may_be_head(text) and (at - 1 in found or counts[text.casefold()] >= _OFTEN)):
            found.add(at)
    return found


def _may_be_head(text: str) -> bool:
    return any(rule.match(text) for rule in (_OFFICE, _ADDRESS, _CONTACT, _POST))


def _day(text: str) -> str | None:
    day, month, year = re.split(r"[-/.]|\s+", text)
    name = month[:3].casefold()
    try:
        number = int(month) if month.isdecimal() else _MONTHS.index(_OLD.get(name, name)) + 1
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def control_of(lines: list[str]) -> dict[str, Any]:
    """Number, revision, dates and signatories as the first line says that has them; pages as counted."""
    values: dict[str, Any] = dict.fromkeys(_FIELDS)
    for name, rule in _FIELDS.items():
        found = next((match[1].strip(" :;,–-") for line in lines if (match := rule.search(line))), None)
        values[name] = _day(found) if found and name.endswith("_on") else found
    if not re.search(r"\d", values["number"] or ""):  # the head of a table, or no label at all
        values["number"] = next((match[1] for line in lines if (match := _BARE_NUMBER.match(line))), None)
    values |= _signatories(lines)
    values["pages"] = [f"{page[1]}/{page[2]}" for line in lines if (page := _PAGE.search(line))]
    values["source_text"] = "\n".join(lines)
    return values


def _signatories(lines: list[str]) -> dict[str, dict[str, str]]:
    """From rows of names below the row of roles, or each beside its role ("Diperiksa oleh : A (Sekcam)")."""
    beside = {name: found for line in lines for name, found in _inline(line).items()}
    if beside:
        return beside
    text = " ".join(lines)
    found = ((re.search(rf"\b{rule}\s+oleh\b", text, re.IGNORECASE), name) for name, rule in _SIGNED.items())
    order = [name for _, name in sorted((match.start(), name) for match, name in found if match)]
    names, titles = _after("Nama", lines), _after("Jabatan", lines)
    return {
        name: {"name": names[at] if at < len(names) else "", "title": titles[at] if at < len(titles) else ""}
        for at, name in enumerate(order)
    }


def _inline(line: str) -> dict[str, dict[str, str]]:
    """Who a line names beside each role it names; {} where it names roles only."""
    roles = list(_ROLE.finditer(line))
    if not roles or roles[0].start() > 2 or re.search(r"\bnama\b", line, re.IGNORECASE):
        return {}
    ends = [*(role.start() for role in roles[1:]), len(line)]
    words = [line[role.end() : end].strip(" :;|–-") for role, end in zip(roles, ends, strict=True)]
    named = ((_role(role[0]), _person(text)) for role, text in zip(roles, words, strict=True))
    return {role: person for role, person in named if person}


def _role(word: str) -> str:
    return next(name for name, rule in _SIGNED.items() if re.match(rf"\W*{rule}", word, re.IGNORECASE))


def _person(words: str) -> dict[str, str]:
    """ "A (Kasi …)", "Kasi … (A)", "A, Kasi …" and "A Kasi …"; {} where no name stands."""
    match = _POST_FIRST.match(words) or _POST_COMMA.match(words) or _WITH_TITLE.match(words)
    if not match or re.search(r"\boleh\b", words, re.IGNORECASE):
        return {}
    found = match.groupdict()
    name, title = found["name"].strip(" :,–-"), found.get("title") or found.get("post") or ""
    if not title and (apart := _NAME_FIRST.match(name)):
        name, title = apart["name"].strip(" :,–-"), apart["title"]
    return {"name": name, "title": title.strip()} if name else {}


def _after(word: str, lines: list[str]) -> list[str]:
    return [
        part.strip(" :")
        for line in lines
        if re.match(rf"{word}\b", line)
        for part in re.split(rf"\b{word}\b\s*:?", line)[1:]
    ]
