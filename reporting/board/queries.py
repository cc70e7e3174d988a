"""The board's reads: each page is one call, and at most nine queries, whatever the number of files.

All figures come from the read model in the public schema; no office schema is read. An office's own page asks
for the office of the host, and gets of its peers a median of three at least.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from board import alerts, reading, sums
from board.models import Dispute, Outcome
from board.reading import Desk, durations, offices_at, service_names, tally_of
from board.results import (
    About,
    Asked,
    Below,
    Board,
    DisputeRow,
    Figure,
    ServiceRow,
    Side,
    SideBySide,
)
from board.spans import months_to
from board.sums import Sums
from board.words import OWNERS
from commons.clock import wib
from indicators import comparing, values
from indicators.measures import Definition, Duration, all_definitions, definition_of
from indicators.names import office_names
from indicators.periods import Period
from indicators.queries import freshness
from indicators.queries_own import FEWEST_PEERS
from indicators.results import Difference, OfficeName, OwnerSplit, Scope, Trend
from indicators.summing import spreads
from indicators.values import Tally
from offices.scope import public_scope

HEADLINES = ("promise_kept", "office_minutes", "leader_away_minutes", "received", "returned")
OWN_TRENDS = ("promise_kept", "office_minutes", "leader_away_minutes", "received")
SERVICE_KEYS = ("received", "promise_kept", "office_minutes", "leader_away_minutes", "returned")
MOST_DISPUTES = 50


def board(*, asked: Asked, definitions: tuple[Definition, ...], today: date) -> Board:
    """The bupati's page. Nine queries."""
    definition = definition_of(asked.key)
    offices = offices_at(asked.level)
    ids = [office.id for office in offices]
    with public_scope():
        now, before = sums.two_periods(asked.period, all_definitions(), ids, service=asked.service)
        span = months_to(asked.period)
        by_month = sums.months(span, [definition], ids, service=asked.service)
        desk = Desk(offices, asked.period, asked.service)
        names, fresh = service_names(), freshness()
        found = _alerts(today, offices)
        open_disputes = Dispute.objects.filter(outcome=Outcome.OPEN).count()
    whole, split = _owners(now, offices, asked.service)
    return Board(
        asked=asked,
        definition=definition,
        definitions=definitions,
        services=names,
        fresh=fresh,
        comparison=_compared(definition, asked, offices, now),
        headlines=_headlines(now, before, offices, asked.service),
        trend=_together(definition, offices, span, by_month),
        trends=tuple(
            reading.trend(definition, office, [office], span, by_month.get(office.id, {}))
            for office in offices
        ),
        owners=whole,
        owners_by_office=split,
        loads=tuple(desk.load(office, now, asked.service) for office in offices),
        alerts=tuple(found),
        offices=tuple(office_names().values()),
        open_disputes=open_disputes,
    )


def _compared(definition: Definition, asked: Asked, offices: list[OfficeName], now: Sums) -> Any:
    scope = Scope(asked.period, asked.service, asked.level)
    found = now.for_(definition, [office.id for office in offices], asked.service)
    return comparing.compare(definition, scope, offices, found)


def _headlines(
    now: Sums, before: Sums, offices: Sequence[OfficeName], service: str, keys: Iterable[str] = HEADLINES
) -> tuple[Difference, ...]:
    people = comparing.heads(offices)
    a, b = (tally_of(each, offices, service) for each in (before, now))
    return tuple(comparing.side_by_side(definition_of(key), (a, people), (b, people)) for key in keys)


def _together(
    definition: Definition, offices: Sequence[OfficeName], span: Period, by_month: dict[UUID, dict[date, Any]]
) -> Trend:
    months: dict[object, Tally] = {
        first: values.added([found.get(first, {}) for found in by_month.values()]) for first in span.starts()
    }
    return reading.trend(definition, None, offices, span, months)


def _owners(
    now: Sums, offices: Sequence[OfficeName], service: str
) -> tuple[OwnerSplit, tuple[OwnerSplit, ...]]:
    of = durations()
    whole = comparing.owner_split(of, tally_of(now, offices, service), None)
    each = (comparing.owner_split(of, tally_of(now, [office], service), office) for office in offices)
    return whole, tuple(each)


def _alerts(today: date, offices: Sequence[OfficeName]) -> list[alerts.Alert]:
    watched = [definition_of(key) for key in alerts.WATCHED]
    of = durations()
    asked = [*watched, *(of[owner] for owner in alerts.ACCUSED)]
    weekly = sums.weeks(today, asked, [office.id for office in offices])
    return alerts.find(
        weekly, offices={office.id: office for office in offices}, watched=watched, durations=of
    )


def office_of_code(code: str) -> OfficeName | None:
    """The office of a Kemendagri code, among those that have figures."""
    return next((office for office in office_names().values() if office.code == code), None)


def about(*, office: OfficeName, asked: Asked, definitions: tuple[Definition, ...], today: date) -> About:
    """One office: itself, the median of its peers, the kelurahan below it. Nine queries."""
    peers = offices_at(office.level)
    children = [one for one in office_names().values() if one.parent_id == office.id]
    ids = [one.id for one in [*peers, *children]]
    with public_scope():
        now, before = sums.two_periods(asked.period, all_definitions(), ids, service=asked.service)
        span = months_to(asked.period)
        by_month = sums.months(span, all_definitions(), [office.id], service=asked.service)
        desk = Desk([office], asked.period, asked.service)
        names, fresh = service_names(), freshness()
        found = _alerts(today, [office, *children])
        disputes = _disputes(Dispute.objects.filter(office_id=office.id))
    scope = Scope(asked.period, asked.service, None, frozenset({office.id}))
    tally, buckets = spreads(scope, Duration.OFFICE).get((), ({}, []))
    shown = [one for one in OWN_TRENDS if one in {each.key for each in definitions}]
    return About(
        asked=asked,
        office=office,
        services=names,
        fresh=fresh,
        figures=tuple(_figure(one, office, peers, asked, now, before) for one in definitions),
        trends=tuple(
            reading.trend(definition_of(key), office, [office], span, by_month.get(office.id, {}))
            for key in shown
        ),
        owners=_owners(now, [office], asked.service)[0],
        distribution=comparing.distribution(durations()[Duration.OFFICE], tally, buckets, office),
        by_service=_by_service(now, office, names),
        load=desk.load(office, now, asked.service),
        below=tuple(_below(child, now, asked.service) for child in children),
        alerts=tuple(found),
        disputes=disputes,
    )


def _figure(  # noqa: PLR0917  the two periods beside what they are read for
    definition: Definition, office: OfficeName, peers: list[OfficeName], asked: Asked, now: Sums, before: Sums
) -> Figure:
    rows = _compared(definition, asked, peers, now).rows
    mine = next(row for row in rows if row.office.id == office.id)
    others = [
        row.value.value
        for row in rows
        if row.office.id != office.id and row.value.enough and row.value.value is not None
    ]
    (change,) = _headlines(now, before, [office], asked.service, [definition.key])
    median = values.middle(others) if len(others) >= FEWEST_PEERS else None
    return Figure(definition, mine.value, change, mine.standing, mine.limits, median, len(others))


def _by_service(now: Sums, office: OfficeName, names: dict[str, str]) -> tuple[ServiceRow, ...]:
    found = now.services(office.id, "")
    rows = (
        ServiceRow(
            code,
            names.get(code, code),
            {key: comparing.value(definition_of(key), {code: tally}, [office]) for key in SERVICE_KEYS},
        )
        for code, tally in found.items()
    )
    return tuple(sorted(rows, key=lambda row: row.name))


def _below(child: OfficeName, now: Sums, service: str) -> Below:
    return Below(
        child, {key: reading.value(definition_of(key), now, [child], service) for key in SERVICE_KEYS}
    )


def side_by_side(*, asked: Asked, a: Side, b: Side, definitions: tuple[Definition, ...]) -> SideBySide:
    """Two offices, two periods, or both. Five queries."""
    found = []
    with public_scope():
        for side in (a, b):
            offices = [side.office] if side.office else offices_at(asked.level)
            ids = [office.id for office in offices]
            now, _before = sums.two_periods(side.period, all_definitions(), ids, service=asked.service)
            found.append((offices, now, tally_of(now, offices, asked.service)))
        names, fresh = service_names(), freshness()
    (first, now_a, tally_a), (second, now_b, tally_b) = found
    differences = tuple(
        comparing.side_by_side(one, (tally_a, comparing.heads(first)), (tally_b, comparing.heads(second)))
        for one in definitions
    )
    splits = (_owners(now_a, first, asked.service)[0], _owners(now_b, second, asked.service)[0])
    return SideBySide(
        asked, a, b, names, fresh, tuple(office_names().values()), differences, splits, tuple(OWNERS)
    )


def disputes(*, office_id: UUID | None = None) -> tuple[DisputeRow, ...]:
    """The latest, open ones first; of one office where it is named. One query."""
    with public_scope():
        found = Dispute.objects.all()
        return _disputes(found.filter(office_id=office_id) if office_id else found)


def _disputes(found: Any) -> tuple[DisputeRow, ...]:
    rows = sorted(found.order_by("-raised_at")[:MOST_DISPUTES], key=lambda row: row.outcome != Outcome.OPEN)
    names = office_names()
    return tuple(_dispute(row, names.get(row.office_id)) for row in rows)


def dispute_of(dispute_id: UUID) -> DisputeRow | None:
    """One of them. One query."""
    with public_scope():
        row = Dispute.objects.filter(pk=dispute_id).first()
    return _dispute(row, office_names().get(row.office_id)) if row else None


def _dispute(row: Dispute, office: OfficeName | None) -> DisputeRow:
    known = {one.key: str(one.name) for one in all_definitions()}
    return DisputeRow(
        id=row.id,
        office=office,
        key=row.key,
        name=known.get(row.key, row.key),
        period=Period(row.first, row.last),
        service=row.service_code,
        shown=row.shown,
        reason=row.reason,
        raised_by=row.raised_by,
        raised_on=wib(row.raised_at).date(),
        open=row.outcome == Outcome.OPEN,
        outcome=row.outcome,
        outcome_words=str(Outcome(row.outcome).label),
        answer=row.answer,
        answered_by=row.answered_by,
        answered_on=wib(row.answered_at).date() if row.answered_at else None,
    )
