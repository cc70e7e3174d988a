"""Reads: messages in lists and in full, what is to be called about, notices."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.actors import Actor
from applications.models import Event, File
from applications.workflow_types import Role
from notifications.channels import ADAPTERS
from notifications.composing import values_of
from notifications.deciding import is_true
from notifications.kinds import AUTOMATIC, DEAD, KINDS, WORDED, Channel, Kind, State
from notifications.models import (
    ChannelSetting,
    Correspondent,
    MessageStep,
    MessageTemplate,
    OutMessage,
    StaffNotice,
    StaffWish,
)
from notifications.rules import Why
from notifications.setup import Setup, setup_of
from notifications.wording import Words, fill
from offices.models import Office
from offices.scope import current_office

PAGE = 50
STUCK = "macet"
# The words are as personal as the number: neither is read for a list.
_SEALED = ("to", "text", "file__nik", "file__phone", "file__intake", "file__checklist")


@dataclass(frozen=True)
class Listed:
    """A page of messages, newest first."""

    rows: Sequence[OutMessage]
    more: bool
    counts: Mapping[str, int]


def _plain() -> QuerySet[OutMessage]:
    return OutMessage.objects.select_related("file").defer(*_SEALED)


def messages(*, state: str = "", channel: str = "", page: int = 1) -> Listed:
    """Filtered by state (or "macet": what somebody must look at) and channel. Two queries."""
    found = _plain()
    if state == STUCK:
        found = found.filter(state__in=DEAD)
    elif state:
        found = found.filter(state=state)
    if channel:
        found = found.filter(channel=channel)
    start = (page - 1) * PAGE
    rows = list(found.order_by("-created_at", "-id")[start : start + PAGE + 1])
    return Listed(rows[:PAGE], len(rows) > PAGE, counts())


def counts() -> dict[str, int]:
    """How many there are in each state that asks for something."""
    open_ones = [*DEAD, State.BY_HAND, State.WAITING, State.SENDING]
    rows = OutMessage.objects.filter(state__in=open_ones).values_list("state").annotate(n=Count("id"))
    return dict(rows.order_by())


def message(message_id: UUID) -> tuple[OutMessage, list[MessageStep]] | None:
    """One message with what happened to it."""
    row = OutMessage.objects.select_related("file").filter(pk=message_id).first()
    if row is None:
        return None
    return row, list(row.steps.order_by("id"))


def of_file(file_id: UUID) -> list[OutMessage]:
    """The messages of a file to its applicant, newest first."""
    found = OutMessage.objects.filter(file_id=file_id).exclude(kind=Kind.STAFF)
    return list(found.defer("to", "text").order_by("-created_at", "-id")[:30])


def is_stopped(phone_index: str) -> bool:
    """Whether this number wants no messages."""
    return (
        bool(phone_index)
        and Correspondent.objects.filter(to_index=phone_index, stopped_at__isnull=False).exists()
    )


@dataclass(frozen=True)
class ToCall:
    """A file whose applicant is to be called, and what to say."""

    file: File
    text: str
    title: str
    why: str
    since: datetime
    tries: int


def by_hand(office: Office, also: Mapping[UUID, Kind]) -> list[ToCall]:
    """Who is to be called: what waits on the call list, and the files in `also` (why each). A fixed number of
    queries. What waited longest comes first; several messages of a file are one call."""
    open_ones = OutMessage.objects.filter(state=State.BY_HAND).select_related("file")
    rows = list(open_ones.defer("file__nik", "file__checklist", "text", "to").order_by("created_at")[:300])
    held: dict[UUID, list[OutMessage]] = {}
    for row in rows:
        if row.file_id is not None and is_true(row):
            held.setdefault(row.file_id, []).append(row)
    missing = [file_id for file_id in also if file_id not in held]
    files = File.objects.defer("nik", "checklist", "intake").filter(id__in=missing)
    setup, events = setup_of(office), _events(rows)
    tries = _tries([*held, *missing])
    found = [_held(each, office, setup, events, tries) for each in held.values()]
    found += [_plainly(file, also[file.id], office, setup, tries) for file in files]
    return sorted(found, key=lambda call: call.since)


def _events(rows: Collection[OutMessage]) -> dict[tuple[UUID, int], Event]:
    files = {row.file_id for row in rows if row.seq and row.file_id}
    events = Event.objects.filter(file_id__in=files, seq__in={row.seq for row in rows if row.seq})
    return {(event.file_id, event.seq): event for event in events}


def _tries(ids: Collection[UUID]) -> dict[UUID, int]:
    found = File.objects.filter(id__in=ids).annotate(
        n=Count("contact_attempts", filter=~Q(contact_attempts__outcome="AUTO"))
    )
    return dict(found.values_list("id", "n"))


def _held(
    rows: list[OutMessage],
    office: Office,
    setup: Setup,
    events: Mapping[tuple[UUID, int], Event],
    tries: Mapping[UUID, int],
) -> ToCall:
    newest = rows[-1]
    assert newest.file is not None
    event = events.get((newest.file.id, newest.seq))
    text = fill(setup.words(Kind(newest.kind), Channel.HAND).text, values_of(newest, office, event))
    return ToCall(
        file=newest.file,
        text=text,
        title=str(KINDS[Kind(newest.kind)].title),
        why=newest.why,
        since=rows[0].created_at,
        tries=tries.get(newest.file.id, 0),
    )


def _plainly(file: File, kind: Kind, office: Office, setup: Setup, tries: Mapping[UUID, int]) -> ToCall:
    message = OutMessage(kind=kind, file=file, facts={})
    return ToCall(
        file=file,
        text=fill(setup.words(kind, Channel.HAND).text, values_of(message, office, None)),
        title=str(KINDS[kind].title),
        why=Why.NO_CHANNEL if not setup.channels else "",
        since=file.changed_at,
        tries=tries.get(file.id, 0),
    )


def notices(actor: Actor, *, most: int = PAGE) -> list[StaffNotice]:
    """What this person is told, newest first; not what they did themselves."""
    return list(_mine(actor).select_related("file").defer(*_sealed_file()).order_by("-at", "-id")[:most])


def _sealed_file() -> tuple[str, ...]:
    return tuple(name for name in _SEALED if name.startswith("file__"))


def _mine(actor: Actor) -> QuerySet[StaffNotice]:
    mine = StaffNotice.objects.filter(roles__overlap=sorted(actor.roles & set(Role)))
    return mine.exclude(by_id=actor.user_id)


# How many notices (see `notices`) are newer than this person's last look, at most 99: asked by every page,
# with what else its bar shows.
UNSEEN = """(SELECT count(*) FROM (SELECT FROM notifications_staffnotice n
 WHERE n.roles && %(roles)s::varchar[] AND n.by_id IS DISTINCT FROM %(user)s AND n.at > coalesce(
 (SELECT w.seen_at FROM notifications_staffwish w WHERE w.user_id = %(user)s), '-infinity')
 LIMIT 99) fresh)"""


def staff_wish(user_id: UUID) -> StaffWish:
    """How this person is told."""
    return StaffWish.objects.filter(user_id=user_id).first() or StaffWish(user_id=user_id)


@dataclass(frozen=True)
class ChannelLine:
    """A channel in the settings; `holds`: the names of secrets that are kept, never what they are."""

    channel: Channel
    row: ChannelSetting | None
    holds: frozenset[str]

    @property
    def is_on(self) -> bool:
        """Whether messages leave by it."""
        return self.row is not None and self.row.is_on


def channels() -> list[ChannelLine]:
    """All that can be switched on. One query."""
    rows = ChannelSetting.objects.in_bulk(field_name="channel")
    return [_line(channel, rows.get(channel)) for channel in AUTOMATIC]


def channel_line(channel: Channel) -> ChannelLine:
    """One of them."""
    return _line(channel, ChannelSetting.objects.filter(channel=channel).first())


def _line(channel: Channel, row: ChannelSetting | None) -> ChannelLine:
    return ChannelLine(channel, row, frozenset(row.secrets or ()) if row else frozenset())


def webhook_secret(channel: Channel, name: str) -> str:
    """A secret by which a provider shows that it is itself; "" where the channel has none."""
    row = ChannelSetting.objects.filter(channel=channel).first()
    return str((row.secrets or {}).get(name, "")) if row else ""


def channel_options(channel: Channel) -> dict[str, str]:
    """The open settings of a channel."""
    row = ChannelSetting.objects.filter(channel=channel).first()
    return dict(row.options) if row else {}


def template_lines(setup: Setup | None = None) -> list[tuple[Kind, list[tuple[Channel, Words]]]]:
    """Every kind with its words on each channel."""
    known = setup or setup_of(current_office())
    order = (Channel.WHATSAPP, Channel.SMS, Channel.EMAIL, Channel.HAND)
    return [(kind, [(channel, known.words(kind, channel)) for channel in order]) for kind in WORDED]


def versions(kind: Kind, channel: Channel) -> list[MessageTemplate]:
    """The office's own words over time, newest first."""
    return list(MessageTemplate.objects.filter(kind=kind, channel=channel).order_by("-version")[:20])


def knows(channel: str) -> bool:
    """Whether this names a channel with settings."""
    return channel in {each.value for each in ADAPTERS}
