"""What the read model counts of the inventory (`upkeep.reading`)."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from commons.clock import wib
from facilities import queries
from facilities.kinds import State, is_broken
from facilities.models import Check, Item
from offices.queries import work_calendar
from offices.scope import current_office
from upkeep.reading import Counted, Fact, register
from upkeep.rounds import Stand, due_on, first_due


def facts(days: Collection[date], now: datetime) -> Iterator[Fact]:
    """Rounds on the day they were due, items broken on each day, repairs on the day they were done."""
    yield from _rounds(days, now)
    rows = Check.objects.filter(at__lte=now).order_by("at", "id").select_related("item")
    by_item: dict[object, list[Check]] = {}
    for row in rows:
        by_item.setdefault(row.item_id, []).append(row)
    for checks in by_item.values():
        yield from _of_item(checks[0].item, checks, days)


def _rounds(days: Collection[date], now: datetime) -> Iterator[Fact]:
    """A round is due on a day that is over, or on which it was done already."""
    begun = queries.begun_on()
    if begun is None:
        return
    calendar, done, today = work_calendar(current_office().id), queries.done_months(), wib(now).date()
    for first in sorted({day.replace(day=1) for day in days}):
        due = due_on(first, calendar)
        done_on = done.get(first)
        if first < first_due(begun) or due not in days or (due >= today and done_on is None):
            continue
        yield due, "rounds_due", 1
        yield due, "rounds_kept", int(done_on is not None and done_on <= due)


def _of_item(item: Item, checks: Sequence[Check], days: Collection[date]) -> Iterator[Fact]:
    gone = wib(item.retired_at).date() if item.retired_at else None
    for day in days:
        known = [row for row in checks if wib(row.at).date() <= day]
        if known and (gone is None or day < gone):
            last = known[-1]
            state = State(last.quantity, last.working, last.expires_on)
            yield day, "broken_items", int(is_broken(state, day=day))
    calendar = work_calendar(current_office().id)
    for span in queries.spans_of(checks):
        if span.until is not None and span.until in days:
            yield span.until, "repairs_done", 1
            yield span.until, "repair_days", calendar.working_days_between(span.since, span.until)


def missed(now: datetime) -> list[date]:
    """The months of the last year whose round was missed or is overdue now."""
    late = {Stand.MISSED, Stand.OVERDUE}
    return [each.first for each in queries.all_months(today=wib(now).date()) if each.stand in late]


def register_counted() -> None:
    """Have them counted."""
    register(Counted("facilities", facts, queries.begun_on))
