"""From the outbox to the receivers. Every step may run twice, and a worker killed at any point loses nothing.

A message is spread to whoever asked for it and marked in one transaction. An attempt first takes its delivery
(one more attempt counted, due again in two minutes), then sends, then writes what came of it. A worker that
dies in between leaves a delivery that becomes due again: sent at least once, perhaps twice, under one id.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from audit import operations as audit
from commons.posting import Result, post
from offices.scope import public_scope
from outbox.models import Message
from webhooks import schedule, vault
from webhooks.models import Attempt, Delivery, DeliveryState, Endpoint, Secret, State
from webhooks.operations import body_of
from webhooks.signing import headers

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 200
EACH_AT_ONCE = 3
KEPT_FOR = (State.ACTIVE, State.PAUSED, State.DISABLED)


def spread(*, now: datetime) -> int:
    """Turn new messages into deliveries; returns how many messages."""
    with public_scope(), transaction.atomic():
        new = list(
            Message.objects.select_for_update(skip_locked=True, no_key=True)
            .filter(spread_at=None)
            .order_by("id")[:MOST_AT_ONCE]
        )
        if not new:
            return 0
        endpoints = list(Endpoint.objects.filter(state__in=KEPT_FOR))
        rows = [
            _delivery(message, each, now)
            for message in new
            for each in endpoints
            if message.topic in each.topics
        ]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        Message.objects.filter(pk__in=[message.pk for message in new]).update(spread_at=now)
    return len(new)


def _delivery(message: Message, endpoint: Endpoint, now: datetime) -> Delivery:
    return Delivery(
        endpoint=endpoint,
        message_id=message.pk,
        topic=message.topic,
        body=body_of(message.topic, message.data, message.happened_at),
        next_at=now,
        created_at=now,
    )


def due(*, now: datetime) -> list[tuple[UUID, int]]:
    """Deliveries to try now, with the attempts made so far; a few of each receiver, so that a slow one
    does not hold up the others."""
    with public_scope():
        waiting = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=now)
        place = Window(RowNumber(), partition_by="endpoint_id", order_by=["next_at", "id"])
        rows = (
            waiting.filter(endpoint__state=State.ACTIVE).annotate(place=place).filter(place__lte=EACH_AT_ONCE)
        )
        return list(rows.order_by("next_at").values_list("id", "attempts"))


def attempt(*, delivery_id: UUID, attempts: int, now: datetime) -> Result | None:
    """Try one delivery, if it still stands where it was when it was given out; None when it does not."""
    taken = _take(delivery_id, attempts, now)
    if taken is None:
        return None
    row, known = taken
    body, message_id = row.body.encode(), f"msg_{row.message_id.hex}"
    sent = headers(known, message_id, body, now=now)
    result = post(row.endpoint.url, body, {**sent, "Content-Type": "application/json", "User-Agent": "Loket"})
    _write(row, result, now)
    return result


def _take(delivery_id: UUID, attempts: int, now: datetime) -> tuple[Delivery, list[str]] | None:
    with public_scope():
        found = Delivery.objects.filter(
            pk=delivery_id, attempts=attempts, state=DeliveryState.WAITING, endpoint__state=State.ACTIVE
        )
        if not found.filter(next_at__lte=now).update(attempts=attempts + 1, next_at=now + schedule.LEASE):
            return None
        row = Delivery.objects.select_related("endpoint").get(pk=delivery_id)
        good = Secret.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), endpoint_id=row.endpoint_id)
        return row, [vault.opened(each.sealed, each.pk) for each in good.order_by("-created_at")]


def _write(row: Delivery, result: Result, now: datetime) -> None:
    with public_scope(), transaction.atomic():
        endpoint = Endpoint.objects.select_for_update().get(pk=row.endpoint_id)
        Attempt.objects.create(
            delivery_id=row.pk,
            at=now,
            took_ms=result.took_ms,
            status=result.status,
            error=result.error,
            answer=result.answer[:1024],
        )
        if result.good:
            _end(row, DeliveryState.DONE, now)
            Endpoint.objects.filter(pk=endpoint.pk).exclude(failing_since=None).update(failing_since=None)
        else:
            _failed(row, endpoint, result, now)


def _end(row: Delivery, state: DeliveryState, now: datetime) -> None:
    Delivery.objects.filter(pk=row.pk, attempts=row.attempts).update(state=state, ended_at=now)


def _failed(row: Delivery, endpoint: Endpoint, result: Result, now: datetime) -> None:
    again = None if result.gone else schedule.next_attempt(row.attempts, now=now)
    if again is None:
        _end(row, DeliveryState.FAILED, now)
    else:
        Delivery.objects.filter(pk=row.pk, attempts=row.attempts).update(next_at=again)
    since = endpoint.failing_since or now
    long = now - since >= schedule.DISABLED_AFTER
    disabled = endpoint.state == State.ACTIVE and (long or result.gone)
    Endpoint.objects.filter(pk=endpoint.pk).update(
        failing_since=since, state=State.DISABLED if disabled else endpoint.state
    )
    if disabled:
        _tell_disabled(endpoint, now)


def _tell_disabled(endpoint: Endpoint, now: datetime) -> None:
    logger.warning("webhooks: %s is disabled after failing for long", endpoint.pk)
    data = {"name": endpoint.name, "host": endpoint.host}
    audit.record(action="webhook.disabled", actor=None, subject=f"webhook:{endpoint.pk}", data=data, now=now)


def clear_log(*, now: datetime) -> int:
    """Remove what ended long ago, attempts with it, and messages that were spread; returns how many."""
    before = now - schedule.LOG_KEPT
    with public_scope():
        Attempt.objects.filter(delivery__ended_at__lt=before).delete()
        ended = Delivery.objects.filter(ended_at__lt=before).delete()[0]
        return ended + Message.objects.filter(spread_at__lt=before).delete()[0]
