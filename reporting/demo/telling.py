"""The demo's messages: the console is on, and a few stand in each state that somebody must look at."""

from datetime import datetime, timedelta

from applications.models import File
from applications.workflow_types import Phase, StepKind
from notifications.kinds import Channel, Kind, State
from notifications.models import ChannelSetting, MessageStep, OutMessage
from notifications.rules import Why
from notifications.waking import leave
from offices.models import Office

BY = "Demo"
# What each of the first files shows; those that lie ready come first.
SHOWN = (
    (State.BY_HAND, Why.WANTS_CALL, ""),
    (State.UNKNOWN, Why.NO_ANSWER, "Penyedia tidak menjawab (timeout)."),
    (State.FAILED, Why.TRIED_ALL, "Nomor ini tidak memakai WhatsApp."),
    (State.WAITING, "", ""),
    (State.ACCEPTED, "", ""),
    (State.DELIVERED, "", ""),
    (State.READ, "", ""),
)


def seed_messages(office: Office, *, now: datetime) -> None:
    """In the office's scope, once."""
    _row, new = ChannelSetting.objects.get_or_create(
        channel=Channel.CONSOLE, defaults={"is_on": True, "changed_at": now, "changed_by": BY}
    )
    if not new:
        return
    ready = File.objects.filter(phase=Phase.OPEN, step_kind=StepKind.HAND_OVER)
    others = File.objects.filter(phase=Phase.OPEN).exclude(step_kind=StepKind.HAND_OVER)
    files = [*ready.order_by("-changed_at")[:3], *others.order_by("-changed_at")[: len(SHOWN)]]
    for number, ((state, why, words), file) in enumerate(zip(SHOWN, files, strict=False)):
        # Nobody is told of a thing before it happened.
        _message(file, state, why, words, at=max(file.changed_at, now - timedelta(minutes=7 * number)))
    leave(office.id, [now])


def _message(file: File, state: State, why: str, words: str, *, at: datetime) -> None:
    kind = Kind.READY if file.step_kind == StepKind.HAND_OVER else Kind.RECEIVED
    channel = {State.WAITING: "", State.BY_HAND: Channel.HAND}.get(state, Channel.CONSOLE)
    row = OutMessage.objects.create(
        kind=kind,
        file=file,
        seq=file.event_no,
        once=f"D:{file.id.hex}",
        facts={"due": file.due_at.isoformat()} if file.due_at else {},
        state=state,
        why=why,
        channel=channel,
        masked="" if state is State.WAITING else "+6281…00",
        next_at=at,
        created_at=at,
    )
    if state is not State.WAITING:
        MessageStep.objects.create(message=row, at=at, state=state, channel=channel, words=words)
