"""The example pages, and how they are looked at in a browser."""

from typing import Any

from tests.design.examples import PAGES
from tests.design.preview import faults, render, serve, watch

HTML = {name: render(template, context) for name, (template, context) in PAGES.items()}


def look_at_all(browser: Any, *, width: int) -> list[str]:
    """Every example page in Chromium at a width; what is wrong (axe, sideways, errors of scripts)."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    page = browser.new_page(viewport={"width": width, "height": 800})
    said = watch(page)
    with serve(HTML) as site:
        for name in HTML:
            page.goto(f"{site}/{name}", wait_until="load")
            said.extend(f"{name}: {fault}" for fault in faults(page, Axe()))
    page.close()
    return list(said)
