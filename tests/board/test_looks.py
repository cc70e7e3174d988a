"""The kabupaten's pages as a desk, a wall, a phone and paper show them: nothing cut, nothing out of sight."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
ROOT = Path(__file__).resolve().parents[2]
STYLES = (
    ROOT / "config" / "static" / "vendor" / "tabler" / "tabler.min.css",
    ROOT / "config" / "static" / "css" / "loket.css",
    ROOT / "reporting" / "board" / "static" / "board" / "board.css",
)
STEPS = "".join(
    f'<li><a href="/">{name}</a></li>'
    for name in ("Kantor dan kontak", "Kop surat", "Kewenangan", "Petugas", "Layanan", "Nomor")
)
CUT = """() => [...document.querySelectorAll('.filters select')].filter(select => {
    const style = getComputedStyle(select), drawn = document.createElement('canvas').getContext('2d');
    drawn.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return drawn.measureText(select.selectedOptions[0].text).width > room;
}).map(select => select.id)"""

MORE = """
<details class="fold open-print"><summary>3 lagi</summary><div class="fold-body" id="in">x</div></details>
<table class="lk-table board-table"><tr><td id="n">4 <span class="short">kurang</span></td></tr></table>
"""

Show = Callable[[str, int], Any]


@pytest.fixture
def show(request) -> Any:
    """`show(html, width)`: the page in Chromium. The browser comes after what asks the database."""

    def opened(html: str, width: int) -> Any:
        page = request.getfixturevalue("browser").new_page(viewport={"width": width, "height": 900})
        page.route("**/*", lambda route: route.abort())
        page.set_content(html)
        for style in STYLES:
            page.add_style_tag(content=style.read_text("utf-8"))
        request.addfinalizer(page.close)
        return page

    return opened


def test_the_board_at_a_desk(bupati, offices, show):
    page = show(bupati.get("/kinerja/").content.decode(), 1280)
    wide, room = page.eval_on_selector(".loads-table", "it => [it.scrollWidth, it.parentElement.clientWidth]")
    assert wide <= room
    last = page.locator(".loads-table tbody tr").first.locator("td").last.bounding_box()
    assert last["x"] + last["width"] <= 1280 - 16
    tops = page.eval_on_selector_all(".subnav li", "all => all.map(it => it.offsetTop)")
    assert len(set(tops)) == 1


def test_the_board_on_a_wall(bupati, offices, show):
    page = show(bupati.get("/kinerja/").content.decode(), 1920)
    sides = page.eval_on_selector_all(
        ".container-xl", "all => all.map(it => [it.getBoundingClientRect().x, it.clientWidth])"
    )
    assert len({tuple(each) for each in sides}) == 1


def test_the_board_on_a_phone(bupati, offices, show):
    page = show(bupati.get("/kinerja/").content.decode(), 360)
    heights = page.eval_on_selector_all(
        ".funnel text", "all => all.map(it => it.getBoundingClientRect().height)"
    )
    assert min(heights) >= 13
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_board_on_paper(bupati, offices, show):
    page = show(bupati.get("/kinerja/").content.decode(), 1000)
    page.emulate_media(media="print")
    page.evaluate(
        "more => document.querySelector('main section').insertAdjacentHTML('beforeend', more)", MORE
    )
    assert page.locator("#in").evaluate("it => it.checkVisibility({contentVisibilityAuto: true})")
    assert page.locator("#in").bounding_box()["height"] > 5
    number, word = (
        page.locator(one).evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
        for one in ("#n", "#n .short")
    )
    assert word < number


def test_the_choices_of_a_comparison_are_read_in_full(bupati, offices, show):
    page = show(bupati.get("/kinerja/banding/").content.decode(), 1280)
    assert page.evaluate(CUT) == []


def test_six_steps_stand_on_one_line(show):
    page = show(f'<main><div class="narrow"><ol class="path">{STEPS}</ol></div></main>', 1280)
    boxes = page.eval_on_selector_all(".path li", "all => all.map(it => [it.offsetTop, it.offsetWidth])")
    assert len({tuple(box) for box in boxes}) == 1
