"""The month's report of one office: from its own page to a sheet and tables. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from board import chart_lines, figures, presenters, presenters_office, scales
from board.alerts import split
from board.results import About, Figure
from indicators.measures import Direction, Kind, definition_of
from indicators.values import EXACT
from reports import monthly, parts
from reports.monthly_tables import (
    definition_sheet,
    figure_cells,
    figure_columns,
    owners_sheet,
    trend_sheet,
    value_cells,
    value_columns,
)
from reports.pictures import on_paper
from reports.workbook import Column, Sheet


def figures_of(about: About) -> dict[str, dict[str, list[Any]]]:
    """What counts as a change: every figure of the office, with its n."""
    return {
        about.office.code: {
            one.definition.key: [figures.said(one.definition, one.value), one.value.n]
            for one in about.figures
        }
    }


def names_of(about: About) -> dict[str, str]:
    """What figures are called in sentences."""
    return {one.definition.key: str(one.definition.name) for one in about.figures}


def about_lines(about: About, *, edition: int, now: datetime) -> list[tuple[str, str]]:
    """What stands under the title."""
    as_of = about.fresh.as_of
    return [
        (_("Disusun"), figures.moment(now)),
        (_("Angka sampai"), figures.moment(as_of) if as_of else _("belum ada angka")),
        (_("Edisi"), str(edition)),
    ]


def report_parts(about: About, changed: Sequence[str], *, with_days: bool) -> list[parts.Part]:
    """The whole report."""
    found = [parts.heading(_("Ringkasan")), parts.lead(summary(about))]
    if changed:
        found += [parts.heading(_("Yang berubah sejak edisi sebelumnya")), parts.points(changed)]
    return [
        *found,
        *_figures(about),
        *_trends(about),
        *_owners(about),
        *_services(about),
        *_alerts(about, with_days),
        *_disputes(about),
        parts.heading(_("Arti angka")),
        parts.text(_("Laporan ini memuat angka, tidak pernah orang."), small=True, keep=True),
        parts.table(
            [(_("Angka"), 1.3, "left"), (_("Arti"), 2.6, "left"), (_("Cara menghitung"), 2.1, "left")],
            monthly.definition_rows([one.definition for one in _measured(about)]),
        ),
    ]


def summary(about: About) -> list[str]:
    """The office in sentences: promise, its peers, and what changed."""
    found = []
    for one in about.figures:
        if one.definition.key not in {"promise_kept", "office_minutes", "leader_away_minutes", "received"}:
            continue
        shown = presenters_office.figure(one)
        said = f"{shown['about']['name']}: {shown['text']} ({shown['n']}). {shown['change']}"
        if one.definition.kind not in EXACT and one.definition.direction is not Direction.NONE:
            said += " " + _("Median {n} kantor setingkat: {median}.").format(
                n=one.peers, median=shown["median"]
            )
        found.append(said)
    behind = any(stale.office.id == about.office.id for stale in about.fresh.stale)
    return [*found, _("Angka kantor ini tertinggal.")] if behind else found


def _measured(about: About) -> list[Figure]:
    """The figures there is anything of: lines of "belum cukup data" with an n of zero hide the others."""
    return [one for one in about.figures if one.value.value is not None or one.value.n]


def _figures(about: About) -> list[parts.Part]:
    rows = []
    for one in _measured(about):
        shown = presenters_office.figure(one)
        rows.append(
            [
                shown["about"]["name"],
                shown["text"],
                shown["interval"] or "–",
                shown["n"],
                shown["median"] if one.definition.kind is not Kind.COUNT else "–",
                shown["change"],
                shown["words"] or "–",
            ]
        )
    columns = [
        (_("Angka"), 2, "left"), (_("Kantor ini"), 1.2, "right"), (_("Selang 95 %"), 1.1, "right"),
        (_("Dari"), 1.1, "right"), (_("Median setingkat"), 1.2, "right"),
        (_("Dibanding bulan sebelumnya"), 2.2, "left"), (_("Penilaian"), 1.3, "left"),
    ]  # fmt: skip
    found = [parts.heading(_("Angka kantor")), parts.table(columns, rows)]
    empty = [str(one.definition.name) for one in about.figures if one not in _measured(about)]
    if empty:
        found.append(parts.text(_("Tidak ada data bulan ini:") + f" {'; '.join(empty)}.", small=True))
    return found


def _trends(about: About) -> list[parts.Part]:
    rows = []
    for trend in about.trends:
        values = [point.value.value if point.value.enough else None for point in trend.points]
        known = [each for each in values if each is not None]
        low, high = scales.honest(known or [0.0], proportion=trend.definition.kind is Kind.PROPORTION)
        drawing = on_paper(chart_lines.spark(values, low=low, high=high)) if known else ""
        rows.append((str(trend.definition.name), drawing, presenters_office.trend(trend)["last"]))
    return [parts.heading(_("Tiga belas bulan")), parts.lines(rows)]


def _owners(about: About) -> list[parts.Part]:
    return [
        parts.heading(_("Menit siapa? Rata-rata tiap berkas yang diputus, dalam jam buka")),
        parts.bars(monthly.owner_bars([about.owners]), monthly.owner_legend()),
    ]


def _services(about: About) -> list[parts.Part]:
    keys = presenters_office.SERVICE_COLUMNS
    columns = [(_("Layanan"), 2, "left")]
    columns += [(str(monthly.SHORT[key]), 1, "right") for key in keys]

    def cells(values: Any) -> list[str]:
        return [figures.said(definition_of(key), values[key], brief=True) for key in keys]

    found = [parts.heading(_("Tiap layanan"))]
    rows = [[row.name, *cells(row.values)] for row in about.by_service]
    found.append(parts.table(columns, rows) if rows else parts.text(_("Tidak ada berkas bulan ini.")))
    if about.below:
        below = [[row.office.name, *cells(row.values)] for row in about.below]
        columns[0] = (_("Kelurahan"), 2, "left")
        found += [parts.heading(_("Kelurahan di bawahnya")), parts.table(columns, below)]
    return found


def _alerts(about: About, with_days: bool) -> list[parts.Part]:
    found = [parts.heading(_("Peringatan"))]
    if not with_days:
        why = _(
            "Rincian harian bulan ini sudah diringkas, sehingga perubahan mingguan tidak dapat dicari lagi."
        )
        return [*found, parts.text(why)]
    worse, _better = split(about.alerts)
    rows = [row["sentence"] for row in presenters.alert_rows(worse, about.services, None)]
    nothing = _("Tidak ada yang memburuk secara nyata dalam delapan minggu sampai akhir bulan.")
    return [*found, parts.points(rows) if rows else parts.text(nothing)]


def _disputes(about: About) -> list[parts.Part]:
    period = about.asked.period
    rows = [
        [f"{row.name}: {row.shown}", row.reason, f"{row.outcome_words}. {row.answer}".removesuffix(" ")]
        for row in about.disputes
        if row.period.first <= period.last and period.first <= row.period.last
    ]
    found = [parts.heading(_("Angka yang dipersoalkan"))]
    if not rows:
        return [*found, parts.text(_("Tidak ada keberatan atas angka bulan ini."))]
    columns = [(_("Angka"), 1.6, "left"), (_("Alasan"), 2, "left"), (_("Jawaban"), 2, "left")]
    return [*found, parts.table(columns, rows)]


def sheets(about: About, first: date) -> list[Sheet]:
    """The same as tables."""
    known = [one.definition for one in about.figures]
    values = {one.definition.key: one.value for one in about.figures}
    keys = [definition_of(key) for key in presenters_office.SERVICE_COLUMNS]
    title = _("{office}, {month}").format(office=about.office.name, month=figures.month_words(first))
    return [
        Sheet(_("Angka kantor"), title, figure_columns(),
              [figure_cells(one, values[one.key]) for one in known]),
        Sheet(_("Tiap layanan"), title, [Column(_("Layanan"), 36), *value_columns(keys)],
              [[row.name, *value_cells(keys, row.values)] for row in about.by_service]),
        owners_sheet([about.owners]),
        *(trend_sheet([trend]) for trend in about.trends[:1]),
        definition_sheet(known),
    ]  # fmt: skip
