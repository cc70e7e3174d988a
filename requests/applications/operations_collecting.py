"""Handing a product over, with who took it and the signature from the tablet."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actors import Actor
from applications.collecting import Collector
from applications.operations import Inputs, Outcome, act
from applications.workflow_types import Action
from attachments import operations as attachments
from attachments.models import Attachment, Collection, Kind
from attachments.operations import Adder, Owner
from commons.ids import new_id


def hand_over(
    *,
    file_id: UUID,
    actor: Actor,
    expected_event: int,
    inputs: Inputs,
    signature: bytes,
    now: datetime,
    idempotency_key: str | None = None,
) -> Outcome:
    """Complete the hand-over; the signature is opened and stored before the transaction begins.

    Raises as `operations.act`, and `UploadRefused`; then nothing has changed and no signature is kept.
    """
    drawn = _stored(signature, actor=actor, now=now)
    try:
        with transaction.atomic():
            outcome = act(
                file_id=file_id,
                actor=actor,
                action=Action.COMPLETE,
                expected_event=expected_event,
                inputs=inputs,
                now=now,
                idempotency_key=idempotency_key,
            )
            new = _noted(outcome, inputs.collector, drawn, actor=actor, now=now)
    except BaseException:
        _forget(drawn)
        raise
    if not new:
        _forget(drawn)  # sent twice: the first one's signature stands
    return outcome


def _stored(signature: bytes, *, actor: Actor, now: datetime) -> Attachment | None:
    if not signature:
        return None
    owner = Owner(draft=str(new_id()))
    return attachments.add(
        owner=owner, kind=Kind.SIGNATURE, content=signature, adder=Adder.of(actor), now=now
    )


def _noted(
    outcome: Outcome, collector: Collector | None, drawn: Attachment | None, *, actor: Actor, now: datetime
) -> bool:
    """Whether this hand-over is a new one, and so was written down."""
    if collector is None:
        return False
    facts = {
        "at": now,
        "name": collector.name,
        "relation": collector.relation,
        "relation_words": collector.words,
        "id_kind": collector.id_kind,
        "id_last": collector.id_last,
        "phone": collector.phone or None,
        "signature": drawn,
        "by_name": actor.name,
    }
    _row, new = Collection.objects.get_or_create(file_id=outcome.file_id, event=outcome.event, defaults=facts)
    if new and drawn is not None:
        attachments.bind(draft=drawn.draft, file_id=outcome.file_id, added_by=actor.user_id)
    return new


def _forget(drawn: Attachment | None) -> None:
    if drawn is not None:
        attachments.erase([drawn])
