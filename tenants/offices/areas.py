"""The 226 kecamatan, kelurahan and desa of the kabupaten, from the data file in this package."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from offices.models import CODE, Area, Level

COLUMNS = ("kemendagri_code", "level", "name", "parent_code", "postal_code")


class BadRow(DomainError):
    """A line of the CSV file is not usable; `line` counts from 1, the header being line 1."""

    def __init__(self, line: int, what: "str | Promise") -> None:
        super().__init__("bad_row", format_lazy(_("Baris {line}: {what}"), line=line, what=what), line=line)


@dataclass(frozen=True)
class AreaRow:
    """One line of the data file."""

    code: str
    level: Level
    name: str
    parent_code: str
    postal_code: str


def _parse(line: int, row: dict[str, str | None]) -> AreaRow:
    values = {name: (row.get(name) or "").strip() for name in COLUMNS}
    code, level = values["kemendagri_code"], values["level"].upper()
    if None in row or any(row.get(name) is None for name in COLUMNS):
        raise BadRow(line, _("jumlah kolom tidak sesuai"))
    if not CODE.regex.match(code):  # type: ignore[union-attr]
        raise BadRow(line, format_lazy(_("kode “{code}” tidak seperti 35.08.01"), code=code))
    if level not in Level.values:
        raise BadRow(line, format_lazy(_("tingkat “{level}” tidak dikenal"), level=values["level"]))
    _check_level(line, code, Level(level), values["parent_code"])
    if not values["name"] or len(values["name"]) > 80:
        raise BadRow(line, _("nama kosong atau lebih dari 80 karakter"))
    if values["postal_code"] and not (values["postal_code"].isdecimal() and len(values["postal_code"]) == 5):
        raise BadRow(line, _("kode pos harus lima angka"))
    return AreaRow(code, Level(level), values["name"], values["parent_code"], values["postal_code"])


def _check_level(line: int, code: str, level: Level, parent: str) -> None:
    """The code says which level it is: 35.08.10 kecamatan, .1xxx kelurahan, .2xxx desa."""
    said = {1: Level.KELURAHAN, 2: Level.DESA}.get(int(code[9])) if len(code) > 8 else Level.KECAMATAN
    if said != level:
        raise BadRow(line, format_lazy(_("kode {code} bukan kode {level}"), code=code, level=level.label))
    if parent != code.rsplit(".", 1)[0]:
        raise BadRow(line, format_lazy(_("kode induk {parent} tidak cocok"), parent=parent))


def read_rows(lines: Iterable[str]) -> tuple[list[AreaRow], list[BadRow]]:
    """The good rows of a CSV file, and what is wrong with each of the others. A code may come once."""
    reader = csv.DictReader(lines)
    if reader.fieldnames is None or not set(COLUMNS) <= set(reader.fieldnames):
        return [], [BadRow(1, format_lazy(_("judul kolom harus: {names}"), names=", ".join(COLUMNS)))]
    good: dict[str, AreaRow] = {}
    bad: list[BadRow] = []
    for row in reader:
        try:
            area = _parse(reader.line_num, row)
            if area.code in good:
                raise BadRow(reader.line_num, format_lazy(_("kode {code} sudah ada"), code=area.code))
            good[area.code] = area
        except BadRow as error:
            bad.append(error)
    return list(good.values()), bad


@cache
def known_areas() -> dict[str, AreaRow]:
    """The areas of the data file in this package, by code. Public facts, the same for every office."""
    text = files("offices").joinpath("data/lumajang_offices.csv").read_text(encoding="utf-8")
    rows, bad = read_rows(text.splitlines())
    if bad:
        raise bad[0]
    return {row.code: row for row in rows}


def load_areas(rows: Iterable[AreaRow]) -> int:
    """Write `rows` into the table of areas (public scope); returns how many there were."""
    areas = [
        Area(code=r.code, level=r.level, name=r.name, parent_code=r.parent_code, postal_code=r.postal_code)
        for r in rows
    ]
    Area.objects.bulk_create(
        areas,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "name", "parent_code", "postal_code"],
    )
    return len(areas)
