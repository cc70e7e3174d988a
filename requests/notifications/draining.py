"""Sending what waits in one office: at most once, by whoever comes first, without holding anybody up.

A row is leased by moving `next_at` ahead, so that two workers never hold it at once. Just before the provider
hears of it, the row says SENDING in a transaction of its own. Whoever dies after that leaves a row of which
nobody knows whether it arrived: after a quarter of an hour it says so (`reap`), and is not sent again by
itself. What the provider refuses is tried again later, on the next channel, or by hand.
"""

import time
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Min

from commons import clock
from commons.live import publish
from notifications import counting, deciding, rules, settling, spreading, waking
from notifications.channels import ADAPTERS
from notifications.channels.base import Outgoing
from notifications.composing import outgoing, values_of
from notifications.deciding import Known
from notifications.kinds import Channel, Kind, State
from notifications.models import OutMessage
from notifications.rules import Call, Drop, Send, Wait, Why
from notifications.setup import Setup, setup_of
from notifications.wording import masked
from offices.models import Office

BATCH = 25
MOST, SECONDS = 300, 15.0  # of one turn; then other offices have theirs


@dataclass
class Turn:
    """What one turn came to. `next_at`: when the office is to be looked at again."""

    handled: int = 0
    sent: int = 0
    next_at: datetime | None = None


def drain(office: Office, *, most: int = MOST, seconds: float = SECONDS) -> Turn:
    """One turn, in the office's scope. May run beside another one, and twice."""
    turn, begun = Turn(), time.monotonic()
    now = clock.now()
    waking.take(office.id, now=now)
    touched = set(reap(now=now))
    spreading.spread(now=now)
    while turn.handled < most and time.monotonic() - begun < seconds:
        setup = setup_of(office)
        rows = _lease(min(BATCH, most - turn.handled), clock.now(), mail=Channel.EMAIL in setup.channels)
        if not rows:
            break
        known = deciding.known_of(rows)
        for row in rows:
            if time.monotonic() - begun >= seconds:
                _release(row)
                continue
            turn.sent += _handle(row, office, known, setup)
            turn.handled += 1
            touched.add(row.created_at)
    counting.changed(touched)
    turn.next_at = waking.leave(office.id, [_next_due()])
    if turn.handled:
        publish(office.schema_name, "messages")
    return turn


def _next_due() -> datetime | None:
    """When the next one is due, or a row that is being sent would count as lost."""
    waiting = OutMessage.objects.filter(state=State.WAITING).aggregate(at=Min("next_at"))["at"]
    begun = OutMessage.objects.filter(state=State.SENDING).aggregate(at=Min("begun_at"))["at"]
    lost = begun + rules.DEAD_AFTER if begun else None
    return min((moment for moment in (waiting, lost) if moment is not None), default=None)


def reap(*, now: datetime) -> list[datetime]:
    """Rows whose worker died while they were being sent: unknown from now on. Returns when each was made."""
    with transaction.atomic():
        dead = OutMessage.objects.select_for_update(skip_locked=True).filter(
            state=State.SENDING, begun_at__lt=now - rules.DEAD_AFTER
        )
        rows = list(dead[:BATCH])
        for row in rows:
            settling.unknown(row, Why.KILLED, "", now=now)
    return [row.created_at for row in rows]


def _lease(most: int, now: datetime, *, mail: bool = False) -> list[OutMessage]:
    """Take rows that are due; others cannot, until the lease is over. `mail`: with the forms, which may name
    an address."""
    with transaction.atomic():
        due = OutMessage.objects.filter(state=State.WAITING, next_at__lte=now).order_by("next_at", "id")
        ids = list(due.select_for_update(skip_locked=True).values_list("id", flat=True)[:most])
        if not ids:
            return []
        OutMessage.objects.filter(id__in=ids).update(next_at=now + rules.LEASE)
    rows = OutMessage.objects.filter(id__in=ids).select_related("file").order_by("created_at", "id")
    sealed = ["file__nik", "file__checklist", "text", *([] if mail else ["file__intake"])]
    return list(rows.defer(*sealed))


def _release(row: OutMessage) -> None:
    """The turn is over before it came to this one."""
    mine = OutMessage.objects.filter(pk=row.pk, state=State.WAITING, next_at=row.next_at)
    mine.update(next_at=clock.now())


def _handle(row: OutMessage, office: Office, known: Known, setup: Setup) -> bool:
    """Decide about one row, and do it. Whether it went to a provider."""
    now = clock.now()
    address = deciding.address_of(row, known, setup)
    case = deciding.case_of(row, address, known, setup, now=now)
    match rules.plan(case):
        case Send(channel):
            event = known.events.get((row.file_id, row.seq)) if row.file_id else None
            values = values_of(row, office, event)
            words = setup.words(Kind(row.kind), channel)
            message = outgoing(
                row.id, channel, words, values, to=address.on(channel), free=case.window and not words.wa_name
            )
            return _send(row, message, channel, index=address.index, version=words.version, setup=setup)
        case Wait(until, why):
            settling.wait(row, until, why)
        case Call(why):
            settling.by_hand(row, why, address, now=now)
        case Drop(why):
            settling.let_go(row, why, now=now)
    return False


def _send(
    row: OutMessage, message: Outgoing, channel: Channel, *, index: str, version: int, setup: Setup
) -> bool:
    now = clock.now()
    taken = OutMessage.objects.filter(pk=row.pk, state=State.WAITING, next_at=row.next_at).update(
        state=State.SENDING,
        channel=channel,
        attempts=row.attempts + 1,
        begun_at=now,
        to=message.to,
        to_index=index,
        masked=masked(message.to),
        text=message.text,
        version=version,
        why="",
        detail="",
    )
    if not taken:
        return False
    row.state, row.channel, row.attempts, row.begun_at = State.SENDING, channel, row.attempts + 1, now
    settings = setup.channels.get(channel) or settling.setting_of(channel)
    outcome = ADAPTERS[channel].send(message, settings.options, settings.secrets or {})
    settling.settle(row, outcome, settings, now=clock.now())
    return True
