"""Complaints that went upward: reads, in the public scope; offices have no right on these tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actors import Actor
from escalations.models import EscalatedComplaint, EscalatedEntry, KabupatenTerms, Standing, Why
from escalations.sealing import code_index, opened
from offices.models import REHEARSAL, Office
from offices.scope import public_scope

KABUPATEN_ROLE = "COMPLAINTS"


@dataclass(frozen=True)
class Line:
    """An entry in words. `by` stays inside; the reporter sees the office's name."""

    at: datetime
    action: str
    text: str
    by: str


@dataclass(frozen=True)
class Whole:
    """One complaint with its content and its story."""

    row: EscalatedComplaint
    content: Mapping[str, Any]
    lines: list[Line]


def addressed_to(actor: Actor, office: Office | None) -> list[EscalatedComplaint]:
    """What this person is to answer: the kabupaten's COMPLAINTS, or the leader of the parent office. Nobody
    sees what is about themselves."""
    if not may_read(actor, office):
        return []
    with public_scope():
        rows = _lawful().filter(to_office=office).exclude(about_id=actor.user_id)
        rows = rows.select_related("from_office").defer("sealed", "from_office__emblem")
        return list(rows.order_by("-received_at")[:500])


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
        rows = _lawful().filter(id=complaint_id, to_office=office)
        row = rows.exclude(about_id=actor.user_id).select_related("from_office").first()
        return None if row is None else whole(row, office)


def whole(row: EscalatedComplaint, office: Office | None) -> Whole:
    """Its content and story opened; in the public scope."""
    entries = list(EscalatedEntry.objects.filter(complaint=row).order_by("seq"))
    lines = [_line(entry, office) for entry in entries]
    return Whole(row, opened(row.sealed, office), lines)


def _line(entry: EscalatedEntry, office: Office | None) -> Line:
    said = opened(entry.sealed, office)
    return Line(entry.at, entry.action, str(said.get("text", "")), str(said.get("by", "")))


def by_code(code: str, office: Office) -> Whole | None:
    """What the reporter of a complaint about this office's leader may follow."""
    with public_scope():
        rows = EscalatedComplaint.objects.select_related("to_office", "from_office")
        row = rows.filter(code_index=code_index(code), from_office=office).first()
        return None if row is None else whole(row, row.to_office)


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
