"""Complaints that went upward: reads, in the public scope; offices have no right on these tables."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.actors import Actor
from escalations.models import EscalatedComplaint, EscalatedEntry, KabupatenTerms, Standing, Why
from escalations.sealing import code_index, opened
from offices.models import REHEARSAL, Office
from offices.scope import public_scope
from offices.succession import predecessors

KABUPATEN_ROLE = "COMPLAINTS"


@dataclass(frozen=True)
class Line:
    """An entry in words. `by` stays inside; the reporter sees the office's name."""

    at: datetime
    action: str
    text: str
    by: str


@dataclass(frozen=True)
class Sent:
    """A photograph or PDF that came with it, without its bytes."""

    id: UUID
    at: datetime


@dataclass(frozen=True)
class Copy:
    """A late copy that was answered. `source_id`: the office's complaint; `by`: who answered, in words."""

    id: UUID
    source_id: UUID
    by: str
    text: str


@dataclass(frozen=True)
class Whole:
    """One complaint with its content and its story."""

    row: EscalatedComplaint
    content: Mapping[str, Any]
    lines: list[Line]
    evidence: list[Sent]


def addressed_to(actor: Actor, office: Office | None) -> list[EscalatedComplaint]:
    """What this person is to answer: the kabupaten's COMPLAINTS, or the leader of the parent office. Nobody
    sees what is about themselves."""
    if not may_read(actor, office):
        return []
    with public_scope():
        rows = _lawful().filter(addressed(office)).exclude(about_id=actor.user_id)
        rows = rows.select_related("from_office").defer("sealed", "from_office__emblem")
        return list(rows.order_by("-received_at")[:500])


def confidential_among(rows: Iterable[EscalatedComplaint]) -> frozenset[UUID]:
    """Which of these the reporter wants kept between few; nothing else of them is told here."""
    with public_scope():
        found = EscalatedComplaint.objects.filter(id__in=[row.id for row in rows]).select_related("to_office")
        return frozenset(row.id for row in found if opened(row.sealed, row.to_office).get("confidential"))


def waiting_in_kabupaten(actor: Actor) -> int:
    """How many complaints wait for an answer of the kabupaten's COMPLAINTS, as this person may see them."""
    if not may_read(actor, None):
        return 0
    with public_scope():
        rows = _lawful().filter(addressed(None), state__in=[Standing.OPEN, Standing.REOPENED])
        return rows.exclude(about_id=actor.user_id).count()


def waiting_for(office: Office) -> list[tuple[UUID, int, UUID | None]]:
    """What this office's leader has to answer: keys, how often reopened, and whom each is about."""
    with public_scope():
        rows = _lawful().filter(addressed(office), state__in=[Standing.OPEN, Standing.REOPENED])
        return list(rows.values_list("id", "reopened", "about_id").order_by("received_at")[:200])


def _lawful() -> QuerySet[EscalatedComplaint]:
    """What a rehearsal sent up is nobody's business."""
    return EscalatedComplaint.objects.exclude(from_office__kemendagri_code__startswith=REHEARSAL)


def may_read(actor: Actor, office: Office | None) -> bool:
    """Whether what comes here from below is for this person."""
    if office is None:
        return actor.office_id is None and actor.has(KABUPATEN_ROLE)
    return actor.office_id == office.id and actor.has("HEAD") and not actor.is_support


def one(complaint_id: UUID, *, actor: Actor, office: Office | None) -> Whole | None:
    """One of these."""
    if not may_read(actor, office):
        return None
    with public_scope():
        row = _one(complaint_id, actor, office)
        return None if row is None else whole(row)


def _one(complaint_id: UUID, actor: Actor, office: Office | None) -> EscalatedComplaint | None:
    rows = _lawful().filter(addressed(office), id=complaint_id).exclude(about_id=actor.user_id)
    return rows.select_related("from_office", "to_office").first()


def addressed(office: Office | None) -> Q:
    """What came to this office, or to one that it carries on for; in the public scope."""
    if office is None:
        return Q(to_office=None)
    return Q(to_office__in=[office, *predecessors(office.pk)])


def evidence(
    evidence_id: UUID, *, complaint_id: UUID, actor: Actor, office: Office | None
) -> tuple[bytes, str] | None:
    """The bytes and the content type of what was sent with one of these."""
    if not may_read(actor, office):
        return None
    with public_scope():
        row = _one(complaint_id, actor, office)
        sent = EscalatedEntry.objects.filter(id=evidence_id, complaint=row, action="EVIDENCE").first()
        if row is None or sent is None:
            return None
        kept = opened(sent.sealed, row.to_office)
    return base64.b64decode(kept["content"]), str(kept["type"])


def whole(row: EscalatedComplaint) -> Whole:
    """Its content and story opened; in the public scope."""
    entries = EscalatedEntry.objects.filter(complaint=row).order_by("seq")
    lines = [_line(entry, row.to_office) for entry in entries.exclude(action="EVIDENCE")]
    sent = [Sent(*found) for found in entries.filter(action="EVIDENCE").values_list("id", "at")]
    return Whole(row, opened(row.sealed, row.to_office), lines, sent)


def _line(entry: EscalatedEntry, office: Office | None) -> Line:
    said = opened(entry.sealed, office)
    return Line(entry.at, entry.action, str(said.get("text", "")), str(said.get("by", "")))


def by_code(code: str, office: Office) -> Whole | None:
    """What the reporter of a complaint about this office's leader may follow."""
    with public_scope():
        rows = EscalatedComplaint.objects.select_related("to_office", "from_office")
        row = rows.filter(code_index=code_index(code), from_office=office).first()
        return None if row is None else whole(row)


def answered_copies(office: Office) -> list[Copy]:
    """Late copies of this office's complaints that those above answered, and nobody brought back yet."""
    with public_scope():
        rows = EscalatedComplaint.objects.filter(from_office=office, why=Why.LATE, state=Standing.ANSWERED)
        return [_copy(row) for row in rows.select_related("to_office") if row.source_id is not None]


def _copy(row: EscalatedComplaint) -> Copy:
    answers = [line.text for line in whole(row).lines if line.action == "ANSWER"]
    by = row.to_office.full_name if row.to_office else str(_("Pengelola pengaduan kabupaten"))
    assert row.source_id is not None
    return Copy(row.id, row.source_id, by, answers[-1])


def answered_from(office: Office) -> list[tuple[UUID, datetime]]:
    """What was answered about this office's leader and meets silence: keys, and when it was answered."""
    with public_scope():
        rows = EscalatedComplaint.objects.filter(from_office=office, why=Why.LEADER, state=Standing.ANSWERED)
        found = list(rows.values_list("id", "answered_at"))
    return [(key, at) for key, at in found if at is not None]


def terms() -> dict[str, Any]:
    """The kabupaten's terms as kept; empty until it sets any."""
    row = KabupatenTerms.objects.order_by("-made_at", "-id").first()
    return dict(row.terms) if row else {}
