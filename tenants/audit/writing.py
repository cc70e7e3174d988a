"""How a line gets onto a trail: one writer at a time, numbered without gaps, sealed to the line before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction

from accounts.actors import Actor
from audit import actions, chain
from audit.models import ChainEntry

Entry = TypeVar("Entry", bound=ChainEntry)

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
        entry.digest = chain.link(previous, chain.content_of(entry))
        entry.save(force_insert=True)
    return entry


def _last(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_AND_READ.format(table=table))
        cursor.nextset()
        row = cursor.fetchone()
    return (row[0], row[1]) if row else (0, chain.GENESIS)
