"""Rows of a model by a query that is spelled once.

Django's query builder takes a millisecond to say "this file, to be changed" and to understand the answer,
each time anew; PostgreSQL needs 0.2. For what every action at the counter reads.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)
Convert = Callable[[Any, Any, Any], Any]


@cache
def _spelled(model: type[models.Model]) -> tuple[str, list[str], list[tuple[int, Any, list[Convert]]]]:
    """SELECT with all columns FROM the table; their names; what makes Python's values of the database's."""
    compiler: Any = model._base_manager.order_by().query.get_compiler(connection=connection)
    sql, _none = compiler.as_sql()
    columns = [column for column, _text, _alias in compiler.select]
    converters = compiler.get_converters(columns).items()
    names = [column.target.attname for column in columns]
    return sql, names, [(place, column, list(each)) for place, (each, column) in converters]


def stored(model: type[Row], tail: str, params: Sequence[Any]) -> list[Row]:
    """The rows that `tail` chooses: "WHERE file_id = %s ORDER BY seq"; columns as the database names them."""
    select, names, converters = _spelled(model)
    with connection.cursor() as cursor:
        cursor.execute(f"{select} {tail}", tuple(params))
        rows = [list(row) for row in cursor.fetchall()]
    for place, column, each in converters:
        for row in rows:
            for convert in each:
                row[place] = convert(row[place], column, connection)
    return [model.from_db(connection.alias, names, row) for row in rows]
