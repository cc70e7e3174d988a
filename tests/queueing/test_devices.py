"""Pairing a screen: a code that works once, a token of its own, no person's session; and revoking it."""

import re
from html import unescape

import pytest

from commons import clock as clocks
from offices.scope import office_scope
from queueing import operations_devices
from queueing.device_access import COOKIES
from queueing.models import Device, DeviceKind, ScreenText
from tests import world
from tests.applications.pages import text
from tests.desk import address, statuses
from tests.queueing.screens import KIOSK, TV, paired, paired_device
from trail.models import TrailEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_limits")]
SETTINGS = "settings_screens"


def devices(site):
    with office_scope(site.office):
        return list(Device.objects.order_by("id"))


def added(site, kind="KIOSK", name="Kiosk pintu depan", **more):
    answer = site.at("admin").post(
        address(SETTINGS), {"do": "add", "kind": kind, "name": name, "sound": "ya", **more}
    )
    assert answer.status_code == 302, text(answer)
    return devices(site)[-1]


def code_of(site, device):
    page = site.at("admin").post(address(SETTINGS), {"do": f"code:{device.id}"})
    assert page.status_code == 200
    return re.findall(r"big-date\">([0-9A-Z-]{9})<", page.content.decode())[0]


def actions(site):
    with office_scope(site.office):
        return [entry.action for entry in TrailEntry.objects.order_by("seq") if "device" in entry.action]


def test_who_keeps_the_screens(site):
    found = statuses(site, address(SETTINGS))
    assert {name for name, status in found.items() if status == 200} == {"admin"}
    for who in set(world.PEOPLE) - {"admin"}:
        refused = site.at(who).post(address(SETTINGS), {"do": "add", "kind": "KIOSK", "name": "x"})
        assert refused.status_code == 403
    assert site.stranger().post(address(SETTINGS), {"do": "add"}).status_code == 302
    assert devices(site) == []


@pytest.mark.parametrize(("kind", "page"), [("KIOSK", "kiosk"), ("DISPLAY", "display")])
def test_from_the_settings_to_a_screen(site, kind, page):
    device = added(site, kind, roll="80")
    browser = site.stranger()
    assert browser.get(address(page)).status_code == 403
    answer = browser.post(address("device_pair"), {"code": code_of(site, device).lower()})
    assert answer.url == address(page)
    cookie = browser.cookies[COOKIES[DeviceKind(kind)]]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Strict", "")
    assert browser.get(answer.url).status_code == 200
    (stored,) = devices(site)
    assert cookie.value not in (stored.token_digest, stored.code_digest)
    assert "Terpasang dan menyala" in text(site.at("admin").get(address(SETTINGS)))
    assert actions(site) == ["queue.device_added", "queue.device_code_made", "queue.device_paired"]


def test_the_code_is_shown_once_and_works_once(site):
    device = added(site)
    code = code_of(site, device)
    assert code not in site.at("admin").get(address(SETTINGS)).content.decode()
    assert site.stranger().post(address("device_pair"), {"code": code}).status_code == 302
    second = site.stranger().post(address("device_pair"), {"code": code})
    assert second.status_code == 422
    assert "sudah dipakai" in text(second)
    assert COOKIES[KIOSK] not in second.cookies


def test_a_code_ends_after_half_an_hour_and_with_the_next_one(site, clock):
    device = added(site)
    first, second = code_of(site, device), code_of(site, device)
    assert site.stranger().post(address("device_pair"), {"code": first}).status_code == 422
    clock.advance(minutes=31)
    assert site.stranger().post(address("device_pair"), {"code": second}).status_code == 422
    assert devices(site)[0].token_digest is None


def test_looking_at_the_link_of_the_qr_pairs_nothing(site):
    device = added(site)
    code = code_of(site, device)
    page = site.stranger().get(address("device_pair"), {"code": code})
    assert f'value="{code}"' in unescape(page.content.decode())
    assert devices(site)[0].paired_at is None
    assert site.stranger().post(address("device_pair"), {"code": code}).status_code == 302


def test_a_code_of_another_office_is_unknown_here(site, elsewhere):
    code = code_of(elsewhere, added(elsewhere))
    assert site.stranger().post(address("device_pair"), {"code": code}).status_code == 422
    assert devices(elsewhere)[0].paired_at is None


def test_guessing_is_counted(site):
    browser = site.stranger()
    answers = [browser.post(address("device_pair"), {"code": f"0000-{n:04d}"}).status_code for n in range(12)]
    assert answers == [422] * 10 + [429] * 2


def test_pairing_signs_the_person_out_who_was_signed_in_there(site):
    code = code_of(site, added(site))
    browser = site.at("counter")
    assert browser.get(address("inbox")).status_code == 200
    assert browser.post(address("device_pair"), {"code": code}).status_code == 302
    assert browser.get(address("inbox")).status_code == 302
    assert browser.get(address("kiosk")).status_code == 200


def test_pairing_again_ends_the_browser_before(site):
    first = paired(site)
    (device,) = devices(site)
    second = site.stranger()
    second.post(address("device_pair"), {"code": code_of(site, device)})
    assert first.get(address("kiosk")).status_code == 403
    assert second.get(address("kiosk")).status_code == 200


def test_a_revoked_screen_sees_nothing_and_the_list_forgets_it(site):
    screen = paired(site, TV)
    (device,) = devices(site)
    assert site.at("admin").post(address(SETTINGS), {"do": f"revoke:{device.id}"}).status_code == 302
    assert screen.get(address("display")).status_code == 403
    assert screen.get(address("display_board")).status_code == 403
    assert screen.post(address("device_beat", "display")).status_code == 410
    assert "Belum ada kiosk" in text(site.at("admin").get(address(SETTINGS)))
    assert actions(site)[-1] == "queue.device_revoked"


@pytest.mark.parametrize("do", ["code", "revoke"])
@pytest.mark.parametrize("ref", ["", "x", "01a20109-dadb-70bd-88ae-8a3e81d69eb5"])
def test_a_button_for_no_device_changes_nothing(site, do, ref):
    paired(site)
    answer = site.at("admin").post(address(SETTINGS), {"do": f"{do}:{ref}"})
    assert answer.status_code in {404, 422}
    assert [device.revoked_at for device in devices(site)] == [None]


def test_a_device_of_another_office_is_not_there(site, elsewhere):
    (theirs, _token) = paired_device(elsewhere)
    assert site.at("admin").get(address("settings_screen", theirs.id)).status_code == 404
    assert site.at("admin").post(address(SETTINGS), {"do": f"revoke:{theirs.id}"}).status_code == 422
    assert devices(elsewhere)[0].revoked_at is None


def test_a_screen_says_that_it_is_there(site, clock):
    screen = paired(site)
    clock.advance(minutes=10)
    assert "10 menit lalu" in text(site.at("admin").get(address(SETTINGS)))
    beat = screen.post(address("device_beat", "kiosk"))
    assert beat.status_code == 204
    assert beat.cookies[COOKIES[KIOSK]]["max-age"] > 0
    assert "Terpasang dan menyala" in text(site.at("admin").get(address(SETTINGS)))
    assert screen.get(address("device_beat", "kiosk")).status_code == 405
    assert screen.post(address("device_beat", "tidak-ada")).status_code == 404
    assert screen.post(address("device_beat", "display")).status_code == 410


def test_a_screen_is_renamed_and_gets_another_printer(site):
    device = added(site, roll="80")
    path = address("settings_screen", device.id)
    assert "Kiosk pintu depan" in text(site.at("admin").get(path))
    assert site.at("admin").post(path, {"name": "Kiosk dalam", "roll": "58"}).status_code == 302
    assert [(each.name, each.roll) for each in devices(site)] == [("Kiosk dalam", "58")]
    refused = site.at("admin").post(path, {"name": " ", "roll": "58"})
    assert refused.status_code == 422
    assert devices(site)[0].name == "Kiosk dalam"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": "KIOSK", "name": ""}, "Beri nama"),
        ({"kind": "KIOSK", "name": "x" * 61}, "Paling banyak"),
        ({"kind": "TOASTER", "name": "Uji"}, "Pilih jenis"),
    ],
)
def test_a_bad_device_is_not_added(site, typed, words):
    answer = site.at("admin").post(address(SETTINGS), {"do": "add", **typed})
    assert answer.status_code == 422
    assert words.lower() in text(answer).lower()
    assert devices(site) == []


def test_there_is_an_end_to_devices(site, monkeypatch):
    monkeypatch.setattr(operations_devices, "MOST_DEVICES", 1)
    added(site)
    answer = site.at("admin").post(address(SETTINGS), {"do": "add", "kind": "KIOSK", "name": "Dua"})
    assert answer.status_code == 422
    assert len(devices(site)) == 1


def test_the_running_text_is_kept_by_lines(site):
    typed = {"do": "texts", "running_text": "Tutup pukul 11.00.\n\n  Pengaduan: 0812  \n"}
    assert site.at("admin").post(address(SETTINGS), typed).status_code == 302
    with office_scope(site.office):
        assert ScreenText.objects.get().running == "Tutup pukul 11.00.\nPengaduan: 0812"
    page = paired(site, TV).get(address("display"))
    assert "Pengaduan: 0812" in text(page)
    many = site.at("admin").post(address(SETTINGS), {"do": "texts", "running_text": "\n".join("abcdefg")})
    assert many.status_code == 422
    with office_scope(site.office):
        assert "0812" in ScreenText.objects.get().running


def test_seen_is_written_at_most_every_half_minute(site, clock):
    (device, _token) = paired_device(site)
    with office_scope(site.office):
        for seconds in (10, 10, 15):
            operations_devices.seen(device=device, now=clock.advance(seconds=seconds))
        device.refresh_from_db()
    assert device.seen_at == clocks.now()


def test_each_screen_is_counted_for_itself_and_strangers_by_address(site, monkeypatch):
    monkeypatch.setattr("queueing.device_access.PER_MINUTE", 3)
    monkeypatch.setattr("queueing.device_access.STRANGERS_PER_MINUTE", 2)
    one, two = paired(site, TV), paired(site, TV)
    assert [one.get(address("display_board")).status_code for _n in range(5)] == [200] * 3 + [429] * 2
    assert two.get(address("display_board")).status_code == 200
    strangers = [site.stranger().get(address("kiosk")).status_code for _n in range(4)]
    assert strangers == [403] * 2 + [429] * 2
