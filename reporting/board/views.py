"""The bupati's page and what it leads to, on the kabupaten's host. Numbers, never people."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required, the_actor
from board import presenters, presenters_charts, presenters_heads, presenters_owners, queries
from board.alerts import split
from board.figures import one_language
from board.forms import Chosen, read
from board.pages import COMPARERS
from board.presenters_office import about_context
from board.results import Side
from board.spans import read_span
from commons import clock
from indicators.measures import Direction, all_definitions
from indicators.queries import definitions as definitions_for
from indicators.results import OfficeName

MOST_ALERTS = 6
MOST_CONCERNS = 5
# Offices that a section of the page shows; their table has all.
MOST_OFFICES = 40


def _chosen(request: HttpRequest) -> tuple[Chosen, Any]:
    allowed = definitions_for(roles=the_actor(request).roles)
    return read(request.GET, today=clock.today(), definitions=allowed), allowed


@role_required(*COMPARERS)
@never_cache
@require_safe
@one_language()
def board(request: HttpRequest) -> HttpResponse:
    """One screen: where do people wait, and why?"""
    chosen, allowed = _chosen(request)
    today = clock.today()
    seen = queries.board(asked=chosen.asked, definitions=allowed, today=today, most=MOST_OFFICES)
    worse, better = split(seen.alerts)
    known = {one.key: one for one in all_definitions()}
    alerts = presenters.alert_rows(worse, seen.services, chosen)
    heads = presenters_heads.grouped(seen.headlines)
    context = {
        "page": "board",
        "chosen": chosen,
        "shown": presenters.shown_words(chosen, seen.services, today),
        "choices": presenters.choices(chosen, today=today, services=seen.services, definitions=allowed),
        "fresh": presenters.freshness(seen.fresh),
        "concerns": (concerns := presenters.concern_rows(seen.concerns, chosen))[:MOST_CONCERNS],
        "more_concerns": concerns[MOST_CONCERNS:],
        "alerts": alerts[:MOST_ALERTS],
        "more_alerts": alerts[MOST_ALERTS:],
        "good_news": presenters.alert_rows(better, seen.services, chosen),
        "first": heads[0],
        "others": heads[1:],
        "about": presenters.explained(seen.definition),
        "overall": presenters.value(seen.definition, seen.comparison.overall),
        "unit": presenters_charts.unit_words(seen.definition),
        "map": presenters_charts.the_map(seen.comparison, chosen),
        "legend": presenters_charts.legend(seen.comparison),
        "rows": (rows := presenters_charts.rows(seen.comparison, chosen, seen.shown)),
        "judged": seen.definition.direction is not Direction.NONE,
        "has_worse": any(row["tone"] == "WORSE" for row in rows),
        "compared": seen.comparison,
        "funnel": presenters_charts.funnel(seen.comparison),
        "multiples": presenters_charts.small_multiples(seen, chosen),
        "trend_table": presenters_charts.trend_table([seen.trend, *seen.trends]),
        "owners": presenters_owners.owner_rows(seen.owners_by_office, chosen, MOST_OFFICES),
        "owners_all": presenters_owners.owner_rows([seen.owners], None)[0],
        "owner_legend": presenters_owners.owner_legend(),
        "owner_columns": presenters_owners.owner_columns(),
        "loads": [
            presenters.load_row(load, known, chosen, seen.todos.get(load.office.id)) for load in seen.loads
        ],
        "shown_offices": len(seen.shown),
        "all_offices": len(seen.comparison.rows),
        "open_disputes": seen.open_disputes,
        "query": chosen.query(),
    }
    return render(request, "board/board.html", context)


@role_required(*COMPARERS)
@never_cache
@require_safe
@one_language()
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """One indicator: what it means, and the figure of every office."""
    chosen, allowed = _chosen(request)
    if key not in {one.key for one in allowed}:
        raise Http404
    chosen = Chosen(chosen.span, chosen.service, chosen.level, key)
    today = clock.today()
    seen = queries.board(asked=chosen.asked, definitions=allowed, today=today)
    context = {
        "page": "board",
        "chosen": chosen,
        "shown": presenters.shown_words(chosen, seen.services, today),
        "choices": presenters.choices(chosen, today=today, services=seen.services, definitions=allowed),
        "fresh": presenters.freshness(seen.fresh),
        "about": presenters.explained(seen.definition),
        "overall": presenters.value(seen.definition, seen.comparison.overall),
        "rows": presenters_charts.rows(seen.comparison, chosen, [row.office for row in seen.comparison.rows]),
        "compared": seen.comparison,
        "funnel": presenters_charts.funnel(seen.comparison),
        "trend_table": presenters_charts.trend_table([seen.trend, *seen.trends]),
        "query": chosen.query(),
    }
    return render(request, "board/measure.html", context)


def office_or_404(code: str) -> OfficeName:
    """An office with figures. Raises `Http404`."""
    office = queries.office_of_code(code[:20])
    if office is None:
        raise Http404
    return office


@role_required(*COMPARERS)
@never_cache
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """One office and service: numbers, never people."""
    found = office_or_404(code)
    chosen, allowed = _chosen(request)
    today = clock.today()
    seen = queries.about(office=found, asked=chosen.asked, definitions=allowed, today=today)
    context = about_context(seen, chosen, today=today, definitions=allowed, linked=True)
    return render(request, "board/office.html", context | {"page": "board", "query": chosen.query()})


def _side(request: HttpRequest, letter: str, usual: str) -> tuple[Side, str]:
    span = read_span(request.GET.get(f"masa_{letter}", usual), clock.today())
    found = queries.office_of_code(request.GET.get(f"kantor_{letter}", "")[:20])
    return Side(found, span.period), span.key


@role_required(*COMPARERS)
@never_cache
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two offices or two periods side by side."""
    chosen, allowed = _chosen(request)
    (a, span_a), (b, span_b) = _side(request, "a", "bulan-lalu"), _side(request, "b", "bulan-ini")
    seen = queries.side_by_side(asked=chosen.asked, a=a, b=b, definitions=allowed)
    today = clock.today()
    context = {
        "page": "board",
        "chosen": chosen,
        "choices": presenters.choices(chosen, today=today, services=seen.services, definitions=allowed),
        "fresh": presenters.freshness(seen.fresh),
        "offices": [(one.code, one.name) for one in seen.offices],
        "sides": [
            presenters.side(seen.a, span_a, chosen.level),
            presenters.side(seen.b, span_b, chosen.level),
        ],
        "rows": [presenters.difference(one) for one in seen.differences],
        "owners": presenters_owners.paired_owners(seen.owners),
        "owner_legend": presenters_owners.owner_legend(),
        "owner_columns": presenters_owners.owner_columns(),
    }
    return render(request, "board/compare.html", context)
