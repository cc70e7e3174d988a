"""The month's report to the bupati: from figures to a sheet and its tables. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from board import chart_lines, figures, presenters, presenters_charts, presenters_owners, scales
from board.alerts import split
from board.words import OWNERS, STANDINGS
from indicators.measures import Definition, Duration, Kind, definition_of
from indicators.population import YEAR
from indicators.results import Difference, OwnerSplit, Row, Standing, TableRow, Trend, Value
from reports import parts, sentences
from reports.gather import Month
from reports.pictures import on_paper, the_map

# So many sentences of what got better: the first are the strongest.
MOST_GOOD = 3
HEADLINES = ("promise_kept", "office_minutes", "leader_away_minutes", "received", "returned")
COLUMNS = (
    "received", "received_per_1000", "promise_kept", "office_minutes", "leader_away_minutes", "returned",
)  # fmt: skip
TONES = {
    Duration.OFFICE: "#0b4a80",
    Duration.LEADER_AWAY: "#d55e00",
    Duration.OTHER_AGENCY: "#b39ddb",
    Duration.APPLICANT: "#f0dfa4",
}
SHORT = {
    "received": gettext_lazy("Diterima"),
    "received_per_1000": gettext_lazy("Tiap 1.000 penduduk"),
    "promise_kept": gettext_lazy("Janji ditepati"),
    "office_minutes": gettext_lazy("Waktu kantor"),
    "leader_away_minutes": gettext_lazy("Pimpinan tidak ada"),
    "returned": gettext_lazy("Kembali"),
}


def figures_of(month: Month) -> dict[str, dict[str, list[Any]]]:
    """What counts as a change of the month: every figure as it reads, with its n."""
    known = {one.key: one for one in month.definitions}
    rows: list[tuple[str, Mapping[str, Value]]] = [("", month.table.overall)]
    rows += [(row.office.code, row.values) for row in month.table.rows]
    found = {
        code: {key: [figures.said(known[key], one), one.n] for key, one in values.items() if key in known}
        for code, values in rows
    }
    for row in month.disputes:
        code = row.office.code if row.office else ""
        said = f"{row.outcome_words}: {row.answer}" if row.answer else row.outcome_words
        found.setdefault(code, {})[f"dispute:{row.id}"] = [said, 0]
    return found


def names_of(month: Month) -> dict[str, str]:
    """What figures are called in sentences."""
    found = {one.key: str(one.name) for one in month.definitions}
    return found | {
        f"dispute:{row.id}": _("keberatan atas {name}").format(name=row.name) for row in month.disputes
    }


def about_lines(month: Month, *, edition: int, now: datetime) -> list[tuple[str, str]]:
    """What stands under the title: when drawn up, how far the figures go, which edition."""
    as_of = month.board.fresh.as_of
    return [
        (_("Disusun"), figures.moment(now)),
        (_("Angka sampai"), figures.moment(as_of) if as_of else _("belum ada angka")),
        (_("Edisi"), str(edition)),
    ]


def report_parts(month: Month, changed: Iterable[str]) -> list[parts.Part]:
    """The whole report."""
    return [
        *_summary(month, list(changed)),
        *_concerns(month),
        *_map(month),
        *_alerts(month),
        *_owners(month),
        *_offices(month),
        *_trends(month),
        *_disputes(month),
        *_definitions(month),
    ]


def _summary(month: Month, changed: list[str]) -> list[parts.Part]:
    board = month.board
    headlines = {one.definition.key: one for one in board.headlines}
    said = [
        *sentences.overall(figures.period_words(month.period), headlines),
        *sentences.waits(board.owners, board.owners_by_office),
        *sentences.attention(board),
        *sentences.stale(board.fresh),
    ]
    found = [parts.heading(_("Di mana warga menunggu, dan mengapa?")), parts.lead(said)]
    found += tiles(board.headlines)
    if changed:
        found += [parts.heading(_("Yang berubah sejak edisi sebelumnya")), parts.points(changed)]
    return found


def tiles(headlines: Iterable[Difference]) -> list[parts.Part]:
    """The headlines there is enough data for as tiles, the others by name in one sentence."""
    headlines = list(headlines)
    said = [one for one in headlines if one.b.enough and one.b.value is not None]
    found = [parts.tiles(tile(one) for one in said)] if said else []
    silent = [str(one.definition.name) for one in headlines if one not in said]
    if silent:
        words = _("Belum cukup data: {names}.").format(names="; ".join(silent))
        found.append(parts.text(words, small=True))
    return found


def tile(one: Difference) -> tuple[str, str, str, str]:
    """A headline: name, figure, what it rests on, change."""
    shown = presenters.headline(one)
    rests = shown["n"] if one.definition.kind is not Kind.COUNT else ""
    if shown["interval"]:
        rests = _("{n}; selang 95 % {interval}").format(n=rests, interval=shown["interval"])
        rests = rests.replace("95 %", f"95{figures.NBSP}%")  # a narrow tile breaks the line elsewhere
    return shown["about"]["name"], shown["text"], rests, shown["change"]


def _concerns(month: Month) -> list[parts.Part]:
    """The offices that need attention, each with what is out of the usual; nothing where there are none."""
    rows = [f"{row['sentence']} ({row['n']})" for row in presenters.concern_rows(month.board.concerns, None)]
    return [parts.heading(_("Perlu perhatian")), parts.points(rows)] if rows else []


def _map(month: Month) -> list[parts.Part]:
    compared = month.board.comparison
    legend = [
        (on_paper(one["swatch"]), _("{words}: {n} kantor").format(words=one["words"], n=one["n"]))
        for one in presenters_charts.legend(compared)
    ]
    return [
        parts.heading(_("Janji waktu ditepati, tiap kecamatan (persen)")),
        parts.picture(the_map(compared), alt=_("Peta kecamatan menurut janji yang ditepati"), legend=legend),
        parts.text(
            _("Warna dan pola menilai hanya bila beda dari kantor lain bukan kebetulan (99,8 %). “?” berarti "
              "belum cukup data. Kecamatan dihitung tanpa kelurahannya."),
            small=True,
        ),
    ]  # fmt: skip


def _alerts(month: Month) -> list[parts.Part]:
    found = [parts.heading(_("Peringatan"))]
    if not month.with_days:
        why = _(
            "Rincian harian bulan ini sudah diringkas, sehingga perubahan mingguan tidak dapat dicari lagi."
        )
        return [*found, parts.text(why)]
    worse, better = split(month.board.alerts)
    rows = [
        f"{row['sentence']} ({row['n']})" for row in presenters.alert_rows(worse, month.board.services, None)
    ]
    found.append(
        parts.points(rows)
        if rows
        else parts.text(_("Tidak ada yang memburuk secara nyata dalam delapan minggu sampai akhir bulan."))
    )
    good = [row["sentence"] for row in presenters.alert_rows(better, month.board.services, None)]
    return [*found, parts.text(_("Yang membaik:")), parts.points(good[:MOST_GOOD])] if good else found


def owner_legend() -> list[tuple[str, str]]:
    """Colours and words of the bars."""
    return [(TONES[owner], str(OWNERS[owner])) for owner in presenters_owners.BAR_ORDER]


def owner_bars(splits: Iterable[OwnerSplit]) -> list[tuple[str, str, str]]:
    """Bars of the offices, the longest first."""
    return [
        (row["office"], on_paper(row["bar"]), row["total"])
        for row in presenters_owners.owner_rows(list(splits), None)
    ]


def _owners(month: Month) -> list[parts.Part]:
    whole, each = month.board.owners, month.board.owners_by_office
    return [
        parts.heading(_("Menit siapa? Rata-rata tiap berkas yang diputus, dalam jam buka")),
        parts.bars([*owner_bars([whole]), *owner_bars(each)], owner_legend()),
        parts.text(
            _("Batang dan jumlahnya memuat juga waktu di tangan pemohon. Urutan: jumlah terlama dahulu."),
            small=True,
        ),
    ]


def standings_of(month: Month) -> dict[str, Row]:
    """The row of each office among its like, by code."""
    rows = [*month.board.comparison.rows, *month.kelurahan.rows]
    return {row.office.code: row for row in rows}


def short(definition: Definition, value: Value) -> str:
    """For a narrow column: "–" where there is too little data; the last column says so in words."""
    return figures.said(definition, value, brief=True) if value.enough and value.value is not None else "–"


def office_cells(month: Month, row: TableRow) -> list[str]:
    """One office's line."""
    standing = standings_of(month).get(row.office.code)
    kept = definition_of("promise_kept")
    before = {one.office.code: one.values for one in month.before.rows}.get(row.office.code, {})
    cells = [short(definition_of(key), row.values[key]) for key in COLUMNS]
    interval = figures.interval(kept, row.values["promise_kept"])
    place = COLUMNS.index("promise_kept")
    if interval:
        cells[place] += f" ({interval})"
    old = before.get("promise_kept")
    n = figures.number(row.values["promise_kept"].n)
    cells[place + 1 : place + 1] = [n, short(kept, old) if old is not None else "–"]
    judged = standing.standing if standing else Standing.TOO_FEW
    return [row.office.name, *cells, str(STANDINGS[judged])]


def _offices(month: Month) -> list[parts.Part]:
    columns = [(_("Kantor"), 2.9, "left")]
    for key in COLUMNS:
        columns.append((str(SHORT[key]), 1.9 if key == "promise_kept" else 1.2, "right"))
        if key == "promise_kept":
            columns += [("n", 0.8, "right"), (_("Bulan sebelumnya"), 1.5, "right")]
    columns.append((_("Penilaian"), 2.1, "left"))
    return [
        parts.heading(_("Tiap kantor")),
        parts.table(columns, [office_cells(month, row) for row in month.table.rows]),
        parts.text(
            _("Penduduk menurut sensus {year}. Kecamatan dan kelurahan dinilai di antara sesamanya. "
              "“Belum cukup data” (–): kurang dari {n} berkas; angkanya tidak ditampilkan agar tidak "
              "menyesatkan.").format(
                year=YEAR, n=definition_of("promise_kept").minimum_n),
            small=True,
        ),
    ]  # fmt: skip


def line_of(trend: Trend, low: float, high: float) -> str:
    """A line over the months."""
    values = [point.value.value if point.value.enough else None for point in trend.points]
    return on_paper(chart_lines.spark(values, low=low, high=high))


def _trends(month: Month) -> list[parts.Part]:
    trends = [trend for trend in month.board.trends if trend.office]
    known = [
        point.value.value
        for trend in trends
        for point in trend.points
        if point.value.enough and point.value.value is not None
    ]
    if not known:
        return []
    low, high = scales.honest(known, proportion=True)
    rows = [
        (trend.office.name, line_of(trend, low, high), presenters_charts.last_words(trend))
        for trend in trends
        if trend.office
    ]
    return [parts.heading(_("Janji waktu ditepati, tiga belas bulan")), parts.lines(rows)]


def _disputes(month: Month) -> list[parts.Part]:
    found = [parts.heading(_("Angka yang dipersoalkan kantor"))]
    if not month.disputes:
        return [*found, parts.text(_("Tidak ada keberatan atas angka bulan ini."))]
    services = month.board.services
    rows = [
        [
            row.office.name if row.office else "–",
            f"{row.name} ({services.get(row.service) or _('semua layanan')}): {row.shown}",
            row.reason,
            f"{row.outcome_words}. {row.answer}" if row.answer else row.outcome_words,
        ]
        for row in month.disputes
    ]
    columns = [(_("Kantor"), 1.2, "left"), (_("Angka"), 1.6, "left"), (_("Alasan"), 2, "left")]
    return [*found, parts.table([*columns, (_("Jawaban"), 2, "left")], rows)]


def definition_rows(definitions: Iterable[Definition]) -> list[list[str]]:
    """What each figure means and how it is worked out."""
    return [[str(one.name), str(one.definition), str(one.formula)] for one in definitions]


def _definitions(month: Month) -> list[parts.Part]:
    columns = [(_("Angka"), 1.3, "left"), (_("Arti"), 2.6, "left"), (_("Cara menghitung"), 2.1, "left")]
    return [
        parts.heading(_("Arti angka")),
        parts.text(_("Laporan ini memuat angka, tidak pernah orang."), small=True, keep=True),
        parts.table(columns, definition_rows(month.definitions)),
    ]
