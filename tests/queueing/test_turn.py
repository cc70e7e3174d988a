"""One's turn on one's phone, by the code on the ticket, on its day: where to go, how long, on to the file."""

import pytest
from django.core.cache import cache

from applications import tickets as tickets_port
from applications.models import File
from commons import clock as clocks
from config.live_tickets import read_ticket
from offices.scope import office_scope
from queueing import operations
from queueing.models import Priority
from queueing.recording import holder_topic
from queueing.views_turn import PER_MINUTE
from queueing.workflow import Action
from tests import world
from tests.applications.pages import text
from tests.desk import address, asked
from tests.queueing.screens import act, counter, paired, press, tickets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]


@pytest.fixture
def ticket(site):
    press(paired(site), priority="PREGNANT")
    return tickets(site)[0]


@pytest.fixture
def phone(site):
    return site.stranger()


def page(phone, ticket):
    answer = phone.get(address("turn", ticket.code))
    assert answer.status_code == 200
    return text(answer)


def test_waiting(phone, ticket):
    seen = page(phone, ticket)
    assert "A-001" in seen
    assert "Menunggu dipanggil" in seen
    assert "0 orang" in seen
    assert "belum cukup data" in seen
    assert "Prioritas" in seen
    assert not any(str(kind.label) in seen.lower() for kind in Priority)
    assert asked(phone, address("turn_part", ticket.code)) == 2, "every phone in the room asks all day"


def test_called_served_and_done(site, phone, ticket):
    desk = counter(site, 3)
    act(site, ticket, Action.CALL, counter_id=desk.id)
    answer = phone.get(address("turn_part", ticket.code))
    assert "Silakan ke Loket 3" in answer.content.decode()
    assert 'data-called="1"' in answer.content.decode()
    act(site, ticket, Action.RECALL)
    assert 'data-called="2"' in phone.get(address("turn_part", ticket.code)).content.decode()
    act(site, ticket, Action.START)
    assert "Sedang dilayani di Loket 3" in page(phone, ticket)
    act(site, ticket, Action.FINISH)
    assert "Selesai dilayani" in page(phone, ticket)


@pytest.mark.parametrize(
    ("action", "words"),
    [(Action.SKIP, "Lapor ke petugas"), (Action.HOLD, "Ditahan sebentar"), (Action.LEAVE, "dibatalkan")],
)
def test_put_aside(site, phone, ticket, action, words):
    act(site, ticket, Action.CALL, counter_id=counter(site).id)
    act(site, ticket, action)
    assert words in page(phone, ticket)


def test_what_to_bring_leads_to_the_standard(phone, ticket):
    answer = phone.get(address("turn", ticket.code))
    assert address("service", "ktp-el") in answer.content.decode()


def test_the_file_is_linked_once_it_is_received(site, phone, ticket):
    assert "/status/" not in phone.get(address("turn", ticket.code)).content.decode()
    outcome = site.receive("ktp-el")
    with office_scope(site.office):
        tickets_port.bind(ticket.id, outcome.file_id)
        code = File.objects.get(id=outcome.file_id).track_code
    answer = phone.get(address("turn", ticket.code))
    assert address("status", code) in answer.content.decode()
    assert "Selesai dilayani" in text(answer)
    assert world.VALUES["nama"] not in answer.content.decode()


def test_a_number_kept_for_the_next_day_says_so_and_lives_until_then(site, phone, ticket, clock):
    with office_scope(site.office):
        operations.end_day(actor=site.people["counter"], keep=True, now=clocks.now())
    assert "Disimpan untuk Senin, 23 November" in page(phone, ticket)
    clock.set("2026-11-23 08:00")
    assert "KA-001" in page(phone, ticket)
    clock.set("2026-11-24 08:00")
    assert phone.get(address("turn", ticket.code)).status_code == 404


def test_the_day_after_it_is_over_like_a_code_that_never_was(phone, ticket, clock):
    clock.set("2026-11-21 08:00")
    for code in (ticket.code, "0000-0000-0000", "x", "A" * 200):
        answer = phone.get(address("turn", code))
        assert answer.status_code == 404
        assert "sudah tidak berlaku" in text(answer)
        assert phone.get(address("turn_part", code)).status_code == 404


def test_a_code_is_read_as_people_type_it(phone, ticket):
    code = ticket.code
    typed = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()
    assert phone.get(address("turn", typed)).status_code == 200


def test_a_code_of_another_office_is_unknown_here(site, elsewhere, ticket):
    assert elsewhere.stranger().get(address("turn", ticket.code)).status_code == 404


def test_it_is_for_nobody_s_cache_and_hears_of_its_own_ticket_alone(site, phone, ticket, settings):
    settings.LIVE_URL = "/live"
    for name in ("turn", "turn_part"):
        answer = phone.get(address(name, ticket.code))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
    listening = read_ticket(answer.headers["X-Live-Ticket"])
    assert (listening.schema, listening.topics) == (site.office.schema_name, (holder_topic(ticket.id),))


def test_the_part_is_304_until_something_happens(site, phone, ticket):
    first = phone.get(address("turn_part", ticket.code))
    tag = {"If-None-Match": first.headers["ETag"]}
    assert phone.get(address("turn_part", ticket.code), headers=tag).status_code == 304
    act(site, ticket, Action.CALL, counter_id=counter(site).id)
    assert phone.get(address("turn_part", ticket.code), headers=tag).status_code == 200


def test_too_many_questions_are_refused_politely(site, phone, ticket):
    path = address("turn_part", ticket.code)
    assert phone.get(path).status_code == 200
    with office_scope(site.office):
        cache.incr("ratelimit:turn:office:127.0.0.1", PER_MINUTE - 1)
    refused = phone.get(path)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"


def test_people_ahead_are_counted(site, phone, clock):
    kiosk = paired(site)
    for _n in range(3):
        press(kiosk)
        clock.advance(seconds=10)
    last = tickets(site)[-1]
    assert "2 orang" in page(phone, last)
    few = asked(phone, address("turn", last.code))
    for _n in range(5):
        press(kiosk)
        clock.advance(seconds=10)
    assert asked(phone, address("turn", last.code)) == few
