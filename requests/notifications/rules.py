"""When, how and whether a message leaves: pure. Nothing here knows a database or a clock."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from applications.workflow_types import Phase, StepKind
from commons.clock import WIB, wib
from notifications.kinds import KINDS, MOBILE_ONLY, Channel, Kind, State

WINDOW = timedelta(hours=24)  # after the applicant's last message WhatsApp takes free words so long
DEAD_AFTER = timedelta(minutes=15)  # a SENDING row older than this died with its worker; longer than a task
LEASE = timedelta(minutes=2)
PAUSES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
)
JITTER = 0.2
MOST_WAIT = timedelta(hours=6)
UNWANTED = frozenset({"", "NONE"})  # what an applicant says who is not to be told
# So many failures of a channel in a row, and it rests, twice as long each time: few where the channel itself
# said no, more where nobody answered, most where single messages were put off (one in five is a bad day).
BREAK_WHOLE, BREAK_SILENT, BREAK_BUSY = 3, 5, 10
FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=30)
STOP_WORDS = frozenset({"STOP", "BERHENTI", "UNSUB", "UNSUBSCRIBE", "KELUAR"})
START_WORDS = frozenset({"MULAI", "START", "LANJUT"})


@dataclass(frozen=True)
class Quiet:
    """Hours of the day (WIB) in which nobody's phone rings because of us. Equal ends: none."""

    start: time = time(20)
    end: time = time(7)

    def until(self, now: datetime) -> datetime | None:
        """When the quiet that holds now is over; None when it does not hold."""
        here = wib(now)
        at = here.time()
        if self.start == self.end:
            return None
        over_night = self.start > self.end
        inside = (at >= self.start or at < self.end) if over_night else self.start <= at < self.end
        if not inside:
            return None
        day = here.date() + timedelta(days=1 if over_night and at >= self.start else 0)
        return datetime.combine(day, self.end, WIB).astimezone(now.tzinfo)


def next_try(attempts: int, *, now: datetime, chance: float | None = None) -> datetime | None:
    """When to try after so many failed attempts on a channel (1 and more); None: not on this one again."""
    if attempts > len(PAUSES):
        return None
    drawn = random.random() if chance is None else chance  # noqa: S311  no secret
    return now + PAUSES[attempts - 1] * (1 + JITTER * (2 * drawn - 1))


def rest_after(
    failures: int, *, now: datetime, most: int = BREAK_WHOLE, asked: timedelta | None = None
) -> datetime | None:
    """Until when a channel rests after so many failures in a row; what the provider asks holds at once."""
    if asked is not None:
        return now + min(asked, MOST_WAIT)
    if failures < most:
        return None
    doubled: int = 2 ** min(failures - most, 20)
    return now + min(FIRST_REST * doubled, LONGEST_REST)


# A product that may still have to be signed; one without a signature has no promise that a leader moves.
UNSIGNED = frozenset({StepKind.VERIFY, StepKind.PRODUCE, StepKind.INITIAL, StepKind.SIGN})


def still_true(kind: Kind, *, phase: Phase, step: StepKind, correcting: bool) -> bool:
    """Whether the file still is as the message says; what is outdated is not sent."""
    ready = phase is Phase.OPEN and step is StepKind.HAND_OVER and not correcting
    match kind:
        case Kind.READY | Kind.NOT_COLLECTED:
            return ready
        case Kind.RETURNED | Kind.STILL_RETURNED:
            return phase is Phase.RETURNED
        case Kind.LATE:
            return phase is Phase.OPEN and step is not StepKind.HAND_OVER
        case Kind.LEADER_AWAY:
            return phase is Phase.OPEN and (step in UNSIGNED or correcting)
        case Kind.REJECTED:
            return phase is Phase.REJECTED
        case _:
            return True


class Why(StrEnum):
    """Why a message goes the way it goes. The sentences stand in `labels`."""

    NO_CHANNEL = "NO_CHANNEL"
    LANDLINE = "LANDLINE"
    NO_NUMBER = "NO_NUMBER"
    WANTS_CALL = "WANTS_CALL"
    NOT_WANTED = "NOT_WANTED"
    STOPPED = "STOPPED"
    OUTDATED = "OUTDATED"
    QUIET = "QUIET"
    RESTING = "RESTING"
    TRIED_ALL = "TRIED_ALL"
    NO_TEMPLATE = "NO_TEMPLATE"
    SWITCHED_OFF = "SWITCHED_OFF"
    KILLED = "KILLED"
    NO_ANSWER = "NO_ANSWER"


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that decides about one message now.

    `wanted`: how the applicant asked to be told ("" or NONE: not at all). `on`: the channels the office has,
    in its order. `resting`: those that rest, until when. `window`: WhatsApp takes free words now. `approved`:
    there is a template of Meta's. `mobile` None: no number that can be dialled.
    `here`: the applicant stood at the counter when it happened.
    """

    kind: Kind
    wanted: str
    on: Sequence[Channel]
    mobile: bool | None
    mail: bool = False
    tried: Collection[Channel] = ()
    stopped: bool = False
    true: bool = True
    switched_on: bool = True
    here: bool = False
    approved: bool = False
    window: bool = False
    quiet_until: datetime | None = None
    resting: dict[Channel, datetime] | None = None


@dataclass(frozen=True)
class Send:
    """Now, on this channel."""

    channel: Channel


@dataclass(frozen=True)
class Wait:
    """Not before then."""

    until: datetime
    why: Why


@dataclass(frozen=True)
class Call:
    """Somebody calls."""

    why: Why


@dataclass(frozen=True)
class Drop:
    """It is not sent."""

    why: Why


Plan = Send | Wait | Call | Drop


def plan(case: Case) -> Plan:
    """What becomes of a message. Consent before all else; then what is still true; then the ways in order."""
    if stop := _stop(case):
        return Drop(stop)
    ways, why = _ways(case)
    if not ways:
        return _by_hand(case, why)
    if case.quiet_until is not None:
        return Wait(case.quiet_until, Why.QUIET)
    resting = case.resting or {}
    awake = [way for way in ways if way not in resting]
    # A channel that rests for minutes is waited for: the applicant asked for it.
    if ways[0] in resting and (not awake or ways[0] is not awake[0]):
        return Wait(resting[ways[0]], Why.RESTING)
    return Send(ways[0])


def _stop(case: Case) -> Why | None:
    if not case.switched_on:
        return Why.SWITCHED_OFF
    if case.wanted in UNWANTED:
        return Why.NOT_WANTED
    return None if case.true else Why.OUTDATED


# What each wish allows, in the order it is tried.
_ORDER = {
    "WHATSAPP": (Channel.WHATSAPP, Channel.SMS, Channel.EMAIL),
    "SMS": (Channel.SMS, Channel.EMAIL),
    "EMAIL": (Channel.EMAIL,),
}


def _ways(case: Case) -> tuple[list[Channel], Why]:
    """The channels left for this message, and why there is none."""
    if case.stopped:
        return [], Why.STOPPED
    # Where the console stands in, nothing leaves the house.
    if Channel.CONSOLE in case.on:
        return ([], Why.TRIED_ALL) if Channel.CONSOLE in case.tried else ([Channel.CONSOLE], Why.TRIED_ALL)
    if case.wanted not in _ORDER:
        return [], Why.WANTS_CALL
    return _left(case, [way for way in _ORDER[case.wanted] if way in case.on])


def _left(case: Case, ways: list[Channel]) -> tuple[list[Channel], Why]:
    why = Why.NO_CHANNEL
    if case.mobile is not True and MOBILE_ONLY & set(ways):
        why = Why.NO_NUMBER if case.mobile is None else Why.LANDLINE
        ways = [way for way in ways if way not in MOBILE_ONLY]
    if Channel.WHATSAPP in ways and not (case.approved or case.window):
        why = Why.NO_TEMPLATE
        ways.remove(Channel.WHATSAPP)
    if not case.mail:
        ways = [way for way in ways if way is not Channel.EMAIL]
    left = [way for way in ways if way not in case.tried]
    return left, Why.TRIED_ALL if ways and not left else why


def _by_hand(case: Case, why: Why) -> Plan:
    """Who said stop to messages is not called about them either; a call needs a number."""
    if why is Why.STOPPED or case.mobile is None or case.here or not KINDS[case.kind].call:
        return Drop(Why.NO_NUMBER if case.mobile is None and why is not Why.STOPPED else why)
    return Call(why)


_RANK = {State.UNKNOWN: 0, State.SENDING: 0, State.ACCEPTED: 1, State.DELIVERED: 2, State.READ: 3}


def after_report(now_at: State, said: State) -> State | None:
    """Where a message stands after a provider's report; None: the report tells nothing new.

    Reports come twice and in any order, so a message only moves forward. FAILED counts until it arrived.
    """
    if now_at not in _RANK:
        return None
    if said is State.FAILED:
        return said if _RANK[now_at] < _RANK[State.DELIVERED] else None
    return said if _RANK.get(said, -1) > _RANK[now_at] else None


def has_arrived(state: State) -> bool:
    """Whether the message is on the applicant's phone."""
    return state in {State.DELIVERED, State.READ}


def wish_in(text: str) -> bool | None:
    """What the word of an applicant means: False stop, True go on, None neither."""
    word = text.strip().strip(".!").upper()
    if word in STOP_WORDS:
        return False
    return True if word in START_WORDS else None
