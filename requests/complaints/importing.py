"""A list from SP4N-LAPOR!: read, shown, confirmed; then all good rows in one transaction, or none."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from complaints import lapor
from complaints.errors import ComplaintRefused
from complaints.models import Channel, Complaint, LaporBatch
from complaints.operations import NewComplaint, receive
from trail import operations as trail


def read_list(*, content: bytes, actor: Actor, now: datetime) -> LaporBatch:
    """Read it and keep the good rows apart, sealed, until somebody confirms. Raises `BadTable`."""
    references = Complaint.objects.exclude(reference=None).values_list("reference", flat=True)
    parsed = lapor.parse(content, known=[each for each in references if each], now=now)
    return LaporBatch.objects.create(
        rows=lapor.packed(parsed.rows),
        faults=[[bad.line, bad.message] for bad in parsed.bad],
        good=len(parsed.rows),
        made_at=now,
        made_by_id=actor.user_id,
        made_by=actor.name,
    )


@transaction.atomic
def confirm(*, batch_id: UUID, actor: Actor, now: datetime) -> int:
    """Enter the good rows into the book, in order; how many. Twice enters nothing twice.

    Raises `ComplaintRefused`: `complaint_not_found`, `settled`.
    """
    batch = _held(batch_id)
    rows = lapor.unpacked(batch.rows or "[]")
    for row in rows:
        receive(
            actor=actor,
            new=NewComplaint(
                kind=row.kind,
                channel=Channel.LAPOR,
                text=row.text,
                anonymous=row.anonymous,
                confidential=row.confidential,
                name=row.name,
                reference=row.reference,
                received_at=datetime.fromisoformat(row.received),
            ),
            now=now,
        )
    _settle(batch, len(rows), now)
    trail.record(action="complaint.imported", actor=actor, data={"rows": len(rows)}, now=now)
    return len(rows)


@transaction.atomic
def discard(*, batch_id: UUID, now: datetime) -> None:
    """Let it go: nothing of it stays but that it was read. Raises as `confirm`."""
    _settle(_held(batch_id), 0, now)


def _held(batch_id: UUID) -> LaporBatch:
    batch = LaporBatch.objects.select_for_update().filter(id=batch_id).first()
    if batch is None:
        raise ComplaintRefused("complaint_not_found", _("Daftar ini tidak ada."))
    if batch.settled_at is not None:
        raise ComplaintRefused("settled", _("Daftar ini sudah diselesaikan. Tidak ada yang diubah."))
    return batch


def _settle(batch: LaporBatch, taken: int, now: datetime) -> None:
    batch.rows, batch.settled_at, batch.taken = None, now, taken
    batch.save(update_fields=["rows", "settled_at", "taken"])
