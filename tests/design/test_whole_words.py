"""Figures and words on a phone: none is broken in the middle; what is too wide scrolls in its own frame."""

from typing import Any

import pytest

from tests.design.looking import html
from tests.design.preview import PHONE, serve

pytestmark = pytest.mark.browser
PAGES = ("skm_public_result", "skm_result", "survey-period")
# Every word of the figures on top and of the tables that stands on more than one line.
BROKEN = """() => {
  const found = [];
  for (const part of document.querySelectorAll('.figures, .scroll')) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.parentElement.checkVisibility()) continue;
      for (const word of node.data.matchAll(/[^\\s\\/-]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = [...range.getClientRects()].map((one) => Math.round(one.top));
        if (new Set(tops).size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_no_figure_and_no_word_is_broken_on_a_phone(browser: Any) -> None:
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    with serve({name: html(name) for name in PAGES}) as site:
        for name in PAGES:
            page.goto(f"{site}/{name}", wait_until="load")
            assert page.evaluate(BROKEN) == [], name
            assert not page.evaluate(SIDEWAYS), name
    page.close()
