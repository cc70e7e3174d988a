"""Two versions side by side: what went, what came, nothing where they say the same."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from standards.catalogue import load_documents
from standards.writing.differing import Change, differences

DOCUMENTS = [document.model_dump(mode="json") for document in load_documents()]


@given(st.sampled_from(DOCUMENTS))
def test_a_document_does_not_differ_from_itself(document):
    assert differences(document, deepcopy(document)) == []


def test_values_and_words_are_told_apart():
    before = DOCUMENTS[0]
    after = deepcopy(before)
    after["biaya"] = {"rupiah": 10_000, "source_text": before["biaya"]["source_text"]}
    (found,) = differences(before, after)
    assert (found.slug, found.values, found.words) == ("biaya", (Change(("Gratis",), ("Rp10.000",)),), ())


def test_a_word_that_changed_is_shown_with_its_line():
    before = DOCUMENTS[0]
    after = deepcopy(before)
    after["produk"]["source_text"] = [{"text": "Surat lain"}]
    (found,) = differences(before, after)
    assert found.words[0].after == ("Surat lain",)


def test_a_title_and_an_empty_document():
    assert [one.slug for one in differences({"title": "A"}, {"title": "B"})] == ["judul"]
    assert len(differences({}, DOCUMENTS[0])) == 15
