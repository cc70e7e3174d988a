"""Several counters at the same instant: each gets another person, in order; nobody twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from commons import clock as clocks
from commons.errors import DomainError
from offices.scope import office_scope
from queueing import operations
from queueing.models import Counter, Ticket, TicketEvent
from queueing.operations import Seen
from queueing.workflow import Action
from tests import world

CLERKS, PEOPLE = 6, 24


def together(work, many):
    """Run `work(n)` in so many threads that begin at once; what each gave, or its error."""
    start = threading.Barrier(many)

    def run(n):
        start.wait(timeout=60)
        try:
            return work(n)
        except DomainError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def test_counters_that_call_at_once_get_different_people_in_order(live_database, office_a):
    person = world.staff(office_a)["counter"]
    with office_scope(office_a):
        for n in range(PEOPLE):
            operations.issue(
                actor=person, service_code="x", service_name="X", idempotency_key=f"k{n}", now=clocks.now()
            )
        counters = [Counter.objects.create(number=n + 1) for n in range(CLERKS)]

    def call(n):
        called = []
        for _turn in range(PEOPLE // CLERKS):
            with office_scope(office_a):
                ticket = operations.call_next(actor=person, counter_id=counters[n].id, now=clocks.now())
                operations.act(actor=person, ticket_id=ticket.id, action=Action.FINISH, now=clocks.now())
            called.append(ticket.seq)
        return called

    per_counter = together(call, CLERKS)
    assert sorted(seq for called in per_counter for seq in called) == list(range(1, PEOPLE + 1))
    assert all(called == sorted(called) for called in per_counter)
    with office_scope(office_a):
        calls = TicketEvent.objects.filter(action="call").select_related("ticket").order_by("at", "id")
        assert len(calls) == PEOPLE
        assert set(Ticket.objects.values_list("calls", flat=True)) == {1}


def test_one_button_pressed_by_two_at_once_calls_one_person(live_database, office_a):
    person = world.staff(office_a)["counter"]
    with office_scope(office_a):
        for n in range(4):
            operations.issue(
                actor=person, service_code="x", service_name="X", idempotency_key=f"k{n}", now=clocks.now()
            )
        counter = Counter.objects.create(number=1)

    def press(_n):
        with office_scope(office_a):
            return operations.call_next(
                actor=person, counter_id=counter.id, seen=Seen(None), now=clocks.now()
            ).seq

    answers = together(press, 4)
    assert [each for each in answers if isinstance(each, int)] == [1]
    assert {each.code for each in answers if isinstance(each, DomainError)} == {"counter_moved"}


def test_one_person_called_by_two_at_once_goes_to_one(live_database, office_a):
    person = world.staff(office_a)["counter"]
    with office_scope(office_a):
        ticket = operations.issue(
            actor=person, service_code="x", service_name="X", idempotency_key="k", now=clocks.now()
        )
        counters = [Counter.objects.create(number=n + 1) for n in range(4)]

    def call(n):
        with office_scope(office_a):
            return operations.act(
                actor=person,
                ticket_id=ticket.id,
                action=Action.CALL,
                counter_id=counters[n].id,
                now=clocks.now(),
            ).id

    answers = together(call, 4)
    assert answers.count(ticket.id) == 1
    assert {e.code for e in answers if isinstance(e, DomainError)} == {"ticket_called_elsewhere"}
