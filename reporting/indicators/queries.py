"""The read model's door: figures of the whole kabupaten, and of one office for itself.

Every function reads the public schema only, whatever the number of files: O(offices × periods). The
functions of the kabupaten are for kabupaten roles; an office's pages call `own`, `own_trend`, `own_owners`,
`own_distribution` and `below`, which say nothing of any other office but medians of at least three.
Proportions are 0 to 1.
"""

from collections.abc import Iterable
from uuid import UUID

from indicators.measures import Definition, Duration
from indicators.results import (
    Comparison,
    Difference,
    Distribution,
    Freshness,
    OpenFiles,
    OwnerSplit,
    OwnFigure,
    Scope,
    ServiceChoice,
    StaffRow,
    Summary,
    Table,
    Trend,
    Turn,
)


def definitions(*, roles: Iterable[str]) -> tuple[Definition, ...]:
    """The indicators that are measured and that a holder of `roles` may see, in the order of pages."""
    raise NotImplementedError


def services() -> tuple[ServiceChoice, ...]:
    """The services that have figures, by name. One query."""
    raise NotImplementedError


def freshness() -> Freshness:
    """How far the figures go, and which offices are behind. Two queries."""
    raise NotImplementedError


def summary(*, scope: Scope, keys: Iterable[str] = ()) -> Summary:
    """The scope as one, with the period before. No `keys`: all indicators. Two queries."""
    raise NotImplementedError


def table(*, scope: Scope, keys: Iterable[str] = ()) -> Table:
    """Indicators (all without `keys`) by office. Two queries."""
    raise NotImplementedError


def comparison(*, scope: Scope, key: str) -> Comparison:
    """One indicator by office: fair or silent. For the map, the funnel plot and the league. Two queries."""
    raise NotImplementedError


def trend(*, scope: Scope, key: str) -> Trend:
    """One indicator over the months (or days) of the scope, its offices as one. One query."""
    raise NotImplementedError


def trends(*, scope: Scope, key: str) -> tuple[Trend, ...]:
    """The same for each office: small multiples, by code. Two queries."""
    raise NotImplementedError


def owners(*, scope: Scope) -> tuple[OwnerSplit, tuple[OwnerSplit, ...]]:
    """Whose minutes: the scope as one, and by office. Two queries."""
    raise NotImplementedError


def distribution(*, scope: Scope, duration: Duration = Duration.OFFICE) -> Distribution:
    """Percentiles (50, 80, 90, 95) and bars of a duration, the scope's offices as one. One query."""
    raise NotImplementedError


def distributions(*, scope: Scope, duration: Duration = Duration.OFFICE) -> tuple[Distribution, ...]:
    """The same by office. Two queries."""
    raise NotImplementedError


def open_files(*, scope: Scope) -> tuple[OpenFiles, ...]:
    """What lies at each office now (the period does not matter), by code. Two queries."""
    raise NotImplementedError


def staff(*, scope: Scope) -> tuple[StaffRow, ...]:
    """Staff promised, assigned and on duty by office (the service does not matter). Two queries."""
    raise NotImplementedError


def side_by_side(*, a: Scope, b: Scope, keys: Iterable[str] = ()) -> tuple[Difference, ...]:
    """Two offices, or two periods, or both. Two queries."""
    raise NotImplementedError


def turns(*, scope: Scope, keys: Iterable[str] = ("promise_kept",)) -> tuple[Turn, ...]:
    """Changes against the period before that are more than chance, by office and service, worst first."""
    raise NotImplementedError


def own(*, office_id: UUID, scope: Scope, keys: Iterable[str] = ()) -> tuple[OwnFigure, ...]:
    """An office about itself, with the median of its peers. Three queries."""
    raise NotImplementedError


def own_trend(*, office_id: UUID, scope: Scope, key: str) -> Trend:
    """One indicator of the office over time. Two queries."""
    raise NotImplementedError


def own_owners(*, office_id: UUID, scope: Scope) -> OwnerSplit:
    """Whose minutes its files took. Two queries."""
    raise NotImplementedError


def own_distribution(*, office_id: UUID, scope: Scope, duration: Duration = Duration.OFFICE) -> Distribution:
    """How long its files took. Two queries."""
    raise NotImplementedError


def below(*, office_id: UUID, scope: Scope, keys: Iterable[str] = ()) -> Table:
    """The kelurahan of a kecamatan, for its camat. Two queries."""
    raise NotImplementedError
