"""Queue numbers: one series for each prefix, gapless, restarting each morning in Lumajang."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from accounts.actors import Actor
from commons.clock import wib
from commons.ids import new_id, public_code
from queueing import groups as grouping
from queueing.days import of_day, share_day
from queueing.errors import DayClosed, GroupClosed, KeyUsed, NotFound
from queueing.models import Priority, QueueGroup, Ticket, Visit
from queueing.recording import Doer, append, tell
from queueing.workflow import WAITING, State

# One more number of this prefix today, and a time no earlier than that of the number before it.
_NEXT = """
INSERT INTO queueing_ticketseries AS s (id, date, prefix, last, last_at)
SELECT %(id)s, %(day)s, %(prefix)s, 1 + coalesce(max(seq), 0), greatest(max(issued_at), %(now)s)
FROM queueing_ticket WHERE date = %(day)s AND prefix = %(prefix)s
ON CONFLICT (date, prefix) DO UPDATE
    SET last = greatest(s.last + 1, excluded.last), last_at = greatest(s.last_at, excluded.last_at)
RETURNING last, last_at
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A service somebody comes for."""

    code: str
    name: str


def issue(
    *,
    actor: Actor | None,
    service_code: str,
    service_name: str,
    more: Sequence[Wanted] = (),
    group_id: UUID | None = None,
    priority: str = "",
    idempotency_key: str | None = None,
    now: datetime,
) -> Ticket:
    """The next ticket of today, for one service or for several in one visit.

    Without `actor` it is the kiosk's. Without `group_id` the group is that of the first service; with one,
    the service may be "" (chosen at the counter). The same key gives the same ticket: a double click takes
    one number. Raises `DayClosed`, `GroupClosed`, `NotFound` (no such group), `KeyUsed`: no number is used.
    """
    wanted = [Wanted(code=service_code, name=service_name), *more]
    try:
        with transaction.atomic():
            return _issue(
                actor=actor,
                wanted=wanted,
                group_id=group_id,
                priority=Priority(priority) if priority else "",
                key=idempotency_key,
                now=now,
            )
    except IntegrityError:
        # Two clicks at once: the other one's number stands, this one's went back with its transaction.
        earlier = _earlier(idempotency_key, wanted)
        if earlier is None:
            raise
        return earlier


def _earlier(key: str | None, wanted: Sequence[Wanted]) -> Ticket | None:
    found = Ticket.objects.filter(idempotency_key=key).first() if key else None
    if found is not None and found.service_code != wanted[0].code:
        raise KeyUsed
    return found


def _issue(
    *,
    actor: Actor | None,
    wanted: Sequence[Wanted],
    group_id: UUID | None,
    priority: str,
    key: str | None,
    now: datetime,
) -> Ticket:
    if (earlier := _earlier(key, wanted)) is not None:
        return earlier
    day = wib(now).date()
    if share_day(day, now).is_closed:
        raise DayClosed
    group = _group(wanted[0].code, group_id)
    seq, at = _number(day, group.prefix, now)
    ticket = Ticket.objects.create(
        date=day,
        seq=seq,
        prefix=group.prefix,
        group=group,
        service_code=wanted[0].code,
        service_name=wanted[0].name or group.name,
        issued_at=at,
        state_at=at,
        queued_at=at,
        issued_by=actor.name if actor else "",
        idempotency_key=key,
        code=public_code(),
        priority=priority,
        event_no=1,
        ahead=waiting_before(day, group),
    )
    Visit.objects.bulk_create(
        Visit(ticket=ticket, order=n, service_code=each.code, service_name=each.name or group.name)
        for n, each in enumerate(wanted, start=1)
    )
    append(ticket, None, doer=Doer.of(actor))
    tell(now)
    return ticket


def _group(code: str, group_id: UUID | None) -> QueueGroup:
    default = grouping.default_group()
    if group_id is None:
        return grouping.group_for(code, list(QueueGroup.objects.filter(active=True))) or default
    found = QueueGroup.objects.filter(id=group_id).first()
    if found is None:
        raise NotFound("group_not_found")
    if not found.active:
        raise GroupClosed(found.name)
    return found


def _number(day: date, prefix: str, now: datetime) -> tuple[int, datetime]:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"id": new_id(), "day": day, "prefix": prefix, "now": now})
        seq, at = cursor.fetchone()
    return seq, at


def waiting_before(day: date, group: QueueGroup) -> int:
    """How many wait in the group now, which a new ticket of it stands behind."""
    states = [State(state).value for state in WAITING]
    return Ticket.objects.filter(of_day(day), group=group, state__in=states).count()
