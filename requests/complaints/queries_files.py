"""The file a complaint is about."""

from uuid import UUID

from applications.merging import key_of
from applications.models import Event, File
from commons.ids import read_code


def file_of(typed: str, *, with_number: bool = False) -> UUID | None:
    """By the code on its receipt; `with_number`: also by its number, for those who may search files."""
    code = read_code(typed)[:24]
    found = File.objects.filter(track_code=code).values_list("id", flat=True).first() if code else None
    if found is None and with_number:
        found = File.objects.filter(receipt_number=typed.strip()).values_list("id", flat=True).first()
    return found


def number_of(file_id: UUID | None) -> str:
    """Its receipt number."""
    if file_id is None:
        return ""
    return File.objects.filter(id=file_id).values_list("receipt_number", flat=True).first() or ""


def successor_of(file_id: UUID) -> UUID | None:
    """The file of this office that goes on with one of an office that was merged into it."""
    return Event.objects.filter(idempotency_key=key_of(file_id)).values_list("file_id", flat=True).first()
