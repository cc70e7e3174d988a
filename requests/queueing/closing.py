"""The end of a day: the rest is kept for the next working day, or closed with a reason; and opened again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.text import clean_line
from commons.worktime import NeverOpen
from offices.queries import work_calendar
from offices.scope import current_office
from queueing import visits
from queueing.days import lock_day, of_day
from queueing.errors import DayClosed, SettingRefused
from queueing.models import IN_PLAY, Ending, Ticket, TicketDay
from queueing.recording import Doer, move, tell
from queueing.workflow import Action, State, allowed
from trail import operations as trail

LONGEST_REASON = 200


@dataclass(frozen=True)
class Ended:
    """What became of the rest of a day."""

    kept: int
    closed: int
    finished: int
    next_day: date | None


@transaction.atomic
def end_day(*, actor: Actor, keep: bool, reason: str = "", now: datetime) -> Ended:
    """End today's queue. Who is being served is finished. With `keep`, who waits, is called or is held stands
    first on the next working day under the same number; who did not come is closed. Else all are closed, for
    which a reason is asked.

    Raises `DayClosed` when it is closed already, `SettingRefused` without a reason, `BadText`.
    """
    day = wib(now).date()
    row = lock_day(day, now)
    if row.is_closed:
        raise DayClosed
    reason = clean_line(reason, max_length=LONGEST_REASON)
    if not keep and not reason:
        raise SettingRefused("reason_missing", _("Tulis mengapa sisa antrean ditutup."), field="reason")
    next_day = next_working_day(day) if keep else None
    counted = {Action.KEEP: 0, Action.CLOSE: 0, Action.FINISH: 0}
    for ticket in _rest(day):
        counted[_end(ticket, Doer.of(actor), next_day, reason, now)] += 1
    row.closed_at, row.closed_by = now, actor.name
    row.ending = Ending.KEPT if keep else Ending.CLOSED
    row.save(update_fields=["closed_at", "closed_by", "ending"])
    ended = Ended(counted[Action.KEEP], counted[Action.CLOSE], counted[Action.FINISH], next_day)
    tell(now)
    data = {"kept": ended.kept, "closed": ended.closed, "finished": ended.finished}
    trail.record(action="queue.day_closed", actor=actor, data=data, now=now)
    return ended


def _rest(day: date) -> list[Ticket]:
    rows = Ticket.objects.select_for_update(of=("self",)).filter(of_day(day), state__in=IN_PLAY)
    return list(rows.order_by("date", "prefix", "seq"))


def _end(ticket: Ticket, doer: Doer, next_day: date | None, reason: str, now: datetime) -> Action:
    state = State(ticket.state)
    if state is State.SERVING:
        move(ticket, Action.FINISH, doer=doer, now=now)
        visits.end_rest(ticket, doer)
        return Action.FINISH
    if next_day is not None and Action.KEEP in allowed(state):
        ticket.carried_to, ticket.carried = next_day, ticket.carried + 1
        move(ticket, Action.KEEP, doer=doer, now=now, data={"to": next_day.isoformat()})
        return Action.KEEP
    move(ticket, Action.CLOSE, doer=doer, now=now, data={"reason": reason} if reason else {})
    return Action.CLOSE


def next_working_day(day: date) -> date:
    """The day after which the office opens next; tomorrow where no hours are known."""
    try:
        return work_calendar(current_office().id).add_working_days(day, 1)
    except NeverOpen:
        return day + timedelta(days=1)


@transaction.atomic
def reopen_day(*, actor: Actor, now: datetime) -> TicketDay:
    """Give numbers again today. What was kept or closed stays so; a single ticket can be returned."""
    row = lock_day(wib(now).date(), now)
    if row.closed_at is not None:
        row.closed_at, row.closed_by, row.ending = None, "", ""
        row.save(update_fields=["closed_at", "closed_by", "ending"])
        tell(now)
        trail.record(action="queue.day_opened", actor=actor, now=now)
    return row
