"""When offices merge, the successor goes on with the complaints that are not over (`applications.merging`).

Each stands in the successor's book under a number of its own, with its days, its terms and its whole story;
the reporter's code stays good there. In the old office's book the line stays, and is counted no more.
Everything may be run again: what was taken is known by the index of its code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from attachments import carrying
from audit.chain import GENESIS
from commons.clock import wib
from commons.crypto import blind_index, current_key
from complaints import people, queries, queries_files
from complaints.chain import head_seal, sealed_onto
from complaints.ladder import INSIDE, lowest_rank
from complaints.models import Complaint, ComplaintEvent
from complaints.operations import CONTACT_KIND
from complaints.passing import send_copy
from complaints.recording import append, held, mark
from complaints.workflow import OVER, Action
from documents.operations import take_number
from offices.models import Office
from offices.scope import office_scope

# What a complaint takes along as it is; its number, rank, contact's index and file are the successor's, and
# whatever went up of it goes up anew when it is late there: its answer has to find the way back.
_SAME = (
    "book",
    "code_index",
    "kind",
    "channel",
    "klass",
    "anonymous",
    "confidential",
    "text",
    "name",
    "contact",
    "told",
    "service_code",
    "service_name",
    "about_id",
    "about_name",
    "state",
    "reopened",
    "received_at",
    "entered_by",
    "verified_at",
    "begun_at",
    "done_at",
    "answered_at",
    "verify_by",
    "reply_by",
    "due_on",
    "close_after",
)


@dataclass(frozen=True)
class _Leaving:
    """A complaint on its way, read in the office that ends (`place`). `note`: where it came from; `file`: the
    number there of the file it is about."""

    row: Complaint
    events: Sequence[ComplaintEvent]
    papers: Sequence[UUID]
    place: str
    note: str
    file: str


def move(*, office: Office, successor: Office, now: datetime) -> int:
    """Hand over every complaint that is not over; how many. Raises what `attachments.carrying` raises."""
    with office_scope(office):
        ids = list(_staying().values_list("id", flat=True))
    for key in ids:
        with office_scope(office):
            leaving = _read(key, office)
        with office_scope(successor):
            new = _take(leaving, successor, now)
        for paper in leaving.papers:
            with office_scope(office):
                carried = carrying.take(paper)
            with office_scope(successor):
                carrying.give(carried, file_id=new.id)
        with office_scope(office):
            _let_go(key, successor, new.number, now)
    return len(ids)


def _staying() -> QuerySet[Complaint]:
    rows = Complaint.objects.filter(moved_at=None).exclude(state__in=OVER)
    return rows.order_by("received_at", "seq")


def _read(key: UUID, office: Office) -> _Leaving:
    row = Complaint.objects.get(id=key)
    note = _("Dari {office}, nomor {number}.").format(office=office.full_name, number=row.number)
    file = queries_files.number_of(row.file_id)
    return _Leaving(row, queries.events(row), carrying.of_file(key), office.full_name, note, file)


@transaction.atomic
def _take(leaving: _Leaving, successor: Office, now: datetime) -> Complaint:
    there = queries.by_index(leaving.row.code_index)
    if there is not None:
        return there
    row = Complaint(**{name: getattr(leaving.row, name) for name in _SAME})
    row.id, row.year, row.changed_at = uuid4(), wib(now).year, now
    row.contact_index = blind_index(current_key(), row.contact, kind=CONTACT_KIND) if row.contact else ""
    row.rank = _rank(leaving.row, successor, now)
    row.reference = _reference(leaving.row)
    # The files went before; one that was over there stays there, and its number is words.
    row.file_id = queries_files.successor_of(leaving.row.file_id) if leaving.row.file_id else None
    row.seq = take_number(row.book, row.year)
    row.save(force_insert=True)
    _retell(row, leaving)
    said = {"moved": True, "from": leaving.place}
    append(row, Action.HEARD, text=f"{leaving.note} {_file_note(row, leaving)}".strip(), data=said, now=now)
    mark(row, now)
    road = people.stops(successor, about=row.about_id, on=wib(now).date())
    if road[0].rung not in INSIDE:
        # It is about who leads the successor now: those above have it at once.
        send_copy(row, road[-1], now=now)
    return row


def _file_note(row: Complaint, leaving: _Leaving) -> str:
    if not leaving.file:
        return ""
    if row.file_id is None:
        return _("Tentang berkas {number} di sana.").format(number=leaving.file)
    here = queries_files.number_of(row.file_id)
    return _("Tentang berkas {number} di sana, sekarang nomor {here}.").format(number=leaving.file, here=here)


def _rank(row: Complaint, successor: Office, now: datetime) -> int:
    """Nobody on the rung of whom it is about, here or there, may know of it."""
    here = next((one for one in people.staff(successor, on=wib(now).date()) if one.id == row.about_id), None)
    return max(row.rank, lowest_rank(here.holder)) if here and row.about_id else row.rank


def _reference(row: Complaint) -> str | None:
    taken = row.reference and Complaint.objects.filter(reference=row.reference).exists()
    return None if taken else row.reference


def _retell(row: Complaint, leaving: _Leaving) -> None:
    """The story as it was, in a chain of this office."""
    previous = GENESIS
    for event in leaving.events:
        told = ComplaintEvent(
            complaint=row,
            seq=event.seq,
            at=event.at,
            actor_id=event.actor_id,
            actor_name=event.actor_name,
            actor_title=event.actor_title,
            action=event.action,
            data=event.data,
            text=event.text,
        )
        previous = sealed_onto(told, previous).digest
        told.save(force_insert=True)
        row.event_no = event.seq
    row.last_digest = head_seal(row.id, row.event_no, previous)


@transaction.atomic
def _let_go(key: UUID, successor: Office, number: str, now: datetime) -> None:
    row = held(key)
    if row.moved_at is not None:
        return
    note = _("Dialihkan ke {office}, nomor {number}.").format(office=successor.full_name, number=number)
    append(row, Action.HEARD, text=note, data={"moved": True, "from": successor.full_name}, now=now)
    Complaint.objects.filter(id=key).update(moved_at=now)
