"""Every word of the five published documents is in the catalogue, in its order, and nothing else is."""

import html
import re
from pathlib import Path

import pytest

from standards.catalogue import load_documents
from standards.components import Passage
from standards.document import StandardDocument

SEEDS = Path(__file__).parent / "seeds"
DOCUMENTS = {document.source.file: document for document in load_documents() if document.source}
_TAG = re.compile(r"</?(?:ol|ul|li|p|b|pre)\b[^>]*>")
_DIAGRAM = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
# Marks of the text extraction, not words: list bullets, table rules, the colon column, bold.
_BOLD, _TABLE = re.compile(r"\*\*"), re.compile(r"\|[-|]+\||\|")


def tokens(text: str) -> list[str]:
    plain = _TABLE.sub(" ", _BOLD.sub("", text))
    return [word for word in plain.split() if word not in {"-", ":"}]


def words_of_source(text: str) -> list[str]:
    return tokens(html.unescape(_TAG.sub(" ", _DIAGRAM.sub(" ", text))))


def words_of(passages: tuple[Passage, ...]) -> list[str]:
    return [word for passage in passages for word in tokens(passage.words)]


def source_of(document: StandardDocument) -> str:
    assert document.source is not None
    return (SEEDS / document.source.file).read_text("utf-8")


every_document = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


def test_there_is_one_document_for_each_seed():
    assert sorted(DOCUMENTS) == sorted(path.name for path in SEEDS.glob("*.txt"))


@every_document
def test_the_passages_are_the_source_word_for_word_in_order(document: StandardDocument):
    assert words_of(document.passages()) == words_of_source(source_of(document))


@every_document
def test_each_passage_stands_on_the_line_it_names(document: StandardDocument):
    lines = source_of(document).split("\n")
    for passage in document.passages():
        assert passage.line is not None, passage
        line = " ".join(words_of_source(lines[passage.line - 1]))
        assert " ".join(tokens(passage.words)) in line, passage


@every_document
def test_the_flow_chart_is_kept(document: StandardDocument):
    charts = [" ".join(html.unescape(chart).split()) for chart in _DIAGRAM.findall(source_of(document))]
    assert [document.prosedur.diagram] == (charts or [""])
