"""Every page template with example data: nothing missing, nothing inline, nothing sideways, nothing axe minds."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.design.examples import PAGES
from tests.design.preview import MISSING, TEMPLATE_FOLDERS, WIDTHS, faults, render, serve

HTML = {name: render(template, context) for name, (template, context) in PAGES.items()}
FRAGMENTS = {"root.html", "base.html", "plain.html", "staff.html", "form_page.html"}


def test_every_page_template_has_an_example() -> None:
    templates = {
        str(path.relative_to(folder)) for folder in TEMPLATE_FOLDERS for path in folder.rglob("*.html") if "partials" not in path.parts
    }
    assert templates - {template for template, _ in PAGES.values()} - FRAGMENTS == set()


@pytest.mark.parametrize("name", HTML)
def test_page_is_whole_and_fits_the_strict_csp(name: str) -> None:
    html = HTML[name]
    assert MISSING not in html
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert 'lang="id"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("name", HTML)
def test_every_posting_form_carries_the_csrf_token(name: str) -> None:
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", HTML[name], re.S)
    assert all("csrfmiddlewaretoken" in form for form in forms)


@pytest.mark.parametrize("name", HTML)
def test_ids_are_unique(name: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', re.sub(r"<template>.*?</template>", "", HTML[name], flags=re.S))
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve(HTML) as base:
        yield base


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_in_chromium(browser: Any, site: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    page = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name in HTML:
        page.goto(f"{site}/{name}", wait_until="load")
        said.extend(f"{name}: {fault}" for fault in faults(page, Axe()))
    page.close()
    assert said == []
