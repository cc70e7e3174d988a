"""Two versions side by side: what went, what came, nothing where they say the same."""

from copy import deepcopy

import pytest
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


def _at(document, path):
    """Where a path leads, all but its last name."""
    *names, last = path.split(".")
    for name in names:
        document = document[int(name) if name.isdecimal() else name]
    return document, last


PAPER = "persyaratan.groups.0.requirements.0"
FULL = deepcopy(DOCUMENTS[0])
FULL["persyaratan"]["groups"][0]["requirements"][0]["papers"][0] |= {"kind": "copy", "copies": 1}
FULL["kompetensi"]["posts"] = [
    {"post": "Kasi", "role": None, "education": "S1", "training": [], "skills": [], "experience": ""}
]
FULL["jumlah"]["posts"] = [{"post": "Operator", "role": None, "count": FULL["jumlah"]["total"]}]
CHANGES = [
    (f"{PAPER}.papers.0.name", "Kartu lain"),
    (f"{PAPER}.papers.0.copies", 7),
    (f"{PAPER}.papers.0.kind", "fact"),
    (f"{PAPER}.papers.0.issuer", "POLICE"),
    (f"{PAPER}.papers.0.alternatives", ["KTP", "Paspor"]),
    (f"{PAPER}.papers.0.endorsed", True),
    (f"{PAPER}.condition", {"key": "jika_lain", "text": "Jika lain"}),
    (f"{PAPER}.text", "Bunyi lain"),
    ("persyaratan.groups.0.title", "Kasus lain"),
    ("prosedur.ticket", not FULL["prosedur"]["ticket"]),
    ("prosedur.diagram", "A --> B"),
    ("prosedur.steps.0.title", "Langkah lain"),
    ("prosedur.steps.0.kind", "PRODUCE"),
    ("prosedur.steps.0.actor", "Jabatan lain"),
    ("prosedur.steps.0.role", "SECRETARY"),
    ("prosedur.steps.0.also", ["REGISTER"]),
    ("prosedur.steps.0.minutes", 77),
    ("prosedur.steps.0.lookup", "poverty_list"),
    ("waktu.amount", 99),
    ("waktu.unit", "month"),
    ("waktu.condition", None if FULL["waktu"]["condition"] else "leader_in_office"),
    ("waktu.condition_text", "bila hujan"),
    ("waktu.otherwise", "menunggu"),
    ("waktu.notify_by", ["sms"]),
    ("biaya.rupiah", 5000),
    ("produk.name", "Hasil lain"),
    ("pengaduan.channels.0.kind", "instagram"),
    ("pengaduan.channels.0.shown", "0999"),
    ("pengaduan.channels.0.label", "Sebutan lain"),
    ("pengaduan.book", "Buku lain"),
    ("pengaduan.box_opened", "setiap Senin"),
    ("pengaduan.recap_months", 5),
    ("dasar_hukum.cited.0", "UU lain"),
    ("sarana.items.0.name", "Meja lain"),
    ("sarana.items.0.quantity", 77),
    ("sarana.items.0.unit", "lusin"),
    ("sarana.items.0.parts", ["Kaki", "Daun"]),
    ("kompetensi.statements", ["Mampu lain"]),
    ("kompetensi.posts.0.role", "HEAD"),
    ("kompetensi.posts.0.education", "S9"),
    ("kompetensi.posts.0.skills", ["Menulis"]),
    ("pengawasan.supervisor", "Pengawas lain"),
    ("pengawasan.role", "COUNTER"),
    ("pengawasan.method", "Cara lain"),
    ("jumlah.total", 88),
    ("jumlah.posts.0.role", "HEAD"),
    ("jumlah.posts.0.count", 88),
    ("jaminan_pelayanan.rests_on", ["cctv"]),
    ("jaminan_pelayanan.notify_by", ["sms"]),
    ("jaminan_keamanan.rests_on", ["motto"]),
    ("evaluasi.methods.0.kind", "meeting"),
    ("evaluasi.methods.0.text", "Cara lain"),
]


@pytest.mark.parametrize(("path", "value"), CHANGES, ids=[path for path, _value in CHANGES])
def test_every_value_that_changes_is_told(path, value):
    after = deepcopy(FULL)
    where, last = _at(after, path)
    where[int(last) if last.isdecimal() else last] = value
    (found,) = differences(FULL, after)
    assert (found.slug, len(found.values) > 0, found.words) == (path.partition(".")[0], True, ())


def test_a_changed_requirement_is_told_with_its_fields():
    after = deepcopy(FULL)
    paper = after["persyaratan"]["groups"][0]["requirements"][0]["papers"][0]
    paper |= {"name": "Kartu", "copies": 2, "issuer": "POLICE"}
    (found,) = differences(FULL, after)
    (line,) = found.values[0].after
    assert line.startswith(
        "Kartu (Dibawa sebagai: Fotokopi; Jumlah lembar fotokopi: 2; Diterbitkan oleh: Kepolisian"
    )


def test_what_the_applicant_is_asked_is_told_as_the_service_words_it():
    before = deepcopy(PROGRAMS[0])
    after = deepcopy(before)
    after["applicant"][0] |= {"label": "Nama pemohon", "help": "Seperti di paspor."}
    (found,) = program_differences(before, after)
    assert found.values[0].after == ("Nama pemohon (wajib diisi): Seperti di paspor.",)


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
