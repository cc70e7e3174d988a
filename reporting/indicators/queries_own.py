"""What an office reads of the read model: its own figures, and medians of its peers.

Peers are the offices of the same level. Nothing here lets one of them be recognised: a median is given of
three at least. A camat also sees the kelurahan of the kecamatan (`below`). Callers pass the office of the
host, never one that a request names. Of a `scope`, the period and the service are read.
"""

from collections.abc import Iterable
from uuid import UUID

from indicators import assembling, queries, values
from indicators.measures import Definition, Duration, all_definitions, definition_of
from indicators.names import office_names
from indicators.results import (
    Distribution,
    Freshness,
    Listing,
    OpenRow,
    OwnerSplit,
    OwnFigure,
    Row,
    Scope,
    StaffRow,
    Table,
    Trend,
)
from indicators.summing import Sums, sums

FEWEST_PEERS = 3


def figures(*, office_id: UUID, scope: Scope, keys: Iterable[str] = ()) -> tuple[OwnFigure, ...]:
    """The office about itself, with its peers' median and its standing among them. No `keys`: all indicators.

    Two queries.
    """
    chosen = tuple(map(definition_of, keys)) or all_definitions()
    peers = Scope(scope.period, scope.service, office_names()[office_id].level)
    now = sums(peers, chosen, mixed=True)
    own = _only(office_id, Scope(scope.period.before(), scope.service))
    before = queries.table(scope=own, keys=[one.key for one in chosen]).overall
    found = []
    for one in chosen:
        mine, medians = _among(one, now, office_id)
        median = values.middle(medians) if len(medians) >= FEWEST_PEERS else None
        found.append(
            OwnFigure(one, mine.value, before[one.key], median, len(medians), mine.standing, mine.limits)
        )
    return tuple(found)


def _among(definition: Definition, found: Sums, office_id: UUID) -> tuple[Row, list[float]]:
    """The office's row, and the values of the others that have enough data."""
    rows = assembling.comparison(found, definition).rows
    (mine,) = (row for row in rows if row.office.id == office_id)
    others = [row.value for row in rows if row.office.id != office_id and row.value.enough]
    return mine, [one.value for one in others if one.value is not None]


def _only(office_id: UUID, scope: Scope) -> Scope:
    return Scope(scope.period, scope.service, None, frozenset({office_id}))


def trend(*, office_id: UUID, scope: Scope, key: str) -> Trend:
    """One indicator of the office over time. One query."""
    return queries.trend(scope=_only(office_id, scope), key=key)


def owners(*, office_id: UUID, scope: Scope) -> OwnerSplit:
    """Whose minutes its files took. One query."""
    return queries.owners(scope=_only(office_id, scope))[0]


def distribution(*, office_id: UUID, scope: Scope, duration: Duration = Duration.OFFICE) -> Distribution:
    """How long its files took. One query."""
    return queries.distribution(scope=_only(office_id, scope), duration=duration)


def open_files(*, office_id: UUID, scope: Scope) -> OpenRow | None:
    """What lies there now. One query."""
    return next(iter(queries.open_files(scope=_only(office_id, scope))), None)


def staff(*, office_id: UUID, scope: Scope) -> StaffRow | None:
    """Its staff. Three queries."""
    return next(iter(queries.staff(scope=_only(office_id, scope))), None)


def below(*, office_id: UUID, scope: Scope, keys: Iterable[str] = ()) -> Table:
    """The kelurahan of a kecamatan, for its camat; no rows for any other office. One query."""
    children = frozenset(one.id for one in office_names().values() if one.parent_id == office_id)
    return queries.table(scope=Scope(scope.period, scope.service, None, children), keys=keys)


def freshness(*, office_id: UUID) -> Freshness:
    """How far its figures go. Two queries."""
    found = queries.freshness()
    return Freshness(found.as_of, tuple(one for one in found.stale if one.office.id == office_id))


def listing(
    *, office_id: UUID, scope: Scope, keys: Iterable[str] = (), roles: Iterable[str], each: bool = False
) -> Listing:
    """Its figures for programs. Three queries."""
    found = queries.listing(scope=_only(office_id, scope), keys=keys, roles=roles, each=each)
    return Listing(freshness(office_id=office_id), found.definitions, found.rows)
