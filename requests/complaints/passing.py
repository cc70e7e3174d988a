"""What time does: closes after silence, copies upward what nobody handles, brings back what those above
answer, and reminds whose turn it is. Twice does it once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from commons.clock import wib
from complaints import clocks, querysets, ringing, terms
from complaints.ladder import INSIDE, Rung, Stop
from complaints.models import Book, Complaint
from complaints.people import parent_of, stops
from complaints.recording import append, held
from complaints.telling import told
from complaints.workflow import OPEN, Action, State
from escalations import operations as escalations
from escalations import queries as above
from escalations.models import Why
from escalations.operations import Upward
from offices.models import Office
from offices.queries import work_calendar
from offices.scope import current_office

MOST = 200


def look(office: Office, *, now: datetime) -> dict[str, int]:
    """In the office's scope, in its working hours only; what was done."""
    calendar = work_calendar(office.id)
    if not any(calendar.open_within(now, now + timedelta(minutes=1))):
        return {"closed": 0, "copied": 0, "heard": 0, "told": 0}
    done = {"closed": close_silent(now=now), "copied": copy_up(now=now), "heard": hear_back(now=now)}
    return done | {"told": ringing.ring(office, now=now)}


def close_silent(*, now: datetime) -> int:
    """Close what was answered and met silence for its working days; how many. What was done stands there."""
    today = wib(now).date()
    due = Complaint.objects.filter(state=State.ANSWERED, close_after__lt=today).values_list("id", flat=True)
    closed = 0
    for key in list(due[:MOST]):
        with transaction.atomic():
            row = held(key)
            if row.state == State.ANSWERED and row.close_after and row.close_after < today:
                append(row, Action.CLOSE, data={"by": "time"}, now=now)
                told(row, Action.CLOSE, now=now)
                closed += 1
    return closed + _silent_above(now)


def _silent_above(now: datetime) -> int:
    office, rule = current_office(), terms.in_force()
    calendar = work_calendar(office.id)
    over = [
        key
        for key, at in above.answered_from(office)
        if clocks.closes_on(calendar, answered=wib(at).date(), terms=rule) < wib(now).date()
    ]
    return escalations.close_silent(over, now=now) if over else 0


def level(row: Complaint, *, now: datetime) -> int:
    """How many terms of it are over: so many rungs it has been lifted."""
    limits = clocks.Deadlines(row.verify_by, row.reply_by, row.due_on)
    return clocks.late_terms(
        limits,
        today=wib(now).date(),
        verified=row.verified_at is not None,
        begun=row.begun_at is not None,
        answered=row.state not in OPEN,
    )


def copy_up(*, now: datetime) -> int:
    """A copy to those above of every complaint whose term passed the last rung of the office, once."""
    today = wib(now).date()
    rows = Complaint.objects.filter(querysets.late(today), copied_at=None, due_on__lt=today).order_by(
        "due_on"
    )
    return sum(_copied(row, now) for row in rows[:MOST])


def _copied(row: Complaint, now: datetime) -> bool:
    """Above go those whose answer is overdue by a term again as long as a first reply's, or that have no more
    rungs inside."""
    office, rule = current_office(), terms.in_force()
    road = stops(office, about=row.about_id, on=wib(now).date())
    inside = [stop for stop in road if stop.rung in INSIDE]
    waited = work_calendar(office.id).add_working_days(row.due_on, rule.reply)
    if level(row, now=now) < len(inside) and wib(now).date() <= waited:
        return False
    send_copy(row, road[-1], now=now)
    return True


def send_copy(row: Complaint, last: Stop, *, now: datetime) -> None:
    """To those above, `last` of its road; once."""
    office = current_office()
    with transaction.atomic():
        escalations.send_up(
            Upward(
                why=Why.LATE,
                from_office=office,
                to_office=parent_of(office) if last.rung is Rung.PARENT else None,
                content=_content(row),
                received_at=row.received_at,
                due_on=row.due_on,
                source_id=row.id,
                about_id=row.about_id,
            )
        )
        Complaint.objects.filter(id=row.id).update(copied_at=now)


def hear_back(*, now: datetime) -> int:
    """What those above answered to a late copy stands in the complaint's own story, so that its reporter
    reads it by the code they have; how many."""
    heard = 0
    for copy in above.answered_copies(current_office()):
        with transaction.atomic():
            row = held(copy.source_id)
            append(row, Action.HEARD, text=copy.text, data={"from": copy.by}, now=now)
            told(row, Action.HEARD, now=now)
            escalations.close_silent([copy.id], now=now)
        heard += 1
    return heard


def _content(row: Complaint) -> dict[str, Any]:
    """What those above read: whom to speak to is the office's; a name goes no further."""
    return {
        "kind": row.kind,
        "text": row.words,
        "service": row.service_name,
        "about": row.about_name or "",
        "number": row.number if row.book == Book.COMMON else "",
        "name": "",
        "contact": "",
        "confidential": row.confidential,
    }
