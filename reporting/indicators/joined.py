"""Sums of several sources in one query: each source has its columns in one array, in an order of its own."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Aggregate, BigIntegerField, Func, IntegerField, Value


def joined(
    parts: Sequence[tuple[Any, Sequence[str]]], by: tuple[str, ...], sum_of: Callable[[str], Aggregate]
) -> Iterator[tuple[tuple[Any, ...], dict[str, int]]]:
    """Each key of `by` with its sums, once for each source that has it. One query; none without parts.

    `parts`: the rows of each source, and the columns that it counts.
    """
    if not parts:
        return
    # An array, and not by name: a dozen sources would stand in each other's way with a hundred columns.
    first, *others = [
        _marked(rows, at, by).annotate(sums=_Array(*map(sum_of, columns)))
        for at, (rows, columns) in enumerate(parts)
    ]
    for *key, at, sums in first.union(*others, all=True) if others else first:
        yield tuple(key), dict(zip(parts[at][1], map(int, sums), strict=True))


class _Array(Func):
    """Several values as one."""

    template = "ARRAY[%(expressions)s]"
    output_field = ArrayField(BigIntegerField())

    def get_db_converters(self, _connection: Any) -> list[Any]:
        """As it comes: a list already."""
        return []


def _marked(rows: Any, at: int, by: tuple[str, ...]) -> Any:
    which = Value(at, output_field=IntegerField())
    return rows.order_by().annotate(source_at=which).values_list(*by, "source_at")
