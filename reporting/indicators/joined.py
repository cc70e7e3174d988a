"""Sums of several sources in one query: each source has its columns in its own places, and 0 after them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Aggregate, BigIntegerField, IntegerField, Value


def joined(
    parts: Sequence[tuple[Any, Sequence[str]]], by: tuple[str, ...], sum_of: Callable[[str], Aggregate]
) -> Iterator[tuple[tuple[Any, ...], dict[str, int]]]:
    """Each key of `by` with its sums, once for each source that has it. One query; none without parts.

    `parts`: the rows of each source, and the columns that it counts.
    """
    if not parts:
        return
    # By place and not by name: a dozen sources would stand in each other's way with a hundred columns.
    width = max(len(columns) for _rows, columns in parts)
    first, *others = [
        _marked(rows, at, by).annotate(**_sums(columns, width, sum_of))
        for at, (rows, columns) in enumerate(parts)
    ]
    for row in first.union(*others, all=True) if others else first:
        columns = parts[row[len(by)]][1]
        yield tuple(row[: len(by)]), dict(zip(columns, map(int, row[len(by) + 1 :]), strict=False))


def _marked(rows: Any, at: int, by: tuple[str, ...]) -> Any:
    which = Value(at, output_field=IntegerField())
    return rows.order_by().annotate(source_at=which).values_list(*by, "source_at")


def _sums(columns: Sequence[str], width: int, sum_of: Callable[[str], Aggregate]) -> dict[str, Any]:
    nothing = Value(0, output_field=BigIntegerField())
    places = [*map(sum_of, columns), *[nothing] * (width - len(columns))]
    return {f"sum_{place}": one for place, one in enumerate(places)}
