"""Calling and moving: in order, each to one counter, a second click answered in words."""

import pytest

from commons.errors import DomainError
from commons.ids import new_id
from queueing.errors import (
    AlreadyCalled,
    CounterMoved,
    GroupClosed,
    NobodyWaits,
    NotFound,
    OtherDay,
    SameGroup,
    Stale,
    StillCalled,
    TicketRefused,
)
from queueing.models import Priority
from queueing.numbers import number_of
from queueing.workflow import Action, State
from tests.queueing.desk import SKTM, Queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(queue):
    """Asserts that something is refused so, and that nothing has changed."""

    def check(error, do, **facts):
        before = queue.everything()
        with pytest.raises(error) as caught:
            do()
        assert queue.everything() == before
        for name, value in facts.items():
            assert caught.value.context[name] == value
        return str(caught.value)

    return check


def test_next_is_next(queue, clock):
    first, second = queue.take(), queue.take()
    one, two = queue.counter(1), queue.counter(2)
    clock.advance(minutes=4)
    called = queue.call(one)
    assert called.id == first.id
    assert queue.call(two).id == second.id
    now = queue.fresh(first)
    assert (now.state, now.counter, now.calls, now.waited) == (State.CALLED, one, 1, 240)
    assert now.called_by == queue.who("counter").name
    event = queue.events(first)[-1]
    assert (event.action, event.counter_number, event.seq) == ("call", 1, 2)


def test_nobody_waits(queue, refused):
    counter = queue.counter()
    refused(NobodyWaits, lambda: queue.call(counter))


def test_a_counter_calls_only_from_its_groups(queue, refused):
    b = queue.group("B", "sktm")
    for_b = queue.take(SKTM)
    other = queue.counter(2, queue.group("C"))
    refused(NobodyWaits, lambda: queue.call(other))
    assert number_of(for_b) == "B-001"
    assert queue.call(queue.counter(1, b)).id == for_b.id


def test_priority_goes_first_but_not_a_third_time(queue):
    plain = [queue.take() for _n in range(2)]
    urgent = [queue.take(priority=Priority.ELDERLY) for _n in range(3)]
    counter, called = queue.counter(), []
    for _n in range(5):
        called.append(queue.call(counter).id)
        queue.do(queue.fresh(next(t for t in plain + urgent if t.id == called[-1])), Action.START)
    assert called == [each.id for each in (urgent[0], urgent[1], plain[0], urgent[2], plain[1])]


def test_who_is_served_is_finished_when_the_next_is_called(queue, clock):
    first, _second = queue.take(), queue.take()
    counter = queue.counter()
    queue.call(counter)
    queue.do(first, Action.START)
    clock.advance(minutes=7)
    queue.call(counter, seen=first.id)
    done = queue.fresh(first)
    assert (done.state, done.served) == (State.DONE, 420)
    assert [(visit.outcome, visit.seconds) for visit in queue.visits(first)] == [("ANSWERED", 420)]


def test_who_is_only_called_must_be_settled_first(queue, refused):
    first = queue.take()
    queue.take()
    counter = queue.counter()
    queue.call(counter)
    words = refused(StillCalled, lambda: queue.call(counter, seen=first.id), number="A-001")
    assert "layani, lewati, atau tahan" in words


def test_a_second_click_calls_nobody_and_says_who_was_called(queue, refused):
    queue.take()
    queue.take()
    counter = queue.counter()
    queue.call(counter, seen=None)
    words = refused(CounterMoved, lambda: queue.call(counter, seen=None), number="A-001")
    assert "baru saja memanggil A-001" in words
    assert queue.who("counter").name in words


def test_of_two_who_call_one_person_the_second_is_told_who_was_first(queue, refused):
    ticket = queue.take()
    one, two = queue.counter(1), queue.counter(2)
    queue.do(ticket, Action.CALL, counter_id=one.id)
    for counter in (one, two):
        words = refused(
            AlreadyCalled,
            lambda counter=counter: queue.do(ticket, Action.CALL, who="operator", counter_id=counter.id),
            counter=1,
            called_by=queue.who("counter").name,
        )
        assert "sudah dipanggil" in words
        assert "Loket 1" in words
    for action in (Action.START, Action.RECALL, Action.SKIP, Action.HOLD, Action.FINISH, Action.LEAVE):
        refused(AlreadyCalled, lambda action=action: queue.do(ticket, action, counter_id=two.id))


def test_recall_counts_the_calls_and_keeps_the_wait(queue, clock):
    ticket = queue.take()
    counter = queue.counter()
    clock.advance(minutes=2)
    queue.call(counter)
    clock.advance(minutes=1)
    queue.do(ticket, Action.RECALL)
    now = queue.fresh(ticket)
    assert (now.calls, now.waited) == (2, 120)
    assert now.called_at > now.first_called_at


def test_skipped_and_brought_back_stands_behind_the_others(queue, clock):
    first, second = queue.take(), queue.take()
    counter = queue.counter()
    queue.call(counter)
    queue.do(first, Action.SKIP)
    clock.advance(minutes=1)
    queue.do(first, Action.RETURN)
    assert queue.call(counter).id == second.id


def test_held_and_brought_back_keeps_the_place(queue, clock):
    first, _second = queue.take(), queue.take()
    counter = queue.counter()
    queue.call(counter)
    queue.do(first, Action.HOLD, reason="mengambil fotokopi")
    clock.advance(minutes=1)
    queue.do(first, Action.RETURN)
    assert queue.call(counter).id == first.id
    assert queue.events(first)[2].data == {"reason": "mengambil fotokopi"}


@pytest.mark.parametrize("action", [Action.SKIP, Action.HOLD])
def test_who_stands_aside_can_be_called_at_once(queue, action):
    ticket = queue.take()
    counter = queue.counter()
    queue.call(counter)
    queue.do(ticket, action)
    assert queue.state(ticket) in {State.SKIPPED, State.HELD}
    queue.do(ticket, Action.CALL, counter_id=counter.id)
    assert queue.state(ticket) is State.CALLED


def test_transfer_keeps_number_and_arrival(queue, clock):
    b = queue.group("B", "sktm")
    ticket = queue.take()
    clock.advance(minutes=1)
    queue.take(SKTM)
    queue.do(ticket, Action.TRANSFER, group_id=b.id)
    moved = queue.fresh(ticket)
    assert (number_of(moved), moved.state, moved.group.prefix) == ("A-001", State.TRANSFERRED, "B")
    assert queue.call(queue.counter(1, b)).id == ticket.id, "who came earlier is called earlier"
    assert queue.events(ticket)[1].data["to"] == str(b.id)


def test_transfers_that_lead_nowhere(queue, refused):
    b = queue.group("B", "sktm")
    ticket = queue.take()
    own = queue.fresh(ticket).group
    refused(SameGroup, lambda: queue.do(ticket, Action.TRANSFER, group_id=own.id))
    refused(NotFound, lambda: queue.do(ticket, Action.TRANSFER, group_id=new_id()))
    refused(NotFound, lambda: queue.do(ticket, Action.TRANSFER))
    queue.group("B", group_id=b.id, active=False)
    words = refused(GroupClosed, lambda: queue.do(ticket, Action.TRANSFER, group_id=b.id))
    assert "Kelompok B" in words


def test_a_counter_out_of_use_calls_nobody(queue, refused):
    queue.take()
    closed = queue.counter(3, active=False)
    refused(GroupClosed, lambda: queue.call(closed))


def test_what_is_not_there_is_not_there(queue, refused, elsewhere):
    theirs = Queue(elsewhere)
    ticket, counter = theirs.take(), theirs.counter()
    refused(NotFound, lambda: queue.call(counter))
    refused(NotFound, lambda: queue.do(ticket, Action.CALL, counter_id=queue_counter(queue)))
    assert theirs.state(ticket) is State.WAITING


def queue_counter(queue):
    with queue._in():
        from queueing.models import Counter  # noqa: PLC0415

        found = Counter.objects.first()
        return found.id if found else new_id()


def test_a_ticket_moved_meanwhile_says_by_whom(queue, refused):
    ticket = queue.take()
    counter = queue.counter()
    queue.do(ticket, Action.HOLD, who="operator")
    words = refused(
        Stale,
        lambda: queue.do(ticket, Action.CALL, counter_id=counter.id, expected_event=1),
        moved_by=queue.who("operator").name,
        event=2,
    )
    assert "Periksa keadaan terbaru" in words
    queue.do(ticket, Action.CALL, counter_id=counter.id, expected_event=2)


@pytest.mark.parametrize("action", [Action.RECALL, Action.SKIP, Action.FINISH, Action.RETURN])
def test_a_waiting_ticket_cannot_be_so_moved(queue, refused, action):
    ticket = queue.take()
    words = refused(TicketRefused, lambda: queue.do(ticket, action), state="WAITING")
    assert "A-001" in words


@pytest.mark.parametrize("action", [Action.CLOSE, Action.KEEP, Action.RECEIVE])
def test_nobody_asks_for_what_the_day_does(queue, refused, action):
    ticket = queue.take()
    refused(NotFound, lambda: queue.do(ticket, action))


def test_yesterday_s_ticket_is_moved_by_nobody(queue, clock):
    ticket = queue.take()
    counter = queue.counter()
    clock.set("2026-11-23 08:00")
    with pytest.raises(OtherDay):
        queue.do(ticket, Action.CALL, counter_id=counter.id)


def test_a_clock_set_back_makes_no_negative_wait_and_keeps_the_order(queue, clock):
    first = queue.take()
    clock.set("2026-11-20 08:30")
    second = queue.take()
    assert second.issued_at == first.issued_at
    counter = queue.counter()
    assert queue.call(counter).id == first.id
    now = queue.fresh(first)
    assert (now.waited, now.first_called_at) == (0, first.issued_at)
    assert [event.at for event in queue.events(first)] == [first.issued_at] * 2


def test_no_refusal_is_without_words(queue):
    """Every sentence of a refusal names the number and says that nothing changed."""
    ticket = queue.take()
    for action in (Action.RECALL, Action.SKIP, Action.FINISH, Action.CONTINUE, Action.TRANSFER):
        with pytest.raises(DomainError) as caught:
            queue.do(ticket, action)
        assert str(caught.value)
        assert "{" not in str(caught.value)
