"""Every page template with example data: nothing missing, nothing inline."""

import re

from tests.design.examples import PAGES
from tests.design.looking import html
from tests.design.preview import MISSING, STATIC, TEMPLATE_FOLDERS, engine

TEMPLATES = sorted(
    str(path.relative_to(folder)) for folder in TEMPLATE_FOLDERS for path in folder.rglob("*.html")
)


def test_every_template_can_be_read() -> None:
    for name in TEMPLATES:
        assert engine().get_template(name).template.nodelist, name


def test_pages_are_whole_and_fit_the_strict_csp() -> None:
    for name in PAGES:
        page = html(name)
        assert MISSING not in page, name
        assert not re.search(r"<[^>]+\sstyle=", page), name
        assert not re.search(r"<[^>]+\son[a-z]+=", page), name
        assert not re.search(r"<script(?![^>]*\ssrc=)", page), name
        assert 'lang="id"' in page, name
        assert page.count("<h1") == 1, name


def test_every_posting_form_carries_the_csrf_token() -> None:
    for name in PAGES:
        forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", html(name), re.S)
        assert all("csrfmiddlewaretoken" in form for form in forms), name


def test_ids_are_unique() -> None:
    for name in PAGES:
        ids = re.findall(r'\sid="([^"]+)"', re.sub(r"<template>.*?</template>", "", html(name), flags=re.S))
        assert len(ids) == len(set(ids)), name


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_white_text_is_easy_to_read_on_every_office_colour() -> None:
    css = (STATIC / "css" / "loket.css").read_text()
    tones = dict(re.findall(r"\.tone-(\w+) \{ --tone: (#[0-9a-f]{6});", css))
    assert set(tones) == {"kabupaten", *map(str, range(10))}
    assert all(1.05 / (luminance(colour) + 0.05) >= 7 for colour in tones.values())
