"""How a line gets onto a trail: one writer at a time, numbered without gaps, sealed to the line before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction

from accounts.actors import Actor
from audit import actions, chain
from audit.models import ChainEntry, ChainHead

Entry = TypeVar("Entry", bound=ChainEntry)
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of a trail is to say, before it has its place there."""

    action: str
    actor: Actor | None
    subject: str
    data: Mapping[str, Any]
    at: datetime


# The lock is taken by a statement of its own: the one after it must see what the former holder committed.
# FOR UPDATE on the last line would need the right to update, which nobody has on a trail.
_LOCK_AND_READ = """
SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.{table}', 0));
SELECT seq, digest FROM {table} ORDER BY seq DESC LIMIT 1
"""
_COLUMNS = ("id", "seq", "at", "actor_id", "actor_name", "action", "subject", "data", "previous", "digest")
_WRITE_HEAD = """
INSERT INTO {head} (id, lines, seal) VALUES (1, %s, %s)
ON CONFLICT (id) DO UPDATE SET lines = EXCLUDED.lines, seal = EXCLUDED.seal
"""
# Line and head in one statement: one round trip, as without a head.
_WRITE = f"""
WITH line AS (INSERT INTO {{lines}} ({", ".join(_COLUMNS)}) VALUES ({", ".join(["%s"] * len(_COLUMNS))}))
{_WRITE_HEAD}"""  # noqa: S608  column names of this module


def append(
    model: type[Entry],
    head: type[ChainHead],
    *,
    key: bytes,
    action: str,
    actor: Actor | None,
    subject: str,
    data: Mapping[str, Any] | None,
    now: datetime,
) -> Entry:
    """Write one line, sealed with `key`, in the current scope, in the caller's transaction if there is one.

    The trail stays locked until that transaction ends, so write the line last. Raises `UnknownAction`, and
    `TypeError` when `data` holds what a chain cannot keep.
    """
    line = Line(action, actor, subject, data or {}, now)
    _check(line)
    with transaction.atomic(savepoint=False):
        (entry,) = _sealed(model, [line], key)
        values = [getattr(entry, name) for name in _COLUMNS]
        values[_COLUMNS.index("data")] = json.dumps(entry.data)
        _write(_WRITE, values, entry, head, key)
    return entry


def append_all(
    model: type[Entry], head: type[ChainHead], *, key: bytes, lines: Sequence[Line]
) -> list[Entry]:
    """Write several lines at once, in this order. Raises as `append`, and then none is written."""
    for line in lines:
        _check(line)
    if not lines:
        return []
    with transaction.atomic(savepoint=False):
        entries = _sealed(model, lines, key)
        model._default_manager.bulk_create(entries, batch_size=BATCH)
        _write(_WRITE_HEAD, [], entries[-1], head, key)
    return entries


def _check(line: Line) -> None:
    """Before the transaction begins, so that a caller who catches it can go on with their own."""
    actions.check(line.action)
    chain.canonical(dict(line.data))


def _sealed(model: type[Entry], lines: Sequence[Line], key: bytes) -> list[Entry]:
    """The lines as entries that follow the trail's last one, which stays locked."""
    seq, previous = _last(model._meta.db_table)
    entries: list[Entry] = []
    for number, line in enumerate(lines, start=seq + 1):
        entry = _entry(model, line, number, previous)
        entry.digest = previous = chain.link(key, previous, chain.content_of(entry))
        entries.append(entry)
    return entries


def _entry(model: type[Entry], line: Line, seq: int, previous: str) -> Entry:
    return model(
        seq=seq,
        at=line.at,
        actor_id=line.actor.user_id if line.actor else None,
        actor_name=line.actor.name if line.actor else "",
        action=line.action,
        subject=line.subject,
        data=dict(line.data),
        previous=previous,
    )


def _write(sql: str, values: Sequence[Any], last: ChainEntry, head: type[ChainHead], key: bytes) -> None:
    """Run `sql`, which ends with the head: how many lines there are now, and the seal of the last."""
    lines = last._meta.db_table
    seal = chain.seal_head(key, lines, chain.Head(last.seq, last.digest))
    with connection.cursor() as cursor:
        named = sql.format(lines=lines, head=head._meta.db_table)
        cursor.execute(named, [*values, last.seq, seal])


def _last(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_AND_READ.format(table=table))
        cursor.nextset()
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, chain.GENESIS)
