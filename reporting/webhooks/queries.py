"""Reads: receivers and their log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from offices.scope import public_scope
from outbox.topics import TEST, all_topics
from webhooks.models import Attempt, Delivery, DeliveryState, Endpoint, State

PAGE = 50


@dataclass(frozen=True)
class EndpointLine:
    """A receiver in the list."""

    endpoint: Endpoint
    state_label: str
    waiting: int
    last: datetime | None


def endpoints() -> list[EndpointLine]:
    """All that are not removed, by name. One query."""
    with public_scope():
        rows = Endpoint.objects.exclude(state=State.REMOVED).annotate(
            waiting=Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
            last=Max("deliveries__ended_at", filter=Q(deliveries__state=DeliveryState.DONE)),
        )
        return [
            EndpointLine(
                row,
                str(State(row.state).label),
                row.waiting,
                row.last,
            )
            for row in rows.order_by("name", "id")
        ]


def endpoint(endpoint_id: UUID) -> Endpoint | None:
    """One that is not removed."""
    with public_scope():
        return Endpoint.objects.filter(pk=endpoint_id).exclude(state=State.REMOVED).first()


@dataclass(frozen=True)
class DeliveryLine:
    """A message in a receiver's log, with its last attempt."""

    delivery: Delivery
    topic: str
    state_label: str
    last: Attempt | None


def log(endpoint_id: UUID) -> list[DeliveryLine]:
    """The newest messages of a receiver. Two queries."""
    names = {topic.key: str(topic.name) for topic in all_topics()}
    with public_scope():
        rows = list(Delivery.objects.filter(endpoint_id=endpoint_id).order_by("-created_at", "-id")[:PAGE])
        newest = Attempt.objects.filter(delivery__in=rows).order_by("delivery_id", "-id")
        last = {each.delivery_id: each for each in newest.distinct("delivery_id")}
    return [
        DeliveryLine(
            row, names.get(row.topic, row.topic), str(DeliveryState(row.state).label), last.get(row.pk)
        )
        for row in rows
    ]


def delivery(endpoint_id: UUID, delivery_id: UUID) -> tuple[DeliveryLine, list[Attempt]] | None:
    """One message with every attempt, the newest first."""
    names = {topic.key: str(topic.name) for topic in all_topics()} | {TEST: TEST}
    with public_scope():
        row = Delivery.objects.filter(endpoint_id=endpoint_id, pk=delivery_id).first()
        if row is None:
            return None
        tries = list(row.tries.order_by("-id"))
    label = str(DeliveryState(row.state).label)
    return DeliveryLine(row, names.get(row.topic, row.topic), label, tries[0] if tries else None), tries
