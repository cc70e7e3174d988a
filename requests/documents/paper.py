"""A Buku Register kept on paper, as rows of a table: closed lines out, every bad one named. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.nik import check_nik
from commons.tables import LOST_DIGITS, BadLine, Line, read_lines
from commons.text import clean_line
from commons.typed import BadTyping, read_date
from documents.models import EntryState

MAX_ROWS = 20_000
OLDEST = 1990
# The heads are those of our own XLSX, so that a book taken out can be filled in and brought back.
COLUMNS = {
    "seq": ("no urut", "no", "nomor urut", "urut"),
    "date": ("tanggal", "tgl", "tanggal surat"),
    "number": ("nomor surat", "no surat", "nomor"),
    "receipt_number": ("nomor berkas", "no berkas", "nomor agenda"),
    "name": ("nama", "nama pemohon", "nama lengkap"),
    "nik": ("nik", "no nik", "nomor nik"),
    "address": ("alamat",),
    "village": ("desa/kelurahan", "desa", "kelurahan", "desa / kelurahan"),
    "service": ("layanan", "jenis layanan", "jenis surat"),
    "purpose": ("keperluan",),
    "basis": ("dasar",),
    "signer": ("penanda tangan", "penandatangan"),
    "receiver": ("penerima",),
    "handed_over": ("diserahkan", "tanggal diserahkan"),
    "note": ("keterangan",),
}
REQUIRED = ("seq", "date", "name", "service")
LENGTHS = {
    "number": 80,
    "receipt_number": 80,
    "name": 120,
    "address": 300,
    "village": 80,
    "service": 200,
    "purpose": 1000,
    "basis": 1000,
    "signer": 120,
    "receiver": 120,
    "note": 500,
}
STATES = {"BATAL": EntryState.VOID, "DIGANTI": EntryState.REPLACED}


class BadValue(DomainError):
    """A cell cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """A closed line of a paper book. `line` is where it stands in the file."""

    line: int
    seq: int
    dated: date
    nik: str
    handed_over: date | None
    state: EntryState
    texts: Mapping[str, str]


@dataclass
class PaperBook:
    """What a file holds: either every line is good, or nothing of it is loaded."""

    lines: list[PaperLine] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def parse(content: bytes, *, today: date) -> PaperBook:
    """Read `content`. Raises `commons.tables.BadTable` for the file as a whole."""
    book, seqs, numbers = PaperBook(), dict[tuple[int, int], int](), dict[str, int]()
    for cells in read_lines(content, columns=COLUMNS, required=REQUIRED, max_rows=MAX_ROWS):
        try:
            line = _line(cells, today)
            _refuse_twin(seqs, (line.dated.year, line.seq), cells.number)
            if line.texts["number"]:
                _refuse_twin(numbers, line.texts["number"], cells.number)
        except DomainError as refusal:
            book.bad.append(BadLine(cells.number, str(refusal)))
        else:
            book.lines.append(line)
    return book


def _refuse_twin(seen: dict, key: object, line: int) -> None:  # type: ignore[type-arg]  # of any key
    if key in seen:
        message = _("Nomor ini sudah ada di baris {line} berkas ini.")
        raise BadValue("twin", format_lazy(message, line=seen[key]))
    seen[key] = line


def _line(cells: Line, today: date) -> PaperLine:
    texts = {name: clean_line(cells[name], max_length=longest) for name, longest in LENGTHS.items()}
    for name, what in (("name", _("Nama")), ("service", _("Layanan"))):
        if not texts[name]:
            raise BadValue("empty", format_lazy(_("{what} kosong."), what=what))
    state, texts["note"] = _state(texts["note"])
    day = _day(cells["date"], _("Tanggal"), today)
    return PaperLine(
        line=cells.number,
        seq=_seq(cells["seq"]),
        dated=day,
        nik=_nik(cells["nik"]),
        handed_over=_day(cells["handed_over"], _("Diserahkan"), today) if cells["handed_over"] else None,
        state=state,
        texts=texts,
    )


def _seq(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) < 1_000_000):
        raise BadValue("bad_seq", _("Nomor urut harus angka 1 sampai 999999."))
    return int(text)


def _day(text: str, what: object, today: date) -> date:
    try:
        day = read_date(text)
    except BadTyping as refusal:
        message = _("{what} “{text}”: {why}")
        raise BadValue("bad_date", format_lazy(message, what=what, text=text[:20], why=refusal)) from refusal
    if day > today or day.year < OLDEST:
        message = _("{what} {date} di masa depan atau terlalu lama.")
        raise BadValue("bad_date", format_lazy(message, what=what, date=f"{day:%d-%m-%Y}"))
    return day


def _nik(text: str) -> str:
    typed = text.strip("'")
    if not typed:
        return ""
    if LOST_DIGITS in typed:
        raise BadValue(
            "nik_number",
            _("NIK tersimpan sebagai angka sehingga digit terakhirnya hilang. Jadikan kolomnya teks."),
        )
    if "*" in typed:
        raise BadValue("nik_masked", _("NIK ini tertutup bintang. Tulis lengkap atau kosongkan."))
    checked = check_nik(typed)
    if checked.errors:
        raise BadValue("bad_nik", checked.errors[0].message)
    return checked.value


def _state(note: str) -> tuple[EntryState, str]:
    """ "BATAL – salah nama" says that the line is void, and why."""
    word, _space, rest = note.partition(" ")
    state = STATES.get(word.rstrip(":-–.,").upper())
    return (state, rest.lstrip("–-: ")) if state else (EntryState.VALID, note)
