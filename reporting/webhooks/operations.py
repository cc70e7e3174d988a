"""Writes by the kabupaten's admin: receivers, their secrets, sending again. Delivering is in `delivering`."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.authority import need_kabupaten_admin
from audit import operations as audit
from commons.errors import DomainError
from commons.ids import new_id
from commons.targets import read, resolve
from commons.text import clean_line
from offices.scope import public_scope
from outbox.topics import TEST, all_topics
from webhooks import schedule, vault
from webhooks.models import Delivery, DeliveryState, Endpoint, Secret, State
from webhooks.signing import new_secret

MOST_ENDPOINTS = 50


class EndpointRefused(DomainError):
    """The receiver cannot be kept like this, or is not there; nothing was changed."""


def add(*, name: str, url: str, topics: Iterable[str], actor: Actor, now: datetime) -> tuple[Endpoint, str]:
    """Keep a receiver; gives its secret, which is shown once. Raises `EndpointRefused`, `BadTarget`."""
    need_kabupaten_admin(actor)
    facts = _read(name, url, topics)
    with public_scope(), transaction.atomic():
        if Endpoint.objects.exclude(state=State.REMOVED).count() >= MOST_ENDPOINTS:
            raise EndpointRefused("too_many", _("Sudah ada 50 penerima; hapus yang tidak dipakai lagi."))
        endpoint = Endpoint.objects.create(**facts, created_at=now)
        secret = _new_secret(endpoint, now)
        _record("webhook.added", endpoint, actor, now)
    return endpoint, secret


def _read(name: str, url: str, topics: Iterable[str]) -> dict[str, Any]:
    name, url = clean_line(name, max_length=80), url.strip()
    if not name:
        raise EndpointRefused("no_name", _("Beri nama penerima ini."))
    resolve(read(url))
    known = {topic.key for topic in all_topics()}
    chosen = sorted(set(topics) & known)
    if not chosen:
        raise EndpointRefused("no_topics", _("Pilih paling sedikit satu jenis kejadian."))
    return {"name": name, "url": url, "topics": chosen}


def _new_secret(endpoint: Endpoint, now: datetime) -> str:
    secret, key = new_secret(), new_id()
    Secret.objects.create(id=key, endpoint=endpoint, sealed=vault.sealed(secret, key), created_at=now)
    return secret


def _record(action: str, endpoint: Endpoint, actor: Actor | None, now: datetime) -> None:
    audit.record(
        action=action,
        actor=actor,
        subject=f"webhook:{endpoint.pk}",
        data={"name": endpoint.name, "host": endpoint.host},
        now=now,
    )


def _locked(endpoint_id: UUID) -> Endpoint:
    found = Endpoint.objects.select_for_update().filter(pk=endpoint_id).exclude(state=State.REMOVED).first()
    if found is None:
        raise EndpointRefused("endpoint_not_found", _("Penerima ini tidak ada."))
    return found


def change(
    *, endpoint_id: UUID, name: str, url: str, topics: Iterable[str], actor: Actor, now: datetime
) -> None:
    """Another name, address or choice of messages. Raises `EndpointRefused`, `BadTarget`."""
    need_kabupaten_admin(actor)
    facts = _read(name, url, topics)
    with public_scope(), transaction.atomic():
        endpoint = _locked(endpoint_id)
        for key, value in facts.items():
            setattr(endpoint, key, value)
        endpoint.save(update_fields=list(facts))
        _record("webhook.changed", endpoint, actor, now)


def rotate(*, endpoint_id: UUID, actor: Actor, now: datetime) -> str:
    """A new secret, shown once. The former signs, too, for a day, so that the receiver can change over."""
    need_kabupaten_admin(actor)
    with public_scope(), transaction.atomic():
        endpoint = _locked(endpoint_id)
        endpoint.secrets.filter(expires_at__lte=now).delete()
        endpoint.secrets.filter(expires_at=None).update(expires_at=now + schedule.OVERLAP)
        secret = _new_secret(endpoint, now)
        _record("webhook.secret_rotated", endpoint, actor, now)
    return secret


def pause(*, endpoint_id: UUID, actor: Actor, now: datetime) -> None:
    """Send nothing until it is resumed; messages of this time are kept for it."""
    _move(endpoint_id, State.PAUSED, "webhook.paused", actor, now)


def resume(*, endpoint_id: UUID, actor: Actor, now: datetime) -> None:
    """Send again, also what was kept or given up while it was disabled or paused."""
    _move(endpoint_id, State.ACTIVE, "webhook.resumed", actor, now)


def remove(*, endpoint_id: UUID, actor: Actor, now: datetime) -> None:
    """Send nothing more, ever; what was not delivered is dropped, and the secrets with it."""
    with public_scope(), transaction.atomic():
        _move(endpoint_id, State.REMOVED, "webhook.removed", actor, now)
        Secret.objects.filter(endpoint_id=endpoint_id).delete()
        Delivery.objects.filter(endpoint_id=endpoint_id, state=DeliveryState.WAITING).delete()


def _move(endpoint_id: UUID, state: State, action: str, actor: Actor, now: datetime) -> None:
    need_kabupaten_admin(actor)
    with public_scope(), transaction.atomic():
        endpoint = _locked(endpoint_id)
        if endpoint.state == state:
            return
        endpoint.state, endpoint.failing_since = state, None
        endpoint.save(update_fields=["state", "failing_since"])
        waiting = endpoint.deliveries.filter(state=DeliveryState.WAITING)
        if state == State.ACTIVE:
            waiting.update(attempts=0, next_at=now)
        _record(action, endpoint, actor, now)


def send_test(*, endpoint_id: UUID, actor: Actor, now: datetime) -> Delivery:
    """A message that says only that it is a test; it goes out within seconds."""
    need_kabupaten_admin(actor)
    with public_scope(), transaction.atomic():
        endpoint = _locked(endpoint_id)
        key = new_id()
        return Delivery.objects.create(
            endpoint=endpoint,
            message_id=key,
            topic=TEST,
            body=body_of(TEST, {"endpoint": endpoint.name}, now),
            next_at=now,
            created_at=now,
        )


def redeliver(*, delivery_id: UUID, endpoint_id: UUID, actor: Actor, now: datetime) -> None:
    """Send a message once more, under its own id: a receiver that has it drops it."""
    need_kabupaten_admin(actor)
    with public_scope(), transaction.atomic():
        _locked(endpoint_id)
        row = Delivery.objects.select_for_update().filter(pk=delivery_id, endpoint_id=endpoint_id).first()
        if row is None:
            raise EndpointRefused("delivery_not_found", _("Pengiriman ini tidak ada lagi."))
        row.state, row.attempts, row.next_at, row.ended_at = DeliveryState.WAITING, 0, now, None
        row.save(update_fields=["state", "attempts", "next_at", "ended_at"])


def body_of(topic: str, data: dict[str, Any], happened_at: datetime) -> str:
    """What is sent: `type`, `timestamp` (when it happened) and `data`, as the specification proposes."""
    whole = {"type": topic, "timestamp": happened_at.isoformat(), "data": data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
