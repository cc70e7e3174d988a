"""Writing down what other systems shall be told."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from outbox import topics
from outbox.models import Message

Plain = str | int | None


def put(*, topic: str, office_id: UUID | None, data: Mapping[str, Plain], now: datetime) -> None:
    """Keep a message in the transaction of the fact itself: both are there, or neither.

    Works in an office's scope (its own `office_id` only) and in the public one. One statement. Raises
    `UnknownTopic`, and `TransactionManagementError` outside a transaction.
    """
    topics.check(topic, frozenset(data))
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a message is written in the transaction of its fact")
    Message.objects.bulk_create([Message(topic=topic, office_id=office_id, data=dict(data), happened_at=now)])
