"""Every page template with example data at the width of a phone: nothing sideways, axe content."""

from typing import Any

import pytest

from tests.design.looking import look_at_all
from tests.design.preview import PHONE


@pytest.mark.browser
def test_pages_in_chromium(browser: Any) -> None:
    assert look_at_all(browser, width=PHONE) == []
