"""Every page template with example data, as a desk and as a phone shows it: nothing sideways, axe content."""

from typing import Any

import pytest

from tests.design.examples import PAGES
from tests.design.looking import html, look_at
from tests.design.preview import DESK, PHONE, serve

pytestmark = pytest.mark.browser
PARTS = 4  # each with its own time


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_in_chromium(browser: Any, part: int) -> None:
    assert look_at(browser, list(PAGES)[part::PARTS]) == []


def test_a_file_number_stays_in_its_column(browser: Any) -> None:
    page = browser.new_page(viewport={"width": DESK, "height": 800})
    numbers = page.locator(".row-file > .row-number")
    with serve({"inbox": html("inbox")}) as site:
        page.goto(f"{site}/inbox", wait_until="load")
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            wide = numbers.evaluate_all("all => all.filter(n => n.scrollWidth > n.clientWidth).length")
            assert (numbers.count() > 3, wide) == (True, 0), width
    page.close()
