"""The end of a day, the next morning, and a clock that nobody trusts."""

import pytest

from commons import clock as clocks
from offices.scope import office_scope
from queueing import operations, queries
from queueing.errors import DayClosed, SettingRefused
from queueing.models import Ending, TicketDay
from queueing.numbers import number_of
from queueing.workflow import Action, State
from tests.queueing.desk import Queue

pytestmark = pytest.mark.django_db


def end(queue, *, keep, reason=""):
    with office_scope(queue.site.office):
        return operations.end_day(actor=queue.who("counter"), keep=keep, reason=reason, now=clocks.now())


def day_row(queue, day="2026-11-20"):
    with office_scope(queue.site.office):
        return TicketDay.objects.get(date=day)


@pytest.fixture
def busy(queue):
    """Six people: served, being served, called, held, skipped, waiting; one counter for each."""
    tickets = [queue.take() for _n in range(6)]
    counters = [queue.counter(n + 1) for n in range(5)]
    for ticket, counter in zip(tickets, counters, strict=False):
        queue.do(ticket, Action.CALL, counter_id=counter.id)
    for ticket, action in zip(
        [tickets[0], tickets[1], tickets[3], tickets[4]],
        [Action.FINISH, Action.START, Action.HOLD, Action.SKIP],
        strict=True,
    ):
        queue.do(ticket, action)
    return tickets


def states(queue, tickets):
    return [queue.state(each).value for each in tickets]


def test_the_rest_is_kept_for_the_next_working_day(queue, busy, clock):
    clock.set("2026-11-20 15:00")
    ended = end(queue, keep=True)
    assert (ended.kept, ended.closed, ended.finished, str(ended.next_day)) == (3, 1, 1, "2026-11-23")
    assert states(queue, busy) == ["DONE", "DONE", "WAITING", "WAITING", "CLOSED", "WAITING"]
    assert day_row(queue).ending == Ending.KEPT
    clock.set("2026-11-23 08:00")
    fresh = queue.take()
    assert number_of(fresh) == "A-001", "the new day has its own series"
    assert queue.numbers() == ["KA-003", "KA-004", "KA-006", "A-001"]
    assert queue.call(queue.counter()).id == busy[2].id, "kept ones first"


def test_the_rest_is_closed_with_a_reason(queue, busy):
    with pytest.raises(SettingRefused):
        end(queue, keep=False)
    assert states(queue, busy) == ["DONE", "SERVING", "CALLED", "HELD", "SKIPPED", "WAITING"]
    ended = end(queue, keep=False, reason="listrik padam")
    assert (ended.kept, ended.closed, ended.finished) == (0, 4, 1)
    assert states(queue, busy) == ["DONE", "DONE", "CLOSED", "CLOSED", "CLOSED", "CLOSED"]
    last = queue.events(busy[5])[-1]
    assert (last.action, last.data, last.actor_name) == (
        "close",
        {"reason": "listrik padam"},
        queue.who("counter").name,
    )


def test_a_closed_day_gives_no_number_until_it_is_opened_again(queue):
    first = queue.take()
    end(queue, keep=False, reason="rapat")
    before = queue.everything()
    with pytest.raises(DayClosed):
        queue.take()
    with pytest.raises(DayClosed):
        end(queue, keep=True)
    assert queue.everything() == before
    with office_scope(queue.site.office):
        operations.reopen_day(actor=queue.who("counter"), now=clocks.now())
    assert queue.take().seq == 2, "no gap"
    queue.do(first, Action.RETURN)
    assert queue.state(first) is State.WAITING


def test_a_day_nobody_closed_closes_itself_with_the_next_day_s_first_use(queue, busy, clock):
    served = queue.fresh(busy[1]).served
    clock.set("2026-11-23 07:45")
    assert queue.state(busy[5]) is State.WAITING, "nothing happens by itself"
    queue.take()
    assert states(queue, busy) == ["DONE", *["CLOSED"] * 5]
    assert queue.fresh(busy[1]).served == served, "the night is nobody's service"
    last = queue.events(busy[5])[-1]
    assert (last.action, last.actor_name, last.data) == ("close", "", {"why": "AUTO"})
    row = day_row(queue)
    assert row.ending == Ending.AUTO
    assert row.closed_at is not None
    events = queue.events(busy[5])
    queue.take()
    assert queue.events(busy[5]) == events, "once"


def test_kept_and_forgotten_closes_too(queue, clock):
    ticket = queue.take()
    end(queue, keep=True)
    clock.set("2026-11-24 08:00")
    queue.take()
    assert queue.state(ticket) is State.CLOSED


def test_kept_twice_says_so(queue, clock):
    ticket = queue.take()
    end(queue, keep=True)
    clock.set("2026-11-23 09:00")
    end(queue, keep=True)
    clock.set("2026-11-24 09:00")
    queue.take()
    assert queue.numbers() == ["KKA-001", "A-001"]
    assert queue.fresh(ticket).waited == 0, "nights are not counted"


def test_a_clock_set_back_a_day_goes_on_with_that_day_s_series(queue, clock):
    queue.take()
    queue.take()
    clock.set("2026-11-23 08:00")
    assert queue.take().seq == 1
    clock.set("2026-11-20 10:00")
    assert queue.take().seq == 3
    clock.set("2026-11-23 09:00")
    assert queue.take().seq == 2


def test_the_other_office_s_day_is_its_own(queue, elsewhere):
    theirs = Queue(elsewhere)
    ticket = theirs.take()
    end(queue, keep=False, reason="rapat")
    assert theirs.state(ticket) is State.WAITING
    assert theirs.take().seq == 2


def test_figures_of_the_day(queue, busy):
    with office_scope(queue.site.office):
        rows = queries.today(clocks.today())
        start = clocks.wib(clocks.now()).replace(hour=0)
        found = queries.figures(rows, start=start, end=start.replace(hour=23))
    assert (found.issued, found.waiting, found.served, found.skipped) == (6, 1, 1, 1)
