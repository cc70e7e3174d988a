"""The month's report as tables: the same figures as on paper, as numbers. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from board import figures
from board.presenters_charts import unit_words
from board.words import OWNERS, STANDINGS
from indicators.measures import Definition, Duration, Unit
from indicators.results import OwnerSplit, Standing, Trend, Value
from reports import monthly
from reports.gather import Month
from reports.workbook import Column, Looked, Sheet

LOOKS = {Unit.PERCENT: "percent", Unit.MINUTES: "decimal", Unit.FILES: "count"}


def value_columns(definitions: Iterable[Definition]) -> list[Column]:
    """Figure, n and interval of each indicator."""
    found = []
    for one in definitions:
        look = LOOKS.get(one.unit, "decimal")
        name = str(one.name)
        found += [
            Column(name, 16, look),
            Column(f"{name}: n", 10, "count"),
            Column(_("{name}: batas bawah").format(name=name), 12, look),
            Column(_("{name}: batas atas").format(name=name), 12, look),
        ]
    return found


def value_cells(definitions: Iterable[Definition], values: Mapping[str, Value]) -> list[Any]:
    """The same, of one office; empty where there is too little data."""
    found: list[Any] = []
    for one in definitions:
        value = values[one.key]
        shown = value.enough and value.value is not None
        scale = 100 if one.unit in {Unit.PER_FILE, Unit.PER_COMPLAINT} else 1
        found += [
            value.value * scale if shown and value.value is not None else None,
            value.n,
            value.low * scale if shown and value.low is not None else None,
            value.high * scale if shown and value.high is not None else None,
        ]
    return found


def figure_columns() -> list[Column]:
    """One figure a row: as narrow as a table can be, and easy to filter."""
    return [
        Column(_("Angka"), 44),
        Column(_("Satuan"), 24),
        Column(_("Nilai"), 12, "decimal"),
        Column("n", 10, "count"),
        Column(_("Batas bawah"), 12, "decimal"),
        Column(_("Batas atas"), 12, "decimal"),
    ]


def figure_cells(one: Definition, value: Value) -> list[Any]:
    """The same; empty where there is too little data."""
    look = LOOKS.get(one.unit, "decimal")
    shown, n, low, high = value_cells([one], {one.key: value})
    unit = unit_words(one)
    return [str(one.name), unit, Looked(shown, look), n, Looked(low, look), Looked(high, look)]


def owners_sheet(splits: Iterable[OwnerSplit]) -> Sheet:
    """Whose minutes, per file."""
    owners = list(Duration)[:5]
    rows = [
        [
            split.office.name if split.office else _("Semua kantor"),
            split.n,
            *(split.minutes.get(owner) if split.enough else None for owner in owners),
        ]
        for split in splits
    ]
    columns = [Column(_("Kantor"), 30), Column("n", 8, "count")]
    columns += [Column(_("Menit {owner}").format(owner=OWNERS[owner]), 16, "decimal") for owner in owners]
    return Sheet(_("Menit siapa"), _("Menit tiap berkas menurut pemiliknya"), columns, rows)


def trend_sheet(trends: Sequence[Trend]) -> Sheet:
    """Months across."""
    points = trends[0].points if trends else ()
    look = LOOKS.get(trends[0].definition.unit, "decimal") if trends else "decimal"
    columns = [Column(_("Kantor"), 30)]
    columns += [Column(figures.month_short(point.start), 10, look) for point in points]
    rows = [
        [
            trend.office.name if trend.office else _("Semua kantor"),
            *(point.value.value if point.value.enough else None for point in trend.points),
        ]
        for trend in trends
    ]
    name = str(trends[0].definition.name) if trends else ""
    return Sheet(_("Tren"), _("{name} menurut bulan").format(name=name), columns, rows)


def definition_sheet(definitions: Iterable[Definition]) -> Sheet:
    """What each figure means."""
    columns = [Column(_("Angka"), 30), Column(_("Arti"), 60), Column(_("Cara menghitung"), 50)]
    rows = [*monthly.definition_rows(definitions)]
    rows.append(["n", _("Banyaknya berkas, hari kerja orang, atau kejadian yang mendasari angka."), ""])
    rows.append([_("Batas bawah dan atas"), _("Selang kepercayaan 95 %."), ""])
    rows.append([_("Sel kosong"), _("Belum cukup data: bukan nol."), ""])
    return Sheet(_("Definisi"), _("Arti angka"), columns, rows)


def sheets(month: Month, changed: Sequence[str]) -> list[Sheet]:
    """All of them, in the order of the report."""
    known = month.definitions
    title = _("Angka tiap kantor, {period}").format(period=figures.period_words(month.period))
    columns = [
        Column(_("Kode"), 14),
        Column(_("Kantor"), 30),
        *figure_columns(),
        Column(_("Bulan sebelumnya"), 14, "decimal"),
        Column(_("n bulan sebelumnya"), 12, "count"),
        Column(_("Penilaian"), 22),
    ]
    return [
        Sheet(_("Tiap kantor"), title, columns, list(_figures(month))),
        owners_sheet([month.board.owners, *month.board.owners_by_office]),
        trend_sheet([month.board.trend, *month.board.trends]),
        _disputes(month),
        Sheet(_("Perubahan"), _("Berubah sejak edisi sebelumnya"), [Column(_("Perubahan"), 110)],
              [[one] for one in changed]),
        definition_sheet(known),
    ]  # fmt: skip


def _figures(month: Month) -> Iterator[list[Any]]:
    """Every figure of every office, with the month before; the promise with its standing."""
    standings = monthly.standings_of(month)
    before = {row.office.code: row.values for row in month.before.rows}
    offices = [("", _("Semua kantor"), month.table.overall, month.before.overall)]
    offices += [
        (row.office.code, row.office.name, row.values, before.get(row.office.code, {}))
        for row in month.table.rows
    ]
    for code, name, values, earlier in offices:
        for one in month.definitions:
            old = figure_cells(one, earlier[one.key])[2:4] if one.key in earlier else [None, None]
            judged = ""
            if code and one.key == month.board.definition.key:
                found = standings.get(code)
                judged = str(STANDINGS[found.standing if found else Standing.TOO_FEW])
            yield [code, name, *figure_cells(one, values[one.key]), *old, judged]


def _disputes(month: Month) -> Sheet:
    heads = (_("Kantor"), _("Angka"), _("Yang ditampilkan"), _("Alasan"), _("Hasil"), _("Jawaban"))
    rows = [
        [
            row.office.name if row.office else "",
            row.name,
            row.shown,
            row.reason,
            row.outcome_words,
            row.answer,
        ]
        for row in month.disputes
    ]
    return Sheet(_("Keberatan"), _("Angka yang dipersoalkan"), [Column(head, 30) for head in heads], rows)
