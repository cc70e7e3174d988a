"""The queue over the API: numbers, calls, actions; by role, by office, in words a program understands."""

import pytest

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations
from queueing.models import Counter, Ticket, TicketEvent
from tests import world
from tests.api.conftest import refused

pytestmark = pytest.mark.django_db


def issue(desk, who="counter", **changes):
    body = {"service": "ktp-el", "idempotency_key": world.key(), **changes}
    return desk.call(who, "post", "queue/tickets/", body)


@pytest.fixture
def counter(desk):
    with office_scope(desk.office):
        return str(Counter.objects.create(number=1).id)


def call(desk, counter, who="counter", **more):
    return desk.call(who, "post", "queue/calls/", {"counter": counter, **more})


def act(desk, ticket, action, who="counter", **body):
    return desk.call(who, "post", f"queue/tickets/{ticket['id']}/actions/{action}/", body)


def rows(desk):
    with office_scope(desk.office):
        return list(Ticket.objects.order_by("id").values_list()) + list(
            TicketEvent.objects.order_by("id").values_list()
        )


def test_a_number_is_given_once_for_a_key(desk):
    key = world.key()
    first, again = issue(desk, idempotency_key=key), issue(desk, idempotency_key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.json()["number"] == "A-001"
    assert first.json()["state"] == "WAITING"
    assert [each["number"] for each in desk.call("information", "get", "queue/tickets/").json()] == ["A-001"]
    assert desk.call("counter", "get", f"queue/tickets/{first.json()['id']}/").json() == first.json()


def test_several_services_and_priority_without_its_kind(desk):
    ticket = issue(desk, priority="PREGNANT").json()
    assert ticket["priority"] is True
    assert "PREGNANT" not in str(ticket)
    refused(issue(desk, more=["sktm"]), 400, "service_without_queue")
    refused(issue(desk, service="tidak-ada"), 400, "service_without_queue")


def test_a_day_at_the_counter(desk, counter):
    first, second = issue(desk).json(), issue(desk).json()
    called = call(desk, counter, seen=None).json()
    assert (called["id"], called["state"], called["counter"]) == (first["id"], "CALLED", 1)
    problem = refused(call(desk, counter, seen=None), 409, "counter_moved")
    assert "called_by" in problem
    refused(call(desk, counter), 409, "counter_busy")
    assert act(desk, called, "start", counter=counter).json()["state"] == "SERVING"
    assert call(desk, counter, seen=first["id"]).json()["id"] == second["id"]
    stale = refused(act(desk, second, "skip", expected_event=1), 409, "stale")
    assert stale["event"] == 2
    assert act(desk, second, "skip", expected_event=2).json()["state"] == "SKIPPED"
    refused(call(desk, counter), 409, "nobody_waits")
    assert act(desk, second, "call", counter=counter).json()["calls"] == 2


def test_a_ticket_called_twice_says_by_whom_and_where(desk, counter):
    ticket = issue(desk).json()
    act(desk, ticket, "call", counter=counter)
    before = rows(desk)
    problem = refused(act(desk, ticket, "call", "operator", counter=counter), 409, "ticket_called_elsewhere")
    assert problem["called_by"] == desk.people["counter"].name
    assert problem["counter"] == 1
    assert rows(desk) == before


@pytest.mark.parametrize(
    ("action", "body", "status", "code"),
    [
        ("call", {}, 404, "counter_not_found"),
        ("call", {"counter": "x"}, 400, "invalid"),
        ("call", {"counter": str(new_id())}, 404, "counter_not_found"),
        ("transfer", {}, 404, "group_not_found"),
        ("transfer", {"group": str(new_id())}, 404, "group_not_found"),
        ("recall", {}, 409, "ticket_waits"),
        ("finish", {}, 409, "ticket_waits"),
        ("hold", {"expected_event": 0}, 400, "invalid"),
        ("hold", {"reason": "a\x07b"}, 400, None),
        ("close", {}, 404, "not_found"),
        ("continue", {"service": "tidak-ada"}, 400, "service_without_queue"),
    ],
)
def test_what_cannot_be_changes_nothing(desk, action, body, status, code):
    ticket = issue(desk).json()
    before = rows(desk)
    answer = act(desk, ticket, action, **body)
    assert answer.status_code == status, answer.json()
    assert code is None or answer.json()["code"] == code
    assert rows(desk) == before


@pytest.mark.parametrize("who", ["section_head", "secretary", "head", "admin", None])
def test_who_has_no_business_at_the_queue(desk, counter, who):
    ticket = issue(desk).json()
    before = rows(desk)
    wanted = 401 if who is None else 403
    for answer in (
        desk.call(who, "get", "queue/"),
        desk.call(who, "get", "queue/tickets/"),
        desk.call(who, "get", f"queue/tickets/{ticket['id']}/"),
        issue(desk, who),
        call(desk, counter, who),
        act(desk, ticket, "call", who, counter=counter),
    ):
        assert answer.status_code == wanted
    assert rows(desk) == before


def test_information_gives_numbers_and_calls_nobody(desk, counter):
    ticket = issue(desk, "information").json()
    assert call(desk, counter, "information").status_code == 403
    assert act(desk, ticket, "leave", "information").status_code == 403


def test_another_office_s_are_unknown(desk, other_desk, counter):
    with office_scope(other_desk.office):
        ticket = operations.issue(actor=None, service_code="x", service_name="X", now=clocks.now())
    theirs = {"id": str(ticket.id)}
    before = rows(other_desk)
    refused(desk.call("counter", "get", f"queue/tickets/{theirs['id']}/"), 404, "not_found")
    refused(act(desk, theirs, "call", counter=counter), 404, "ticket_not_found")
    refused(call(other_desk, counter), 404, "counter_not_found")
    assert rows(other_desk) == before
    assert desk.call("counter", "get", "queue/tickets/").json() == []


def test_how_the_queue_is_set_up(desk, counter):
    issue(desk)
    found = desk.call("information", "get", "queue/").json()
    (group,) = found["groups"]
    assert (group["prefix"], group["is_default"], group["expected"]) == ("A", True, None)
    assert found["counters"] == [{"id": counter, "number": 1, "name": "", "groups": []}]
