"""The TV: who is called where, new with every call, 304 while nothing happens; nobody's name is on it."""

import json
import re

import pytest

from commons import clock as clocks
from config.live_tickets import read_ticket
from offices.scope import office_scope
from queueing import operations
from queueing.models import Priority
from queueing.recording import holder_topic
from queueing.workflow import Action
from tests import world
from tests.applications.pages import text
from tests.desk import address, asked, statuses
from tests.queueing.screens import KIOSK, TV, act, counter, paired, press, tickets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
CALL = re.compile(
    r'<li data-key="(\w+)" data-at="(\d+)" data-number="([^"]+)" data-place="([^"]+)"[^>]*>([^<]+)</li>'
)


@pytest.fixture
def tv(site):
    return paired(site, TV)


@pytest.fixture
def three(site, clock):
    """Three people with numbers, the last one with priority."""
    kiosk = paired(site)
    for priority in ("", "", "PREGNANT"):
        press(kiosk, priority=priority)
        clock.advance(seconds=10)
    return tickets(site)


def call(site, desk, ticket=None):
    with office_scope(site.office):
        who = {"actor": site.people["counter"], "counter_id": desk.id, "now": clocks.now()}
        if ticket is None:
            return operations.call_next(**who)
        return operations.act(ticket_id=ticket.id, action=Action.CALL, **who)


def calls(tv):
    return CALL.findall(tv.get(address("display_board")).content.decode())


def test_who_may_see_it(site, elsewhere, tv):
    for name in ("display", "display_board"):
        assert set(statuses(site, address(name)).values()) == {403}
        assert site.stranger().get(address(name)).status_code == 403
        assert paired(site, KIOSK).get(address(name)).status_code == 403
        assert tv.get(address(name)).status_code == 200
        assert tv.post(address(name)).status_code == 405


def test_a_quiet_morning(tv):
    assert "Belum ada nomor yang dipanggil hari ini" in text(tv.get(address("display")))
    assert calls(tv) == []


def test_a_call_is_shown_and_worded(site, tv, three):
    call(site, counter(site, 2), three[0])
    page = tv.get(address("display"))
    assert "A-001" in text(page)
    assert "Loket 2" in text(page)
    assert "2 orang" in text(page)
    ((key, at, number, place, words),) = calls(tv)
    assert (number, place) == ("A-001", "Loket 2")
    assert words == "Nomor antrean A, nol nol satu, silakan ke loket dua."
    assert int(at) == int(clocks.now().timestamp() * 1000)
    assert key not in three[0].code


def test_a_recall_is_a_new_call_and_an_unchanged_board_is_not(site, tv, three):
    desk = counter(site)
    call(site, desk, three[0])
    ((first, *_rest),) = calls(tv)
    assert calls(tv)[0][0] == first
    act(site, three[0], Action.RECALL)
    ((second, *_rest),) = calls(tv)
    assert second != first


@pytest.mark.parametrize("action", [Action.START, Action.SKIP, Action.HOLD, Action.FINISH])
def test_who_has_come_or_was_put_aside_is_shown_and_not_called_any_more(site, tv, three, action):
    call(site, counter(site), three[0])
    assert "data-quiet" not in tv.get(address("display_board")).content.decode()
    act(site, three[0], action)
    board = tv.get(address("display_board")).content.decode()
    assert "data-quiet" in board
    assert "A-001" in board


def test_two_counters_newest_call_first(site, tv, three):
    one, two = counter(site, 1), counter(site, 2)
    call(site, one, three[1])
    clocks_before = clocks.now()
    call(site, two, three[0])
    assert clocks_before <= clocks.now()
    assert {place for _key, _at, _number, place, _words in calls(tv)} == {"Loket 1", "Loket 2"}
    rows = tv.get(address("display_board")).content.decode()
    assert re.search(r"Loket 1</span><strong>A-002", rows)
    assert re.search(r"Loket 2</span><strong>A-001", rows)


def test_the_board_is_304_until_something_happens(site, tv, three):
    desk = counter(site)
    first = tv.get(address("display_board"))
    again = tv.get(address("display_board"), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    call(site, desk, three[0])
    fresh = tv.get(address("display_board"), headers={"If-None-Match": first.headers["ETag"]})
    assert fresh.status_code == 200
    for answer in (first, again, fresh):
        assert int(answer.headers["X-Loket-Now"]) == int(clocks.now().timestamp() * 1000)
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_screen_hears_of_its_own_office_alone(site, tv, settings):
    settings.LIVE_URL = "/live"
    page = tv.get(address("display"))
    ticket = read_ticket(page.context["live"]["ticket"])
    assert (ticket.schema, ticket.topics) == (site.office.schema_name, ("queue",))
    fresh = read_ticket(tv.get(address("display_board")).headers["X-Live-Ticket"])
    assert (fresh.schema, fresh.topics) == (ticket.schema, ticket.topics)


def test_a_change_tells_the_screens_and_the_holder_s_phone(
    site, three, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setattr("queueing.recording.publish", lambda schema, topic: told.append((schema, topic)))
    desk = counter(site)
    with django_capture_on_commit_callbacks(execute=True):
        call(site, desk, three[1])
    schema = site.office.schema_name
    assert set(told) == {(schema, "queue"), (schema, holder_topic(three[1].id))}


def test_nothing_personal_and_no_holder_s_code_is_on_it(site, tv, three):
    call(site, counter(site), three[2])
    site.receive("sktm")
    seen = "".join(tv.get(address(name)).content.decode() for name in ("display", "display_board"))
    assert not any(ticket.code in seen or str(ticket.id) in seen for ticket in three)
    assert not any(str(kind.label) in seen for kind in Priority)
    assert not any(person.name in seen for person in site.people.values())
    assert world.VALUES["nama"] not in seen


def test_another_office_s_calls_are_not_on_it(site, elsewhere, tv, three):
    theirs = paired(elsewhere, TV)
    call(site, counter(site), three[0])
    assert calls(theirs) == []
    assert "A-001" not in theirs.get(address("display")).content.decode()


def test_every_clip_of_a_call_has_an_address(site, tv, three):
    call(site, counter(site, 12), three[0])
    page = tv.get(address("display"))
    known = json.loads(page.context["voice"])
    wanted = re.findall(r'data-clips="([^"]+)"', page.content.decode())[0].split()
    assert wanted[0] == "bel"
    assert set(wanted) <= set(known)
    assert all(url.endswith(".wav") for url in known.values())


def test_a_changed_text_or_sound_makes_the_page_begin_anew(site, tv):
    page = tv.get(address("display"))
    assert tv.get(address("display_board")).headers["X-Loket-Version"] == page.context["version"]
    site.at("admin").post(address("settings_screens"), {"do": "texts", "running_text": "Tutup 11.00"})
    assert tv.get(address("display_board")).headers["X-Loket-Version"] != page.context["version"]


def test_where_to_complain_runs_below_as_the_contacts_say(site, tv):
    for contact in (
        {"kind": "COMPLAINT_SITE", "shown": "lapor.contoh.go.id"},
        {"kind": "WHATSAPP", "shown": "0812-3456-7890", "purpose": "Pengaduan"},
        {"kind": "PHONE", "shown": "(0334) 321465"},
    ):
        assert site.at("admin").post(address("settings_contacts"), contact).status_code == 302
    page = tv.get(address("display"))
    assert page.context["running"] == ["Pengaduan: lapor.contoh.go.id", "Pengaduan: 0812-3456-7890"]


def test_a_closed_day_is_said(site, tv):
    with office_scope(site.office):
        operations.end_day(actor=site.people["counter"], keep=False, reason="Listrik padam", now=clocks.now())
    assert "Antrean hari ini sudah ditutup" in text(tv.get(address("display")))


def test_yesterday_s_calls_are_gone(site, tv, three, clock):
    call(site, counter(site), three[0])
    clock.set("2026-11-23 08:00")
    assert calls(tv) == []


def test_the_board_costs_the_same_on_a_busy_day(site, tv, three, clock):
    desk = counter(site)
    call(site, desk, three[0])
    few = asked(tv, address("display_board"))
    kiosk = paired(site)
    for _n in range(8):
        clock.advance(seconds=30)
        press(kiosk)
    for ticket in tickets(site)[1:5]:
        act(site, ticket, Action.CALL, counter_id=counter(site, 10 + ticket.seq).id)
    assert asked(tv, address("display_board")) == few
