"""Two versions side by side: what went, what came, nothing where they say the same."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from standards.catalogue import load_documents
from standards.writing.differing import Change, differences, program_differences
from tests.standards.writing.test_forms import PROGRAMS

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
    assert len(differences({}, DOCUMENTS[0] | {"definitions": []})) == 15
    told = differences({}, {"definitions": [{"number": "3.1", "text": "Miskin adalah …"}]})
    assert [(one.slug, one.words[0].after) for one in told] == [("definisi", ("3.1 Miskin adalah …",))]


@given(st.sampled_from(PROGRAMS))
def test_a_form_and_its_letters_do_not_differ_from_themselves(program):
    assert program_differences(program, deepcopy(program)) == []


def test_what_changed_in_the_form_and_in_a_letter_is_told_too():
    before = next(one for one in PROGRAMS if one["code"] == "sktm-rekomendasi")
    after = deepcopy(before)
    after["applicant"][1]["required"] = False
    after["fields"].append(
        {
            "key": "jenis", "label": "Jenis bantuan", "type": "choice", "required": True,
            "choices": [{"value": "a", "label": "Sekolah"}, {"value": "b", "label": "Kesehatan"}],
        }
    )  # fmt: skip
    letter = after["letters"][0]
    block = {"kind": "paragraph", "text": "Hanya {nama}", "when": {"field": "jenis", "equals": ["b"]}}
    letter["blocks"].append(block)
    letter["valid_months"] = 3
    form, words = program_differences(before, after)
    assert (form.slug, words.slug) == ("isian", "surat-rekomendasi")
    came = [line for change in form.values for line in change.after]
    assert "Jenis bantuan (Jenis jawaban: Pilihan; Pilihan: Sekolah, Kesehatan; Wajib: Wajib diisi)" in came
    assert len(form.values) == 2
    came = [line for change in words.values for line in change.after]
    assert "Hanya {nama} (Jenis: Alinea; Hanya dicetak bila: Jenis bantuan = Kesehatan)" in came
    assert "Berlaku 3 bulan" in came
    gone = program_differences(before, {**before, "letters": []})
    assert [(one.slug, one.values[0].after) for one in gone] == [("surat-rekomendasi", ())]
