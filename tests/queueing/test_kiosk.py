"""The kiosk: a paired device gives one number for each press that a person meant, within office hours."""

import pytest

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations, operations_devices
from queueing.device_access import COOKIES
from queueing.models import Device, Priority, Roll
from tests import world
from tests.applications.pages import inputs, text
from tests.desk import address, asked, statuses
from tests.documents import samples
from tests.queueing.screens import KIOSK, TV, paired, press, tickets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]


@pytest.fixture
def kiosk(site):
    return paired(site)


def taken(kiosk, *services, **more):
    """The page of the number that was taken."""
    answer = press(kiosk, *services, **more)
    assert answer.status_code == 302, text(answer)
    return kiosk.get(answer.url)


def test_who_may_open_a_kiosk(site, elsewhere):
    """Only a paired kiosk of this office: no person by their role, no TV, no kiosk of another office."""
    assert set(statuses(site, address("kiosk")).values()) == {403}
    for browser in (site.stranger(), paired(site, TV)):
        assert browser.get(address("kiosk")).status_code == 403
        assert press(browser).status_code == 403
    foreign = site.stranger()
    foreign.cookies[COOKIES[KIOSK]] = paired(elsewhere).cookies[COOKIES[KIOSK]].value
    assert foreign.get(address("kiosk")).status_code == 403
    assert press(foreign).status_code == 403
    assert tickets(site) == tickets(elsewhere) == []


def test_from_the_tile_to_the_number(site, kiosk):
    start = kiosk.get(address("kiosk"))
    assert "Mau mengurus apa?" in text(start)
    assert "Tidak ada yang menunggu" in text(start)
    confirm = kiosk.get(address("kiosk") + "?layanan=ktp-el")
    assert "Ambil nomor untuk" in text(confirm)
    answer = kiosk.post(address("kiosk_issue"), inputs(confirm, address("kiosk_issue")))
    (ticket,) = tickets(site)
    assert answer.url == address("kiosk_ticket", ticket.code)
    page = kiosk.get(answer.url)
    assert "A-001" in text(page)
    assert "Anda yang berikutnya" in text(page)
    assert "belum cukup data" in text(page)
    assert f"/giliran/{ticket.code}/" in page.content.decode()
    assert (ticket.issued_by, ticket.priority) == ("", "")


def test_nothing_of_a_person_stands_on_a_kiosk(site, kiosk):
    site.receive("sktm")
    seen = "".join(text(kiosk.get(path)) for path in (address("kiosk"), address("kiosk") + "?layanan=ktp-el"))
    for actor in site.people.values():
        assert actor.name not in seen
    assert world.VALUES["nama"] not in seen


@pytest.mark.parametrize("kind", [kind.value for kind in Priority])
def test_a_priority_is_said_and_its_reason_is_not(site, kiosk, kind):
    page = taken(kiosk, priority=kind)
    (ticket,) = tickets(site)
    assert ticket.priority == kind
    assert "Prioritas" in text(page)
    assert str(Priority(kind).label) not in text(page).lower()


def test_an_invented_priority_is_none(site, kiosk):
    taken(kiosk, priority="VIP")
    assert [ticket.priority for ticket in tickets(site)] == [""]


def test_one_button_pressed_fifty_times_is_one_number(site, kiosk):
    key = new_id()
    assert len({press(kiosk, key=key).url for _n in range(50)}) == 1
    assert [ticket.seq for ticket in tickets(site)] == [1]


def test_fifty_buttons_pressed_at_once_are_one_number_and_the_rest_is_told_so(site, kiosk):
    answers = [press(kiosk) for _n in range(50)]
    assert [answer.status_code for answer in answers] == [302] + [429] * 49
    assert "Nomor A-001 baru saja diambil" in text(answers[-1])
    assert "Tidak ada nomor yang terbuang" in text(answers[-1])
    assert int(answers[-1].headers["Retry-After"]) <= 5
    assert tickets(site)[0].code not in answers[-1].content.decode(), "the code is the holder's"
    assert [ticket.seq for ticket in tickets(site)] == [1]


def test_after_the_pause_the_next_person_gets_the_next_number(site, kiosk, clock):
    taken(kiosk)
    clock.advance(seconds=5)
    assert "A-002" in text(taken(kiosk))
    assert "1 orang di depan Anda" in text(kiosk.get(address("kiosk_ticket", tickets(site)[1].code)))


def test_each_kiosk_has_its_own_pause(site, kiosk):
    assert press(kiosk).status_code == press(paired(site)).status_code == 302
    assert [ticket.seq for ticket in tickets(site)] == [1, 2]


def test_the_key_of_another_kiosk_brings_nobody_s_number(site, kiosk):
    key = new_id()
    assert press(kiosk, key=key).url != press(paired(site), key=key).url


def test_several_services_in_one_visit(site, kiosk):
    with office_scope(site.office):
        operations.save_group(
            actor=site.people["admin"], prefix="B", name="Surat", services=["sktm"], now=clocks.now()
        )
    more = kiosk.get(address("kiosk") + "?layanan=ktp-el&lagi=1")
    assert "Mau mengurus apa lagi?" in text(more)
    assert "layanan=ktp-el&amp;layanan=sktm" in more.content.decode()
    both = kiosk.get(address("kiosk") + "?layanan=ktp-el&layanan=sktm")
    assert both.content.decode().count('name="service"') == 2
    page = taken(kiosk, "sktm", "ktp-el")
    assert "B-001" in text(page), "the group of what was chosen first"
    (ticket,) = tickets(site)
    with office_scope(site.office):
        assert [visit.service_code for visit in ticket.visits.order_by("order")] == ["sktm", "ktp-el"]


@pytest.mark.parametrize("services", [("sktm-rekomendasi",), ("tidak-ada",), ("",), ("ktp-el", "tidak-ada")])
def test_a_service_without_a_queue_gets_no_number(site, kiosk, services):
    answer = press(kiosk, *services)
    assert answer.status_code == 409
    assert "tidak memakai nomor antrean" in text(answer)
    assert tickets(site) == []


@pytest.mark.parametrize("key", ["", "x", "' OR 1=1"])
def test_a_button_that_is_not_ours_leads_to_the_start(site, kiosk, key):
    answer = kiosk.post(address("kiosk_issue"), {"service": "ktp-el", "idempotency_key": key})
    assert answer.url == address("kiosk")
    assert tickets(site) == []


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-20 06:59", "belum dapat diambil"),
        ("2026-11-20 16:30", "Buka lagi Senin 07.30"),
        ("2026-11-21 09:00", "Tutup. Buka lagi Senin 07.30"),
        ("2026-12-25 09:00", "Hari ini libur"),
    ],
)
def test_outside_the_hours_it_says_when_to_come_and_gives_nothing(site, kiosk, clock, moment, words):
    clock.set(moment)
    page = kiosk.get(address("kiosk") + "?layanan=ktp-el")
    assert words in text(page)
    assert "<form" not in page.content.decode()
    refused = press(kiosk)
    assert refused.status_code == 409
    assert "Tidak ada nomor yang diberikan" in text(refused)
    assert tickets(site) == []


@pytest.mark.parametrize("moment", ["2026-11-20 07:05", "2026-11-20 12:15"])
def test_before_the_door_opens_and_in_the_break_people_may_sit_down_with_a_number(kiosk, clock, moment):
    clock.set(moment)
    assert press(kiosk).status_code == 302


def test_a_queue_closed_for_today_is_said(site, kiosk):
    with office_scope(site.office):
        operations.end_day(actor=site.people["counter"], keep=False, reason="Listrik padam", now=clocks.now())
    page = kiosk.get(address("kiosk"))
    assert "Antrean hari ini sudah ditutup" in text(page)
    assert "Buka lagi Senin" in text(page)
    assert press(kiosk).status_code == 409
    assert tickets(site) == []


def test_a_revoked_kiosk_is_a_stranger(site, kiosk):
    with office_scope(site.office):
        operations_devices.revoke(
            actor=site.people["admin"], device_id=Device.objects.get().id, now=clocks.now()
        )
    assert kiosk.get(address("kiosk")).status_code == 403
    assert press(kiosk).status_code == 403
    assert tickets(site) == []


@pytest.mark.parametrize(("roll", "width"), [(Roll.MM58, 58), (Roll.MM80, 80)])
def test_the_ticket_is_as_wide_as_the_roll_and_says_all(site, roll, width):
    kiosk = paired(site, roll=roll)
    taken(kiosk, priority="ELDERLY")
    (ticket,) = tickets(site)
    shown = kiosk.get(address("kiosk_ticket", ticket.code)).content.decode()
    assert f"roll roll-{width}" in shown
    assert "data-print-now" in shown
    pdf = kiosk.get(address("kiosk_ticket_print", ticket.code)).content
    assert samples.paper_size(pdf)[0] == round(width * 72 / 25.4)
    words = samples.texts(pdf)
    for part in ("A-001", "PRIORITAS", "Anda yang berikutnya", f"/giliran/{ticket.code}/"):
        assert part.replace(" ", "").lower() in "".join(words.split()).lower()
    assert "lansia" not in words.lower()


def test_without_a_printer_nothing_is_printed(site):
    kiosk = paired(site, roll=Roll.NONE)
    page = taken(kiosk)
    assert "data-print" not in page.content.decode()
    assert "foto nomor ini" in text(page)


def test_a_number_of_yesterday_or_of_another_office_is_not_shown(site, elsewhere, kiosk, clock):
    taken(kiosk)
    theirs = paired(elsewhere)
    taken(theirs)
    (foreign,) = tickets(elsewhere)
    for name in ("kiosk_ticket", "kiosk_ticket_print"):
        assert kiosk.get(address(name, foreign.code)).status_code == 404
        assert kiosk.get(address(name, "ABCD")).status_code == 404
    clock.set("2026-11-23 09:00")
    assert kiosk.get(address("kiosk_ticket", tickets(site)[0].code)).status_code == 404


def test_the_page_costs_the_same_on_a_busy_day(site, kiosk, clock):
    path = address("kiosk") + "?layanan=ktp-el"
    taken(kiosk)
    few = asked(kiosk, path)
    for _n in range(12):
        clock.advance(seconds=10)
        press(kiosk)
    assert asked(kiosk, path) == few
