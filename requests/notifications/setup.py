"""How an office tells things: its rules, channels and words, read once and used for many messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from notifications.defaults import DEFAULT_POLICY, Policy, words_of
from notifications.kinds import AUTOMATIC, Channel, Kind
from notifications.models import ChannelSetting, MessagePolicy, MessageTemplate
from notifications.rules import Quiet
from notifications.wording import Words
from offices.models import Office


@dataclass(frozen=True)
class Setup:
    """`channels`: those that are on, in the order they are tried."""

    policy: Policy
    channels: Mapping[Channel, ChannelSetting]
    own_words: Mapping[tuple[str, str], Words] = field(default_factory=dict)

    def words(self, kind: Kind, channel: Channel) -> Words:
        """The office's words, else the packaged ones."""
        return self.own_words.get((kind, channel)) or words_of(kind, channel)

    def resting(self, now: datetime) -> dict[Channel, datetime]:
        """Channels that rest, until when."""
        return {
            channel: row.resting_until
            for channel, row in self.channels.items()
            if row.resting_until is not None and row.resting_until > now
        }


def setup_of(office: Office) -> Setup:
    """As it stands now. Three queries. A rehearsal sends nothing: whatever is on, the console takes it."""
    rows = {Channel(row.channel): row for row in ChannelSetting.objects.filter(is_on=True)}
    channels = {channel: rows[channel] for channel in AUTOMATIC if channel in rows}
    if office.is_rehearsal:
        channels = {Channel.CONSOLE: ChannelSetting(channel=Channel.CONSOLE, is_on=True)}
    return Setup(policy(), channels, own_words())


def policy() -> Policy:
    """The office's rules."""
    row = MessagePolicy.objects.first()
    if row is None:
        return DEFAULT_POLICY
    return Policy(
        quiet=Quiet(row.quiet_from, row.quiet_to),
        not_collected_days=row.not_collected_days,
        returned_days=row.returned_days,
        unsigned_hours=row.unsigned_hours,
        off=frozenset(row.off),
        changed_by=row.changed_by,
    )


def own_words(**only: Any) -> dict[tuple[str, str], Words]:
    """The newest words of the office itself for each kind and channel."""
    newest = MessageTemplate.objects.filter(**only).order_by("kind", "channel", "-version")
    return {(row.kind, row.channel): as_words(row) for row in newest.distinct("kind", "channel")}


def as_words(row: MessageTemplate) -> Words:
    """A stored template as the rules take it."""
    return Words(
        text=row.text,
        subject=row.subject,
        wa_name=row.wa_name,
        wa_language=row.wa_language,
        wa_params=tuple(row.wa_params),
        version=row.version,
    )
