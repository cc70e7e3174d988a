"""What `import_standard --json` prints: a list of drafts, each of one shape, whatever the document."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from standards.reading.blocks import Block, Line
from standards.reading.drafts import drafts_of
from standards.vocabulary import ComponentKey
from tests.standards.reading.test_nothing_is_lost import cells

FRESH = Path(__file__).parents[2] / "linting" / "fresh"
VALUED = {ComponentKey.WAKTU, ComponentKey.BIAYA, ComponentKey.JUMLAH}
BESIDE = {"title", "unplaced", "document_control", "confidence"}


def check(draft) -> None:
    assert set(draft) == {key.value for key in ComponentKey} | BESIDE
    for key in ComponentKey:
        component = draft[key]
        assert isinstance(component["source_text"], str)
        assert isinstance(component["items"], list)
        assert ("value" in component) is (key in VALUED)
        assert 0 <= component["confidence"] <= 1
        assert bool(component["source_text"]) or component["items"] == []
    assert all({"text", "why", "place"} <= lost.keys() for lost in draft["unplaced"])
    assert {"number", "revision", "revised_on", "issued_on", "source_text"} <= draft[
        "document_control"
    ].keys()
    assert 0 <= draft["confidence"] <= 1


@pytest.mark.parametrize("file", [path.name for path in sorted(FRESH.iterdir()) if path.suffix != ".yaml"])
def test_a_document_is_printed_as_a_list_of_drafts(file):
    out = io.StringIO()
    call_command("import_standard", str(FRESH / file), "--json", stdout=out)
    drafts = json.loads(out.getvalue())
    assert len(drafts) == (2 if file == "dua_layanan_usaha.txt" else 1)
    for draft in drafts:
        check(draft)


@given(st.lists(cells, max_size=15))
def test_any_blocks_come_to_drafts_of_this_shape(rows):
    blocks = [
        Block(tuple(tuple(Line(" ".join(text.split())) for text in cell) for cell in row), place)
        for place, row in enumerate(rows, 1)
    ]
    for draft in json.loads(json.dumps(drafts_of(blocks))):
        check(draft)
