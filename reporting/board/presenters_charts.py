"""Figures of many offices as drawings, with the tables behind them. Pure but for addresses."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from board import chart_funnel, chart_lines, chart_map, figures, scales
from board.chart_funnel import Axis, Dot
from board.chart_map import Mark
from board.forms import Chosen
from board.presenters import office_url, value
from board.results import Board
from board.words import NOT_ENOUGH, STANDINGS
from indicators.measures import Definition, Direction, Kind, Unit
from indicators.results import Comparison, OfficeName, Row, Standing, Trend, Value
from indicators.values import EXACT
from offices.models import Level

# In this order the table has them.
GROUPS = ("WORSE", "USUAL", "BETTER", "TOO_FEW")
# Where neither way is better there are thirds instead of standings.
THIRDS = {
    "LOW": gettext_lazy("Sepertiga terendah"),
    "MIDDLE": gettext_lazy("Sepertiga tengah"),
    "HIGH": gettext_lazy("Sepertiga tertinggi"),
}


def tone(definition: Definition, row: Row, cuts: tuple[float, float] | None) -> str:
    """How the map draws an office."""
    if not row.value.enough or row.value.value is None:
        return str(Standing.TOO_FEW)
    if definition.direction is not Direction.NONE or cuts is None:
        return str(row.standing)
    return tuple(THIRDS)[sum(row.value.value > cut for cut in cuts)]


def tone_words(name: str) -> str:
    """The tone in words, for the legend and for whoever does not see it."""
    return str(THIRDS[name] if name in THIRDS else STANDINGS[Standing(name)])


def cuts_of(definition: Definition, rows: Iterable[Row]) -> tuple[float, float] | None:
    """Where the thirds begin; None where standings are shown, or there are too few offices."""
    said = sorted(row.value.value for row in rows if row.value.enough and row.value.value is not None)
    if definition.direction is not Direction.NONE or len(said) < 3:
        return None
    return said[len(said) // 3 - 1], said[2 * len(said) // 3 - 1]


def rows(compared: Comparison, chosen: Chosen, offices: Collection[OfficeName]) -> list[dict[str, Any]]:
    """The table behind map and funnel: by code, in groups where offices are judged. Inside a group a
    difference may be chance, so nobody is ranked there."""
    definition = compared.definition
    cuts = cuts_of(definition, compared.rows)
    shown = {office.id for office in offices}
    found = [
        {
            **value(definition, row.value),
            "office": row.office.name,
            "url": office_url(row.office, chosen),
            "tone": tone(definition, row, cuts),
            "words": tone_words(tone(definition, row, cuts)),
            **_beside(definition, row),
            "group": "",
        }
        for row in compared.rows
        if row.office.id in shown
    ]
    if definition.direction is Direction.NONE or definition.kind in EXACT:
        return found
    many = Counter(row["tone"] for row in found)
    for row in found:
        row["group"] = f"{row['words']}: {many[row['tone']]}"
    return sorted(found, key=lambda row: GROUPS.index(row["tone"]))


def _beside(definition: Definition, row: Row) -> dict[str, str]:
    """The figure and what is expected, in one unit."""
    if row.limits is None or not row.value.enough or row.value.value is None:
        return {"expected": figures.short(definition, row.limits.expected) if row.limits else ""}
    own, expected = figures.alike(definition, row.value.value, row.limits.expected)
    return {"short": own, "expected": expected}


def the_map(compared: Comparison, chosen: Chosen) -> SafeString | None:
    """The map; None where kelurahan alone are shown, which it does not draw."""
    definition = compared.definition
    if chosen.level == "kelurahan":
        return None
    cuts = cuts_of(definition, compared.rows)
    marks = {
        row.office.code: Mark(
            tone(definition, row, cuts),
            figures.bare(definition, row.value.value)
            if row.value.enough and row.value.value is not None
            else "?",
            _("{office}: {value}. {words}.").format(
                office=row.office.name,
                value=figures.said(definition, row.value),
                words=tone_words(tone(definition, row, cuts)),
            ),
            office_url(row.office, chosen),
        )
        for row in compared.rows
        if row.office.level == Level.KECAMATAN
    }
    return chart_map.draw(marks, _("Peta kecamatan: {name}").format(name=definition.name))


def legend(compared: Comparison) -> list[dict[str, Any]]:
    """The tones that occur, with their number of offices."""
    definition = compared.definition
    cuts = cuts_of(definition, compared.rows)
    found: dict[str, int] = {}
    for row in compared.rows:
        key = tone(definition, row, cuts)
        found[key] = found.get(key, 0) + 1
    order = ["WORSE", "USUAL", "BETTER", *THIRDS, "TOO_FEW"]
    return [
        {"swatch": chart_map.legend(key), "words": tone_words(key), "n": found[key]}
        for key in order
        if key in found
    ]


def unit_words(definition: Definition) -> str:
    """What the bare numbers of the map are."""
    if definition.unit is Unit.MINUTES and definition.counted:
        return _("menit")  # per what, the indicator's name says: a number of the queue, a visit
    return {
        Unit.PERCENT: _("persen"),
        Unit.MINUTES: _("menit per berkas"),
        Unit.FILES: _("berkas"),
        Unit.PEOPLE: _("orang"),
        Unit.VISITS: _("kunjungan"),
        Unit.MESSAGES: _("pesan"),
        Unit.DAYS: _("hari kerja"),
        Unit.PER_FILE: _("per 100 berkas"),
        Unit.PER_1000: _("per 1.000 penduduk"),
        Unit.PER_STAFF_DAY: _("berkas per petugas per hari"),
        Unit.POINTS: _("nilai dari 100"),
        Unit.PER_STANDARD: _("temuan per standar"),
        Unit.INDEX: _("nilai dari 100"),
        Unit.ITEMS: _("sarana"),
        Unit.DECISIONS: _("keputusan"),
        Unit.MEETINGS: _("rapat"),
        Unit.COMPLAINTS: _("pengaduan"),
        Unit.PER_COMPLAINT: _("per 100 pengaduan"),
    }[definition.unit]


def funnel(compared: Comparison) -> SafeString | None:
    """The funnel plot; None where nothing can be judged."""
    definition = compared.definition
    dots = [
        Dot(
            row.office.name.removeprefix("Kecamatan ").removeprefix("Kelurahan "),
            row.value.n,
            row.value.value,
            row.limits,
            row.standing,
            f"{figures.said(definition, row.value)}, {figures.n_words(definition, row.value)}. "
            f"{STANDINGS[row.standing]}",
        )
        for row in compared.rows
        if row.limits and row.value.value is not None
    ]
    if len(dots) < 2 or definition.direction is Direction.NONE:
        return None
    low, high = chart_funnel.bounds(dots, ceiling=1.0 if definition.kind is Kind.PROPORTION else None)
    most = max(dot.n for dot in dots)
    return chart_funnel.draw(
        dots,
        low=low,
        high=high,
        sides=[Axis(at, figures.short(definition, at)) for at in scales.ticks(low, high, 5)],
        below=[Axis(at, figures.number(at)) for at in scales.ticks(0, most, 5)],
        average=compared.overall.value or 0.0,
        label=_("Diagram corong: {name} tiap kantor menurut banyaknya berkas").format(name=definition.name),
        x_words=_("banyaknya berkas (skala akar: jarak makin rapat ke kanan)"),
    )


def _said(one: Value) -> float | None:
    return one.value if one.enough else None


def small_multiples(board: Board, chosen: Chosen) -> list[dict[str, Any]]:
    """A line for each office on one scale, and the line of all."""
    whole = [_said(point.value) for point in board.trend.points]
    lines = [[_said(point.value) for point in trend.points] for trend in board.trends]
    known = [each for line in [whole, *lines] for each in line if each is not None]
    if not known:
        return []
    definition = board.definition
    low, high = scales.honest(known, proportion=definition.kind is Kind.PROPORTION)
    beside = whole if definition.kind is not Kind.COUNT else ()
    standings = {row.office.id: row for row in board.comparison.rows}
    cuts = cuts_of(definition, board.comparison.rows)
    return [
        {
            "office": trend.office.name,
            "url": office_url(trend.office, chosen),
            "chart": chart_lines.spark(line, low=low, high=high, beside=beside),
            "last": last_words(trend),
            "tone": tone(definition, standings[trend.office.id], cuts),
            "words": tone_words(tone(definition, standings[trend.office.id], cuts)),
        }
        for trend, line in zip(board.trends, lines, strict=True)
        if trend.office is not None
    ]


def last_words(trend: Trend) -> str:
    """From the first to the last known month: "94 % → 71 %"."""
    said = [point for point in trend.points if point.value.enough and point.value.value is not None]
    if not said:
        return str(NOT_ENOUGH)
    ends = [said[0], said[-1]] if len(said) > 1 else [said[0]]
    return " → ".join(figures.short(trend.definition, point.value.value or 0.0) for point in ends)


def trend_table(trends: Sequence[Trend]) -> dict[str, Any]:
    """The table behind the lines: months across."""
    return {
        "months": [figures.month_short(point.start) for point in trends[0].points] if trends else [],
        "rows": [
            {
                "name": trend.office.name if trend.office else _("Semua kantor"),
                "cells": [
                    figures.short(trend.definition, point.value.value)
                    if point.value.enough and point.value.value is not None
                    else "–"
                    for point in trend.points
                ],
            }
            for trend in trends
        ],
    }
