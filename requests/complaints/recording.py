"""One more event of a complaint, and its row as the fold of all: in the caller's transaction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from audit.chain import GENESIS
from commons.clock import wib
from complaints import clocks, terms
from complaints.chain import head_seal, sealed_onto
from complaints.errors import ComplaintRefused
from complaints.models import Book, Complaint, ComplaintEvent
from complaints.workflow import OVER, Action, Facts, NotNow, State, advance
from offices import changes
from offices.queries import work_calendar
from offices.scope import current_office

# What the citizens' voice is folded by (`voice.reading`, above).
TOPIC = "voice"
_WORDS = {
    "state": _("Keadaan pengaduan ini sudah berubah. Tidak ada yang diubah; lihat keadaannya sekarang."),
    "not_done": _("Tulis dulu tindak lanjutnya: tanpa itu pengaduan tidak dapat dijawab atau ditutup."),
    "reopened": _(
        "Pengaduan ini sudah dua kali dibuka lagi. Bila masih belum puas, sampaikan ke Ombudsman RI."
    ),
}
FIELDS = [
    "klass",
    "section",
    "state",
    "event_no",
    "last_digest",
    "reopened",
    "verified_at",
    "begun_at",
    "done_at",
    "answered_at",
    "closed_at",
    "changed_at",
    "verify_by",
    "reply_by",
    "due_on",
    "close_after",
]


def held(complaint_id: UUID) -> Complaint:
    """The row, locked until the caller's transaction ends. Raises `ComplaintRefused`
    (`complaint_not_found`)."""
    row = Complaint.objects.select_for_update().filter(id=complaint_id).first()
    if row is None:
        raise ComplaintRefused("complaint_not_found", _("Pengaduan ini tidak ada."))
    return row


def facts_of(row: Complaint) -> Facts:
    """As the workflow reads the row."""
    return Facts(State(row.state), row.done_at is not None, row.reopened)


def append(
    row: Complaint,
    action: Action,
    *,
    actor: Actor | None = None,
    text: str = "",
    data: Mapping[str, Any] | None = None,
    now: datetime,
) -> ComplaintEvent:
    """Add the event and move the row on. Raises `ComplaintRefused` (codes of `workflow.NotNow`)."""
    if action is not Action.RECEIVE:
        _advance(row, action, now)
    event = ComplaintEvent(
        complaint=row,
        seq=row.event_no + 1,
        at=now,
        actor_id=actor.user_id if actor else None,
        actor_name=actor.name if actor else "",
        actor_title=actor.title if actor else "",
        action=action.value,
        data=dict(data or {}),
        text=text or None,
    )
    sealed_onto(event, _last_digest(row))
    row.event_no, row.last_digest = event.seq, head_seal(row.id, event.seq, event.digest)
    row.changed_at = now
    if action is Action.RECEIVE:
        row.save(force_insert=True)
    else:
        row.save(update_fields=FIELDS)
    event.save(force_insert=True)
    mark(row, now)
    return event


def _last_digest(row: Complaint) -> str:
    if not row.event_no:
        return GENESIS
    return ComplaintEvent.objects.values_list("digest", flat=True).get(complaint_id=row.id, seq=row.event_no)


def _advance(row: Complaint, action: Action, now: datetime) -> None:
    try:
        after = advance(facts_of(row), action)
    except NotNow as refused:
        raise ComplaintRefused(refused.code, _WORDS[refused.code], state=refused.state.value) from refused
    row.state, row.reopened = after.state.value, after.reopened
    if action is Action.VERIFY:
        row.verified_at = now
    if action in {Action.TAKE, Action.NOTE, Action.ANSWER, Action.REJECT} and row.begun_at is None:
        row.begun_at = now
    if action is Action.NOTE:
        row.done_at = now
    if action is Action.ANSWER:
        _answered(row, now)
    if action is Action.REOPEN:
        _reopened(row, now)
    if after.state in OVER:
        row.closed_at = now


def _answered(row: Complaint, now: datetime) -> None:
    row.answered_at = now
    row.close_after = clocks.closes_on(
        work_calendar(current_office().id), answered=wib(now).date(), terms=terms.in_force()
    )


def _reopened(row: Complaint, now: datetime) -> None:
    """Its term runs anew, and nothing was done yet about what the reporter says now."""
    row.done_at = row.answered_at = row.close_after = row.closed_at = row.begun_at = None
    row.verified_at = row.verified_at or now
    set_terms(row, since=wib(now).date(), verified=wib(now).date())


def set_terms(row: Complaint, *, since: date, verified: date | None) -> None:
    """The row's three terms, counted from `since`."""
    found = clocks.deadlines(
        work_calendar(current_office().id),
        received=since,
        verified=verified,
        klass=row.klass,
        terms=terms.in_force(),
    )
    row.verify_by, row.reply_by, row.due_on = found.verify_by, found.reply_by, found.due_on


def mark(row: Complaint, now: datetime) -> None:
    """Its days are to be counted anew; complaints about people are in no figure."""
    if row.book != Book.COMMON:
        return
    moments = [row.received_at, row.verified_at, row.answered_at, now]
    days = {wib(moment).date() for moment in moments if moment} | {row.due_on}
    changes.mark(office_id=current_office().id, topic=TOPIC, days=sorted(days))
