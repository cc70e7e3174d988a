"""Attachments of a file that goes on in another office: opened under the one key, sealed under the other."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from attachments import store
from attachments.models import Attachment, State
from commons.crypto import blind_index, current_key
from commons.ids import new_id

_SAME = (
    "kind",
    "requirement",
    "content_type",
    "size",
    "pages",
    "via",
    "added_at",
    "added_by_id",
    "added_by_name",
)


@dataclass(frozen=True)
class Carried:
    """One attachment on its way: what its row says, and its bytes."""

    facts: dict[str, Any]
    thumb: bytes
    content: bytes


def of_file(file_id: UUID) -> list[UUID]:
    """What of a file goes along, in order; in the office that gives it up."""
    rows = Attachment.objects.filter(file_id=file_id, state=State.KEPT).order_by("id")
    return list(rows.values_list("id", flat=True))


def take(attachment_id: UUID) -> Carried:
    """Open one; in the office that gives it up. Raises as `store.get`."""
    row = Attachment.objects.get(id=attachment_id)
    content = store.get(row.name, of=row.id)
    return Carried({name: getattr(row, name) for name in _SAME}, bytes(row.thumb or b""), content)


def give(carried: Carried, *, file_id: UUID) -> None:
    """Keep it for a file of this office; a second time it is there already. Raises `UploadRefused`."""
    if Attachment.objects.filter(file_id=file_id, **carried.facts).exists():
        return
    row = Attachment(id=new_id(), file_id=file_id, state=State.KEPT, thumb=carried.thumb, **carried.facts)
    row.name = store.new_name(row.added_at)
    row.sent_index = blind_index(current_key(), f"{row.added_at} {row.size}", kind="attachment.carried")
    store.put(row.name, carried.content, of=row.id)
    row.save(force_insert=True)
