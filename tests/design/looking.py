"""The example pages, and how they are looked at in a browser."""

from collections.abc import Iterable
from typing import Any

from tests.design.examples import PAGES
from tests.design.preview import DESK, PHONE, faults, render, serve, watch

HTML = {name: render(template, context) for name, (template, context) in PAGES.items()}


def look_at(browser: Any, names: Iterable[str]) -> list[str]:
    """These example pages in Chromium at both widths; what is wrong (axe, sideways, errors of scripts).

    A page is opened as at a desk, and then gets narrow: no script of ours asks for the width only once.
    """
    page = browser.new_page(viewport={"width": DESK, "height": 800})
    said = watch(page)
    with serve(HTML) as site:
        for name in names:
            page.goto(f"{site}/{name}", wait_until="load")
            said.extend(f"{name}: {fault}" for fault in faults(page, (DESK, PHONE)))
    page.close()
    return list(said)
