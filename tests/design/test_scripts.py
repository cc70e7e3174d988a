"""What the small scripts do, in Chromium, under the strict CSP."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.design.examples import PAGES
from tests.design.preview import render, serve

pytestmark = pytest.mark.browser
LIVE = {"url": "", "ticket": "", "poll_url": "/poll"}
STREAM = {"url": "/live-stream", "ticket": "a.b", "poll_url": "/poll"}


class Desk:
    """Plays the server: counts what was sent, changes its ETag when told, can go away."""

    def __init__(self) -> None:
        self.etag = '"1"'
        self.down = False
        self.fetched = 0
        self.sent: list[str] = []
        self.tickets: list[str] = []

    def poll(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        if self.down:
            return 503, {}, b""
        if request.headers.get("If-None-Match") == self.etag:
            return 304, {"ETag": self.etag}, b""
        return 200, {"ETag": self.etag}, b"ok"

    def stream(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        self.tickets.append(request.path.partition("ticket=")[2])
        event = b"retry: 60000\n\nevent: changed\ndata: inbox\n\n"
        return 200, {"Content-Type": "text/event-stream"}, event

    def inbox(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        self.fetched += 1
        return 200, {}, b'<div id="inbox"><p>fresh</p></div>'

    def intake(self, request: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        if request.command == "GET":
            return 200, {}, render(*PAGES["intake-find"]).encode()
        body = request.rfile.read(int(request.headers.get("Content-Length", 0))).decode()
        self.sent.append(body)
        name = "intake-matches" if "do=find" in body else "intake-form"
        return 200, {}, render(*PAGES[name]).encode()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def site(desk: Desk) -> Iterator[str]:
    pages = {
        name: render(template, context)
        for name, (template, context) in PAGES.items()
        if name.startswith(("intake", "file", "pile", "compl"))
    }
    pages["live"] = render("applications/inbox.html", {**PAGES["inbox"][1], "live": LIVE})
    pages["stream"] = render("applications/inbox.html", {**PAGES["inbox"][1], "live": STREAM})
    answers = {
        "live-stream": desk.stream,
        "poll": desk.poll,
        "antrean": desk.inbox,
        "terima/sktm": desk.intake,
    }
    with serve(pages, answers) as base:
        yield base


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(8000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    opened.close()
    assert errors == []


def test_eight_digits_become_a_date_in_words(page: Any, site: str) -> None:
    page.goto(f"{site}/intake-errors")
    page.fill("#f-tanggal_lahir", "")
    page.locator("#f-tanggal_lahir").press_sequentially("05081968")
    assert page.input_value("#f-tanggal_lahir") == "05-08-1968"
    assert page.inner_text("#f-tanggal_lahir-echo") == "5 Agustus 1968"
    page.fill("#f-tanggal_lahir", "31021968")
    page.locator("#f-tanggal_lahir").blur()
    assert page.inner_text("#f-tanggal_lahir-echo") == "Tanggal ini tidak ada"


def test_rows_of_a_group_are_added_and_removed_and_numbered(page: Any, site: str) -> None:
    page.goto(f"{site}/intake-errors")
    page.click("[data-add-row]")
    page.locator("#f-ahli_waris-1-nama").fill("BUDI")
    assert page.evaluate("document.activeElement.id") == "f-ahli_waris-1-nama"
    assert page.locator("[name=ahli_waris__count]").input_value() == "2"
    page.locator("[data-row] button").first.click()
    assert page.input_value("[name=ahli_waris-0-nama]") == "BUDI"
    assert page.locator("[name=ahli_waris__count]").input_value() == "1"
    assert page.locator("[data-row] button:visible").count() == 0


def test_a_returning_applicant_takes_few_keys(page: Any, site: str, desk: Desk) -> None:
    page.goto(f"{site}/intake")
    page.keyboard.press("1")
    page.wait_for_selector("#f-query:focus")
    page.keyboard.type("siti")
    page.keyboard.press("Enter")
    page.wait_for_selector(".matches button:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("#f-keperluan:focus")
    page.keyboard.press("F2")
    assert page.locator("[data-requirement]:checked").count() == 2
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert len(desk.sent) == 3
    parts = desk.sent[-1].replace("\r\n", "\n")
    assert 'name="do"\n\nreceive\n' in parts
    assert 'name="requirement"\n\numum-ktp\n' in parts


def test_enter_walks_on_and_never_sends_half_a_form(page: Any, site: str, desk: Desk) -> None:
    page.goto(f"{site}/intake-errors")
    page.focus("#f-nik")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-tanggal_lahir"
    assert desk.sent == []


def test_a_chosen_variant_shows_its_own_checklist(page: Any, site: str) -> None:
    page.goto(f"{site}/intake-errors")
    page.check("#group-2")
    assert page.locator("[data-variant]:visible").count() == 1
    assert "Kurang 2 syarat" in page.inner_text("[data-missing]")


def test_single_letters_can_be_switched_off(page: Any, site: str) -> None:
    page.goto(f"{site}/file")
    page.keyboard.press("?")
    page.wait_for_selector("#shortcut-help[open]")
    page.uncheck("#shortcut-toggle")
    page.click("[data-close-dialog]")
    page.keyboard.press("t")
    assert page.url == f"{site}/file"


def test_a_second_press_sends_nothing_more(page: Any, site: str, desk: Desk) -> None:
    page.goto(f"{site}/intake-form")
    page.evaluate("() => { const b = document.querySelector('[data-finish]'); b.click(); b.click(); }")
    page.wait_for_url("**/terima/sktm/")
    assert len(desk.sent) == 1


def test_pick_all_counts(page: Any, site: str) -> None:
    page.goto(f"{site}/pile")
    assert (page.inner_text("[data-chosen]"), page.is_checked("#all")) == ("0", False)
    page.check("#letter-2")
    assert page.inner_text("[data-chosen]") == "1"
    assert not page.is_checked("#all")
    page.check("#all")
    assert page.inner_text("[data-chosen]") == "3"


def test_a_phone_shows_a_letter_on_the_first_screen(page: Any, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/pile")
    bar, first = page.locator(".finish-stick"), page.locator(".pile label").first.bounding_box()
    assert bar.bounding_box()["y"] > 740, "it comes when something is ticked"
    page.check("#letter-1")
    over = bar.bounding_box()
    assert over["height"] <= 80, over
    assert first["y"] + first["height"] <= over["y"] <= 740, (first, over)
    assert page.evaluate("scrollY") == 0


def test_live_page_refreshes_and_recovers_by_itself(page: Any, site: str, desk: Desk) -> None:
    page.clock.install()
    page.goto(f"{site}/live")
    state = page.locator("[data-live-state]")
    state.get_by_text("Langsung diperbarui").wait_for()
    assert desk.fetched == 0
    desk.down = True
    page.clock.run_for(5100)
    state.get_by_text("Sambungan terputus").wait_for()
    desk.down = False
    desk.etag = '"2"'
    page.clock.run_for(5100)
    page.get_by_text("fresh").wait_for()
    state.get_by_text("Tersambung kembali").wait_for()
    assert desk.fetched == 1


def test_an_event_refreshes_the_marked_part(page: Any, site: str, desk: Desk) -> None:
    page.goto(f"{site}/stream")
    page.get_by_text("fresh").wait_for()
    assert desk.tickets == ["a.b"]
    page.locator("[data-live-state][data-state=on]").wait_for()


def test_what_is_being_typed_is_left_alone(page: Any, site: str, desk: Desk) -> None:
    page.goto(f"{site}/file")
    page.click("#act-withdraw summary")
    page.fill("#f-withdraw-note", "pindah rumah")
    page.evaluate("document.body.dataset.livePoll = '/poll'; window.dispatchEvent(new Event('online'))")
    page.locator("[data-live-state]").get_by_text("Langsung diperbarui").wait_for()
    desk.etag = '"2"'
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("Berkas ini baru saja berubah.").wait_for()
    assert page.input_value("#f-withdraw-note") == "pindah rumah"


def test_who_stays_anonymous_is_asked_for_no_name(page: Any, site: str) -> None:
    for name in ("complain", "complaint-enter"):
        page.goto(f"{site}/{name}")
        asked = [page.locator(field) for field in ("#f-name", "#f-contact", "#f-told")]
        assert all(field.is_visible() for field in asked), name
        page.check("[name=who][value=anonim]")
        assert not any(field.is_visible() for field in asked), name
        assert page.locator("#f-confidential").is_visible()
        page.check("[name=who][value=nama]")
        assert all(field.is_visible() for field in asked), name


def test_a_tracking_code_is_seen_whole(page: Any, site: str) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{site}/complaint-code")
        assert page.input_value("#f-code") == "WWWW-WWWW-WWWW", "the widest there is"
        wide, shown = page.evaluate(
            "[f => f.scrollWidth, f => f.clientWidth].map(of => of(document.getElementById('f-code')))"
        )
        assert wide <= shown, width


def test_another_collector_is_not_left_with_the_name_of_the_applicant(page: Any, site: str) -> None:
    page.goto(f"{site}/file-attachments")
    name, fold = page.locator("[name=receiver]"), page.locator("[data-other-collector]")
    fold.evaluate("box => { box.open = false; }")
    page.select_option("[name=relation]", "SELF")
    name.fill("SITI AMINAH")
    page.select_option("[name=relation]", "OTHER")
    assert (name.input_value(), fold.get_attribute("open")) == ("", "")
    page.select_option("[name=relation]", "SELF")
    assert name.input_value() == "SITI AMINAH"
    page.select_option("[name=relation]", "CHILD")
    name.fill("BUDI")
    page.select_option("[name=relation]", "OTHER")
    assert name.input_value() == "BUDI"
