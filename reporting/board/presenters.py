"""From figures to what the pages show: words, rows, drawings. Pure but for addresses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from board import chart_funnel, chart_lines, chart_map, figures, scales
from board.alerts import Alert, sentence
from board.chart_funnel import Axis, Dot
from board.chart_map import Mark
from board.forms import LEVELS, Chosen
from board.results import Board, Load
from board.spans import month_spans, named_spans, year_spans
from board.words import NOT_ENOUGH, OWNERS, STANDINGS
from indicators.measures import Definition, Direction, Duration, Kind, Unit
from indicators.results import (
    Comparison,
    Difference,
    Freshness,
    OfficeName,
    OwnerSplit,
    Row,
    Standing,
    Trend,
    Value,
)
from offices.models import Level

BAR_ORDER = (Duration.OFFICE, Duration.LEADER_AWAY, Duration.OTHER_AGENCY, Duration.APPLICANT)
LEVEL_WORDS = {"kecamatan": Level.KECAMATAN, "kelurahan": Level.KELURAHAN}
# Where neither way is better there are thirds instead of standings.
THIRDS = ("LOW", "MIDDLE", "HIGH")


def tone(definition: Definition, row: Row, cuts: tuple[float, float] | None) -> str:
    """How the map draws an office."""
    if not row.value.enough or row.value.value is None:
        return str(Standing.TOO_FEW)
    if definition.direction is not Direction.NONE or cuts is None:
        return str(row.standing)
    return THIRDS[sum(row.value.value > cut for cut in cuts)]


def tone_words(name: str) -> str:
    """The tone in words, for the legend and for whoever does not see it."""
    thirds = {
        "LOW": _("Sepertiga terendah"),
        "MIDDLE": _("Sepertiga tengah"),
        "HIGH": _("Sepertiga tertinggi"),
    }
    return thirds.get(name) or str(STANDINGS.get(Standing(name), ""))


def cuts_of(definition: Definition, rows: Iterable[Row]) -> tuple[float, float] | None:
    """Where the thirds begin; None where standings are shown, or there are too few offices."""
    said = sorted(row.value.value for row in rows if row.value.enough and row.value.value is not None)
    if definition.direction is not Direction.NONE or len(said) < 3:
        return None
    return said[len(said) // 3 - 1], said[2 * len(said) // 3 - 1]


def value(definition: Definition, one: Value) -> dict[str, Any]:
    """A figure with what explains it."""
    return {
        "text": figures.said(definition, one),
        "short": figures.said(definition, one, brief=True),
        "enough": one.enough and one.value is not None,
        "n": figures.n_words(definition, one),
        "interval": figures.interval(definition, one),
    }


def explained(definition: Definition) -> dict[str, Any]:
    """What a figure means."""
    ways = {
        Direction.MORE: _("Lebih tinggi lebih baik."),
        Direction.LESS: _("Lebih rendah lebih baik."),
        Direction.NONE: _("Tidak ada arah yang lebih baik; kantor tidak diperingkat."),
    }
    return {
        "key": definition.key,
        "name": str(definition.name),
        "definition": str(definition.definition),
        "formula": str(definition.formula),
        "way": ways[definition.direction],
        "minimum": definition.minimum_n,
    }


def change_words(one: Difference) -> str:
    """The change against the period before, in a sentence."""
    if one.change is None or not one.a.enough or not one.b.enough:
        return _("Belum dapat dibandingkan dengan masa sebelumnya.")
    if one.definition.kind is Kind.COUNT:
        return _("Masa sebelumnya {before}.").format(before=figures.text(one.definition, one.a.value or 0))
    before = figures.text(one.definition, one.a.value or 0)
    if not one.significant:
        return _("Tidak berbeda nyata dari masa sebelumnya ({before}).").format(before=before)
    verb = _("Naik") if one.change > 0 else _("Turun")
    judged = {True: _("membaik"), False: _("memburuk"), None: ""}[one.better]
    return f"{verb} {_('dari')} {before}" + (f": {judged}." if judged else ".")


def headline(one: Difference) -> dict[str, Any]:
    """A large figure at the top of a page."""
    trend = {True: "better", False: "worse", None: ""}[one.better if one.significant else None]
    shown = value(one.definition, one.b)
    if one.definition.kind is Kind.COUNT:
        shown["text"] = shown["short"]
    return {**shown, "about": explained(one.definition), "change": change_words(one), "trend": trend}


def freshness(fresh: Freshness) -> dict[str, Any]:
    """How far the figures go, and who is behind."""
    return {
        "as_of": figures.moment(fresh.as_of) if fresh.as_of else "",
        "stale": [
            {
                "office": one.office.name,
                "as_of": figures.moment(one.as_of) if one.as_of else "",
            }
            for one in fresh.stale
        ],
    }


def choices(
    chosen: Chosen, *, today: Any, services: Mapping[str, str], definitions: Iterable[Definition]
) -> dict[str, Any]:
    """The filter as the page shows it."""
    return {
        "spans": [(span.key, str(span.name)) for span in named_spans(today)],
        "months": [(span.key, str(span.name)) for span in month_spans(today)],
        "years": [(span.key, str(span.name)) for span in year_spans(today)],
        "services": list(services.items()),
        "levels": [(key, level_words(key)) for key in LEVELS],
        "keys": [(one.key, str(one.name)) for one in definitions],
        "span": chosen.span.key,
        "service": chosen.service,
        "level": chosen.level,
        "key": chosen.key,
    }


def level_words(key: str) -> str:
    """The level in words: a kecamatan is counted without its kelurahan unless asked."""
    return {
        "kecamatan": _("Kecamatan (tanpa kelurahannya)"),
        "kelurahan": _("Kelurahan"),
        "semua": _("Kecamatan dan kelurahan"),
    }[key]


def span_words(chosen: Chosen, today: date) -> str:
    """The time shown; one that is not over yet says so, as its counts are smaller."""
    said = figures.period_words(chosen.span.period)
    return _("{period} (belum selesai)").format(period=said) if chosen.span.period.last > today else said


def shown_words(chosen: Chosen, services: Mapping[str, str], today: date) -> str:
    """What the page shows, in one line."""
    service = services.get(chosen.service, "") or _("semua layanan")
    return " · ".join([span_words(chosen, today), service, level_words(chosen.level)])


def office_url(office: OfficeName, chosen: Chosen) -> str:
    """The page of one office, for the same time and service."""
    return reverse("board_office", args=[office.code]) + chosen.query(
        tingkat="kecamatan", ukuran="promise_kept"
    )


def rows(compared: Comparison, chosen: Chosen) -> list[dict[str, Any]]:
    """The table behind map and funnel: by rank where there is one, else by code."""
    definition = compared.definition
    cuts = cuts_of(definition, compared.rows)
    found = [
        {
            **value(definition, row.value),
            "office": row.office.name,
            "url": office_url(row.office, chosen),
            "tone": tone(definition, row, cuts),
            "words": tone_words(tone(definition, row, cuts)),
            "expected": figures.short(definition, row.limits.expected) if row.limits else "",
            "rank": row.rank,
        }
        for row in compared.rows
    ]
    return sorted(found, key=lambda row: row["rank"] or len(found) + 1) if compared.ranked else found


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
    return {
        Unit.PERCENT: _("persen"),
        Unit.MINUTES: _("menit per berkas"),
        Unit.FILES: _("berkas"),
        Unit.PER_FILE: _("per 100 berkas"),
        Unit.PER_1000: _("per 1.000 penduduk"),
        Unit.PER_STAFF_DAY: _("berkas per petugas per hari"),
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
        x_words=_("banyaknya berkas"),
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
        if trend.office
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


def owner_rows(splits: Sequence[OwnerSplit], chosen: Chosen | None) -> list[dict[str, Any]]:
    """Whose minutes: a bar and its numbers for each office, the longest first; too few come last."""
    most = max((_open_minutes(split) for split in splits if split.enough), default=0.0)
    ordered = sorted(splits, key=lambda split: (not split.enough, -_open_minutes(split)))
    return [_owner_row(split, most, chosen) for split in ordered]


def _open_minutes(split: OwnerSplit) -> float:
    return sum(split.minutes.get(owner, 0.0) for owner in BAR_ORDER)


def _owner_row(split: OwnerSplit, most: float, chosen: Chosen | None) -> dict[str, Any]:
    parts = [(str(owner), split.minutes.get(owner, 0.0)) for owner in BAR_ORDER]
    return {
        "office": split.office.name if split.office else _("Semua kantor"),
        "url": office_url(split.office, chosen) if split.office and chosen else "",
        "enough": split.enough,
        "n": _("{n} berkas").format(n=figures.number(split.n)),
        "bar": chart_lines.stacked(parts, most=most) if split.enough else "",
        "total": figures.minutes(_open_minutes(split)) if split.enough else str(NOT_ENOUGH),
        "cells": [
            figures.minutes_short(split.minutes.get(owner, 0.0)) if split.enough else "–"
            for owner in (*BAR_ORDER, Duration.CLOSED)
        ],
    }


def owner_legend() -> list[dict[str, str]]:
    """The owners in the order of the bar."""
    return [{"tone": str(owner), "words": str(OWNERS[owner])} for owner in BAR_ORDER]


def owner_columns() -> list[str]:
    """Heads of the table behind the bars."""
    return [str(OWNERS[owner]).capitalize() for owner in (*BAR_ORDER, Duration.CLOSED)]


def load_row(
    load: Load, definitions: Mapping[str, Definition], chosen: Chosen | None, todo: int | None = None
) -> dict[str, Any]:
    """What an office has to do, and with whom. `todo`: what its readiness list still asks for."""
    shown = {key: figures.said(definitions[key], one, brief=True) for key, one in load.values.items()}
    staff = load.staff
    return {
        "office": load.office.name,
        "url": office_url(load.office, chosen) if chosen else "",
        **shown,
        "promised": figures.number(staff.promised) if staff.promised is not None else "–",
        "assigned": figures.number(staff.assigned or 0),
        "on_duty": figures.number(staff.on_duty, 1) if staff.on_duty is not None else "–",
        "short_handed": staff.promised is not None
        and staff.on_duty is not None
        and staff.on_duty < staff.promised,
        "open": figures.number(load.lying.open),
        "overdue": load.lying.overdue,
        "overdue_words": figures.number(load.lying.overdue),
        "oldest": figures.day_words(load.lying.oldest) if load.lying.oldest else "–",
        "readiness": _readiness(todo),
    }


def _readiness(todo: int | None) -> str:
    if todo is None:
        return "–"
    return ngettext("{n} hal belum", "{n} hal belum", todo).format(n=todo) if todo else _("siap")


def alert_rows(
    alerts: Sequence[Alert], services: Mapping[str, str], chosen: Chosen | None
) -> list[dict[str, Any]]:
    """Sentences, each leading to the office and service it is about."""
    return [
        {
            "sentence": sentence(one, services),
            "url": reverse("board_office", args=[one.office.code])
            + chosen.query(layanan=one.service, tingkat="kecamatan", ukuran="promise_kept")
            if chosen
            else "",
            "n": figures.n_words(one.definition, one.after),
        }
        for one in alerts
    ]


def side(one: Any, span_key: str, level: str) -> dict[str, Any]:
    """One side of a comparison, in words."""
    return {
        "office": one.office.name if one.office else _("Semua: {level}").format(level=level_words(level)),
        "code": one.office.code if one.office else "",
        "period": figures.period_words(one.period),
        "span": span_key,
    }


def difference(one: Difference) -> dict[str, Any]:
    """A line of a comparison."""
    if one.change is None or not one.a.enough or not one.b.enough:
        said, verdict = "–", _("Belum dapat dibandingkan")
    else:
        said = signed(one.definition, one.change)
        verdict = _verdict(one)
    return {
        "about": explained(one.definition),
        "a": value(one.definition, one.a),
        "b": value(one.definition, one.b),
        "change": said,
        "verdict": verdict,
        "tone": {True: "BETTER", False: "WORSE", None: ""}[one.better if one.significant else None],
    }


def _verdict(one: Difference) -> str:
    if one.definition.kind is Kind.COUNT:
        return ""
    if not one.significant:
        return _("Tidak berbeda nyata")
    return {True: _("B lebih baik"), False: _("A lebih baik"), None: _("Berbeda nyata")}[one.better]


def signed(definition: Definition, change: float) -> str:
    """A difference: "+4 poin persen", "−12 mnt"."""
    if definition.unit is Unit.PERCENT:
        return _("{n} poin persen").format(n=_with_sign(change, figures.number(abs(change) * 100, 1)))
    return _with_sign(change, figures.short(definition, abs(change)))


def _with_sign(change: float, said: str) -> str:
    """What is rounded to nothing has no sign."""
    nothing = not any(digit in said for digit in "123456789")
    return said if nothing else ("+" if change > 0 else "−") + said


def paired_owners(splits: Sequence[OwnerSplit]) -> list[dict[str, Any]]:
    """Two bars on one scale, named A and B."""
    most = max((_open_minutes(split) for split in splits if split.enough), default=0.0)
    return [
        _owner_row(split, most, None) | {"office": letter} for letter, split in zip("AB", splits, strict=True)
    ]
