"""Invented standards nobody tuned the reader on: parts placed, values read, nothing lost."""

import html
import re
from pathlib import Path

import pytest

from commons.plain_yaml import load_yaml
from standards.reading.drafts import drafts_of
from standards.reading.files import blocks_of_file
from standards.vocabulary import ComponentKey
from tests.standards.reading.variants import words, words_of_drafts

HERE = Path(__file__).parents[2] / "linting" / "fresh"
COUNTED = load_yaml((HERE / "reading.yaml").read_text("utf-8"))
EMPTY = {"dua_layanan_usaha.txt#2": {ComponentKey.JAMINAN_PELAYANAN}}
_TAG = re.compile(r"<[^>]+>|<!DOCTYPE[^>]*>", re.IGNORECASE)
_TABLE = re.compile(r"^\|[-:|\s]+\|\s*$|\||\*\*|^#+ |^ *[-*] (?=\S)", re.MULTILINE)


def draft_of(name: str) -> dict:
    file, _mark, which = name.partition("#")
    return drafts_of(blocks_of_file(HERE / file))[int(which or 1) - 1]


@pytest.fixture(params=sorted(COUNTED))
def name(request):
    return request.param


def test_the_parts_are_placed(name):
    draft = draft_of(name)
    empty = {key for key in ComponentKey if not draft[key]["source_text"]}
    assert empty == EMPTY.get(name, set())
    found = {key: len(draft[key]["items"]) for key in COUNTED[name]["items"]}
    assert found == COUNTED[name]["items"]


def test_the_values_are_read(name):
    draft, counted = draft_of(name), COUNTED[name]
    time, fee = draft["waktu"]["value"], draft["biaya"]["value"]
    assert [time["amount"], time["unit"]] == counted["time"]
    assert (fee or {}).get("rupiah") == counted.get("fee")
    posts = {item["post"].casefold(): item["count"] for item in draft["jumlah"]["items"] if item["post"]}
    assert posts == counted.get("staff", {})
    control = draft["document_control"]
    wanted = counted.get("control", {"number": None, "revision": None})
    assert {key: control[key] for key in wanted} == wanted
    assert all(item["citation"] for item in draft["dasar_hukum"]["items"] if "Kitab" not in item["text"])


@pytest.mark.parametrize("file", sorted({name.partition("#")[0] for name in COUNTED}))
def test_the_words_add_up(file):
    source = (HERE / file).read_text("utf-8")
    if file.endswith(".html"):
        source = re.sub(r"<title>.*?</title>", " ", source)
    plain = html.unescape(
        _TAG.sub(" ", _TABLE.sub(" ", source) if file.endswith(".md") else _TAG.sub(" ", source))
    )
    assert words_of_drafts(drafts_of(blocks_of_file(HERE / file))) == words(plain)
