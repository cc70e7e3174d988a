"""Lists and cards on a phone: a label stands beside its value, a second line under the first."""

from typing import Any

import pytest

from tests.design.examples import PAGES
from tests.design.looking import html
from tests.design.preview import PHONE, serve

pytestmark = pytest.mark.browser
FACTS = """() => [...document.querySelectorAll('.side .facts-tight > dt')].map(dt => {
  const dd = dt.nextElementSibling, one = getComputedStyle(dt), other = getComputedStyle(dd);
  return [one.paddingTop === other.paddingTop, one.borderBottomWidth === other.borderBottomWidth,
    dt.getBoundingClientRect().top === dd.getBoundingClientRect().top];
}).flat()"""
CARDS = """() => [...document.querySelectorAll('.register td > .cell-label ~ .row-sub')].map(sub => {
  const range = document.createRange();
  range.setStartAfter(sub.parentElement.querySelector('.cell-label'));
  range.setEndBefore(sub);
  return Math.round(sub.getBoundingClientRect().top - range.getBoundingClientRect().bottom);
})"""
TOPS = """() => [...document.querySelectorAll('.figures')].map(list =>
  new Set([...list.children].map(one => one.getBoundingClientRect().top)).size)"""
HIDDEN = """() => [...document.querySelectorAll('.quick a')].filter(one => !one.offsetParent).length"""
DESK = 1280


def seen(browser: Any, names: list[str], ask: str, width: int = PHONE) -> dict[str, Any]:
    page = browser.new_page(viewport={"width": width, "height": 800})
    with serve({name: html(name) for name in names}) as site:
        found = {}
        for name in names:
            page.goto(f"{site}/{name}", wait_until="load")
            found[name] = page.evaluate(ask)
    page.close()
    return found


def test_a_label_at_the_side_stands_beside_its_value(browser: Any) -> None:
    names = [name for name in PAGES if "facts-tight" in html(name) and 'class="side"' in html(name)]
    found = {name: lines for name, lines in seen(browser, names, FACTS).items() if lines}
    assert len(found) >= 2
    assert {name for name, lines in found.items() if not all(lines)} == set()


def test_figures_stand_in_one_line_where_there_is_room(browser: Any) -> None:
    assert set(seen(browser, ["survey-period"], TOPS, DESK)["survey-period"]) == {1}


def test_doors_without_a_key_are_there_on_a_phone(browser: Any) -> None:
    assert seen(browser, ["survey-period"], HIDDEN) == {"survey-period": 0}


def test_the_second_line_of_a_card_follows_the_first(browser: Any) -> None:
    for name, gaps in seen(browser, ["workload", "quality"], CARDS).items():
        assert gaps, name
        assert max(gaps) <= 4, name
