"""What an unfinished document lacks is said in words, and nothing that is not whole passes."""

import pytest

from standards.catalogue import document_of
from standards.document import StandardDocument, resolves
from standards.vocabulary import ComponentKey
from standards.writing.wholeness import Unfinished, lacks_of, pruned, whole

SKTM = document_of("kec-lumajang", "sktm").model_dump(mode="json")


def test_a_finished_document_lacks_nothing():
    assert lacks_of(SKTM) == []
    assert whole(SKTM) == StandardDocument.model_validate(SKTM)


@pytest.mark.parametrize("key", ComponentKey)
def test_each_component_is_missed(key):
    unfinished = {name: value for name, value in SKTM.items() if name != key.value}
    (lack,) = lacks_of(unfinished)
    assert lack.section == key.value
    with pytest.raises(Unfinished, match="belum lengkap"):
        whole(unfinished)


def test_it_says_what_of_a_component():
    (lack,) = lacks_of({**SKTM, "waktu": {"source_text": [{"text": "cepat"}]}})
    assert lack.message == "Jangka Waktu Pelayanan: lamanya wajib diisi; satuan waktu wajib diisi."


def test_marks_on_what_is_gone_go_with_it():
    steps = [one for one in SKTM["prosedur"]["steps"] if one["key"] != "verifikasi"]
    changed = {**SKTM, "prosedur": {**SKTM["prosedur"], "steps": steps}}
    assert not resolves(changed, "prosedur.steps.verifikasi")
    notes = [path for note in pruned(changed)["notes"] for path in note["paths"]]
    assert "prosedur.diagram" in notes
    assert "prosedur.steps.verifikasi" not in notes
    whole(changed)


@pytest.mark.parametrize("path", ["waktu.amount", "prosedur.steps.terima.kind", "prosedur.steps.0", "title"])
def test_a_path_that_leads_somewhere(path):
    assert resolves(SKTM, path)


@pytest.mark.parametrize("path", ["waktu.tidak", "prosedur.steps.99", "title.x", ""])
def test_a_path_that_leads_nowhere(path):
    assert not resolves(SKTM, path)
