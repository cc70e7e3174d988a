"""Complaints that go upward: writes, in the public scope and the transaction of the caller."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit import chain
from audit.operations import record
from commons.errors import DomainError
from commons.text import clean_text
from escalations.models import EscalatedComplaint, EscalatedEntry, KabupatenTerms, Standing, Why
from escalations.queries import addressed, may_read
from escalations.sealing import code_index, key_for, sealed
from offices.models import Office
from offices.scope import public_scope

MOST_REOPENED = 2
LONGEST, MOST_EVIDENCE = 4000, 5
EVIDENCE = "EVIDENCE"
OPEN = (Standing.OPEN, Standing.REOPENED)


class UpwardRefused(DomainError):
    """It cannot be done with this complaint as it stands; nothing was changed."""


@dataclass(frozen=True, kw_only=True)
class Upward:
    """A complaint on its way up. `content`: JSON with `kind`, `text`, `service`, `about`, `name`, `contact`,
    `number`, `confidential`; what is hidden from everybody is not in it. `code`: the reporter's,
    for one without a row in the office."""

    why: str
    from_office: Office
    to_office: Office | None
    content: dict[str, Any]
    received_at: datetime
    due_on: date
    code: str = ""
    source_id: UUID | None = None
    about_id: UUID | None = None
    once: str | None = None


def send_up(new: Upward) -> EscalatedComplaint:
    """Keep it for those above. The same source or form again gives the row that is there."""
    content = sealed(new.content, new.to_office)
    index = code_index(new.code) if new.code else ""
    with public_scope(), transaction.atomic():
        return _earlier(new) or EscalatedComplaint.objects.create(
            why=new.why,
            from_office=new.from_office,
            to_office=new.to_office,
            source_id=new.source_id,
            code_index=index,
            once=new.once,
            about_id=new.about_id,
            sealed=content,
            received_at=new.received_at,
            due_on=new.due_on,
            changed_at=new.received_at,
        )


def _earlier(new: Upward) -> EscalatedComplaint | None:
    if new.source_id is not None:
        return EscalatedComplaint.objects.filter(from_office=new.from_office, source_id=new.source_id).first()
    return EscalatedComplaint.objects.filter(once=new.once).first() if new.once else None


def answer(
    *, complaint_id: UUID, office: Office | None, done: str, text: str, actor: Actor, now: datetime
) -> None:
    """Answer as the office or the kabupaten, with what was done. Raises `UpwardRefused`: `gone`, `state`,
    `not_done`, `empty`; `BadText`."""
    did, said = clean_text(done, max_length=LONGEST), clean_text(text, max_length=LONGEST)
    if len(did) < 5:
        raise UpwardRefused("not_done", _("Tulis dulu tindak lanjutnya."), field="done")
    if len(said) < 5:
        raise UpwardRefused("empty", _("Tulis jawaban untuk pelapor."), field="text")
    if not may_read(actor, office):
        raise _gone()
    with public_scope(), transaction.atomic():
        row = _held(complaint_id, office)
        if row is None or row.about_id == actor.user_id:
            raise _gone()
        if row.state not in OPEN:
            raise UpwardRefused("state", _("Pengaduan ini sudah dijawab. Tidak ada yang diubah."))
        _append(row, "NOTE", did, actor.name, now)
        _append(row, "ANSWER", said, actor.name, now)
        row.state, row.answered_at, row.changed_at = Standing.ANSWERED, now, now
        row.save(update_fields=["state", "answered_at", "changed_at"])
        if office is None:
            record(action="escalated.answered", actor=actor, subject=f"escalated:{row.id}", now=now)


def reply(*, row_id: UUID, action: str, text: str, now: datetime) -> None:
    """The reporter: ADD, ACCEPT or REOPEN. Raises `UpwardRefused`: `gone`, `state`, `reopened`, `empty`."""
    said = clean_text(text, max_length=LONGEST)
    if action in {"ADD", "REOPEN"} and len(said) < 5:
        raise UpwardRefused("empty", _("Tulis dulu apa yang ingin Anda sampaikan."), field="text")
    with public_scope(), transaction.atomic():
        row = EscalatedComplaint.objects.select_for_update(of=("self",)).filter(id=row_id).first()
        if row is None:
            raise _gone()
        row.state = _after(row, action)
        row.reopened += action == "REOPEN"
        row.changed_at = now
        _append(row, action, said, "", now)
        row.save(update_fields=["state", "reopened", "changed_at"])


def _after(row: EscalatedComplaint, action: str) -> str:
    if action == "ADD" and row.state in OPEN:
        return row.state
    if row.state != Standing.ANSWERED or action == "ADD":
        raise UpwardRefused(
            "state", _("Keadaannya sudah berubah. Tidak ada yang diubah; lihat keadaannya sekarang.")
        )
    if action == "REOPEN" and row.reopened >= MOST_REOPENED:
        raise UpwardRefused(
            "reopened", _("Pengaduan ini sudah dua kali dibuka lagi. Sampaikan ke Ombudsman RI.")
        )
    return Standing.REOPENED if action == "REOPEN" else Standing.CLOSED


def add_evidence(*, row_id: UUID, content: bytes, content_type: str, now: datetime) -> None:
    """A photograph or PDF, opened and scanned already, sealed as the complaint is; the same again is one.

    Raises `UpwardRefused`: `gone`, `state`, `evidence` (more than five).
    """
    with public_scope(), transaction.atomic():
        row = EscalatedComplaint.objects.select_for_update(of=("self",)).filter(id=row_id).first()
        if row is None:
            raise _gone()
        if row.state not in OPEN:
            raise UpwardRefused("state", _("Bukti dapat dikirim selama pengaduan belum dijawab."))
        if row.entries.filter(action=EVIDENCE).count() >= MOST_EVIDENCE:
            words = _("Paling banyak lima bukti untuk satu pengaduan.")
            raise UpwardRefused("evidence", words, field="evidence")
        sent = base64.b64encode(content).decode()
        _append_content(row, EVIDENCE, {"content": sent, "type": content_type}, now)


def close_silent(row_ids: list[UUID], *, now: datetime) -> int:
    """Close those that were answered and met silence long enough, or whose answer was passed on; how many."""
    with public_scope():
        rows = EscalatedComplaint.objects.filter(id__in=row_ids, state=Standing.ANSWERED)
        return rows.update(state=Standing.CLOSED, changed_at=now)


def forget(office: Office, *, before: date, sources: Iterable[UUID]) -> int:
    """Remove what this office sent up: what was closed before that day, and copies of these complaints of the
    office. Their stories go with them; how many."""
    with public_scope(), transaction.atomic():
        over = Q(why=Why.LEADER, state=Standing.CLOSED, changed_at__date__lt=before)
        rows = EscalatedComplaint.objects.filter(over | Q(source_id__in=list(sources)), from_office=office)
        ids = list(rows.values_list("id", flat=True))
        EscalatedEntry.objects.filter(complaint_id__in=ids).delete()
        EscalatedComplaint.objects.filter(id__in=ids).delete()
    return len(ids)


def set_terms(*, terms: dict[str, Any], actor: Actor, now: datetime) -> None:
    """The kabupaten's terms from now on, for what is received from now on."""
    with transaction.atomic():
        KabupatenTerms.objects.create(terms=terms, made_at=now, made_by=actor.name)
        record(action="escalated.terms_set", actor=actor, subject="complaints:terms", data=terms, now=now)


def _held(complaint_id: UUID, office: Office | None) -> EscalatedComplaint | None:
    rows = EscalatedComplaint.objects.select_for_update(of=("self",)).select_related("to_office")
    return rows.filter(addressed(office), id=complaint_id).first()


def _append(row: EscalatedComplaint, action: str, text: str, by: str, now: datetime) -> None:
    _append_content(row, action, {"text": text, "by": by}, now)


def _append_content(row: EscalatedComplaint, action: str, said: dict[str, str], now: datetime) -> None:
    content = sealed(said, row.to_office)
    last = EscalatedEntry.objects.filter(complaint=row).order_by("-seq").only("seq", "digest").first()
    seq, previous = (last.seq + 1, last.digest) if last else (1, chain.GENESIS)
    line = {
        "complaint": str(row.id),
        "seq": seq,
        "at": chain.instant(now),
        "action": action,
        "sealed": hashlib.sha256(content).hexdigest(),
    }
    EscalatedEntry.objects.create(
        complaint=row,
        seq=seq,
        at=now,
        action=action,
        sealed=content,
        previous=previous,
        digest=chain.link(key_for(row.to_office).chain_key, previous, line),
    )


def _gone() -> UpwardRefused:
    return UpwardRefused("gone", _("Pengaduan ini tidak ada di sini."))
