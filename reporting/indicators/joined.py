"""Sums of several sources in one query: what a source does not count stands as 0 in its part."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    names = sorted({name for _rows, columns in parts for name in columns})
    first, *others = [
        _marked(rows, at, by).annotate(**_sums(names, set(columns), sum_of))
        for at, (rows, columns) in enumerate(parts)
    ]
    for row in first.union(*others, all=True) if others else first:
        key, at, sums = row[: len(by)], row[len(by)], dict(zip(names, row[len(by) + 1 :], strict=True))
        yield tuple(key), {name: int(sums[name]) for name in parts[at][1]}


def _marked(rows: Any, at: int, by: tuple[str, ...]) -> Any:
    which = Value(at, output_field=IntegerField())
    return rows.order_by().annotate(source_at=which).values_list(*by, "source_at")


def _sums(names: Iterable[str], columns: set[str], sum_of: Callable[[str], Aggregate]) -> dict[str, Any]:
    nothing = Value(0, output_field=BigIntegerField())
    return {f"sum_{name}": sum_of(name) if name in columns else nothing for name in names}
