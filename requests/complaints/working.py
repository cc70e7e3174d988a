"""What the office does with a complaint: verify, forward, do, answer, refuse. Each in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_text
from complaints import queries, querysets, telling
from complaints.errors import ComplaintRefused
from complaints.models import Complaint, Klass
from complaints.operations import LEAST, LONGEST
from complaints.recording import append, held, set_terms
from complaints.workflow import Action
from offices.queries import sections
from offices.scope import current_office

# Who may do what; in the book about people whoever may see it may do all of it.
ROLES: dict[Action, frozenset[str]] = {
    Action.VERIFY: querysets.HANDLERS,
    Action.FORWARD: querysets.HANDLERS,
    Action.TAKE: querysets.HANDLERS,
    Action.NOTE: querysets.HANDLERS,
    Action.ANSWER: querysets.HANDLERS,
    Action.CLOSE: querysets.HANDLERS,
    Action.REJECT: frozenset({"SECTION_HEAD", "SECRETARY", "HEAD"}),
    Action.ARCHIVE: frozenset({"SECTION_HEAD", "SECRETARY", "HEAD"}),
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What goes with an action: the class of VERIFY, the section of FORWARD, what was done (NOTE, ANSWER),
    the answer or the ground."""

    klass: str = ""
    section: str = ""
    done: str = ""
    text: str = ""


@transaction.atomic
def act(
    *, actor: Actor, complaint_id: UUID, action: Action, said: Said, expected_event: int, now: datetime
) -> Complaint:
    """One act of the office. Raises `ComplaintRefused`: `complaint_not_found` (also for whom it is
    about), `wrong_role`, `stale`, `state`, `not_done`, `bad_klass`, `unknown_section`,
    `needs_words`; `BadText`."""
    row = held(complaint_id)
    if queries.one(complaint_id, actor) is None:
        raise ComplaintRefused("complaint_not_found", _("Pengaduan ini tidak ada."))
    if action not in ROLES or not actor.has(*ROLES[action]):
        raise ComplaintRefused(
            "wrong_role", _("Peran Anda tidak dapat melakukan ini. Tidak ada yang diubah.")
        )
    if expected_event != row.event_no:
        message = _(
            "Pengaduan ini berubah sejak halaman dibuka. Tidak ada yang diubah; lihat keadaannya sekarang."
        )
        raise ComplaintRefused("stale", message)
    _HOW[action](row, actor, said, now)
    telling.told(row, action, now=now)
    return row


def _verify(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    if said.klass not in Klass.values:
        raise ComplaintRefused("bad_klass", _("Pilih golongannya."), field="klass")
    row.klass = said.klass
    set_terms(row, since=wib(row.received_at).date(), verified=wib(now).date())
    append(row, Action.VERIFY, actor=actor, data={"klass": said.klass}, now=now)
    if said.section:
        _forward(row, actor, said, now)


def _forward(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    if said.section not in {section.name for section in sections(current_office().id)}:
        raise ComplaintRefused("unknown_section", _("Pilih seksinya dari daftar."), field="section")
    row.section = said.section
    append(row, Action.FORWARD, actor=actor, data={"section": said.section}, now=now)


def _take(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    append(row, Action.TAKE, actor=actor, now=now)


def _note(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    append(row, Action.NOTE, actor=actor, text=_words(said.done, "done", _NOT_DONE), now=now)


def _answer(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    text = _words(said.text, "text", _("Tulis jawaban untuk pelapor."))
    if said.done.strip():
        _note(row, actor, said, now)
    append(row, Action.ANSWER, actor=actor, text=text, now=now)


def _close(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    append(row, Action.CLOSE, actor=actor, now=now)


def _reject(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    ground = _words(said.text, "text", _("Tulis alasannya: pelapor membacanya."))
    append(row, Action.REJECT, actor=actor, text=ground, now=now)


def _archive(row: Complaint, actor: Actor, said: Said, now: datetime) -> None:
    ground = _words(said.text, "text", _("Tulis alasannya: pelapor membacanya."))
    append(row, Action.ARCHIVE, actor=actor, text=ground, now=now)


_NOT_DONE = _("Tulis dulu tindak lanjutnya.")
_HOW = {
    Action.VERIFY: _verify,
    Action.FORWARD: _forward,
    Action.TAKE: _take,
    Action.NOTE: _note,
    Action.ANSWER: _answer,
    Action.CLOSE: _close,
    Action.REJECT: _reject,
    Action.ARCHIVE: _archive,
}


def _words(typed: str, field: str, missing: object) -> str:
    text = clean_text(typed, max_length=LONGEST)
    if len(text) < LEAST:
        raise ComplaintRefused("needs_words", str(missing), field=field)
    return text
