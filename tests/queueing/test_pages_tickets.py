"""Queue numbers: one button, one number; printed on a roll; bound to the file its holder hands in."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations, queries
from queueing.models import Ticket, TicketSeries
from tests import world
from tests.applications.pages import filled, inputs, text
from tests.desk import address, asked, statuses
from tests.documents import samples

pytestmark = pytest.mark.django_db
ISSUERS = {"counter", "operator", "information"}


def press(site, service="ktp-el", who="counter", key=None):
    typed = {"service": service, "idempotency_key": str(key or new_id())}
    return site.at(who).post(address("ticket_new"), typed)


def tickets(site):
    with office_scope(site.office):
        return list(Ticket.objects.order_by("date", "seq"))


def test_who_gives_numbers(site):
    found = statuses(site, address("ticket_new"))
    assert {name for name, status in found.items() if status == 200} == ISSUERS
    for who in set(world.PEOPLE) - ISSUERS:
        assert press(site, who=who).status_code == 403
    assert site.stranger().post(address("ticket_new")).status_code == 302
    assert tickets(site) == []


def test_one_press_one_number_shown_large(site):
    answer = press(site)
    assert answer.status_code == 302
    page = site.at("counter").get(answer.url)
    assert '<p class="ticket-number">A-001</p>' in page.content.decode()
    assert "berikutnya" in text(page)
    (ticket,) = tickets(site)
    assert (ticket.service_code, ticket.issued_by) == ("ktp-el", site.people["counter"].name)
    again = text(site.at("counter").get(press(site).url))
    assert "A-002" in again
    assert "1 orang di depan" in again


def test_the_button_pressed_twice_takes_one_number(site):
    key = new_id()
    first, second = press(site, key=key), press(site, key=key)
    assert first.url == second.url
    assert [ticket.seq for ticket in tickets(site)] == [1]
    assert press(site).status_code == 302
    assert [ticket.seq for ticket in tickets(site)] == [1, 2]


def test_each_page_has_a_button_of_its_own(site):
    keys = {
        inputs(site.at("counter").get(address("ticket_new")), address("ticket_new"))["idempotency_key"]
        for _n in range(3)
    }
    assert len(keys) == 3


def test_only_services_with_a_queue_have_a_button(site):
    page = site.at("counter").get(address("ticket_new"))
    assert [service["code"] for service in page.context["services"]] == ["ktp-el"]


@pytest.mark.parametrize("service", ["sktm", "tidak-ada", "", "ktp-el\x07"])
def test_another_service_is_refused(site, service):
    answer = press(site, service)
    assert answer.status_code == 422
    assert "tidak memakai nomor antrean" in text(answer)
    assert tickets(site) == []


@pytest.mark.parametrize("key", ["", "x", "1234", "' OR 1=1"])
def test_a_button_without_its_key_is_refused(site, key):
    answer = site.at("counter").post(address("ticket_new"), {"service": "ktp-el", "idempotency_key": key})
    assert answer.status_code == 422
    assert tickets(site) == []


def test_numbers_begin_anew_each_morning_in_lumajang(site, clock):
    for moment in ("2026-11-20 09:00", "2026-11-20 23:59", "2026-11-21 00:00"):
        now = clock.set(moment)
        with office_scope(site.office):
            operations.issue(
                actor=site.people["counter"], service_code="ktp-el", service_name="KTP-el", now=now
            )
    assert [(str(ticket.date), ticket.seq) for ticket in tickets(site)] == [
        ("2026-11-20", 1),
        ("2026-11-20", 2),
        ("2026-11-21", 1),
    ]
    seen = text(site.at("counter").get(address("ticket_new")))
    assert "A-001" in seen
    assert "A-002" not in seen


def test_each_office_has_its_own_queue(site, elsewhere):
    press(site)
    press(site)
    press(elsewhere)
    assert [ticket.seq for ticket in tickets(elsewhere)] == [1]
    (theirs,) = tickets(elsewhere)
    assert site.at("counter").get(address("ticket_print", theirs.id)).status_code == 404
    shown = site.at("counter").get(f"{address('ticket_new')}?karcis={theirs.id}")
    assert shown.context["issued"] is None


@pytest.mark.parametrize(("query", "width"), [("", 80), ("?lebar=80", 80), ("?lebar=58", 58)])
def test_the_ticket_fits_the_roll(site, query, width):
    press(site)
    press(site)
    ticket = tickets(site)[1]
    pdf = site.at("information").get(address("ticket_print", ticket.id) + query).content
    words = "".join(samples.texts(pdf).split())
    for part in ("A-002", "KECAMATANUJIBARAT", "Didepananda:1orang", "Jumat,20November2026,09.00WIB"):
        assert part.lower() in words.lower()
    left, _top, right, _bottom = samples.inked(pdf)
    assert right < width * 72 / 25.4
    assert left > 0


@pytest.mark.parametrize("query", ["?lebar=0", "?lebar=A4", "?lebar="])
def test_a_roll_nobody_has_is_not_there(site, query):
    press(site)
    (ticket,) = tickets(site)
    assert site.at("counter").get(address("ticket_print", ticket.id) + query).status_code == 404


def test_who_prints(site):
    press(site)
    (ticket,) = tickets(site)
    found = statuses(site, address("ticket_print", ticket.id))
    assert {name for name, status in found.items() if status == 200} == ISSUERS
    assert site.stranger().get(address("ticket_print", ticket.id)).status_code == 302
    assert site.at("counter").get(address("ticket_print", new_id())).status_code == 404


def test_the_list_says_who_waits_and_leads_to_the_counter(site):
    press(site)
    (ticket,) = tickets(site)
    page = site.at("counter").get(address("ticket_new"))
    assert "A-001" in text(page)
    assert "menunggu" in text(page)
    assert f"{address('intake_service', 'ktp-el')}?tiket={ticket.id}" in page.content.decode()
    front = site.at("information").get(address("ticket_new")).content.decode()
    assert "?tiket=" not in front, "who gives information receives no files"


def test_a_file_handed_in_with_a_ticket_serves_it(site):
    press(site)
    press(site)
    (ticket, _other) = tickets(site)
    path, counter = address("intake_service", "ktp-el"), site.at("counter")
    called = counter.get(f"{path}?tiket={ticket.id}")
    assert "A-001" in text(called)
    blank = counter.post(path, {**inputs(called, path), "do": "new"})
    answer = counter.post(path, filled(blank, path, requirement_group="baru"))
    if answer.status_code == 422:  # what is only odd is confirmed
        again = {**inputs(answer, path), "do": "receive"}
        answer = counter.post(path, again)
    assert answer.status_code == 303, text(answer)
    served, waiting = tickets(site)
    assert served.file_id is not None
    assert waiting.file_id is None
    page = counter.get(address("ticket_new"))
    assert "1 dari 2 nomor sudah dilayani" in text(page)
    assert address("file", served.file_id) in page.content.decode()
    assert "Di depan Anda" not in samples.texts(counter.get(address("ticket_print", waiting.id)).content)


def test_a_ticket_is_bound_once(site):
    press(site)
    (ticket,) = tickets(site)
    first, second = new_id(), new_id()
    with office_scope(site.office):
        operations.bind_file(ticket_id=ticket.id, file_id=first, now=clocks.now())
        operations.bind_file(ticket_id=ticket.id, file_id=second, now=clocks.now())
        assert queries.unserved(ticket.id, day=clocks.today()) is None
    assert tickets(site)[0].file_id == first


def test_yesterday_s_ticket_is_nobody_s_today(site, clock):
    press(site)
    (ticket,) = tickets(site)
    clock.set("2026-11-21 08:00")
    with office_scope(site.office):
        assert queries.unserved(ticket.id, day=clocks.today()) is None


def test_the_page_costs_the_same_on_a_busy_day(site):
    press(site)
    few = asked(site.at("counter"), address("ticket_new"))
    for _n in range(30):
        press(site)
    assert asked(site.at("counter"), address("ticket_new")) == few


def test_many_at_once_get_different_numbers_and_one_key_gets_one(live_database, office_a):
    """Twelve clerks press at once, each twice."""
    person = world.staff(office_a)["counter"]
    keys = [str(new_id()) for _n in range(12)]
    start = threading.Barrier(24)

    def issue(key):
        start.wait(timeout=60)
        try:
            with office_scope(office_a):
                ticket = operations.issue(
                    actor=person,
                    service_code="ktp-el",
                    service_name="KTP-el",
                    idempotency_key=key,
                    now=clocks.now(),
                )
                return key, ticket.seq
        finally:
            connections.close_all()

    with ThreadPoolExecutor(24) as pool:
        given = set(pool.map(issue, [*keys, *keys]))
    assert len(given) == 12
    assert sorted(seq for _key, seq in given) == list(range(1, 13))
    with office_scope(office_a):
        assert TicketSeries.objects.get().last == 12
