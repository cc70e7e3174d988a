"""What an office reads of the read model for programs: its own figures.

Callers pass the office of the host, never one that a request names. An office's page is drawn by the app of
the board, which gives medians of at least `FEWEST_PEERS` others, so that none of them can be recognised.
"""

from collections.abc import Iterable
from uuid import UUID

from indicators import queries
from indicators.results import Freshness, Listing, Scope

FEWEST_PEERS = 3


def listing(
    *, office_id: UUID, scope: Scope, keys: Iterable[str] = (), roles: Iterable[str], each: bool = False
) -> Listing:
    """Its figures, and how far they go. Of `scope`, the period and the service are read. Three queries."""
    own = Scope(scope.period, scope.service, None, frozenset({office_id}))
    found = queries.listing(scope=own, keys=keys, roles=roles, each=each)
    stale = tuple(one for one in found.freshness.stale if one.office.id == office_id)
    return Listing(Freshness(found.freshness.as_of, stale), found.definitions, found.rows)
