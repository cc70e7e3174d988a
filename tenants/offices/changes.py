"""Dirty marks for the read model: what of an office must be counted anew. Written in the transaction of the
change itself, so that no change is ever missed; taken away by the fold that has counted it (`indicators`).

A mark names days, never files or people. An office's role may insert its own and do nothing else with them.
`topic` says what is counted anew, or which other work waits in the office (`notifications.waking`); `days`
are the WIB days whose figures are touched; `oldest` is the day on which a file that did something on them was
received, so that the fold need not look further back; with `since`, every day from then on is touched (hours,
absences).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.sql import InsertQuery

from offices.models import DirtyMark, Office

FILES = "files"
ABSENCES = "absences"
Statement = tuple[str, tuple[Any, ...]]


def new_mark(
    *,
    office_id: UUID,
    topic: str = FILES,
    days: Collection[date] = (),
    oldest: date | None = None,
    since: date | None = None,
) -> DirtyMark:
    """A mark that is not stored yet, for `save_marked`."""
    return DirtyMark(
        office_id=office_id,
        topic=topic,
        days=sorted(days),
        oldest=oldest or min(days, default=None),
        since=since,
    )


def mark(
    *,
    office_id: UUID | None,
    topic: str = FILES,
    days: Collection[date] = (),
    since: date | None = None,
) -> None:
    """Mark days as changed; without an office, of every one (in the public scope only).

    One statement. Call it in the transaction of the change.
    """
    ids = [office_id] if office_id else list(Office.objects.values_list("id", flat=True))
    DirtyMark.objects.bulk_create(
        new_mark(office_id=each, topic=topic, days=days, since=since) for each in ids
    )


def save_marked(row: models.Model, *others: models.Model) -> None:
    """Insert `row`, marks and whatever else belongs to it by one statement: an action on a file has no query
    to spare. `others` of one model go in together; their keys are made here, not by the database."""
    several: dict[type[models.Model], list[models.Model]] = {}
    for other in others:
        several.setdefault(type(other), []).append(other)
    parts = [_insert(each) for each in several.values()]
    row_sql, row_params = _insert([row])
    names = [f"part{n} AS ({sql})" for n, (sql, _params) in enumerate(parts)]
    head = f"WITH {', '.join(names)} " if names else ""
    values = [value for _sql, params in parts for value in params]
    with connection.cursor() as cursor:
        cursor.execute(f"{head}{row_sql}", (*values, *row_params))
    for saved in (row, *others):
        saved._state.adding, saved._state.db = False, connection.alias


def _insert(rows: Sequence[models.Model]) -> Statement:
    query = InsertQuery(type(rows[0]))
    query.insert_values(rows[0]._meta.concrete_fields, list(rows))
    statements: Iterable[Statement] = query.get_compiler(connection=connection).as_sql()
    (statement,) = statements
    return statement
