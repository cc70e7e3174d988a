"""The TV against a server that goes away: each call is said once, in order, nothing old; back by itself."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.design.examples_screens import PAGES
from tests.design.preview import render, serve

pytestmark = pytest.mark.browser
EARS = """
window.spoken = [];
const Words = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Words});
Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => [{lang: 'id-ID', localService: true}], cancel() {},
    speak(words) { window.spoken.push(words.text); setTimeout(() => words.onend(), 20); },
}});
"""


class Office:
    """What the server knows: the calls of the day, newest first, and whether it answers at all."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.away = False

    def call(self, number: str, *, ago: float = 0, quiet: bool = False) -> None:
        """One more call, some seconds ago."""
        at = int((time.time() - ago) * 1000)
        words = {"number": number, "place": "Loket 2", "text": number, "clips": "bel"}
        self.calls.insert(0, {"key": f"k-{number}", "at_ms": at, "quiet": quiet, **words})

    def board(self, _request: Any) -> tuple[int, dict[str, str], bytes]:
        """The answer to a TV that asks."""
        if self.away:
            return 503, {}, b""
        context = {**PAGES["tv"][1], "calls": self.calls}
        headers = {"ETag": f'"{len(self.calls)}"', "X-Loket-Now": str(int(time.time() * 1000))}
        return 200, headers, render("queueing/board.html", context).encode()


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def tv(browser: Any, office: Office) -> Iterator[Any]:
    template, context = PAGES["tv"]
    now = int(time.time() * 1000)
    html = render(template, {**context, "calls": [], "board_url": "/board", "sound": True, "now_ms": now})
    with serve({"tv": html}, {"board": office.board}) as base:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.add_init_script(EARS)
        page.goto(f"{base}/tv")
        yield page
        page.close()


def hears(page: Any, *numbers: str) -> None:
    """The TV has said exactly these since it was loaded."""
    page.wait_for_function("wanted => window.spoken.join() === wanted", arg=",".join(numbers), timeout=20_000)


def test_each_call_is_said_once_in_order_and_nothing_old_is(tv: Any, office: Office) -> None:
    tv.locator("[data-unlock]").click()
    office.call("A-001")
    office.call("A-002")
    hears(tv, "A-001", "A-002")

    office.away = True
    tv.locator("[data-line][data-state=off]").wait_for()
    assert tv.locator("#board .tv-number").inner_text() == "A-002", "the last known state stays"
    office.call("A-003", ago=61)
    office.call("A-004", quiet=True)
    office.call("A-005")
    office.away = False
    tv.locator("[data-line][data-state=back]").wait_for(state="attached")
    hears(tv, "A-001", "A-002", "A-005")

    tv.reload()
    tv.locator("[data-unlock]").click()
    office.call("A-006")
    hears(tv, "A-006")


def test_a_mute_tv_shows_each_call_as_a_card_and_keeps_no_more_than_it_needs(tv: Any, office: Office) -> None:
    """Nobody touched it, so it may not sound; the page does not grow with the day's calls."""
    office.call("B-001")
    tv.locator("[data-flash-number]").get_by_text("B-001").wait_for()
    assert tv.locator("[data-flash]").is_visible()
    assert tv.evaluate("() => window.spoken") == []
    assert tv.locator("[data-unlock]").is_visible()
    before = tv.evaluate("() => document.querySelectorAll('*').length")
    tv.locator("[data-flash]").wait_for(state="hidden")
    office.calls.clear()
    office.call("B-002")
    tv.locator("#board .tv-number").get_by_text("B-002").wait_for()
    assert tv.evaluate("() => document.querySelectorAll('*').length") <= before
