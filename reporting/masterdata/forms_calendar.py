"""What is typed about the calendar: days, many offices at once, a file of holidays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.tables import read_lines
from commons.text import clean_line
from commons.typed import Question, read_date, read_time
from commons.typedform import TypedForm
from masterdata.operations import NewHoliday
from offices.models import HolidaySort, Level, Office

COLUMNS = {
    "tanggal": ("tanggal", "tgl", "date"),
    "nama": ("nama", "keterangan", "hari libur", "nama hari libur"),
    "jenis": ("jenis", "kategori"),
    "sumber": ("sumber", "dasar"),
}
MAX_ROWS = 100
KINDS = {
    "": HolidaySort.NATIONAL,
    "libur nasional": HolidaySort.NATIONAL,
    "nasional": HolidaySort.NATIONAL,
    "cuti bersama": HolidaySort.JOINT_LEAVE,
}
WHO = [
    ("ALL", _("Semua kantor")),
    ("LEVEL", _("Semua kantor satu tingkat")),
    ("CHOSEN", _("Kantor yang dipilih")),
]


@dataclass(frozen=True)
class BadRow:
    """A line of the file that cannot be taken."""

    line: int
    message: str


def read_file(content: bytes, *, year: int, source: str) -> tuple[list[NewHoliday], list[BadRow]]:
    """The holidays of a CSV or XLSX file, and what is wrong with it, line by line. `source` stands where a
    line names none. Raises `BadTable`."""
    good: list[NewHoliday] = []
    bad: list[BadRow] = []
    days: dict[date, int] = {}
    for line in read_lines(content, columns=COLUMNS, required=("tanggal", "nama"), max_rows=MAX_ROWS):
        try:
            each = _holiday(line, source)
            _once(each.day, line.number, days, year)
        except DomainError as refusal:
            bad.append(BadRow(line.number, str(refusal)))
        else:
            good.append(each)
    return good, bad


class BadHoliday(DomainError):
    """A line of the file says no holiday."""


def _holiday(line: Any, source: str) -> NewHoliday:
    kind = KINDS.get(line["jenis"].casefold())
    if kind is None:
        raise BadHoliday("bad_kind", _("Jenis harus “libur nasional” atau “cuti bersama”."))
    name, ground = clean_line(line["nama"], max_length=120), clean_line(line["sumber"], max_length=200)
    if not name:
        raise BadHoliday("no_name", _("Nama hari libur belum diisi."))
    if not (ground or source):
        raise BadHoliday("no_source", _("Sumber (keputusan) belum diisi."))
    return NewHoliday(read_date(line["tanggal"]), name, kind, ground or source)


def _once(day: date, number: int, days: dict[date, int], year: int) -> None:
    if day.year != year:
        raise BadHoliday("other_year", format_lazy(_("Bukan tanggal tahun {year}."), year=year))
    if day in days:
        message = format_lazy(_("Tanggal yang sama sudah ada di baris {n}."), n=days[day])
        raise BadHoliday("twice", message)
    days[day] = number


def read_offices(form: TypedForm, offices: Sequence[Office]) -> list[UUID] | None:
    """The offices chosen in `who`, `level`, `offices`; None for all. What is missing goes to
    `form.errors`."""
    who = form.choice("who", [value for value, _label in WHO], missing=_("Pilih untuk kantor mana."))
    if who == "ALL":
        return None
    if who == "LEVEL":
        level = form.choice("level", Level.values, missing=_("Pilih tingkat kantornya."))
        return [office.pk for office in offices if office.level == level]
    picked = set(form.chosen("offices", [str(office.pk) for office in offices]))
    if who and not picked:
        form.refuse(_("Pilih paling sedikit satu kantor."), "offices")
    return [office.pk for office in offices if str(office.pk) in picked]


def office_questions(form: TypedForm, offices: Sequence[Office]) -> Iterator[Question]:
    """For which offices."""
    hint = _("Hanya dipakai bila di atas dipilih “{choice}”.")
    yield form.ask("who", _("Untuk kantor mana"), "choice", choices=WHO)
    yield form.ask(
        "level",
        _("Tingkat"),
        "choice",
        required=False,
        choices=Level.choices[:2],
        hint=format_lazy(hint, choice=WHO[1][1]),
    )
    yield form.ask(
        "offices",
        _("Kantor"),
        "choices",
        required=False,
        choices=[(str(office.pk), office.full_name) for office in offices],
        hint=format_lazy(hint, choice=WHO[2][1]),
    )


def read_clock(form: TypedForm, name: str) -> time | None:
    """A time of day; None when empty or not readable."""
    typed = form.raw(name).strip()
    if not typed:
        return None
    try:
        return read_time(typed)
    except DomainError as refusal:
        form.refuse(refusal, name)
        return None
