"""Patterns that look first whether the letters they need are there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.seeking import needed, seek

WORDS = st.sampled_from(["acak", "Jam", "ditahan", "KTP", "foto kopi", "hari kerja"])
GAPS = st.sampled_from([r"\s+", r"[^.;]{0,9}", r"\b", "", r"(?:-el)?", r"\d{1,3}", "(?!x)", "n?"])


@st.composite
def patterns(draw):
    """Patterns of words, choices and repetitions, as rules write them."""
    piece = st.one_of(
        WORDS.map(re.escape),
        st.lists(WORDS, min_size=2, max_size=4).map(lambda words: f"(?:{'|'.join(words)})"),
        WORDS.map(lambda word: f"(?P<a>{word})?") if draw(st.booleans()) else WORDS,
        st.sampled_from(["x{3,}", "(?:ab){2}", "[ck]lip", "[a-z]+", "(?:a|)"]),
    )
    pieces = draw(st.lists(piece, min_size=1, max_size=4))
    text, named = "", False
    for one in pieces:
        text += one.replace("?P<a>", "?:" if named else "?P<a>") + draw(GAPS)
        named = named or "?P<a>" in one
    return text


@given(patterns(), st.data())
def test_a_match_holds_one_of_what_the_pattern_needs(words, data):
    text = data.draw(st.from_regex(re.compile(words, re.IGNORECASE | re.ASCII)))
    match = re.search(words, text, re.IGNORECASE)
    found = seek(words, re.IGNORECASE)
    assert (found.search(text) is None) == (match is None)
    assert [one.span() for one in found.finditer(text)] == [
        one.span() for one in re.finditer(words, text, re.IGNORECASE)
    ]


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        (r"\b(?:tidak|tanpa|dilarang)\b", {"tidak", "tanpa", "dilarang"}),
        (r"\b(?:ijazah|KK)\b[^.;]{0,60}?\b(?:ditahan|disimpan)\b", {"ditahan", "disimpan"}),
        (r"\d{1,3}\s*hari", {"hari"}),
        (r"(?<!\w)foto ?copy(?:nya)?(?!\w)", {"fotocopy", "foto copy"}),
        (r"\bKASIE?\b", {"kasi"}),
        (r"[\w.+-]+@+\w", {"@"}),
        (r"\.{4,}|…|_{3,}", {"....", "…", "___"}),
        (r"(?:(?:ab)c){2,3}", {"abcabc"}),
        (r"[^a]bc", {"bc"}),
        (r"(?>ab|cd)ef", {"abef", "cdef"}),
        (r"(?:a|b)?x", set()),
        (r"(?:acak)?", set()),
        (r"(?:acak|\d)", set()),
        (r"\d+", set()),
        ("", set()),
    ],
)
def test_what_a_pattern_needs(words, needs):
    assert needed(words, re.IGNORECASE) == needs


class TestWithoutTheLettersItNeeds:
    @pytest.fixture
    def found(self):
        return seek("acak", re.IGNORECASE)

    @pytest.mark.parametrize("text", ["Diundi.", "secara ACAK, dan acak"])
    def test_it_answers_as_the_pattern(self, found, text):
        pattern = re.compile("acak", re.IGNORECASE)
        assert found.may_be_in(text) == bool(pattern.search(text))
        assert bool(found.search(text)) == bool(pattern.search(text))
        assert found.findall(text) == pattern.findall(text)
        assert found.split(text, 1) == pattern.split(text, 1)
        assert found.sub("-", text) == pattern.sub("-", text)
        assert found.sub(lambda match: match[0].upper(), text, 1) == pattern.sub(
            lambda match: match[0].upper(), text, 1
        )

    def test_places_are_those_of_the_text(self, found):
        text = "acak, acak, acak"
        assert found.search(text, 1).start() == 6
        assert [match.start() for match in found.finditer(text, 1, 11)] == [6]
        assert found.match(text, 6)[0] == "acak"
        assert found.fullmatch("Acak")
        assert not found.fullmatch(text)
