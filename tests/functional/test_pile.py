"""The camat's sitting on a phone: a pile, read, sign all or some; what comes in meanwhile shows by itself."""

import re
import time
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

import pytest

from tests.functional import counter
from tests.functional.by_token import Hands, page_of
from tests.functional.site import Site
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
JATIROTO = "kec-jatiroto"


def test_the_whole_pile_is_signed_with_one_thumb(enter, site) -> None:
    """Every control is large enough for a finger; three taps sign all; what was left out waits on."""
    hands = Hands(site, JATIROTO)
    files = [hands.until("sktm-rekomendasi", "SIGN") for _n in range(3)]
    camat = enter(JATIROTO, "HEAD", viewport=PHONE, has_touch=True)
    camat.open("/tanda-tangan/")
    page = camat.page
    small = page.evaluate(
        """() => [...document.querySelectorAll('main a.btn, main button, main label')]
            .filter(n => n.offsetParent && n.getBoundingClientRect().height < 24).map(n => n.outerHTML)"""
    )
    assert small == []
    pile = page.locator("main [name=id]").count()
    assert pile >= 3
    assert page.inner_text("[data-chosen]") == "0"
    page.locator("#all").check()
    assert page.inner_text("[data-chosen]") == str(pile)
    left = page.locator(f"main [name=id][value^='{files[0]['file_id']}']")
    left.uncheck()
    assert page.inner_text("[data-chosen]") == str(pile - 1)
    with camat.leaving():
        page.get_by_role("button", name="Tandatangani yang dipilih").tap()
    camat.sees(f"Tandatangani {pile - 1} surat?")
    with camat.leaving():
        page.get_by_role("button", name="Ya, sudah saya tandatangani").tap()
    camat.sees(f"{pile - 1} surat ditandatangani")
    assert page.locator("main [name=id]").count() == 1
    for file in files[1:]:
        camat.open(page_of(file))
        camat.sees("Siap diambil")
        assert "CAMAT JATIROTO" in counter.letter(camat, page_of(file)).pdf()


def test_a_letter_is_read_on_the_phone_and_the_next_one_follows(enter, site) -> None:
    hands = Hands(site, JATIROTO)
    first, _second = (hands.until("sktm-rekomendasi", "SIGN") for _n in range(2))
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    with camat.leaving():
        camat.page.locator(f"main a[href*='{first['file_id']}']").click()
    camat.sees("biaya pendidikan", "Kepala Desa Kaliboto Lor")
    place = re.search(r"Surat (\d+) dari (\d+)", camat.text())
    assert place
    pages = camat.page.locator("main img.paper")
    assert pages.count() >= 1
    drawn = pages.first.evaluate("async n => { await n.decode(); return [n.naturalWidth, n.complete] }")
    assert drawn[0] >= 600
    camat.follow("Berikutnya")
    camat.sees(f"Surat {int(place[1]) + 1} dari {place[2]}")
    camat.press("Sudah saya tandatangani")
    assert "/tanda-tangan/" in camat.page.url


def test_a_letter_that_moved_meanwhile_is_not_signed(enter, site) -> None:
    """Ticked as it was read; corrected behind the camat's back: it is left out, with the reason."""
    hands = Hands(site, JATIROTO)
    file = hands.until("sktm-rekomendasi", "SIGN")
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    camat.page.locator(f"main [name=id][value^='{file['file_id']}']").check()
    camat.press("Tandatangani yang dipilih")
    # Asked already, or there would be nothing to ask about.
    camat.page.get_by_role("button", name="Ya, sudah saya tandatangani").wait_for()
    hands.act("HEAD", file, "send_back", to_step="susun", reason="Salah nama")
    camat.press("Ya, sudah saya tandatangani")
    camat.sees("0 surat ditandatangani", file["receipt_number"])
    camat.open(page_of(file))
    camat.sees("Salah nama")


def test_a_list_that_refreshes_keeps_what_was_chosen(enter, site) -> None:
    """A letter that comes in while the camat chooses is not signed along with the chosen ones."""
    hands = Hands(site, JATIROTO)
    kept, left = (hands.until("sktm-rekomendasi", "SIGN") for _n in range(2))
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    page = camat.page
    page.locator("[data-live-state][data-state=on]").wait_for(state="attached")
    page.locator(f"main [name=id][value^='{kept['file_id']}']").check()
    fresh = hands.until("sktm-rekomendasi", "SIGN")
    page.locator(f"main [name=id][value^='{fresh['file_id']}']").wait_for()
    page.wait_for_function("() => document.querySelector('[data-chosen]').textContent === '1'")
    assert page.locator(f"main [name=id][value^='{kept['file_id']}']").is_checked()
    assert not page.locator(f"main [name=id][value^='{left['file_id']}']").is_checked()
    assert not page.locator(f"main [name=id][value^='{fresh['file_id']}']").is_checked()
    camat.press("Tandatangani yang dipilih")
    camat.sees("Tandatangani 1 surat?")


def test_a_letter_that_is_read_stays_open_while_the_list_refreshes(enter, site) -> None:
    hands = Hands(site, JATIROTO)
    read = hands.until("sktm-rekomendasi", "SIGN")
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    page = camat.page
    page.locator("[data-live-state][data-state=on]").wait_for(state="attached")
    letter = page.locator(f"main li:has([name=id][value^='{read['file_id']}'])")
    letter.get_by_text("Lihat di sini").click()
    letter.locator("img.paper").first.wait_for()
    fresh = hands.until("sktm-rekomendasi", "SIGN")
    page.locator(f"main [name=id][value^='{fresh['file_id']}']").wait_for()
    assert letter.locator("img.paper").first.is_visible()
    hands.act("HEAD", read, "send_back", to_step="susun", reason="Salah nama")
    letter.wait_for(state="detached")


def test_nothing_chosen_is_said(enter, site) -> None:
    Hands(site, JATIROTO).until("sktm-rekomendasi", "SIGN")
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    camat.press("Tandatangani yang dipilih")
    camat.sees("Pilih dulu surat")


def test_new_work_shows_by_itself(enter, site) -> None:
    """Two people look at the same office: what one does is on the other's screen within seconds."""
    hands = Hands(site, JATIROTO)
    camat, officer = enter(JATIROTO, "HEAD", viewport=PHONE), enter(JATIROTO, "COUNTER")
    camat.open("/tanda-tangan/")
    camat.page.locator("[data-live-state][data-state=on]").wait_for(state="attached")
    officer.open("/antrean-kerja/")
    officer.page.locator("[data-live-state]").get_by_text("Langsung diperbarui").wait_for()
    before = camat.page.locator("main [name=id]").count()
    file = hands.receive("sktm-rekomendasi")
    officer.page.locator("#inbox .row-number").get_by_text(file["receipt_number"]).wait_for()
    hands.act("OPERATOR", hands.act("COUNTER", file, "complete"), "complete")
    camat.page.wait_for_function("n => document.querySelectorAll('main [name=id]').length > n", arg=before)


def test_what_changes_during_a_refresh_shows_as_well(enter, site) -> None:
    """The list is being fetched, slowly, when the next letter comes in: no further event follows."""
    hands = Hands(site, JATIROTO)
    camat = enter(JATIROTO, "HEAD", viewport=PHONE)
    camat.open("/tanda-tangan/")
    page = camat.page
    page.locator("[data-live-state][data-state=on]").wait_for(state="attached")
    second: list[dict[str, Any]] = []

    def hold(route: Any) -> None:
        """The first fetch of the list brings what was true before it was held up."""
        if second:
            route.continue_()
            return
        answer = _as_it_is(site, route.request.all_headers())
        second.append(hands.until("sktm-rekomendasi", "SIGN"))
        time.sleep(1)
        route.fulfill(status=200, **answer)

    page.route("**/tanda-tangan/", hold)
    hands.until("sktm-rekomendasi", "SIGN")
    deadline = time.monotonic() + 15
    while not second and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    page.locator(f"main [name=id][value^='{second[0]['file_id']}']").wait_for()


def _as_it_is(site: Site, headers: dict[str, str]) -> dict[str, Any]:
    """The pile now, asked as the browser asks: Playwright's own fetch does not resolve *.localhost."""
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=30)) as connection:
        sent = {"Host": f"{JATIROTO}.localhost:{site.port}", "Cookie": headers["cookie"]}
        connection.request("GET", "/tanda-tangan/", headers=sent)
        with connection.getresponse() as response:
            assert response.status == 200
            return {"headers": dict(response.getheaders()), "body": response.read()}
