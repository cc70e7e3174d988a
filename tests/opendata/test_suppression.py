"""An attack on what is published: everything that adds up is written down as equations and solved for."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opendata.suppression import ALL, Place, Table, complete, small

THRESHOLD, SLACK = 5, 5
NAMES = "abcdef"


def table_of(numbers: list[list[int]]) -> Table:
    """A table with its totals."""
    rows, columns = tuple(NAMES[: len(numbers)]), tuple("123456"[: len(numbers[0])])
    counts: dict[Place, int] = {}
    for row, line in zip(rows, numbers, strict=True):
        for column, n in zip(columns, line, strict=True):
            for place in ((row, column), (row, ALL), (ALL, column), (ALL, ALL)):
                counts[place] = counts.get(place, 0) + n
    return Table(rows, columns, counts)


def equations(table: Table, known: Mapping[Place, int]) -> tuple[list[Place], list[list[Fraction]]]:
    """Every line adds up to its total; what is published is known. (unknown places, augmented rows)."""
    unknown = [place for place in table.places() if place not in known]
    index = {place: at for at, place in enumerate(unknown)}
    lines = [[(row, column) for column in (*table.columns, ALL)] for row in (*table.rows, ALL)]
    lines += [[(row, column) for row in (*table.rows, ALL)] for column in (*table.columns, ALL)]
    found = []
    for *parts, total in lines:
        equation = [Fraction(0)] * (len(unknown) + 1)
        for place, sign in [*((part, 1) for part in parts), (total, -1)]:
            if place in index:
                equation[index[place]] += sign
            else:
                equation[-1] -= sign * known[place]
        found.append(equation)
    return unknown, found


def solved(table: Table, known: Mapping[Place, int]) -> dict[Place, Fraction]:
    """What linear algebra alone says of the unknown places (Gauss and Jordan, exact)."""
    unknown, rows = equations(table, known)
    at = 0
    for column in range(len(unknown)):
        pivot = next((row for row in range(at, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        scale = rows[at][column]
        rows[at] = [each / scale for each in rows[at]]
        for row in range(len(rows)):
            if row != at and rows[row][column]:
                by = rows[row][column]
                rows[row] = [a - by * b for a, b in zip(rows[row], rows[at], strict=True)]
        at += 1
    found = {}
    for line in rows[:at]:
        held = [place for place, each in zip(unknown, line, strict=False) if each]
        if len(held) == 1:
            found[held[0]] = line[-1]
    return found


def attack(table: Table) -> None:
    """No small number may be worked out."""
    primary = small(table, THRESHOLD)
    out = complete(table, primary, slack=SLACK)
    assert primary <= out
    known = {place: table.at(place) for place in table.places() if place not in out}
    worked_out = solved(table, known)
    assert not primary & worked_out.keys(), (table.counts, out)


numbers = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 8), st.integers(0, 200)), min_size=width, max_size=width),
        min_size=1,
        max_size=6,
    )
)


@settings(max_examples=60)
@given(numbers)
def test_no_small_number_can_be_worked_out(found):
    attack(table_of(found))


@settings(max_examples=40)
@given(numbers, st.sets(st.sampled_from([(r, c) for r in "abc" for c in "12"])))
def test_whatever_else_is_left_out_already(found, already):
    table = table_of(found)
    primary = small(table, THRESHOLD)
    out = complete(table, primary, slack=SLACK, already=already)
    known = {place: table.at(place) for place in table.places() if place not in out}
    assert not primary & solved(table, known).keys()


@pytest.mark.parametrize(
    "found",
    [
        [[3]],
        [[3, 50]],
        [[3], [50]],
        [[3, 0], [0, 60]],
        [[2, 2], [2, 2]],
        [[1, 40, 50], [60, 70, 80]],
        [[4, 100], [4, 100], [4, 100]],
    ],
)
def test_the_small_corners(found):
    attack(table_of(found))


def test_what_is_large_enough_is_published():
    table = table_of([[50, 60], [70, 80]])
    assert complete(table, small(table, THRESHOLD), slack=SLACK) == frozenset()


def test_one_small_cell_takes_few_with_it():
    table = table_of([[3, 90, 90, 90], [90, 90, 90, 90], [90, 90, 90, 90]])
    assert len(complete(table, small(table, THRESHOLD), slack=SLACK)) == 4


def test_nothing_is_no_small_cell():
    assert small(table_of([[0, 50], [60, 70]]), THRESHOLD) == set()
