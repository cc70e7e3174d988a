"""The month's report as tables: the same figures as on paper, as numbers. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from board import figures
from board.words import OWNERS, STANDINGS
from indicators.measures import Definition, Duration, Unit
from indicators.results import OwnerSplit, Standing, Trend, Value
from reports import monthly
from reports.gather import Month
from reports.workbook import Column, Sheet

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
    columns += [Column(str(OWNERS[owner]).capitalize(), 16, "decimal") for owner in owners]
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
    standings = monthly.standings_of(month)
    known = month.definitions
    rows: list[list[Any]] = [["", _("Semua kantor"), "", *value_cells(known, month.table.overall)]]
    for row in month.table.rows:
        found = standings.get(row.office.code)
        judged = found.standing if found else Standing.TOO_FEW
        rows.append(
            [row.office.code, row.office.name, str(STANDINGS[judged]), *value_cells(known, row.values)]
        )
    head = [Column(_("Kode"), 14), Column(_("Kantor"), 30), Column(_("Penilaian janji"), 22)]
    before = [
        ["", _("Semua kantor"), *value_cells(known, month.before.overall)],
        *([row.office.code, row.office.name, *value_cells(known, row.values)] for row in month.before.rows),
    ]
    title = _("Angka tiap kantor, {period}").format(period=figures.period_words(month.period))
    earlier = _("Angka tiap kantor, {period}").format(period=figures.period_words(month.period.before()))
    return [
        Sheet(_("Tiap kantor"), title, [*head, *value_columns(known)], rows),
        Sheet(_("Bulan sebelumnya"), earlier, [*head[:2], *value_columns(known)], before),
        owners_sheet([month.board.owners, *month.board.owners_by_office]),
        trend_sheet([month.board.trend, *month.board.trends]),
        _disputes(month),
        Sheet(_("Perubahan"), _("Berubah sejak edisi sebelumnya"), [Column(_("Perubahan"), 110)],
              [[one] for one in changed]),
        definition_sheet(known),
    ]  # fmt: skip


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
