"""How a line gets onto a trail: one writer at a time, numbered without gaps, sealed to the line before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction

from accounts.actors import Actor
from audit import actions, chain
from audit.models import ChainEntry

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


def append(
    model: type[Entry],
    *,
    action: str,
    actor: Actor | None,
    subject: str,
    data: Mapping[str, Any] | None,
    now: datetime,
) -> Entry:
    """Write one line in the current scope, in the caller's transaction if there is one.

    The trail stays locked until that transaction ends, so write the line last. Raises `UnknownAction`, and
    `TypeError` when `data` holds what a chain cannot keep.
    """
    return append_all(model, [Line(action, actor, subject, data or {}, now)])[0]


def append_all(model: type[Entry], lines: Sequence[Line]) -> list[Entry]:
    """Write several lines at once, in this order. Raises as `append`, and then none is written."""
    # Refused before the transaction begins, so that a caller who catches it can go on with their own.
    for line in lines:
        actions.check(line.action)
        chain.canonical(dict(line.data))
    with transaction.atomic(savepoint=False):
        seq, previous = _last(model._meta.db_table)
        entries: list[Entry] = []
        for number, line in enumerate(lines, start=seq + 1):
            entry = _sealed(model, line, number, previous)
            previous = entry.digest
            entries.append(entry)
        model._default_manager.bulk_create(entries, batch_size=BATCH)
    return entries


def _sealed(model: type[Entry], line: Line, seq: int, previous: str) -> Entry:
    entry = model(
        seq=seq,
        at=line.at,
        actor_id=line.actor.user_id if line.actor else None,
        actor_name=line.actor.name if line.actor else "",
        action=line.action,
        subject=line.subject,
        data=dict(line.data),
        previous=previous,
    )
    entry.digest = chain.link(previous, chain.content_of(entry))
    return entry


def _last(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_AND_READ.format(table=table))
        cursor.nextset()
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, chain.GENESIS)
