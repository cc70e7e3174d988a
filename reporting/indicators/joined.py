"""Sums of several sources in one query: what a source does not count is 0 in its part."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Aggregate, BigIntegerField, Value


def joined(
    parts: Sequence[tuple[Any, Sequence[str]]], by: tuple[str, ...], sum_of: Callable[[str], Aggregate]
) -> tuple[list[str], Any]:
    """The columns, and rows of `by` and their sums; a key comes once for each source that has it.

    `parts`: the rows of each source, and the columns that it counts.
    """
    names = sorted({name for _rows, columns in parts for name in columns})
    first, *others = [_part(rows, by, set(columns), names, sum_of) for rows, columns in parts]
    return names, first.union(*others, all=True) if others else first


def _part(
    rows: Any,
    by: tuple[str, ...],
    columns: set[str],
    names: Iterable[str],
    sum_of: Callable[[str], Aggregate],
) -> Any:
    nothing = Value(0, output_field=BigIntegerField())
    sums = {f"sum_{name}": sum_of(name) if name in columns else nothing for name in names}
    return rows.order_by().values_list(*by).annotate(**sums)


def add_into(tally: dict[str, int], names: Iterable[str], sums: Iterable[int]) -> None:
    """Add a row's sums to what is there."""
    for name, n in zip(names, sums, strict=True):
        tally[name] = tally.get(name, 0) + int(n)
