"""Which cells of a two-way table may be published beside its totals (pure).

A table holds a number for each row and column, for each row over all columns, for each column over all rows,
and for everything. The totals are `ALL`. Every line of it adds up, so a single cell that is left out can be
worked out from the rest of its line. `complete` leaves out more until no small cell can be worked out:

- Two rows and two columns make a rectangle. Where all four corners are left out, a number can be moved round
  it (+k, -k, +k, -k) and every line still adds up: all that is published is the same for many tables.
- The corners that would go down must have enough to give (`slack`), so that what can be worked out about a
  small cell, knowing that no number is negative, is never a single number nor within a few of it.
- A total may be a corner, too: then both the cell and its total go up together.

The proof for one small cell does not lean on another's: each has a rectangle of its own, all of it left out.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

ALL = ""
Place = tuple[str, str]
Counts = Mapping[Place, int]


@dataclass(frozen=True)
class Table:
    """Counts by (row, column), the totals included; a place that is absent is 0."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Counts

    def at(self, place: Place) -> int:
        """The number at a place."""
        return self.counts.get(place, 0)

    def places(self) -> Iterator[Place]:
        """Every place, totals included."""
        for row in (*self.rows, ALL):
            for column in (*self.columns, ALL):
                yield row, column


def small(table: Table, threshold: int) -> set[Place]:
    """Places with 1 to threshold - 1. Nothing at all (0) says nothing about anybody."""
    return {place for place in table.places() if 0 < table.at(place) < threshold}


def complete(
    table: Table,
    primary: Collection[Place],
    *,
    slack: int,
    already: Collection[Place] = (),
    weight: Callable[[Place], float] | None = None,
) -> frozenset[Place]:
    """All that is left out: `primary`, `already`, and what protects each primary place.

    The lightest protection is taken (a cell weighs what it counts, and a total much more); what is left out
    already weighs nothing. Where no rectangle protects a place, everything is left out: so little happened.
    """
    out = set(primary) | set(already)
    heavy = weight or _weight(table)
    for place in sorted(primary, key=lambda each: (table.at(each), each)):
        turns = list(_turns(table, place, slack))
        if not turns:
            return frozenset(table.places())
        out.update(min(turns, key=lambda turn: (sum(heavy(p) for p in turn if p not in out), turn)))
    return frozenset(out)


def _weight(table: Table) -> Callable[[Place], float]:
    whole = table.at((ALL, ALL)) + 1

    def heavy(place: Place) -> float:
        totals = place.count(ALL)
        return table.at(place) + 1 + totals * whole * 10

    return heavy


def _partners(names: tuple[str, ...], name: str) -> Iterator[tuple[str, int]]:
    """Who can take what `name` gives: another of its line (down), or the total of the line (up with it).

    A total of the line itself is partnered by any one of its line, up with it.
    """
    for other in (*names, ALL):
        if other != name:
            yield other, 1 if ALL in {other, name} else -1


def _turns(table: Table, place: Place, slack: int) -> Iterator[tuple[Place, ...]]:
    """Every rectangle through the place that leaves all published numbers as they are: its corners, those
    that go up before those that go down.
    """
    at = table.at

    def gives(corner: Place, sign: int) -> bool:
        # What an office does not do stays 0: nobody would believe that a number was hidden there.
        return at(corner) > (0 if sign > 0 else slack)

    row, column = place
    if not gives(place, 1):
        return
    beside = [(other, sign) for other, sign in _partners(table.columns, column) if gives((row, other), sign)]
    for other_row, by_row in _partners(table.rows, row):
        if not gives((other_row, column), by_row):
            continue
        for other_column, by_column in beside:
            if gives((other_row, other_column), by_row * by_column):
                signs = {
                    place: 1,
                    (other_row, column): by_row,
                    (row, other_column): by_column,
                    (other_row, other_column): by_row * by_column,
                }
                yield tuple(sorted(signs, key=signs.__getitem__, reverse=True))
