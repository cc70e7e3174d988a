"""From stored rows to the facts `rules.plan` decides by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from applications.intake import MAIL
from applications.models import Event, File
from applications.workflow_types import Phase, StepKind
from commons.crypto import blind_index, current_key
from commons.phones import BadPhone, PhoneKind, parse_phone
from notifications import promised, rules
from notifications.kinds import Channel, Kind
from notifications.models import Correspondent, OutMessage, StaffWish
from notifications.rules import Case
from notifications.setup import Setup

PHONE_KIND = "phone"


@dataclass(frozen=True)
class Known:
    """What a batch of messages needs, read at once: three queries however many."""

    people: Mapping[str, Correspondent]
    events: Mapping[tuple[UUID, int], Event]
    wishes: Mapping[UUID, StaffWish]


def known_of(messages: Iterable[OutMessage]) -> Known:
    """Read what these messages need."""
    rows = list(messages)
    indexes = {row.to_index or (row.file.phone_index if row.file else "") for row in rows} - {""}
    people = Correspondent.objects.in_bulk(list(indexes), field_name="to_index")
    files = {row.file_id for row in rows if row.seq and row.file_id}
    events = Event.objects.filter(file_id__in=files, seq__in={row.seq for row in rows if row.seq})
    users = {row.user_id for row in rows if row.user_id and row.kind == Kind.STAFF}
    return Known(
        people,
        {(event.file_id, event.seq): event for event in events},
        StaffWish.objects.in_bulk(list(users), field_name="user_id"),
    )


@dataclass(frozen=True)
class Address:
    """Where somebody is reached. `mobile` None: no number; `wanted`: how they asked to be told."""

    wanted: str
    phone: str = ""
    mobile: bool | None = None
    mail: str = ""
    index: str = ""

    def on(self, channel: Channel) -> str:
        """What the channel takes."""
        return self.mail if channel is Channel.EMAIL else self.phone or self.mail


def address_of(message: OutMessage, known: Known, setup: Setup) -> Address:
    """Of the applicant, of somebody of the office who wants it, or of who tries a channel."""
    if message.kind in {Kind.TEST, Kind.COMPLAINT}:
        return _of_text(str(message.facts.get("way", "")), message.to or "")
    if message.kind == Kind.STAFF:
        wish = known.wishes.get(message.user_id) if message.user_id else None
        return _of_text(wish.way, wish.to or "") if wish else Address("")
    assert message.file is not None
    return _of_file(message.file, with_mail=Channel.EMAIL in setup.channels)


def _of_text(way: str, to: str) -> Address:
    if "@" in to:
        return Address(way, mail=to, index=index_of(to))
    return _with_phone(Address(way), to)


def _of_file(file: File, *, with_mail: bool) -> Address:
    mail = str(file.intake.get(MAIL) or "") if with_mail else ""
    return _with_phone(Address(file.contact_way, mail=mail), file.phone or "")


def _with_phone(address: Address, shown: str) -> Address:
    try:
        phone = parse_phone(shown)
    except BadPhone:
        return address
    mobile = phone.kind is PhoneKind.MOBILE
    return replace(address, phone=phone.e164, mobile=mobile, index=index_of(phone.e164))


def index_of(to: str) -> str:
    """The blind index of a number or address of this office; equal to that of files."""
    return blind_index(current_key(), to, kind=PHONE_KIND)


def case_of(message: OutMessage, address: Address, known: Known, setup: Setup, *, now: datetime) -> Case:
    """The facts of one message now."""
    kind, person = Kind(message.kind), known.people.get(address.index)
    on = tuple(setup.channels)
    quiet = setup.policy.quiet.until(now)
    if kind is Kind.TEST:
        # Who presses the button waits for it, whatever the hour and the state of the channel.
        on, quiet = (Channel(message.facts["channel"]),), None
    words = setup.words(kind, Channel.WHATSAPP)
    last = person.last_in_at if person else None
    return Case(
        kind=kind,
        wanted=address.wanted,
        on=on,
        mobile=address.mobile,
        mail=bool(address.mail),
        tried=tuple(Channel(each) for each in message.tried),
        stopped=bool(person and person.stopped_at),
        true=is_true(message),
        switched_on=kind.value not in setup.policy.off,
        here=bool(message.facts.get("here")),
        approved=bool(words.wa_name),
        window=last is not None and now - last < rules.WINDOW,
        quiet_until=quiet,
        resting={} if kind is Kind.TEST else setup.resting(now),
    )


def is_true(message: OutMessage) -> bool:
    """Whether the file still is as the message says."""
    file, kind = message.file, Kind(message.kind)
    if file is None or kind in {Kind.STAFF, Kind.TEST}:
        return True
    if kind is Kind.LEADER_AWAY and not promised.still_told(file, str(message.facts.get("due", ""))):
        return False
    return rules.still_true(
        kind, phase=Phase(file.phase), step=StepKind(file.step_kind), correcting=file.correcting
    )
