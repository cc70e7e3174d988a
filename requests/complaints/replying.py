"""What the reporter does, by the code alone: read on, add, accept, reopen, send evidence, hear no more."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attachments import operations as attachments
from attachments.models import Kind as PaperKind
from attachments.models import Via
from attachments.operations import Adder, Owner
from attachments.queries import count
from commons.text import clean_text
from complaints import queries, telling
from complaints.errors import ComplaintRefused
from complaints.models import Complaint
from complaints.operations import LEAST, LONGEST, Received, code_index, refuse_identities
from complaints.recording import append, held
from complaints.workflow import BY_CITIZEN, OPEN, Action
from escalations import operations as escalations
from escalations import queries as above
from escalations.queries import Whole
from offices.models import Office
from offices.scope import current_office, public_scope
from offices.succession import predecessors

MOST_EVIDENCE = 5
_SAYING = frozenset({Action.ADD, Action.REOPEN})


@dataclass(frozen=True)
class Found:
    """What a code opens: a line of this office's book, or what went upward."""

    here: Complaint | None = None
    above: Whole | None = None


def find(code: str) -> Found | None:
    """What the code opens; None for none of this office, nor of those that it carries on for."""
    office = current_office()
    found = _find(code, office)
    if found is not None:
        return found
    with public_scope():
        before = predecessors(office.pk)
    return next((found for old in before if (found := _find(code, old)) is not None), None)


def _find(code: str, office: Office) -> Found | None:
    """A code as `office` gave it: a complaint that moved here keeps the index it had there."""
    row = queries.by_index(code_index(code, of=office))
    if row is not None:
        return Found(here=row)
    up = above.by_code(code, office)
    return Found(above=up) if up is not None else None


@transaction.atomic
def reply(*, found: Found, action: Action, text: str, now: datetime) -> None:
    """ADD, ACCEPT or REOPEN. Accepting closes it: what was done is written down already.

    Raises `ComplaintRefused`: `state`, `reopened`, `needs_words`, `identity`; `UpwardRefused`; `BadText`.
    """
    if action not in BY_CITIZEN:
        raise ComplaintRefused("state", _("Pilih salah satu dari daftar."))
    if action in _SAYING:
        refuse_identities(text, "text")
    if found.above is not None:
        escalations.reply(row_id=found.above.row.id, action=action.value, text=text, now=now)
        return
    assert found.here is not None
    row, said = held(found.here.id), clean_text(text, max_length=LONGEST)
    if action in _SAYING and len(said) < LEAST:
        raise ComplaintRefused("needs_words", _("Tulis dulu apa yang ingin Anda sampaikan."), field="text")
    if action is Action.ADD and _just_said(row, said):
        return
    append(row, action, text=said, now=now)
    if action is Action.ACCEPT:
        append(row, Action.CLOSE, data={"by": "reporter"}, now=now)


def papers_along(*, old: UUID, made: Received, now: datetime) -> None:
    """The papers that a complaint was written on lie with it: in this office, or above it and no longer here.
    In the caller's transaction."""
    if not made.upward:
        attachments.go_along(old=old, new=made.id)
        return
    for content, kind in attachments.take_out(old)[:MOST_EVIDENCE]:
        escalations.add_evidence(row_id=made.id, content=content, content_type=kind, now=now)


def _just_said(row: Complaint, said: str) -> bool:
    """A page that was loaded again sends its form again."""
    last = queries.events(row)[-1]
    return last.action == Action.ADD and last.text == said


def add_evidence(*, found: Found, content: bytes, now: datetime) -> None:
    """A photograph or PDF. Raises `ComplaintRefused` and `UpwardRefused` (`state`, `evidence`),
    `UploadRefused`."""
    if found.above is not None:
        shown = attachments.checked(content)
        key, kind = found.above.row.id, shown.content_type
        escalations.add_evidence(row_id=key, content=shown.content, content_type=kind, now=now)
        return
    assert found.here is not None
    row = found.here
    if row.state not in OPEN:
        raise ComplaintRefused("state", _("Bukti dapat dikirim selama pengaduan belum dijawab."))
    if count(row.id) >= MOST_EVIDENCE:
        raise ComplaintRefused(
            "evidence", _("Paling banyak lima bukti untuk satu pengaduan."), field="evidence"
        )
    attachments.add(
        owner=Owner(file_id=row.id),
        kind=PaperKind.PAPER,
        content=content,
        # No name and no account: whoever sends may be anonymous.
        adder=Adder(id=row.id, name=str(_("Pelapor")), via=Via.PHONE),
        anew=True,
        now=now,
    )


@transaction.atomic
def stop_messages(*, complaint_id: UUID, now: datetime) -> None:
    """The reporter withdraws the consent to be told; again changes nothing."""
    telling.stop(held(complaint_id), now=now)
