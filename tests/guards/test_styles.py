"""Of Tabler's styles nothing is missing that a page of ours can use, and its licence is kept."""

import re
from pathlib import Path

from config.assets import STYLES, TABLER, naming

SELECTORS = re.compile(r"([^{};]+)\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
WORD = re.compile(r"[\w-]+")


def selectors(path: Path) -> set[str]:
    """The selectors of a style sheet that name a class; those with lists in brackets are left out."""
    found = SELECTORS.findall(COMMENT.sub("", path.read_text("utf-8")))
    one_by_one = {one.strip() for many in found if "(" not in many for one in many.split(",")}
    return {one for one in one_by_one if CLASS.search(one) and not one.startswith("@")}


def test_what_our_pages_name_is_there():
    words = {word for path in naming() for word in WORD.findall(path.read_text("utf-8"))}
    usable = {one for one in selectors(TABLER) if {*WORD.findall(one)} <= words}
    assert len(usable) > 100
    assert usable - selectors(STYLES) == set()


def test_what_nobody_names_is_not_shipped():
    shipped = STYLES.read_text("utf-8")
    assert ".btn-primary" in shipped
    assert ".carousel-caption" not in shipped
    assert len(shipped) < TABLER.stat().st_size / 5


def test_the_licence_is():
    assert "Licensed under MIT" in STYLES.read_text("utf-8")[:400]
