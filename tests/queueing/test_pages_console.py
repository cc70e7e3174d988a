"""The console: choose a counter, call, act; by role, with foreign tickets, with clicks that come too late."""

from typing import Any

import pytest

from commons.ids import new_id
from offices.scope import office_scope
from queueing.models import Counter, Visit
from queueing.workflow import Action, State
from tests import world
from tests.applications.pages import filled, inputs, text
from tests.desk import address, asked, statuses
from tests.queueing.desk import KTP, SKTM, Queue

pytestmark = pytest.mark.django_db
VIEWERS = {"counter", "operator", "information"}
CALLERS = {"counter", "operator"}
POSTS = ("queue_counter", "queue_next", "queue_quick", "queue_end")


@pytest.fixture
def seated(queue):
    """The counter's person at counter 1."""
    counter = queue.counter()
    sit(queue, counter)
    return counter


def sit(queue, counter, who="counter"):
    return queue.site.at(who).post(address("queue_counter"), {"counter": str(counter.id)})


def press(queue, ticket, action, who="counter", **typed):
    return queue.site.at(who).post(address("queue_act", ticket.id, action), typed)


def console(queue, who="counter"):
    return queue.site.at(who).get(address("queue"))


def test_who_opens_the_console(queue):
    for page in ("queue", "queue_changes", "trips"):
        found = statuses(queue.site, address(page))
        assert {name for name, status in found.items() if status == 200} == VIEWERS, page
        assert queue.site.stranger().get(address(page)).status_code == 302
    found = statuses(queue.site, address("queue_end"))
    assert {name for name, status in found.items() if status == 200} == CALLERS


@pytest.mark.parametrize("name", POSTS)
def test_who_may_not_move_anything(queue, name):
    ticket = queue.take()
    before = queue.everything()
    typed = {"counter": "first", "rest": "keep", "service": "ktp-el", "minutes": "5"}
    for who in set(world.PEOPLE) - CALLERS:
        assert queue.site.at(who).post(address(name), typed).status_code == 403, who
        assert press(queue, ticket, "leave", who).status_code == 403
    assert queue.site.stranger().post(address(name), typed).status_code == 302
    assert queue.everything() == before


@pytest.mark.parametrize("name", ["queue_counter", "queue_next", "queue_quick"])
def test_nothing_moves_by_looking(queue, name):
    assert queue.site.at("counter").get(address(name)).status_code == 405


def test_an_office_without_counters_opens_the_first(queue):
    page = console(queue)
    assert "Buka Loket 1" in text(page)
    assert queue.site.at("counter").post(address("queue_counter"), {"counter": "first"}).status_code == 302
    assert "Loket 1" in text(console(queue))
    with office_scope(queue.site.office):
        assert Counter.objects.get().number == 1


def test_a_counter_is_remembered_and_left(queue, seated):
    queue.counter(2)
    assert console(queue).context["counter"].number == 1
    assert console(queue, "operator").context["counter"] is None, "for this person only"
    queue.site.at("counter").post(address("queue_counter"), {"counter": ""})
    assert console(queue).context["counter"] is None
    assert (
        queue.site.at("counter").post(address("queue_counter"), {"counter": str(new_id())}).status_code == 404
    )


def test_another_office_s_counter_is_not_there(queue, elsewhere):
    theirs = Queue(elsewhere).counter()
    assert sit(queue, theirs).status_code == 404


def test_the_next_one_is_called_shown_and_called_once(queue, seated):
    first, _second = queue.take(), queue.take()
    page = console(queue)
    form = inputs(page, address("queue_next"))
    assert form["seen"] == ""
    assert queue.site.at("counter").post(address("queue_next"), form).status_code == 302
    page = console(queue)
    assert '<p class="ticket-number">A-001</p>' in page.content.decode()
    assert "A-001 dipanggil ke Loket 1" in text(page)
    before = queue.everything()
    late = queue.site.at("counter").post(address("queue_next"), form)
    assert late.status_code == 422
    assert "baru saja memanggil A-001" in text(late)
    assert queue.everything() == before
    assert queue.state(first) is State.CALLED


def test_without_a_counter_nobody_is_called(queue):
    ticket = queue.take()
    for answer in (
        queue.site.at("counter").post(address("queue_next")),
        press(queue, ticket, "call"),
        press(queue, ticket, "start"),
    ):
        assert answer.status_code == 422
        assert "Pilih loket Anda dulu" in text(answer)
    assert queue.state(ticket) is State.WAITING


def test_every_button_of_a_called_ticket(queue, seated):
    ticket: Any = None
    for action, state in (
        ("recall", State.CALLED),
        ("skip", State.SKIPPED),
        ("return", State.WAITING),
        ("call", State.CALLED),
        ("hold", State.HELD),
        ("call", State.CALLED),
        ("start", State.SERVING),
        ("finish", State.DONE),
    ):
        if action == "recall":
            ticket = queue.take()
            press(queue, ticket, "call")
        answer = press(queue, ticket, action)
        assert answer.status_code == 302, (action, text(answer))
        assert queue.state(ticket) is state
        assert console(queue).status_code == 200


def test_words_that_are_no_action_are_no_address(queue, seated):
    ticket = queue.take()
    for word in ("close", "keep", "receive", "hapus", "CALL"):
        assert press(queue, ticket, word).status_code == 404
    assert queue.state(ticket) is State.WAITING


def test_a_ticket_called_twice_says_who_called_it(queue, seated):
    ticket = queue.take()
    two = queue.counter(2)
    sit(queue, two, "operator")
    press(queue, ticket, "call", "operator")
    before = queue.everything()
    answer = press(queue, ticket, "call")
    assert answer.status_code == 422
    assert f"sudah dipanggil {queue.who('operator').name} ke Loket 2" in text(answer)
    assert queue.everything() == before


def test_a_stale_button_is_answered_in_words(queue, seated):
    ticket = queue.take()
    press(queue, ticket, "call")
    queue.do(ticket, Action.START)
    answer = press(queue, ticket, "skip", event="2")
    assert answer.status_code == 422
    assert "sudah digerakkan" in text(answer)
    assert queue.state(ticket) is State.SERVING


@pytest.mark.parametrize("event", ["", "x", "-1", "9999999999", "²"])
def test_an_odd_event_number_is_none(queue, seated, event):
    ticket = queue.take()
    assert press(queue, ticket, "call", event=event).status_code == 302


def test_transfer_from_the_page(queue, seated):
    group = queue.group("B", "sktm")
    ticket = queue.take()
    press(queue, ticket, "call")
    for wrong in ("", "x", str(new_id())):
        assert press(queue, ticket, "transfer", group=wrong).status_code == 422
    assert queue.state(ticket) is State.CALLED
    assert press(queue, ticket, "transfer", group=str(group.id)).status_code == 302
    assert "menunggu di “Kelompok B”" in text(console(queue))


def test_foreign_tickets_are_unknown(queue, elsewhere, seated):
    theirs = Queue(elsewhere)
    ticket = theirs.take()
    before = theirs.everything()
    for action in ("call", "start", "leave", "hold", "transfer"):
        assert press(queue, ticket, action).status_code == 404
    assert theirs.everything() == before
    assert "A-001" not in text(console(queue))


def test_the_called_ticket_opens_its_file_and_the_file_moves_it_on(queue, seated, clock):
    ticket = queue.take(KTP)
    queue.take()
    clock.advance(minutes=6)
    press(queue, ticket, "call")
    opened = press(queue, ticket, "start", open="1")
    path = address("intake_service", "ktp-el")
    assert opened.url == f"{path}?tiket={ticket.id}"
    counter = queue.site.at("counter")
    called = counter.get(opened.url)
    assert "A-001" in text(called)
    clock.advance(minutes=4)
    blank = counter.post(path, {**inputs(called, path), "do": "new"})
    answer = counter.post(path, filled(blank, path, requirement_group="baru"))
    if answer.status_code == 422:  # what is only odd is confirmed
        answer = counter.post(path, {**inputs(answer, path), "do": "receive"})
    assert answer.status_code == 303, text(answer)
    done = queue.fresh(ticket)
    assert (done.state, done.waited, done.served) == (State.DONE, 360, 240)
    assert str(done.file_id) in answer.url
    (visit,) = queue.visits(ticket)
    assert (visit.outcome, visit.file_id, visit.seconds) == ("FILE", done.file_id, 240)
    assert queue.events(ticket)[-1].actor_name == queue.who("counter").name
    page = console(queue)
    assert "Baru selesai" in text(page)
    assert address("file", done.file_id) in page.content.decode()


def test_a_further_service_from_the_page(queue, seated):
    ticket = queue.take()
    press(queue, ticket, "call")
    press(queue, ticket, "finish")
    assert press(queue, ticket, "continue", service="sktm").status_code == 302
    assert queue.state(ticket) is State.SERVING
    assert [visit.service_code for visit in queue.visits(ticket)] == ["ktp-el", "sktm"]
    opened = press(queue, ticket, "continue", service="ktp-el", open="1")
    assert address("intake_service", "sktm") in opened.url


def test_quick_service_counts_one(queue, seated):
    key = str(new_id())
    for _n in range(2):
        answer = queue.site.at("counter").post(
            address("queue_quick"), {"service": "sktm", "minutes": "7", "idempotency_key": key}
        )
        assert answer.status_code == 302
    with office_scope(queue.site.office):
        visit = Visit.objects.get()
    assert (visit.service_code, visit.seconds, visit.counter_id) == ("sktm", 420, seated.id)
    assert "SKTM" in text(console(queue)) or "Surat" in text(console(queue))


@pytest.mark.parametrize(
    "typed",
    [{"service": "tidak-ada"}, {"minutes": "-1"}, {"minutes": "241"}, {"minutes": "x"}, {"minutes": ""}],
)
def test_a_quick_service_that_cannot_be(queue, seated, typed):
    sent = {"service": "sktm", "minutes": "5", "idempotency_key": str(new_id()), **typed}
    assert queue.site.at("counter").post(address("queue_quick"), sent).status_code == 422
    with office_scope(queue.site.office):
        assert not Visit.objects.exists()


def test_the_list_is_in_the_order_of_the_calls_and_says_only_priority(queue, seated):
    queue.take()
    queue.take(priority="ELDERLY")
    page = console(queue)
    (group,) = page.context["waiting"]
    assert [line["number"] for line in group["rows"]] == ["A-002", "A-001"]
    assert "Prioritas" in text(page)


def test_information_sees_and_calls_nobody(queue):
    queue.take()
    page = console(queue, "information")
    assert "A-001" in text(page)
    assert "Panggil" not in text(page)
    assert address("queue_next") not in page.content.decode()


def test_polling_answers_304_until_something_moves(queue, seated):
    client = queue.site.at("counter")
    ticket = queue.take()
    tag = client.get(address("queue_changes")).headers["ETag"]
    assert client.get(address("queue_changes"), headers={"If-None-Match": tag}).status_code == 304
    queue.do(ticket, Action.HOLD)
    assert client.get(address("queue_changes"), headers={"If-None-Match": tag}).status_code == 200


def test_the_console_costs_the_same_on_a_busy_day(queue, seated):
    for service in (KTP, SKTM):
        queue.take(service)
    few = asked(queue.site.at("counter"), address("queue"))
    for _n in range(30):
        queue.take()
    assert asked(queue.site.at("counter"), address("queue")) == few


def end(queue, **typed):
    return queue.site.at("counter").post(address("queue_end"), typed)


def test_the_end_of_the_day_from_the_page(queue, seated):
    ticket = queue.take()
    assert "A-001" in text(queue.site.at("counter").get(address("queue_end")))
    assert end(queue).status_code == 422
    refused = end(queue, rest="close")
    assert refused.status_code == 422
    assert "Tulis mengapa" in text(refused)
    assert queue.state(ticket) is State.WAITING
    assert end(queue, rest="keep").status_code == 302
    assert queue.fresh(ticket).carried == 1
    again = end(queue, rest="keep")
    assert again.status_code == 422
    assert "sudah ditutup" in text(console(queue))
    closed = queue.site.at("counter").post(
        address("ticket_new"), {"service": "ktp-el", "idempotency_key": str(new_id())}
    )
    assert closed.status_code == 422
    assert end(queue, do="reopen").status_code == 302
    assert "sudah ditutup" not in text(console(queue))


def test_priority_by_hand(queue):
    site, sent = queue.site, {"service": "ktp-el", "idempotency_key": str(new_id())}
    assert site.at("counter").post(address("ticket_new"), {**sent, "priority": "RICH"}).status_code == 422
    answer = site.at("counter").post(address("ticket_new"), {**sent, "priority": "PREGNANT"})
    assert "prioritas" in text(site.at("counter").get(answer.url))
