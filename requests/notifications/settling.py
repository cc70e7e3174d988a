"""What came of a message, written down: in its row, in its steps, and for those who look for it elsewhere."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from applications import contacts
from commons import clock
from notifications import labels, rules
from notifications.channels.base import Accepted, Outcome, Refused
from notifications.deciding import Address
from notifications.kinds import KINDS, Channel, Kind, State
from notifications.models import ChannelSetting, MessageStep, OutMessage
from notifications.rules import Why
from notifications.wording import masked

# Of these the counter need not call any more once the message is there.
TELLING = frozenset({Kind.READY, Kind.LATE, Kind.NOT_COLLECTED})


def setting_of(channel: Channel) -> ChannelSetting:
    """The settings of a channel, whether it is on or not; of one that nobody has set, empty ones."""
    row = ChannelSetting.objects.filter(channel=channel).first()
    return row or ChannelSetting(channel=channel, changed_at=clock.now())


def step(row: OutMessage, state: State, *, now: datetime, words: str = "", by: str = "") -> None:
    """One line of the message's story."""
    MessageStep.objects.create(
        message_id=row.pk, at=now, state=state, channel=row.channel, words=words[:300], by_name=by
    )


def wait(row: OutMessage, until: datetime, why: Why) -> None:
    """Not now. That quiet hours held it back is kept: nobody was slow."""
    if why is Why.QUIET:
        row.facts = {**row.facts, "quiet": "yes"}
    mine = OutMessage.objects.filter(pk=row.pk, state=State.WAITING, next_at=row.next_at)
    mine.update(next_at=until, why=why, facts=row.facts)


def by_hand(row: OutMessage, why: Why, address: Address, *, now: datetime) -> None:
    """Somebody calls: the message stands on the call list, with why."""
    shown = masked(address.phone) if address.phone else ""
    _leave(row, State.BY_HAND, why, now=now, channel=Channel.HAND, masked=shown)


def let_go(row: OutMessage, why: Why, *, now: datetime) -> None:
    """It is not sent; what was tried in vain has failed, and somebody should know."""
    failed = why is Why.TRIED_ALL or (row.kind == Kind.TEST and bool(row.tried))
    _leave(row, State.FAILED if failed else State.DROPPED, why, now=now, ended_at=now)


def _leave(row: OutMessage, state: State, why: Why, *, now: datetime, **more: object) -> None:
    with transaction.atomic():
        mine = OutMessage.objects.filter(pk=row.pk, state=State.WAITING, next_at=row.next_at)
        if mine.update(state=state, why=why, **more):
            step(row, state, now=now, words=labels.why(why))


def unknown(row: OutMessage, why: Why, words: str, *, now: datetime) -> None:
    """Perhaps it arrived. Never sent again by itself; the provider's report or a person settles it."""
    row.state, row.why, row.detail = State.UNKNOWN, why, words[:300]
    row.save(update_fields=["state", "why", "detail"])
    step(row, State.UNKNOWN, now=now, words=words or labels.why(why))


@transaction.atomic
def settle(row: OutMessage, outcome: Outcome, channel: ChannelSetting, *, now: datetime) -> None:
    """After the provider was asked. A report may have overtaken the answer; then only the number is kept."""
    found = OutMessage.objects.select_for_update().get(pk=row.pk)
    if isinstance(outcome, Accepted):
        _accepted(found, outcome, now=now)
        _well(channel)
    elif found.state == State.SENDING:
        if isinstance(outcome, Refused):
            _refused(found, outcome, channel, now=now)
        elif channel.options.get("keeps_key") == "ya":
            _again(found, outcome.words, now=now)
            _ill(channel, outcome.words, now=now)
        else:
            unknown(found, Why.NO_ANSWER, outcome.words, now=now)
            _ill(channel, outcome.words, now=now)


def _accepted(row: OutMessage, outcome: Accepted, *, now: datetime) -> None:
    row.provider_id = outcome.provider_id
    row.sent_at = row.sent_at or now
    state = rules.after_report(State(row.state), State.ACCEPTED)
    if state is not None:
        row.state, row.why, row.detail = state, "", ""
    row.save(update_fields=["provider_id", "sent_at", "state", "why", "detail"])
    step(row, State.ACCEPTED, now=now)
    if not outcome.reports:
        tell(row, now=now)


def tell(row: OutMessage, *, now: datetime) -> None:
    """The applicant knows: nobody need call."""
    if row.kind in TELLING and row.file_id is not None:
        contacts.mark_told(file_id=row.file_id, way=row.channel, now=now)


def _refused(row: OutMessage, outcome: Refused, channel: ChannelSetting, *, now: datetime) -> None:
    if outcome.permanent:
        next_channel(row, outcome.words, now=now)
        _well(channel)
        return
    _ill(channel, outcome.words, now=now, refused=outcome)
    if not outcome.whole:
        _again(row, outcome.words, now=now)
    elif now - row.created_at > rules.MOST_WAIT:
        # The channel itself has been away for long; this message has waited long enough for it.
        next_channel(row, outcome.words, now=now)
    else:
        row.attempts = max(row.attempts - 1, 0)  # it was not this message that was refused
        _back(row, channel.resting_until or now + rules.PAUSES[0], outcome.words, now=now)


def _again(row: OutMessage, words: str, *, now: datetime) -> None:
    again = rules.next_try(row.attempts, now=now)
    if again is None:
        next_channel(row, words, now=now)
    else:
        _back(row, again, words, now=now)


def next_channel(row: OutMessage, words: str, *, now: datetime) -> None:
    """This channel is done with; the plan finds the next one, or the call list."""
    row.tried, row.attempts = [*row.tried, row.channel], 0
    _back(row, now, words, now=now, state=State.FAILED)


def _back(row: OutMessage, at: datetime, words: str, *, now: datetime, state: State = State.WAITING) -> None:
    step(row, state, now=now, words=words)
    row.state, row.next_at, row.detail, row.provider_id = State.WAITING, at, words[:300], ""
    row.save(update_fields=["state", "next_at", "detail", "provider_id", "tried", "attempts"])


def _well(channel: ChannelSetting) -> None:
    if channel.failures:
        channel.failures, channel.failing_since, channel.resting_until = 0, None, None
        ChannelSetting.objects.filter(pk=channel.pk).update(
            failures=0, failing_since=None, resting_until=None, last_words=""
        )


def _ill(channel: ChannelSetting, words: str, *, now: datetime, refused: Refused | None = None) -> None:
    """One more failure in a row. The same object serves the rest of the batch, so it rests from here on."""
    channel.failures += 1
    channel.failing_since = channel.failing_since or now
    most = rules.BREAK_SILENT
    if refused is not None:
        most = rules.BREAK_WHOLE if refused.whole else rules.BREAK_BUSY
    asked = refused.retry_after if refused else None
    channel.resting_until = rules.rest_after(channel.failures, now=now, most=most, asked=asked)
    ChannelSetting.objects.filter(pk=channel.pk).update(
        failures=channel.failures,
        failing_since=channel.failing_since,
        resting_until=channel.resting_until,
        last_words=words[:300],
    )


@transaction.atomic
def outdated(row: OutMessage, *, now: datetime) -> None:
    """What waited on the call list is no longer so."""
    mine = OutMessage.objects.filter(pk=row.pk, state=State.BY_HAND)
    if mine.update(state=State.DROPPED, why=Why.OUTDATED, ended_at=now):
        step(row, State.DROPPED, now=now, words=labels.why(Why.OUTDATED))


def reached_by_hand(row: OutMessage, *, by: str, now: datetime) -> None:
    """Somebody told the applicant."""
    row.state, row.ended_at = State.TOLD, now
    row.save(update_fields=["state", "ended_at"])
    step(row, State.TOLD, now=now, by=by, words=_("Diberi tahu dengan tangan."))


def may_call(row: OutMessage) -> bool:
    """Whether this is something an applicant is called about."""
    return KINDS[Kind(row.kind)].call and row.file_id is not None
