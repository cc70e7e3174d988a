"""Events as stored against records as the workflow reads them, and the hash chain over them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from applications.models import Event, File
from applications.workflow_types import Action, Record
from audit import chain
from commons.crypto import current_key


def to_record(event: Event) -> Record:
    """The event as the workflow folds it."""
    return Record(
        seq=event.seq,
        at=event.at,
        actor_id=event.actor_id,
        action=Action(event.action),
        step=event.step_key,
        to_step=event.to_step,
        data=event.data,
    )


def to_event(
    record: Record,
    *,
    file: File,
    actor_name: str,
    actor_title: str,
    previous: str,
    extra: Mapping[str, Any],
    idempotency_key: str | None,
) -> Event:
    """The record as it is stored, sealed onto the event before it. `extra` joins the record's data."""
    event = Event(
        file=file,
        seq=record.seq,
        at=record.at,
        actor_id=record.actor_id,
        actor_name=actor_name,
        actor_title=actor_title,
        action=record.action,
        step_key=record.step,
        to_step=record.to_step,
        data={**record.data, **extra},
        idempotency_key=idempotency_key,
        previous=previous,
    )
    event.digest = chain.link(current_key().chain_key, previous, _content(event))
    return event


def head_seal(event: Event) -> str:
    """What the file's row remembers of its last event: nobody without the office's key can make it."""
    key, head = current_key().chain_key, chain.Head(event.seq, event.digest)
    return chain.seal_head(key, _name(event.file_id), head)


def _name(file_id: UUID) -> str:
    return f"file:{file_id}"


def verify(events: Iterable[Event]) -> int | None:
    """The number of the first event that does not follow from those before it, or None. Order by `seq`."""
    return chain.walk(current_key().chain_key, links(events)).broken


def check(file: File, events: Iterable[Event], kept: chain.Head | None = None) -> chain.Report:
    """Walk a file's chain and hold it against the head that its row remembers. `kept`: an earlier head."""
    key = current_key().chain_key
    report = chain.walk(key, links(events), kept)
    return chain.against_head(key, _name(file.id), report, file.event_no, file.last_digest)


def links(events: Iterable[Event]) -> Iterator[chain.Link]:
    """Events as links of their chain."""
    return (chain.Link(e.seq, _content(e), e.previous, e.digest) for e in events)


def _content(event: Event) -> dict[str, Any]:
    return {
        "file": str(event.file_id),
        "seq": event.seq,
        "at": chain.instant(event.at),
        "actor": {"id": str(event.actor_id), "name": event.actor_name, "title": event.actor_title},
        "action": str(event.action),
        "step": event.step_key,
        "to_step": event.to_step,
        "data": event.data,
    }
