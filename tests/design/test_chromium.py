"""Every page template with example data, as a desk and as a phone shows it: nothing sideways, axe content."""

from typing import Any

import pytest

from tests.design.looking import HTML, look_at

pytestmark = pytest.mark.browser
PARTS = 4  # each with its own time


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_in_chromium(browser: Any, part: int) -> None:
    assert look_at(browser, list(HTML)[part::PARTS]) == []
