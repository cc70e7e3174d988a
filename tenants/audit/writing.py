"""How a line gets onto a trail: one writer at a time, numbered without gaps, sealed to the line before."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction

from accounts.actors import Actor
from audit import actions, chain
from audit.models import ChainEntry, ChainHead

Entry = TypeVar("Entry", bound=ChainEntry)

# The lock is taken by a statement of its own: the one after it must see what the former holder committed.
# FOR UPDATE on the last line would need the right to update, which nobody has on a trail.
_LOCK_AND_READ = """
SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.{table}', 0));
SELECT seq, digest FROM {table} ORDER BY seq DESC LIMIT 1
"""
_COLUMNS = ("id", "seq", "at", "actor_id", "actor_name", "action", "subject", "data", "previous", "digest")
# Line and head in one statement: one round trip, as without a head.
_WRITE = f"""
WITH line AS (INSERT INTO {{lines}} ({", ".join(_COLUMNS)}) VALUES ({", ".join(["%s"] * len(_COLUMNS))}))
INSERT INTO {{head}} (id, lines, seal) VALUES (1, %s, %s)
ON CONFLICT (id) DO UPDATE SET lines = EXCLUDED.lines, seal = EXCLUDED.seal
"""  # noqa: S608  column names of this module


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
    # Refused before the transaction begins, so that a caller who catches it can go on with their own.
    actions.check(action)
    chain.canonical(dict(data or {}))
    with transaction.atomic(savepoint=False):
        seq, previous = _last(model._meta.db_table)
        entry = model(
            seq=seq + 1,
            at=now,
            actor_id=actor.user_id if actor else None,
            actor_name=actor.name if actor else "",
            action=action,
            subject=subject,
            data=dict(data or {}),
            previous=previous,
        )
        entry.digest = chain.link(key, previous, chain.content_of(entry))
        _write(entry, head, key)
    return entry


def _write(entry: ChainEntry, head: type[ChainHead], key: bytes) -> None:
    lines = entry._meta.db_table
    values = [getattr(entry, name) for name in _COLUMNS]
    values[_COLUMNS.index("data")] = json.dumps(entry.data)
    seal = chain.seal_head(key, lines, chain.Head(entry.seq, entry.digest))
    with connection.cursor() as cursor:
        sql = _WRITE.format(lines=lines, head=head._meta.db_table)
        cursor.execute(sql, [*values, entry.seq, seal])


def _last(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_AND_READ.format(table=table))
        cursor.nextset()
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, chain.GENESIS)
