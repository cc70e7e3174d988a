"""What providers and applicants tell us: reports on messages, and wishes. Each may come twice or late."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from notifications import counting, operations, rules, settling, waking
from notifications.deciding import index_of
from notifications.hooks import Heard, Report
from notifications.kinds import REPORTABLE, Channel, State
from notifications.models import Correspondent, OutMessage
from offices.scope import current_office

# A message cannot come from the future; provider's clocks may be a little ahead.
AHEAD = timedelta(minutes=10)


@transaction.atomic
def report(told: Report, *, channel: Channel, now: datetime) -> bool:
    """Move the message on; whether it did. What we do not know, or have heard before, changes nothing."""
    row = _named(told, channel)
    state = rules.after_report(State(row.state), told.state) if row is not None else None
    if row is None or state is None:
        return False
    row.provider_id = row.provider_id or told.provider_id
    counting.changed([row.created_at])
    if state is State.FAILED:
        row.save(update_fields=["provider_id"])
        settling.next_channel(row, _("Penyedia melaporkan gagal ({code}).").format(code=told.code), now=now)
        waking.wake(current_office().id, at=now)
        return True
    new = rules.has_arrived(state) and not rules.has_arrived(State(row.state))
    row.state, row.why, row.detail = state, "", ""
    row.sent_at, row.ended_at = row.sent_at or now, now if state is not State.ACCEPTED else None
    row.save(update_fields=["provider_id", "state", "why", "detail", "sent_at", "ended_at"])
    settling.step(row, state, now=now)
    if new:
        settling.tell(row, now=now)
    return True


def _named(told: Report, channel: Channel) -> OutMessage | None:
    """By the provider's number; by our own while the answer that brought that number was lost."""
    wanted = Q(provider_id=told.provider_id) if told.provider_id else Q(pk=None)
    if (key := _uuid(told.key)) is not None:
        wanted |= Q(pk=key, provider_id="")
    rows = OutMessage.objects.select_for_update(of=("self",)).filter(
        wanted, channel=channel, state__in=REPORTABLE
    )
    return rows.first()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@transaction.atomic
def heard_sms(told: Heard, *, now: datetime) -> None:
    """A word to stop or go on counts; WhatsApp's 24 hours are not opened by an SMS.

    Without the moment it was written only "stop" is believed: a call that is replayed brings nobody back.
    """
    wanted = rules.wish_in(told.text)
    if wanted is None or (told.at is None and wanted) or (told.at or now) > now + AHEAD:
        return
    operations.wish(index_of(f"+{told.number}"), wanted=wanted, at=told.at or now)


@transaction.atomic
def heard(told: Heard, *, now: datetime) -> None:
    """The 24 hours begin anew, and a word to stop or go on counts. The words themselves are not kept."""
    if told.at is None or told.at > now + AHEAD:
        return
    index = index_of(f"+{told.number}")
    row, _new = Correspondent.objects.select_for_update().get_or_create(to_index=index)
    if row.last_in_at is None or row.last_in_at < told.at:
        row.last_in_at = told.at
        row.save(update_fields=["last_in_at"])
    wanted = rules.wish_in(told.text)
    if wanted is not None:
        operations.wish(index, wanted=wanted, at=told.at)
