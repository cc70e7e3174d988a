"""Notes about somebody's discipline: read by the person and by their superior of today, by nobody else.

Nothing of them goes anywhere: no trail (its readers are others), no log, no notice with words, no export. The
row is its own record: written once, answered once, removed by retention alone ([ADR 52]).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.crypto import blind_index, current_key
from commons.text import clean_text
from regulations.retention import Kind
from supervision import once, queries, staff
from supervision.errors import refuse
from supervision.models import Note
from supervision.rostering import Stay
from supervision.superiors import below, superior_of

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Read:
    """A note as one of the two may read it; `mine`: it is about the reader."""

    id: UUID
    person: str
    author: str
    text: str
    at: datetime
    answer: str
    answered_at: datetime | None
    mine: bool


def _index(user_id: UUID) -> str:
    return blind_index(current_key(), str(user_id), kind="note")


def subordinates(actor: Actor, *, day: date) -> list[Stay]:
    """Whom this person may write about, by name."""
    people = queries.people_here(day)
    mine = below(actor.user_id, staff.placed(people)) if not actor.is_support else ()
    return [each for each in people if each.user_id in mine]


def readable(actor: Actor, *, now: datetime) -> list[Read]:
    """What this person may read: notes about themselves, and about those whose superior they are today."""
    if actor.is_support:
        return []
    mine = _index(actor.user_id)
    indexes = {mine, *(_index(each.user_id) for each in subordinates(actor, day=wib(now).date()))}
    rows = Note.objects.filter(person_index__in=indexes).order_by("-at")
    return [_read(row, mine=row.person_index == mine) for row in rows]


def _read(row: Note, *, mine: bool) -> Read:
    body = row.body
    return Read(
        row.id, body["name"], body["author"], body["text"], row.at, row.answer or "", row.answered_at, mine
    )


def unanswered(actor: Actor) -> int:
    """How many notes about this person they have not answered; it is their own business alone."""
    return waiting_for(actor).count()


def waiting_for(actor: Actor) -> QuerySet[Note]:
    """The notes about this person that they have not answered, to be counted."""
    rows = Note.objects.filter(person_index=_index(actor.user_id), answered_at=None)
    return rows.none() if actor.is_support else rows


@transaction.atomic
def write(*, actor: Actor, user_id: UUID, text: str, now: datetime) -> Note:
    """Write a note about somebody whose superior the actor is, once a day. Raises `SupervisionRefused`,
    `BadText`."""
    today = wib(now).date()
    people = queries.people_here(today)
    if actor.is_support or superior_of(user_id, staff.placed(people)) != actor.user_id:
        raise refuse("not_superior", _("Catatan ditulis atasan langsung menurut aturan kantor."), "person")
    clean = clean_text(text, max_length=LONGEST)
    if not clean:
        raise refuse("text", _("Tulis catatannya."), "text")
    person = next(each for each in people if each.user_id == user_id)
    body = {"person": str(user_id), "name": person.name, "author": actor.name, "text": clean}
    once.alone("note")
    there = Note.objects.filter(person_index=_index(user_id), at__date=today)
    if (same := next((row for row in there if row.body == body), None)) is not None:
        return same
    return Note.objects.create(person_index=_index(user_id), body=body, at=now)


@transaction.atomic
def answer(*, actor: Actor, note_id: UUID, text: str, now: datetime) -> None:
    """The person says what they have to say, once. Raises `SupervisionRefused`, `BadText`."""
    rows = Note.objects.select_for_update().filter(id=note_id, person_index=_index(actor.user_id))
    row = rows.first() if not actor.is_support else None
    if row is None:
        raise refuse("unknown", _("Catatan ini tidak ada."))
    if row.answered_at is not None:
        raise refuse("answered", _("Catatan ini sudah Anda tanggapi."))
    clean = clean_text(text, max_length=LONGEST)
    if not clean:
        raise refuse("text", _("Tulis tanggapan Anda."), "text")
    row.answer, row.answered_at = clean, now
    row.save(update_fields=["answer", "answered_at"])


def _count(before: date) -> int:
    return Note.objects.filter(at__date__lt=before).count()


def _remove(before: date) -> int:
    removed, _each = Note.objects.filter(at__date__lt=before).delete()
    return removed


DISCIPLINE_NOTES = Kind("supervision.notes", _("Catatan disiplin dan tanggapannya"), _count, _remove)
