"""Where things stand on the pages of the counter, measured as a desk and as a phone shows them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.design.looking import html
from tests.design.preview import DESK, PHONE, serve

pytestmark = pytest.mark.browser
NAMES = ("register", "queue", "intake-form", "intake-photographs", "pile")
OPEN = "document.querySelectorAll('.letter-fields:has(> .two)').forEach(fold => { fold.open = true; })"
# Room for the text of an element and for the element itself, in pixels.
BOX = """selector => {
    const node = document.querySelector(selector);
    const range = document.createRange();
    range.selectNodeContents(node);
    const [box, words] = [node.getBoundingClientRect(), range.getBoundingClientRect()];
    const lines = new Set([...range.getClientRects()].map(rect => rect.top)).size;
    return {...box.toJSON(), words: words.toJSON(), lines};
}"""


@pytest.fixture(scope="module")
def show(browser: Any) -> Iterator[Any]:
    """Open an example page at a width; gives what measures an element of it."""
    with serve({name: html(name) for name in NAMES}) as site:
        page = browser.new_page()

        def opened(name: str, width: int) -> Any:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site}/{name}", wait_until="load")
            page.evaluate(OPEN)
            return lambda selector: page.evaluate(BOX, selector)

        yield opened
        page.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_navigation_is_one_row(show: Any, name: str) -> None:
    assert show(name, DESK)(".mainnav .links")["height"] < 60


def test_the_register_filter_is_one_row_and_cuts_nothing(show: Any) -> None:
    box = show("register", DESK)
    assert abs(box(".filters button")["bottom"] - box("#f-q")["bottom"]) < 4
    wide = box("#f-book")
    assert wide["right"] - wide["left"] > 155, "Semua tahun"


def test_inputs_of_a_letter_stand_in_one_line(show: Any) -> None:
    box = show("intake-form", DESK)
    tops = [box(f".letter-fields .two > :nth-child({n}) > input")["top"] for n in range(1, 5)]
    assert abs(tops[0] - tops[1]) < 1
    assert abs(tops[2] - tops[3]) < 1


def test_what_is_asked_of_a_paper_stands_in_one_line(show: Any) -> None:
    box = show("intake-photographs", DESK)
    tick, link = (box(f".item-tools {part}") for part in (".not-here label", "> details > summary"))
    assert abs(tick["top"] + tick["bottom"] - link["top"] - link["bottom"]) < 4


def test_the_button_stands_beside_what_it_sends(show: Any) -> None:
    box = show("queue", DESK)
    assert box("form[action*=cepat] button")["left"] - box("#f-quick-minutes")["right"] < 40


def test_a_card_of_the_register_breaks_neither_word_nor_number(show: Any) -> None:
    box = show("register", PHONE)
    assert box(".register tbody tr td:nth-child(6) .cell-label")["lines"] == 1
    assert box(".register tbody tr .cell-number")["height"] < 70
    assert box(".register tbody tr .row-basis")["lines"] == 1


def test_a_section_stands_off_what_is_above_it(show: Any) -> None:
    box = show("queue", PHONE)
    assert box("#quick-title")["top"] - box(".split")["bottom"] > 20


def test_the_count_stands_with_the_words_of_its_button(show: Any) -> None:
    box = show("pile", PHONE)
    count, words = box(".finish [data-chosen]"), box(".finish button > span")
    assert words["width"] > 3 * count["width"]
