"""Dirty marks for the read model: what of an office must be counted anew. Written in the transaction of the
change itself, so that no change is ever missed; taken away by the fold that has counted it (`indicators`).

A mark names days, never files or people. An office's role may insert its own and do nothing else with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.sql import InsertQuery

from offices.models import DirtyMark

Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changed. `topic` names what is counted (files); `days` are the WIB days whose figures it touches.

    `oldest`: a file may have been received long before the day it is counted on; with its day of receipt the
    fold need not look further back. `since`: every day from then on is touched (hours, absences).
    """

    office_id: UUID
    topic: str
    days: frozenset[date] = field(default=frozenset())
    oldest: date | None = None
    since: date | None = None


def mark(*, change: Change, now: datetime) -> None:
    """Mark the days as changed. One statement; call it in the transaction of the change."""
    _execute(_insert(_row(change, now)))


def save_marked(row: models.Model, *, change: Change, now: datetime) -> None:
    """Insert the new `row` and the mark by one statement: an action on a file has no query to spare."""
    mark_sql, mark_params = _insert(_row(change, now))
    row_sql, row_params = _insert(row)
    _execute((f"WITH marked AS ({mark_sql}) {row_sql}", (*mark_params, *row_params)))
    row._state.adding, row._state.db = False, connection.alias


def _row(change: Change, now: datetime) -> DirtyMark:
    return DirtyMark(
        office_id=change.office_id,
        topic=change.topic,
        days=sorted(change.days),
        oldest=change.oldest or min(change.days, default=None),
        since=change.since,
        at=now,
    )


def _insert(row: models.Model) -> Statement:
    query = InsertQuery(type(row))
    query.insert_values(row._meta.concrete_fields, [row])
    statements: Iterable[Statement] = query.get_compiler(connection=connection).as_sql()
    (statement,) = statements
    return statement


def _execute(statement: Statement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
