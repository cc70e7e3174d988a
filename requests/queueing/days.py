"""A day of the queue: opened by its first use, which closes what an earlier day left open; locked; ended.

The day's row is locked while anybody is called or moved (`lock_day`) and shared while a number is taken
(`share_day`): calls come one after the other in order, numbers of different groups are given side by side.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Coalesce

from queueing.models import IN_PLAY, Ending, QueueGroup, Ticket, TicketDay
from queueing.recording import Doer, move
from queueing.workflow import Action

FORGOTTEN = Doer(name="")


def of_day(day: date) -> Q:
    """Tickets that stand in the queue of this day: taken on it, or kept for it."""
    return Q(carried_to=day) | Q(carried_to=None, date=day)


def in_groups(groups: Iterable[QueueGroup]) -> Q:
    """Tickets of these groups. One without a group was taken by the release before: the default group's."""
    found = list(groups)
    condition = Q(group__in=found)
    return condition | Q(group=None) if any(group.is_default for group in found) else condition


def locked(ticket_id: UUID) -> Ticket | None:
    """The ticket with this id, locked, with its counter and group. After `lock_day`."""
    rows = Ticket.objects.select_for_update(of=("self",)).select_related("counter", "group")
    return rows.filter(id=ticket_id).first()


def lock_day(day: date, now: datetime) -> TicketDay:
    """The day's row, locked against all other moves. Inside a transaction."""
    rows = TicketDay.objects.select_for_update().filter(date=day)
    if (row := rows.first()) is None:
        _begin(day, now)
        row = rows.get()
    return row


def share_day(day: date, now: datetime) -> TicketDay:
    """The day's row, held against being closed meanwhile. Inside a transaction."""
    if (row := _shared(day)) is None:
        _begin(day, now)
        row = _shared(day)
    assert row is not None
    return row


def _shared(day: date) -> TicketDay | None:
    # The ORM knows FOR UPDATE only.
    rows = TicketDay.objects.raw("SELECT * FROM queueing_ticketday WHERE date = %s FOR SHARE", [day])
    return next(iter(rows), None)


def _begin(day: date, now: datetime) -> None:
    """Open the day, unless somebody else does in this moment: whoever opens it ends what was left before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO queueing_ticketday (date) VALUES (%s) ON CONFLICT (date) DO NOTHING RETURNING date",
            [day],
        )
        first = cursor.fetchone() is not None
    if first:
        _close_forgotten(day, now)


def _close_forgotten(day: date, now: datetime) -> None:
    """What nobody closed on an earlier day ends here, by nobody, without counting the night as service."""
    left = Ticket.objects.annotate(stands=Coalesce("carried_to", "date")).filter(
        stands__lt=day, state__in=IN_PLAY
    )
    for ticket in left.select_for_update(of=("self",)).order_by("date", "prefix", "seq"):
        move(ticket, Action.CLOSE, doer=FORGOTTEN, now=now, data={"why": Ending.AUTO.value})
    TicketDay.objects.filter(date__lt=day, closed_at=None).update(closed_at=now, ending=Ending.AUTO)
