"""The leader is away, and what was promised moves: its applicant is told in the transaction that moves it."""

from datetime import datetime, timedelta

from applications.hooks import PromiseChanged
from applications.intake import ContactWay
from applications.models import File
from commons.clock import wib
from notifications import waking
from notifications.kinds import Kind
from notifications.models import OutMessage
from notifications.on_paper import is_ahead
from offices.scope import current_office

# Steps done meanwhile move the moment by the office's own minutes: no reason to say it anew.
ROUGHLY = timedelta(hours=1)


def moved(change: PromiseChanged) -> None:
    """Keep a message for who wants to be told; what is ready earlier than promised needs none."""
    if not change.by_absence or change.after <= change.before:
        return
    wanted = File.objects.filter(~is_ahead(), id=change.file_id).exclude(
        contact_way__in=["", ContactWay.NONE]
    )
    if not wanted.exists():
        return
    message = OutMessage(
        kind=Kind.LEADER_AWAY,
        file_id=change.file_id,
        once=once(change.file_id.hex, change.after),
        facts={"due": change.after.isoformat()},
        next_at=change.changed_at,
        created_at=change.changed_at,
    )
    OutMessage.objects.bulk_create([message], ignore_conflicts=True)
    waking.wake(current_office().id, at=change.changed_at)


def still_told(file: File, due: str) -> bool:
    """Whether the moment of a message still is about what the file's applicant should expect."""
    expected = file.ready_by or file.due_at
    return expected is not None and bool(due) and abs(expected - datetime.fromisoformat(due)) <= ROUGHLY


def once(file: str, due: datetime) -> str:
    """The key under which somebody is told of this moment, however it was found."""
    return f"{Kind.LEADER_AWAY}:{file}:{wib(due):%Y%m%d%H%M}"
