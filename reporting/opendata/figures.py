"""From sums of a month to what is published of it (pure): see docs/adr/0023.

Counts are published as they are, proportions and means with the band their n lies in. Each indicator is a
table of offices × services with its totals, and is protected for itself as if its n were published exactly.
Where a count is withheld, so is every indicator that is made of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.measures import Definition, Kind
from indicators.values import Tally, columns_of, value_of
from opendata.rules import Rules
from opendata.suppression import Place, Table, complete, small

Sums = Mapping[Place, Tally]


@dataclass(frozen=True)
class Cell:
    """One place of one indicator. `value`: a count, a proportion or rate (two decimals), or whole minutes;
    None where nothing is published: there is too little to say, or it or another that could be worked out
    from it is small. Which of these is not told. `n_from`: the lower bound of the band that n lies in."""

    key: str
    row: str
    column: str
    value: float | None = None
    n_from: int | None = None


def publishable(
    definitions: Iterable[Definition], everybody: frozenset[str], rules: Rules
) -> list[Definition]:
    """Indicators that everybody may see, and that count files, not people at work, inhabitants or days."""
    return [
        one
        for one in definitions
        if one.audience >= everybody
        and one.is_open
        and not one.per_head
        and one.kind is not Kind.STATE
        and not set(columns_of(one)) & rules.about_staff
    ]


def published(
    definitions: Iterable[Definition],
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    sums: Sums,
    rules: Rules,
) -> list[Cell]:
    """Every place of every indicator, in the order of definitions, rows and columns (totals last)."""
    those = sorted(definitions, key=lambda one: one.kind is not Kind.COUNT)
    withheld: dict[str, frozenset[Place]] = {}  # by column of a count
    found: dict[str, list[Cell]] = {}
    for one in those:
        frame = _Frame(one, rows, columns, sums)
        before = frozenset[Place]().union(*(withheld.get(name, frozenset()) for name in columns_of(one)))
        out = frame.withheld(rules, before)
        if one.kind is Kind.COUNT:
            for name in one.top:
                withheld[name] = withheld.get(name, frozenset()) | out
        found[one.key] = [frame.cell(place, out, rules) for place in frame.places()]
    return [cell for one in definitions for cell in found[one.key]]


@dataclass(frozen=True)
class _Frame:
    """One indicator's table."""

    definition: Definition
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    sums: Sums

    def sum(self, names: Iterable[str]) -> Table:
        """Counts of these columns together."""
        counted = {place: sum(tally.get(name, 0) for name in names) for place, tally in self.sums.items()}
        return Table(self.rows, self.columns, counted)

    def places(self) -> list[Place]:
        """Every place, totals last."""
        return list(self.sum(()).places())

    def _parts(self) -> list[Table]:
        """What could be known of the indicator: its top, its n, and what is left of n without the top."""
        tables = [self.sum(self.definition.top)] if self.definition.top else []
        if self.definition.bottom:
            tables.append(n := self.sum(self.definition.bottom))
            if self.definition.kind is Kind.PROPORTION:
                rest = {place: n.at(place) - tables[0].at(place) for place in n.places()}
                tables.append(Table(self.rows, self.columns, rest))
        return tables

    def withheld(self, rules: Rules, before: frozenset[Place]) -> frozenset[Place]:
        """Where nothing is published: too few, small in any part, and what protects that."""
        out = before
        if self.definition.kind is not Kind.COUNT:
            out |= {place for place in self.places() if self._too_few(place, rules)}
        parts = self._parts()
        primary = frozenset[Place]().union(*(small(table, rules.threshold) for table in parts))
        for table in parts:
            own = small(table, rules.threshold)
            out = complete(table, own, slack=rules.slack, already=out | primary)
        return out

    def _too_few(self, place: Place, rules: Rules) -> bool:
        figure = value_of(self.definition, self.sums.get(place, {}))
        return not figure.enough or figure.value is None or not rules.band(figure.n)

    def cell(self, place: Place, out: frozenset[Place], rules: Rules) -> Cell:
        """What is said at one place."""
        one, (row, column) = self.definition, place
        if place in out:
            return Cell(one.key, row, column)
        figure = value_of(one, self.sums.get(place, {}))
        value = figure.value or 0
        if one.kind is Kind.COUNT:
            return Cell(one.key, row, column, round(value))
        return Cell(
            one.key, row, column, round(value, 2 if one.duration is None else 0), rules.band(figure.n)
        )
