"""Attachments: reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from attachments import store
from attachments.models import Attachment, Collection, Kind, State, Via


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An attachment as a page lists it."""

    id: UUID
    kind: Kind
    requirement: str
    state: State
    content_type: str
    size: int
    pages: int
    via: Via
    added_at: datetime
    added_by: str
    struck: str = ""

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF, which is downloaded rather than shown."""
        return self.content_type == "application/pdf"


def of_file(file_id: UUID) -> list[Shown]:
    """All attachments of a file, struck ones too, in the order they came."""
    return [_shown(row) for row in _plain().filter(file_id=file_id).order_by("id")]


def of_draft(draft: str, *, added_by: UUID) -> list[Shown]:
    """What this officer added to an open intake form; nobody else's."""
    rows = _plain().filter(draft=draft, added_by_id=added_by) if draft else Attachment.objects.none()
    return [_shown(row) for row in rows.order_by("id")]


def _plain() -> QuerySet[Attachment]:
    return Attachment.objects.defer("thumb")


def _shown(row: Attachment) -> Shown:
    struck = f"{row.struck_by_name}: {row.struck_reason}" if row.state == State.STRUCK else ""
    return Shown(
        id=row.id,
        kind=Kind(row.kind),
        requirement=row.requirement,
        state=State(row.state),
        content_type=row.content_type,
        size=row.size,
        pages=row.pages,
        via=Via(row.via),
        added_at=row.added_at,
        added_by=row.added_by_name,
        struck=struck.removeprefix(": "),
    )


def count(file_id: UUID) -> int:
    """How many attachments a file has."""
    return Attachment.objects.filter(file_id=file_id).count()


def attachment(attachment_id: UUID) -> Attachment | None:
    """One attachment of this office."""
    return Attachment.objects.filter(id=attachment_id).first()


def content(row: Attachment) -> bytes:
    """Its bytes. Raises as `store.get`."""
    return store.get(row.name, of=row.id)


def collection(file_id: UUID, event: int) -> Collection | None:
    """Who collected at this event of the file."""
    rows = Collection.objects.select_related("signature").defer("signature__thumb")
    return rows.filter(file_id=file_id, event=event).first()


def collections_of(file_id: UUID) -> Sequence[Collection]:
    """All hand-overs of a file, oldest first."""
    return list(Collection.objects.filter(file_id=file_id).order_by("event"))


def rows_of_files(file_ids: Sequence[UUID]) -> list[Attachment]:
    """The attachments of these files, for what is done to all of them."""
    return list(Attachment.objects.filter(file_id__in=file_ids).defer("thumb").order_by("id"))
