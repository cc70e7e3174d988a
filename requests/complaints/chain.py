"""Events as stored against actions as the workflow reads them, and the hash chain over them."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from audit import chain
from commons.crypto import blind_index, current_key
from complaints.models import Complaint, ComplaintEvent


def sealed_onto(event: ComplaintEvent, previous: str) -> ComplaintEvent:
    """The event with its digest, after the digest before it."""
    event.previous = previous
    event.digest = chain.link(current_key().chain_key, previous, _content(event))
    return event


def head_seal(complaint_id: UUID, seq: int, digest: str) -> str:
    """What the complaint's row remembers of its last event."""
    return chain.seal_head(current_key().chain_key, f"complaint:{complaint_id}", chain.Head(seq, digest))


def check(row: Complaint, events: Iterable[ComplaintEvent], kept: chain.Head | None = None) -> chain.Report:
    """Walk a complaint's chain and hold it against the head that its row remembers."""
    key = current_key().chain_key
    report = chain.walk(key, _links(events), kept)
    return chain.against_head(key, f"complaint:{row.id}", report, row.event_no, row.last_digest)


def _links(events: Iterable[ComplaintEvent]) -> Iterator[chain.Link]:
    return (chain.Link(e.seq, _content(e), e.previous, e.digest) for e in events)


def mark_of(text: str) -> str:
    """What the digest of an event covers of its words."""
    return blind_index(current_key(), text, kind="complaint.text")


def _content(event: ComplaintEvent) -> dict[str, Any]:
    return {
        "complaint": str(event.complaint_id),
        "seq": event.seq,
        "at": chain.instant(event.at),
        "actor": {
            "id": str(event.actor_id) if event.actor_id else None,
            "name": event.actor_name,
            "title": event.actor_title,
        },
        "action": event.action,
        "data": event.data,
        # Not the words themselves: a digest lies open in the database.
        "text": event.mark or mark_of(event.text or ""),
    }
