"""One file as its applicant may follow it: by a code nobody can guess, without names and NIK."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from applications.models import Event, File
from applications.presence import presence_since
from applications.queries_rows import Row, rows
from commons.ids import read_code
from documents.models import Letter
from lettercheck.models import LetterState


@dataclass(frozen=True)
class PublicFile:
    """The file's row, its events (for their times only), and its letter once that is valid."""

    row: Row
    events: Sequence[Event]
    letter: Letter | None


def public_file(code: str, *, now: datetime) -> PublicFile | None:
    """The file behind a code as people type it; None when there is none in this office."""
    file = File.objects.filter(track_code=read_code(code)[:24]).only("id", "received_at").first()
    if file is None:
        return None
    (row,) = rows([file.id], presence=presence_since(file.received_at), now=now)
    letter = Letter.objects.filter(file_id=file.id, state=LetterState.VALID).defer("pdf", "sheet").first()
    return PublicFile(row, list(Event.objects.filter(file_id=file.id).order_by("seq")), letter)
