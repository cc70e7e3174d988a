"""One office as its page shows it, on the kabupaten's host and on its own."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from board import chart_lines, figures, presenters, presenters_charts, presenters_owners, scales
from board.alerts import split
from board.forms import Chosen
from board.results import About, DisputeRow, Figure
from board.words import NOT_ENOUGH, STANDINGS
from indicators.measures import Definition, Direction, Kind, all_definitions
from indicators.results import Distribution, Trend
from indicators.values import EXACT

SERVICE_COLUMNS = ("received", "promise_kept", "office_minutes", "leader_away_minutes", "returned")


def about_context(
    seen: About, chosen: Chosen, *, today: date, definitions: Iterable[Definition], linked: bool
) -> dict[str, Any]:
    """`linked`: on the kabupaten's host, where other offices' pages are."""
    known = {one.key: one for one in all_definitions()}
    worse, better = split(seen.alerts)
    link = chosen if linked else None
    return {
        "chosen": chosen,
        "subject": seen.office.name,
        "code": seen.office.code,
        "shown": f"{presenters.span_words(chosen, today)} · {service_words(chosen, seen.services)}",
        "choices": presenters.choices(chosen, today=today, services=seen.services, definitions=definitions),
        "fresh": presenters.freshness(seen.fresh),
        "alerts": presenters.alert_rows(worse, seen.services, link),
        "good_news": presenters.alert_rows(better, seen.services, link),
        "figures": [figure(one) for one in seen.figures],
        "trends": [trend(one) for one in seen.trends],
        "owner_rows": presenters_owners.owner_rows([seen.owners], None),
        "owner_legend": presenters_owners.owner_legend(),
        "owner_columns": presenters_owners.owner_columns(),
        "spread": spread(seen.distribution),
        "columns": [str(known[key].name) for key in SERVICE_COLUMNS],
        "services": [
            {
                "name": row.name,
                "code": row.code,
                "query": chosen.query(layanan=row.code),
                "cells": _cells(known, row.values),
            }
            for row in seen.by_service
        ],
        "load": presenters.load_row(seen.load, known, None),
        "below": [
            {"office": row.office.name, "code": row.office.code, "cells": _cells(known, row.values)}
            for row in seen.below
        ],
        "disputes": [dispute(row, seen.services) for row in seen.disputes],
    }


def service_words(chosen: Chosen, services: Mapping[str, str]) -> str:
    """The chosen service by name."""
    return services.get(chosen.service, "") or _("semua layanan")


def _cells(known: dict[str, Definition], found: Any) -> list[str]:
    return [figures.said(known[key], found[key], brief=True) for key in SERVICE_COLUMNS]


def figure(one: Figure) -> dict[str, Any]:
    """An indicator of the office, its peers' median and where it stands."""
    definition = one.definition
    judged = definition.direction is not Direction.NONE and definition.kind not in EXACT
    enough = one.value.enough and one.value.value is not None
    return {
        **presenters.value(definition, one.value),
        "about": presenters.explained(definition),
        "change": presenters.change_words(one.before),
        "trend": {True: "better", False: "worse", None: ""}[
            one.before.better if one.before.significant else None
        ],
        "median": figures.text(definition, one.peer_median)
        if one.peer_median is not None
        else str(NOT_ENOUGH),
        "peers": one.peers,
        "tone": str(one.standing) if judged and enough else "",
        "words": str(STANDINGS[one.standing]) if judged and enough else "",
        "expected": (
            figures.between(definition, one.limits.low998, one.limits.high998)
            if one.limits and judged
            else ""
        ),
    }


def trend(one: Trend) -> dict[str, Any]:
    """A line over the months with its table."""
    line = [point.value.value if point.value.enough else None for point in one.points]
    known = [each for each in line if each is not None]
    low, high = scales.honest(known or [0.0], proportion=one.definition.kind is Kind.PROPORTION)
    return {
        "name": str(one.definition.name),
        "chart": chart_lines.spark(line, low=low, high=high) if known else "",
        "last": presenters_charts.last_words(one),
        "cells": [
            (figures.month_short(point.start), figures.said(one.definition, point.value, brief=True))
            for point in one.points
        ],
    }


def spread(one: Distribution) -> dict[str, Any]:
    """How long the office itself takes: percentiles and a histogram with its table."""
    counted = [(_whole(bar.low), bar.n) for bar in one.bars]
    label = _("Berkas menurut menit kantor; paling sering {most}").format(
        most=max(counted, key=lambda each: each[1])[0] if counted else "–"
    )
    return {
        "enough": bool(one.percentiles),
        "chart": chart_lines.bars(counted, label=label) if one.percentiles else "",
        "rows": [
            {
                "low": _whole(bar.low),
                "high": _whole(bar.high),
                "n": figures.number(bar.n),
            }
            for bar in one.bars
        ],
        "sentences": [
            _("{percent} % berkas selesai dalam {minutes} menit kantor atau kurang.").format(
                percent=percent, minutes=figures.number(minutes)
            )
            if minutes < figures.HOURS_FROM
            else _("{percent} % berkas selesai dalam {time} waktu kantor atau kurang.").format(
                percent=percent, time=figures.minutes(minutes)
            )
            for percent, minutes in sorted(one.percentiles.items())
            if percent in {50, 90}
        ],
    }


def _whole(minutes: float) -> str:
    """An edge of a bar: a whole number of minutes, or hours."""
    if minutes < figures.HOURS_FROM:
        return _("{n} mnt").format(n=figures.number(minutes))
    return figures.minutes_short(minutes)


def dispute(row: DisputeRow, services: Any) -> dict[str, Any]:
    """A dispute as lists show it."""
    return {
        "id": row.id,
        "office": row.office.name if row.office else "",
        "name": row.name,
        "about": f"{services.get(row.service) or _('semua layanan')}, {figures.period_words(row.period)}",
        "shown": row.shown,
        "reason": row.reason,
        "raised_by": row.raised_by,
        "raised_on": figures.day_words(row.raised_on),
        "open": row.open,
        "outcome": row.outcome_words,
        "answer": row.answer,
        "answered_by": row.answered_by,
        "answered_on": figures.day_words(row.answered_on) if row.answered_on else "",
    }
