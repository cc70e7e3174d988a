"""The queue in the read model: each fact on its own day; folded step by step it is what a rebuild gives."""

import random
from datetime import date
from typing import Any

import pytest

from commons import clock as clocks
from commons.errors import DomainError
from commons.ids import new_id
from indicators import queries, storage
from indicators.folding import fold_office, rebuild
from indicators.measures import definition_of
from indicators.periods import Period
from indicators.results import Scope
from offices.scope import office_scope, public_scope
from queueing import operations
from queueing.operations import MissingItem, SentHome
from queueing.workflow import Action
from tests import world
from tests.desk import site
from tests.queueing.desk import KTP, SKTM, Queue
from waiting.models import WaitingDay, WaitingMonth

__all__ = ["site"]
pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def queue(site) -> Queue:
    return Queue(site)


def fold(queue) -> None:
    fold_office(queue.site.office, now=clocks.now())


def cells(table=WaitingDay):
    with public_scope():
        return {key: cell.counts for key, cell in storage.load(table)}


def home(queue, **more):
    with office_scope(queue.site.office):
        said = SentHome(service=SKTM, missing=[MissingItem(key="kk", name="KK")], **more)
        return operations.send_home(actor=queue.who("counter"), said=said, now=clocks.now())


def test_each_fact_stands_on_its_own_day(queue, clock):
    counter = queue.counter()
    first, second = queue.take(KTP), queue.take(SKTM, priority="ELDERLY")
    clock.advance(minutes=10)
    queue.do(first, Action.CALL, counter_id=counter.id)
    clock.advance(minutes=5)
    queue.do(first, Action.FINISH)
    queue.do(second, Action.CALL, counter_id=counter.id)
    queue.do(second, Action.SKIP)
    home(queue, nik=world.VALUES["nik"])
    fold(queue)
    clock.set("2026-11-23 09:00")
    queue.site.receive("sktm")
    fold(queue)
    found = cells()
    assert found["ktp-el", FRIDAY] == {
        "queue_tickets": 1, "queue_called": 1, "queue_wait": 10, "queue_visits": 1, "queue_service": 5,
    }  # fmt: skip
    assert found["sktm", FRIDAY] == {
        "queue_tickets": 1, "queue_priority": 1, "queue_called": 1, "queue_wait": 15, "queue_skipped": 1,
        "trips_home": 1,
    }  # fmt: skip
    assert found["sktm", MONDAY] == {"trips_back": 1, "trips_files": 1}
    assert found["", FRIDAY]["queue_tickets"] == 2
    assert cells(WaitingMonth)["", date(2026, 11, 1)]["queue_wait"] == 25


def test_called_twice_and_skipped_twice_counts_once(queue, clock):
    counter, ticket = queue.counter(), queue.take()
    for _n in range(2):
        clock.advance(minutes=1)
        queue.do(ticket, Action.CALL, counter_id=counter.id)
        queue.do(ticket, Action.SKIP)
    fold(queue)
    found = cells()["ktp-el", FRIDAY]
    assert (found["queue_called"], found["queue_skipped"], found["queue_wait"]) == (1, 1, 1)


def test_a_ticket_of_no_service_counts_among_all_only(queue):
    with office_scope(queue.site.office):
        group, _counter = operations.furnish(now=clocks.now())
        operations.issue(actor=None, service_code="", service_name="", group_id=group.id, now=clocks.now())
    fold(queue)
    assert cells() == {("", FRIDAY): {"queue_tickets": 1}}


@pytest.mark.parametrize("seed", range(3))
def test_a_rebuild_equals_what_grew_step_by_step(queue, clock, seed):
    """Some days of whatever a counter may do, folded now and then."""
    chance = random.Random(seed)  # noqa: S311  a play, not a secret
    counters = [queue.counter(1), queue.counter(2)]
    tickets: list[Any] = []
    for day in ("2026-11-19", "2026-11-20", "2026-11-23"):
        clock.set(f"{day} 08:00")
        for _n in range(14):
            clock.advance(minutes=chance.randrange(-3, 9))
            _something(queue, chance, counters, tickets)
            if chance.random() < 0.2:
                fold(queue)
        if chance.random() < 0.6:
            with office_scope(queue.site.office):
                operations.end_day(
                    actor=queue.who("counter"), keep=chance.random() < 0.5, reason="x", now=clocks.now()
                )
    fold(queue)
    grown = (cells(), cells(WaitingMonth))
    period = Period.months(date(2026, 11, 1), date(2026, 11, 30))
    assert list(rebuild(queue.site.office, period=period, now=clocks.now()))
    assert (cells(), cells(WaitingMonth)) == grown
    assert grown[0]


def _something(queue, chance, counters, tickets):
    try:
        if chance.random() < 0.4:
            tickets.append(queue.take(chance.choice([KTP, SKTM]), priority=chance.choice(["", "INFANT"])))
        elif chance.random() < 0.15:
            home(queue, nik=chance.choice(["", world.VALUES["nik"]]))
        elif chance.random() < 0.3:
            queue.call(chance.choice(counters))
        elif tickets:
            action = chance.choice(sorted(operations.ASKED - {Action.TRANSFER}))
            queue.do(chance.choice(tickets), action, counter_id=chance.choice(counters).id)
    except DomainError:
        pass  # what is refused changes nothing


def test_pages_know_the_indicators_and_what_they_count(queue, clock):
    counter = queue.counter()
    for _n in range(30):
        ticket = queue.take()
        queue.do(ticket, Action.CALL, counter_id=counter.id)
        clock.advance(minutes=4)
        queue.do(ticket, Action.FINISH)
    fold(queue)
    scope = Scope(Period.months(FRIDAY.replace(day=1), FRIDAY))
    rows = {row.office.id: row.values for row in queries.table(scope=scope).rows}
    value = rows[queue.site.office.id]["queue_service_minutes"]
    assert (value.value, value.n, value.enough) == (4, 30, True)
    assert rows[queue.site.office.id]["queue_tickets"].value == 30
    assert str(definition_of("queue_service_minutes").counted) == "kunjungan"


def test_another_office_is_not_counted(queue, office_b):
    queue.take()
    fold(queue)
    fold_office(office_b, now=clocks.now())
    with public_scope():
        offices = set(WaitingDay.objects.values_list("office_id", flat=True))
    assert offices == {queue.site.office.id}
    assert new_id() not in offices
