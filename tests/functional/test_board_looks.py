"""The kabupaten's pages as a desk, a wall, a phone and paper show them: nothing cut, nothing out of sight."""

import pytest

from tests.functional.figures import a_years_figures
from tests.functional.visiting import PHONE

pytestmark = pytest.mark.browser
BOARD = "/kinerja/?masa=12-bulan"
DESK = {"width": 1280, "height": 800}
WALL = {"width": 1920, "height": 1080}
NAMES = ("Kantor dan kontak", "Kop surat", "Kewenangan", "Petugas", "Layanan", "Nomor")
STEPS = "".join(f'<li><a href="/">{name}</a></li>' for name in NAMES)
STEPS = f'<div class="narrow"><ol class="path" id="steps">{STEPS}</ol></div>'
MORE = """
<details class="fold open-print"><summary>3 lagi</summary><div class="fold-body" id="in">x</div></details>
<table class="lk-table board-table"><tr><td id="n">4 <span class="short">kurang</span></td></tr></table>
"""
ADD = "more => document.querySelector('main .container-xl').insertAdjacentHTML('beforeend', more)"
CUT = """() => [...document.querySelectorAll('.filters select')].filter(select => {
    const style = getComputedStyle(select), drawn = document.createElement('canvas').getContext('2d');
    drawn.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return drawn.measureText(select.selectedOptions[0].text).width > room;
}).map(select => select.id)"""


@pytest.fixture(scope="module")
def figures(site) -> None:
    """A year of figures of the three offices."""
    a_years_figures(site, away="kec-jatiroto")


def test_at_a_desk_every_column_and_every_page_of_the_section_is_in_sight(enter, figures) -> None:
    bupati = enter("kabupaten", "EXECUTIVE", viewport=DESK)
    assert bupati.open(BOARD) == 200
    page = bupati.page
    wide, room = page.eval_on_selector(".loads-table", "it => [it.scrollWidth, it.parentElement.clientWidth]")
    assert wide <= room
    tops = page.eval_on_selector_all(".subnav li", "all => all.map(it => it.offsetTop)")
    assert len(tops) > 5
    assert len(set(tops)) == 1
    page.evaluate(ADD, STEPS)
    boxes = page.eval_on_selector_all("#steps li", "all => all.map(it => [it.offsetTop, it.offsetWidth])")
    assert len({tuple(box) for box in boxes}) == 1, "six steps on one line, as wide as each other"


def test_the_choices_of_a_comparison_are_read_in_full(enter, figures) -> None:
    bupati = enter("kabupaten", "EXECUTIVE", viewport=DESK)
    assert bupati.open("/kinerja/banding/") == 200
    assert bupati.page.evaluate(CUT) == []


def test_on_a_wall_the_bars_are_as_wide_as_the_content(enter, figures) -> None:
    bupati = enter("kabupaten", "EXECUTIVE", viewport=WALL)
    assert bupati.open(BOARD) == 200
    places = "all => all.map(it => [it.getBoundingClientRect().x, it.clientWidth])"
    assert len({tuple(each) for each in bupati.page.eval_on_selector_all(".container-xl", places)}) == 1


def test_on_a_phone_the_funnel_can_be_read(enter, figures) -> None:
    bupati = enter("kabupaten", "EXECUTIVE", viewport=PHONE)
    assert bupati.open(BOARD) == 200
    heights = "all => all.map(it => it.getBoundingClientRect().height)"
    assert min(bupati.page.eval_on_selector_all(".funnel text", heights)) >= 13
    assert bupati.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_paper_nothing_stays_closed(enter, figures) -> None:
    bupati = enter("kabupaten", "EXECUTIVE", viewport=DESK)
    assert bupati.open(BOARD) == 200
    page = bupati.page
    page.emulate_media(media="print")
    page.evaluate(ADD, MORE)
    assert page.locator("#in").bounding_box()["height"] > 5
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    number, word = (page.locator(one).evaluate(size) for one in ("#n", "#n .short"))
    assert word < number
