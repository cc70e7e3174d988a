"""The board's reads: each page is one call, and at most nine queries, whatever the number of files.

All figures come from the read model in the public schema; no office schema is read. An office's own page asks
for the office of the host, and gets of its peers a median of three at least.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from board import attention, news, reading, sums
from board.models import Dispute, Outcome
from board.reading import offices_at, service_names
from board.results import About, Asked, Below, Board, DisputeRow, Figure, ServiceRow, Side, SideBySide
from board.spans import months_to
from commons.clock import wib
from indicators import assembling, comparing, values
from indicators.measures import Definition, Duration, all_definitions, definition_of
from indicators.names import office_names
from indicators.periods import Period
from indicators.queries import freshness
from indicators.queries_own import FEWEST_PEERS
from indicators.results import Difference, OfficeName, Row, Scope
from indicators.summing import Sums, spreads
from indicators.values import NOTHING
from offices.scope import public_scope

HEADLINES = ("promise_kept", "office_minutes", "leader_away_minutes", "received", "returned")
OWN_TRENDS = ("promise_kept", "office_minutes", "leader_away_minutes", "received")
SERVICE_KEYS = ("received", "promise_kept", "office_minutes", "leader_away_minutes", "returned")
MOST_DISPUTES = 50


def board(
    *, asked: Asked, definitions: tuple[Definition, ...], today: date, most: int | None = None
) -> Board:
    """The bupati's page. At most nine queries, and one more where no news are kept.

    `most`: of how many offices trends and loads are wanted, those that need attention first; None: of all.
    """
    definition, offices = definition_of(asked.key), offices_at(asked.level)
    span = months_to(asked.period)
    with public_scope():
        now, changes = _now_and_changes(asked, offices, definition)
        compared = assembling.comparison(now, definition)
        shown = comparing.worst(compared, most)
        by_month, together = sums.months_and_together(
            span, definition, _ids(offices), _ids(shown), service=asked.service
        )
        loads, todos = reading.loads(now, most=most), reading.todos(offices)
        names, fresh = service_names(), freshness()
        found = [] if fresh.computing else news.latest(level=asked.level, today=today)
        open_disputes = Dispute.objects.filter(outcome=Outcome.OPEN).count()
    whole, split = assembling.split(now)
    timed = Scope(span, asked.service, asked.level)
    return Board(
        asked=asked,
        definition=definition,
        definitions=definitions,
        services=names,
        fresh=fresh,
        comparison=compared,
        shown=tuple(shown),
        headlines=changes,
        trend=assembling.trend(definition, timed, together, offices, None),
        trends=assembling.trends(definition, timed, by_month, shown),
        owners=whole,
        owners_by_office=split,
        loads=loads,
        todos=todos,
        alerts=tuple(found),
        concerns=() if fresh.computing else tuple(_concerns(now)),
        offices=tuple(office_names().values()),
        open_disputes=open_disputes,
    )


def _concerns(now: Sums) -> list[attention.Concern]:
    """The offices that need attention, by all that is watched."""

    def rows_of(definition: Definition, /, **which: Any) -> Iterable[Row]:
        return comparing.standings(definition, now.offices, now.by_office(definition), **which)

    return attention.find(rows_of, assembling.of_durations())


def _headlines() -> tuple[Definition, ...]:
    """What stands at the top of the page: of files, then of other apps."""
    more = (one for one in all_definitions() if one.headline)
    return (*map(definition_of, HEADLINES), *more)


def _ids(offices: Iterable[OfficeName]) -> list[UUID]:
    return [office.id for office in offices]


def _two(asked: Asked, offices: list[OfficeName]) -> tuple[Sums, Sums]:
    """The sums of the period and of the one before."""
    found = sums.two_periods(asked.period, all_definitions(), _ids(offices), service=asked.service)
    scope = Scope(asked.period, asked.service, None, frozenset(_ids(offices)))
    return Sums(scope, offices, found[0]), Sums(scope, offices, found[1])


def _now_and_changes(
    asked: Asked, offices: list[OfficeName], compared: Definition
) -> tuple[Sums, tuple[Difference, ...]]:
    """What the page says of each office, and how the headlines of all as one changed. Each service apart only
    for what is compared fairly by it. At most two queries."""
    ids, headlines = _ids(offices), _headlines()
    of = assembling.of_durations()
    watched = attention.measures(of)
    shown = {compared, *(of[owner] for owner in comparing.OWNERS), *map(definition_of, reading.LOAD_KEYS)}
    found, now, before = sums.each_and_together(
        asked.period, {*shown, *watched}, headlines, ids, service=asked.service
    )
    if not asked.service:
        apart = {one for one in (compared, *watched) if one.by_service}
        found = found | sums.by_service(asked.period, apart, ids)
    people = comparing.heads(offices)
    changes = tuple(comparing.side_by_side(one, (before, people), (now, people)) for one in headlines)
    return Sums(Scope(asked.period, asked.service, None, frozenset(ids)), offices, found), changes


def _changes(now: Sums, before: Sums, keys: Iterable[str]) -> tuple[Difference, ...]:
    """The offices as one, against the period before."""
    people = comparing.heads(now.offices)
    a, b = before.together, now.together
    return tuple(comparing.side_by_side(definition_of(key), (a, people), (b, people)) for key in keys)


def office_of_code(code: str) -> OfficeName | None:
    """The office of a Kemendagri code, among those that have figures."""
    return next((office for office in office_names().values() if office.code == code), None)


def about(*, office: OfficeName, asked: Asked, definitions: tuple[Definition, ...], today: date) -> About:
    """One office: itself, the median of its peers, the kelurahan below it. At most nine queries."""
    peers = offices_at(office.level)
    children = [one for one in office_names().values() if one.parent_id == office.id]
    span = months_to(asked.period)
    with public_scope():
        now, before = _two(asked, [*peers, *children])
        by_month = sums.months(span, all_definitions(), [office.id], service=asked.service)
        (load,) = reading.loads(_only(now, [office]))
        names, fresh = service_names(), freshness()
        found = [] if fresh.computing else news.among([office, *children], today=today)
        disputed = _disputes(Dispute.objects.filter(office_id=office.id))
    own = Scope(asked.period, asked.service, None, frozenset({office.id}))
    tally, buckets = spreads(own, Duration.OFFICE).get((), (NOTHING, []))
    known = {one.key for one in definitions}
    timed = Scope(span, asked.service, None, frozenset({office.id}))
    return About(
        asked=asked,
        office=office,
        services=names,
        fresh=fresh,
        figures=tuple(
            _figure(one, office, _only(now, peers), _only(before, [office])) for one in definitions
        ),
        trends=tuple(
            assembling.trends(definition_of(key), timed, by_month, [office])[0]
            for key in OWN_TRENDS
            if key in known
        ),
        owners=assembling.split(_only(now, [office]))[1][0],
        distribution=comparing.distribution(
            assembling.of_durations()[Duration.OFFICE], tally, buckets, office
        ),
        by_service=_by_service(now, office, names),
        load=load,
        below=tuple(_below(child, now) for child in children),
        alerts=tuple(found),
        disputes=disputed,
    )


def _only(found: Sums, offices: list[OfficeName]) -> Sums:
    return Sums(found.scope, offices, found.found)


def _figure(definition: Definition, office: OfficeName, now: Sums, before: Sums) -> Figure:
    """`now` of the peers, `before` of the office alone."""
    rows = assembling.comparison(now, definition).rows
    mine = next(row for row in rows if row.office.id == office.id)
    others = [
        row.value.value
        for row in rows
        if row.office.id != office.id and row.value.enough and row.value.value is not None
    ]
    (change,) = _changes(_only(now, [office]), before, [definition.key])
    median = values.middle(others) if len(others) >= FEWEST_PEERS else None
    return Figure(definition, mine.value, change, mine.standing, mine.limits, median, len(others))


def _by_service(now: Sums, office: OfficeName, names: dict[str, str]) -> tuple[ServiceRow, ...]:
    rows = (
        ServiceRow(
            code,
            names.get(code, code),
            {key: assembling.value(definition_of(key), tally, [office]) for key in SERVICE_KEYS},
        )
        for (office_id, code), tally in now.found.items()
        if office_id == office.id and code
    )
    return tuple(sorted(rows, key=lambda row: row.name))


def _below(child: OfficeName, now: Sums) -> Below:
    tally = now.whole(child)
    return Below(child, {key: assembling.value(definition_of(key), tally, [child]) for key in SERVICE_KEYS})


def side_by_side(*, asked: Asked, a: Side, b: Side, definitions: tuple[Definition, ...]) -> SideBySide:
    """Two offices, two periods, or both. At most four queries."""
    with public_scope():
        first, second = (_side(asked, side) for side in (a, b))
        names, fresh = service_names(), freshness()
    pairs = [(each.together, comparing.heads(each.offices)) for each in (first, second)]
    return SideBySide(
        asked=asked,
        a=a,
        b=b,
        services=names,
        fresh=fresh,
        offices=tuple(office_names().values()),
        differences=tuple(comparing.side_by_side(one, pairs[0], pairs[1]) for one in definitions),
        owners=(assembling.split(first)[0], assembling.split(second)[0]),
    )


def _side(asked: Asked, side: Side) -> Sums:
    offices = [side.office] if side.office else offices_at(asked.level)
    now, _before = _two(Asked(side.period, asked.service, asked.level, asked.key), offices)
    return now


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
