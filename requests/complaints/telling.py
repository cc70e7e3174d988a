"""Telling the reporter who left a number and wants to hear: a row of the act (`notifications` sends it)."""

from datetime import datetime

from complaints.models import Complaint
from complaints.workflow import Action
from notifications import waking
from notifications.kinds import NEWS, Kind, State
from notifications.models import OutMessage
from offices.scope import current_office

WAY = "WHATSAPP"


def told(row: Complaint, action: Action, *, now: datetime) -> None:
    """Leave the message of this act, if it is one that is told. The words of the complaint are not in it."""
    if not row.told or not row.contact or action.value not in NEWS:
        return
    OutMessage.objects.create(
        kind=Kind.COMPLAINT,
        once=f"{Kind.COMPLAINT}:{row.id.hex}:{row.event_no}",
        facts={"way": WAY, "news": action.value, "number": row.number},
        to=row.contact,
        next_at=now,
        created_at=now,
    )
    waking.wake(current_office().id, at=now)


def stop(row: Complaint, *, now: datetime) -> int:
    """The reporter wants no more: nothing that waits leaves. In the caller's transaction; how many waited."""
    Complaint.objects.filter(id=row.id).update(told=False)
    row.told = False
    waiting = OutMessage.objects.filter(
        kind=Kind.COMPLAINT, once__startswith=f"{Kind.COMPLAINT}:{row.id.hex}:", state=State.WAITING
    )
    return waiting.update(state=State.DROPPED, why="NOT_WANTED", ended_at=now, to=None)
