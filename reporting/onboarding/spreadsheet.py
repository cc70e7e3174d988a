"""Many offices in one spreadsheet: the columns, the file to fill in, and each line as a plan.

A line goes through the same questions as the guided way, so it is refused for the same reasons. Pure but for
reading the file: what other offices and people there are is passed in.
"""

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter
from django.utils.translation import gettext as _

from commons.tables import LOST_DIGITS, BadTable, Line, read_lines
from offices.areas import AreaRow, known_areas
from onboarding.asking import Choices, Errors
from onboarding.plans import OfficePlan
from onboarding.steps import STEPS

MOST_ROWS = 500
SHEET_BYTES = 60 * 1024 * 1024
# Column key: heads it may bear (the first is ours) and the question it answers ("" none).
COLUMNS: dict[str, tuple[tuple[str, ...], str]] = {
    "code": (("kode", "kode kemendagri", "kode wilayah"), ""),
    "name": (("nama kantor", "nama"), ""),
    "parent": (("kode induk",), ""),
    "address": (("alamat",), "address"),
    "phone": (("telepon", "telp"), "phone"),
    "mobile": (("hp pelayanan",), "contact_MOBILE_SERVICE"),
    "mail": (("surel", "email"), "mail"),
    "website": (("situs web", "website"), "website"),
    "unit": (("kode unit",), "unit_code"),
    "head": (("pimpinan", "camat/lurah"), "head_name"),
    "head_nip": (("nip pimpinan",), "head_nip"),
    "secretary": (("sekretaris",), "secretary_name"),
    "secretary_nip": (("nip sekretaris",), "secretary_nip"),
    "section_head": (("kasi pelayanan", "kasi"), "section_head_name"),
    "section_head_nip": (("nip kasi", "nip kasi pelayanan"), "section_head_nip"),
    "admin": (("admin kantor",), "office_admin_name"),
    "admin_nip": (("nip admin", "nip admin kantor"), "office_admin_nip"),
    "counter": (("petugas loket",), "counter_name"),
    "operator": (("operator",), "operator_name"),
    "services": (("layanan",), "services"),
    "receipt": (("nomor agenda terakhir",), "book_RECEIPT"),
    "letter": (("nomor surat terakhir",), "book_LETTER"),
    "register": (("nomor register terakhir",), "book_REGISTER"),
    "pattern": (("pola nomor surat",), "letter_pattern"),
}
REQUIRED = ("code", "unit", "head", "admin")
LIKEWISE = {"address": "contact_ADDRESS", "phone": "contact_PHONE", "mail": "contact_EMAIL"}
NIPS = ("head_nip", "secretary_nip", "section_head_nip", "admin_nip")
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>(?:(?!</c>)[^\0])*?<f[ >/]')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')


@dataclass
class Checked:
    """A line with what it says: a plan when it is good; every problem in words."""

    line: int
    cells: dict[str, str]
    plan: OfficePlan | None = None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What is there already. `offices`, `busy`: codes; `begun`: code → who; `names`: NIP → name."""

    offices: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()
    begun: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


class _Typed(dict[str, str]):
    """A line as the forms of the guided way would send it."""

    def getlist(self, name: str) -> list[str]:
        """The services, written with commas."""
        return [each for each in re.split(r"[,;\s]+", self.get(name, "")) if each]


def read(content: bytes) -> list[Line]:
    """The lines of the first sheet. Raises `commons.tables.BadTable` for the file as a whole."""
    heads = {key: heads for key, (heads, _question) in COLUMNS.items()}
    lines = list(read_lines(content, columns=heads, required=REQUIRED, max_rows=MOST_ROWS))
    if not lines:
        raise BadTable("table_empty", _("Tidak ada baris di bawah judul kolom."))
    return lines


def nips_of(lines: Iterable[Line]) -> set[str]:
    """Every NIP of the file, to ask whose they are."""
    return {digits for line in lines for key in NIPS if (digits := "".join(line[key].split()))}


def check(
    lines: list[Line],
    content: bytes,
    *,
    known: Known,
    fresh: Callable[[AreaRow], OfficePlan],
    choices: Callable[[str], Choices],
) -> list[Checked]:
    """Each line with its plan or its problems."""
    spoiled = _spoiled(content)
    seen: dict[str, int] = {}
    nips: dict[str, tuple[int, str]] = {}
    found = []
    for line in lines:
        row = _checked(line, known, fresh, choices)
        row.problems = [*spoiled.get(line.number, []), *_twins(row, seen, nips), *row.problems]
        row.plan = None if row.problems else row.plan
        found.append(row)
    return found


def _twins(row: Checked, seen: dict[str, int], nips: dict[str, tuple[int, str]]) -> list[str]:
    problems = []
    code = row.cells.get("code", "")
    if code in seen:
        problems.append(_("Kode {code} sudah ada di baris {line}.").format(code=code, line=seen[code]))
    elif code:
        seen[code] = row.line
    for key in NIPS:
        nip, name = "".join(row.cells.get(key, "").split()), row.cells.get(key.removesuffix("_nip"), "")
        if not nip:
            continue
        line, other = nips.setdefault(nip, (row.line, name))
        if other != name:
            text = _("NIP {nip} di baris {line} milik {name}.")
            problems.append(text.format(nip=nip, line=line, name=other))
    return problems


def _checked(
    line: Line, known: Known, fresh: Callable[[AreaRow], OfficePlan], choices: Callable[[str], Choices]
) -> Checked:
    row = Checked(line.number, {key: line[key] for key in COLUMNS})
    row.problems += [
        _("{column} tersimpan sebagai angka sehingga digitnya hilang. Jadikan kolomnya teks.").format(
            column=head_of(key)
        )
        for key, cell in row.cells.items()
        if LOST_DIGITS in cell
    ]
    area = _area(row, known)
    if area is None:
        return row
    row.plan, errors = _filled(fresh(area), row.cells, choices(area.level.value))
    row.problems += [f"{_column_of(each['field'])}{each['message']}" for each in errors]
    row.problems += _strangers(row, known)
    if area.code in known.begun:
        row.notes.append(_("Menggantikan isian yang dimulai {who}.").format(who=known.begun[area.code]))
    return row


def _area(row: Checked, known: Known) -> AreaRow | None:
    """The area of the line, when an office may come there."""
    code, parent = row.cells["code"], row.cells["parent"]
    area = known_areas().get(code)
    if area is None:
        row.problems.append(_("Kode “{code}” tidak ada di daftar Kemendagri.").format(code=code[:20]))
        return None
    if area.level.value == "DESA":
        row.problems.append(_("{name} adalah desa; desa belum dibawa masuk.").format(name=area.name))
        return None
    if parent and parent != area.parent_code:
        text = _("Kode induk {parent} tidak dikenal untuk {code}; seharusnya {right}.")
        row.problems.append(text.format(parent=parent[:20], code=code, right=area.parent_code))
    if code in known.offices:
        row.problems.append(_("Kantor ini sudah ada di Loket; baris ini tidak diperlukan."))
        return None
    if code in known.busy:
        row.problems.append(_("Kantor ini sedang disiapkan; tunggu sampai selesai."))
        return None
    name = row.cells["name"].casefold()
    if name and area.name.casefold() not in name:
        text = _("Nama di berkas “{typed}” berbeda dari daftar Kemendagri: {name}.")
        row.notes.append(text.format(typed=row.cells["name"][:60], name=area.name))
    return area


def _filled(plan: OfficePlan, cells: Mapping[str, str], choices: Choices) -> tuple[OfficePlan, Errors]:
    errors: Errors = []
    for step in STEPS:
        typed = _Typed(
            (
                question.name,
                question.value if isinstance(question.value, str) else ",".join(question.value or ()),
            )
            for part in step.show(plan, choices)
            for question in part.questions
            if not isinstance(question.value, int)
        )
        typed.update(_answers(cells))
        plan, wrong = step.read(plan, typed, choices)
        errors += wrong
    unknown = set(_Typed(services=cells["services"]).getlist("services")) - {c for c, _w in choices.services}
    if unknown:
        text = _("layanan tidak dikenal untuk tingkat ini: {codes}").format(codes=", ".join(sorted(unknown)))
        errors.append({"field": "services", "message": text})
    return plan, errors


def _answers(cells: Mapping[str, str]) -> dict[str, str]:
    found = {question: cells[key] for key, (_h, question) in COLUMNS.items() if question and cells[key]}
    return found | {question: cells[key] for key, question in LIKEWISE.items() if cells[key]}


def _strangers(row: Checked, known: Known) -> list[str]:
    """NIPs that belong to people of other names."""
    problems = []
    for key in NIPS:
        nip, name = "".join(row.cells[key].split()), row.cells[key.removesuffix("_nip")]
        owner = known.names.get(nip)
        if owner is not None and owner != name:
            text = _("NIP {nip} milik {name} di Loket.")
            problems.append(text.format(nip=nip, name=owner))
    return problems


def head_of(key: str) -> str:
    """The column's head as our file writes it."""
    return COLUMNS[key][0][0].upper()


def _column_of(question: str) -> str:
    column = next((head_of(key) for key, (_h, name) in COLUMNS.items() if name == question), "")
    return f"{column}: " if column else ""


def _spoiled(content: bytes) -> dict[int, list[str]]:
    """Lines with merged cells or formulas: what stands there is not what a person sees."""
    found: dict[int, list[str]] = {}
    if content[:4] != b"PK\x03\x04":
        return found
    xml = _first_sheet(content)
    for match in _FORMULA.finditer(xml):
        cell = (match[1] + match[2]).decode()
        text = _("Sel {cell} berisi rumus. Salin, lalu tempel sebagai nilai.").format(cell=cell)
        found.setdefault(int(match[2]), []).append(text)
    for match in _MERGED.finditer(xml):
        cells = b"".join((match[1], match[2], b":", match[3], match[4])).decode()
        text = _("Sel {cells} digabung. Pisahkan, lalu isi tiap baris.").format(cells=cells)
        for line in range(int(match[2]), min(int(match[4]), int(match[2]) + MOST_ROWS) + 1):
            found.setdefault(line, []).append(text)
    return found


def _first_sheet(content: bytes) -> bytes:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = sorted(n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
            with archive.open(names[0]) as sheet:
                return sheet.read(SHEET_BYTES)
    except (BadZipFile, IndexError, OSError):
        return b""


def template(areas: Iterable[AreaRow], *, services: Callable[[str], str]) -> bytes:
    """The file to fill in, with a line for each area; `services` gives the codes offered to a level."""
    rows = [
        {
            "code": area.code,
            "name": f"{area.level.label} {area.name}",
            "parent": area.parent_code,
            "services": services(area.level.value),
        }
        for area in areas
    ]
    return _workbook(rows, [])


def rest(rows: Iterable[tuple[Mapping[str, str], str]]) -> bytes:
    """The lines that were not taken, each with what is wrong with it, to mend and bring back."""
    listed = list(rows)
    return _workbook([dict(cells) for cells, _why in listed], [why for _cells, why in listed])


def _workbook(rows: list[dict[str, str]], reasons: list[str]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        text, head = (
            book.add_format({"num_format": "@"}),
            book.add_format({"bold": True, "bg_color": "#E8EEF5"}),
        )
        sheet = book.add_worksheet(_("Kantor"))
        heads = [head_of(key) + (" *" if key in REQUIRED else "") for key in COLUMNS]
        for at, title in enumerate([*heads, *([_("MASALAH")] if reasons else [])]):
            sheet.write_string(0, at, title.removesuffix(" *"), head)
            sheet.set_column(at, at, 26 if at > 2 else 18, text)
        for line, row in enumerate(rows, start=1):
            for at, key in enumerate(COLUMNS):
                sheet.write_string(line, at, row.get(key, ""), text)
            if reasons:
                sheet.write_string(line, len(COLUMNS), reasons[line - 1], text)
        sheet.freeze_panes(1, 2)
        _help(book)
    return buffer.getvalue()


def _help(book: Any) -> None:
    sheet = book.add_worksheet(_("Petunjuk"))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90, wrap)
    lines = [
        (head_of("code"), _("Kode Kemendagri. Jangan diubah; baris yang tidak diperlukan boleh dihapus.")),
        (head_of("unit"), _("Wajib. Kode unit dalam nomor surat, misalnya 427.91.")),
        (head_of("head"), _("Wajib. Nama lengkap pimpinan dengan gelar; NIP 18 angka sebagai teks.")),
        (
            head_of("admin"),
            _("Wajib. Yang mengurus pengaturan kantor; boleh orang yang sama dengan yang lain."),
        ),
        (head_of("services"), _("Kode layanan dipisah koma; kosong berarti semua, satu tiap rumpun.")),
        (head_of("letter"), _("Nomor terakhir di buku kertas tahun ini; kosong berarti mulai dari 1.")),
        (
            head_of("pattern"),
            _("Misalnya {urut:3}/{unit}/{bulan}/{tahun}; kosong berarti pola bawaan layanan."),
        ),
        (_("Umum"), _("Tanpa rumus dan tanpa sel gabung. Kolom lain boleh dikosongkan dan diisi kemudian.")),
    ]
    for at, (what, words) in enumerate(lines):
        sheet.write_string(at, 0, what)
        sheet.write_string(at, 1, words, wrap)
