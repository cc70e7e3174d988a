"""Several writes sent as one statement: what belongs to one fact is stored in one round trip, all or nothing.

The parts run on the state before any of them (common table expressions that write): none sees another's
rows, so no two parts may touch the same row. Foreign keys are looked at when the transaction ends.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery, UpdateQuery

Statement = tuple[str, tuple[Any, ...]]


def inserted(rows: Sequence[models.Model]) -> Statement:
    """The insert of rows of one model; their keys are made here, not by the database."""
    query = InsertQuery(type(rows[0]))
    query.insert_values(rows[0]._meta.concrete_fields, list(rows))
    statements: Iterable[Statement] = query.get_compiler(connection=connection).as_sql()
    (statement,) = statements
    return statement


def updated(row: models.Model, fields: Iterable[str]) -> Statement:
    """The update of one stored row, by its key, in these fields."""
    meta = row._meta
    values = {name: meta.get_field(name).pre_save(row, add=False) for name in fields}  # type: ignore[union-attr]
    return changed(type(row)._base_manager.filter(pk=row.pk), **values)


def changed(rows: models.QuerySet[Any], **values: object) -> Statement:
    """The update of all these rows to the same values; as `QuerySet.update`."""
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    statement: Statement = query.get_compiler(connection=connection).as_sql()
    return statement


def write(*parts: Statement) -> None:
    """Send the parts as one statement; the last may be of any kind, those before it are its parts."""
    *others, (sql, params) = parts
    names = ", ".join(f"part{n} AS ({part})" for n, (part, _values) in enumerate(others))
    values = [value for _part, given in others for value in given]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {names} {sql}" if names else sql, (*values, *params))


def insert(*rows: models.Model, besides: Iterable[Statement] = ()) -> None:
    """Insert rows of any models, and do what is to be done besides, by one statement."""
    by_model = sorted(rows, key=lambda row: type(row)._meta.label)
    kinds = [list(each) for _label, each in groupby(by_model, key=lambda row: type(row)._meta.label)]
    write(*besides, *map(inserted, kinds))
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
