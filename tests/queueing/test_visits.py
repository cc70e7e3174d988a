"""What people come for: several services in one visit, their files, quick service without a ticket."""

import pytest

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations
from queueing.errors import KeyUsed, NotFound, TicketRefused
from queueing.models import Visit
from queueing.workflow import Action, State
from tests.queueing.desk import KTP, SKTM, Queue

pytestmark = pytest.mark.django_db


def bind(queue, ticket, service, file_id=None):
    with office_scope(queue.site.office):
        operations.bind_file(
            ticket_id=ticket.id,
            file_id=file_id or new_id(),
            service=service,
            actor_name="Sari",
            now=clocks.now(),
        )


def outcomes(queue, ticket):
    return [(visit.service_code, visit.outcome, visit.seconds) for visit in queue.visits(ticket)]


def test_each_file_ends_its_service_and_the_last_one_the_ticket(queue, clock):
    ticket = queue.take(KTP, more=[SKTM])
    queue.do(ticket, Action.START, counter_id=queue.counter().id)
    clock.advance(minutes=5)
    bind(queue, ticket, SKTM)
    assert queue.state(ticket) is State.SERVING
    clock.advance(minutes=3)
    bind(queue, ticket, KTP)
    assert queue.state(ticket) is State.DONE
    assert outcomes(queue, ticket) == [("ktp-el", "FILE", 180), ("sktm", "FILE", 300)]
    assert queue.fresh(ticket).served == 480
    assert [event.action for event in queue.events(ticket)] == ["issue", "start", "receive", "receive"]


def test_a_further_service_keeps_the_person_at_the_counter(queue):
    ticket = queue.take()
    counter = queue.counter()
    queue.do(ticket, Action.START, counter_id=counter.id)
    bind(queue, ticket, KTP)
    assert queue.state(ticket) is State.DONE
    queue.do(ticket, Action.CONTINUE, counter_id=counter.id, wanted=SKTM)
    assert queue.state(ticket) is State.SERVING
    bind(queue, ticket, SKTM)
    assert [row[:2] for row in outcomes(queue, ticket)] == [("ktp-el", "FILE"), ("sktm", "FILE")]
    assert queue.state(ticket) is State.DONE


def test_another_service_than_the_one_asked_for_becomes_a_visit_of_its_own(queue):
    ticket = queue.take(KTP)
    queue.do(ticket, Action.START, counter_id=queue.counter().id)
    bind(queue, ticket, SKTM)
    assert queue.state(ticket) is State.SERVING, "what the ticket was for is still open"
    assert [row[:2] for row in outcomes(queue, ticket)] == [("ktp-el", ""), ("sktm", "FILE")]


def test_a_ticket_of_a_group_takes_the_service_of_its_file(queue):
    with office_scope(queue.site.office):
        group, _counter = operations.furnish(now=clocks.now())
        ticket = operations.issue(
            actor=None, service_code="", service_name="", group_id=group.id, now=clocks.now()
        )
    assert ticket.service_name == group.name
    bind(queue, ticket, SKTM)
    assert [row[:2] for row in outcomes(queue, ticket)] == [("sktm", "FILE")]


def test_a_file_is_bound_once(queue):
    ticket, file_id = queue.take(), new_id()
    bind(queue, ticket, KTP, file_id)
    before = queue.everything()
    bind(queue, ticket, KTP, file_id)
    bind(queue, ticket, SKTM)
    assert queue.everything() == before, "a ticket that has ended takes no more"


def test_finished_without_a_file(queue, clock):
    ticket = queue.take()
    queue.do(ticket, Action.START, counter_id=queue.counter().id)
    clock.advance(minutes=2)
    queue.do(ticket, Action.FINISH)
    assert outcomes(queue, ticket) == [("ktp-el", "ANSWERED", 120)]
    with pytest.raises(TicketRefused):
        queue.do(ticket, Action.FINISH)


def test_who_leaves_was_served_nothing(queue):
    ticket = queue.take()
    queue.do(ticket, Action.LEAVE)
    assert outcomes(queue, ticket) == [("ktp-el", "", None)]


def quick(queue, key=None, service=KTP, **more):
    with office_scope(queue.site.office):
        return operations.quick(
            actor=queue.who("counter"),
            wanted=service,
            minutes=more.pop("minutes", 5),
            idempotency_key=key or str(new_id()),
            now=clocks.now(),
            **more,
        )


def test_quick_service_counts_once_for_a_key(queue):
    first, second = quick(queue, "k"), quick(queue, "k")
    assert first.id == second.id
    assert (first.outcome, first.seconds, first.ticket_id) == ("ANSWERED", 300, None)
    with pytest.raises(KeyUsed):
        quick(queue, "k", SKTM)
    with office_scope(queue.site.office):
        assert Visit.objects.count() == 1


@pytest.mark.parametrize("minutes", [-1, 241])
def test_minutes_that_cannot_be(queue, minutes):
    with pytest.raises(ValueError, match="minutes"):
        quick(queue, minutes=minutes)


def test_a_foreign_counter_or_ticket_is_not_there(queue, elsewhere):
    theirs = Queue(elsewhere)
    counter, ticket = theirs.counter(), theirs.take()
    with pytest.raises(NotFound):
        quick(queue, counter_id=counter.id)
    before = theirs.everything()
    bind(queue, ticket, KTP)
    assert theirs.everything() == before
