"""The leader's signing sitting: many files at once, each on its own."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actors import Actor
from applications.errors import NotFound
from applications.models import File
from applications.operations import act
from applications.told import Told
from applications.workflow_types import Action
from commons.errors import DomainError

MOST = 200


@dataclass(frozen=True)
class Chosen:
    """A file as it lay in the pile that was looked at."""

    file_id: UUID
    event: int


@dataclass(frozen=True)
class Failed:
    """A file that was not signed, and why."""

    number: str
    applicant: str
    reason: str


@dataclass(frozen=True)
class Sitting:
    """What a sitting came to."""

    signed: int
    failed: tuple[Failed, ...]


def sign_many(
    *,
    actor: Actor,
    chosen: Iterable[Chosen],
    now: datetime,
    idempotency_key: str,
    signed_at: datetime | None = None,
) -> Sitting:
    """Sign each chosen file in a transaction of its own, so that one that cannot be signed holds up no other.

    A file that moved since the pile was looked at is not signed: what was read is no longer what lies there.
    The same key again signs nothing twice and gives the same count. `signed_at`: when it was done on paper,
    which then is the moment of the event.
    """
    signed, failed = 0, list[Failed]()
    for each in list(chosen)[:MOST]:
        file = File.objects.only("receipt_number", "name", "correcting").filter(id=each.file_id).first()
        try:
            if file is None:
                raise NotFound
            act(
                file_id=each.file_id,
                actor=actor,
                action=Action.CORRECT if file.correcting else Action.COMPLETE,
                expected_event=each.event,
                now=signed_at or now,
                idempotency_key=_key(idempotency_key, each.file_id),
                told=Told(entered_at=now) if signed_at else None,
            )
        except DomainError as refused:
            known = (file.receipt_number, file.name) if file else ("–", "")
            failed.append(Failed(*known, str(refused.message)))
        else:
            signed += 1
    return Sitting(signed, tuple(failed))


def _key(sitting: str, file_id: UUID) -> str | None:
    return hashlib.sha256(f"{sitting}/{file_id}".encode()).hexdigest() if sitting else None
