"""One file as its applicant may follow it: by a code nobody can guess, without names and NIK."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from applications import aliases
from applications.models import Event, File
from applications.presence import Presence, presence_since
from applications.queries_rows import Row, rows
from applications.workflow import StepKind
from commons.ids import read_code
from documents.models import Letter
from lettercheck.models import LetterState


@dataclass(frozen=True)
class PublicFile:
    """The file's row, its events (for their times only), and its letter once that is valid."""

    row: Row
    events: Sequence[Event]
    letter: Letter | None
    leader_back: datetime | None = None  # when the leader returns for whose signature the file waits
    alias: str = ""
    """The code that was typed where it is none of ours (`aliases`): it may be guessed, so it opens less."""


def public_file(code: str, *, now: datetime) -> PublicFile | None:
    """The file behind a code as people type it; None when there is none in this office."""
    wanted = File.objects.only("id", "received_at")
    file, alias = wanted.filter(track_code=read_code(code)[:24]).first(), ""
    if file is None and (other := aliases.find(code[:40])) is not None:
        file, alias = wanted.filter(id=other[0]).first(), other[1]
    if file is None:
        return None
    presence = presence_since(file.received_at)
    (row,) = rows([file.id], presence=presence, now=now)
    letter = Letter.objects.filter(file_id=file.id, state=LetterState.VALID).defer("pdf", "sheet").first()
    events = list(Event.objects.filter(file_id=file.id).order_by("seq"))
    return PublicFile(row, events, None if alias else letter, _leader_back(row, presence, now), alias)


def _leader_back(row: Row, presence: Presence, now: datetime) -> datetime | None:
    """While nobody signs in the leader's place."""
    absence = presence.absence_at(now)
    waits = row.file.step_kind == StepKind.SIGN or row.folded.state.correction is not None
    if not waits or absence is None or presence.stand_in(now, row.program.matter) is not None:
        return None
    return absence.to_at
