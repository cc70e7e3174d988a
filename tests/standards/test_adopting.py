"""A standard taken over from the kabupaten's catalogue (pure)."""

import json
from datetime import date

import pytest

from servicetypes.catalogue import definition_of
from standards.adopting import ForOffice, adopt, models_for
from standards.catalogue import load_documents
from standards.document import Control, Signatory
from standards.publication import publication_problems
from standards.vocabulary import Origin

KECAMATAN = ForOffice(
    "kec-senduro",
    "KECAMATAN",
    "Senduro",
    (("ADDRESS", "Jalan Raya Senduro 1"), ("MOBILE_SERVICE", "081234567890"), ("FACEBOOK", "Kec Senduro")),
)
KELURAHAN = ForOffice("kel-ditotrunan", "KELURAHAN", "Ditotrunan")
ALL = [(office, code) for office in (KECAMATAN, KELURAHAN) for code in models_for(office.level)]


def test_the_catalogue_has_something_for_both_levels():
    assert set(models_for("KECAMATAN")) == {"sktm", "kp4", "ktp-el", "sktm-rekomendasi"}
    assert set(models_for("KELURAHAN")) == {"dtsen"}
    assert models_for("DESA") == {}


@pytest.mark.parametrize(("office", "code"), ALL)
def test_nothing_of_the_models_office_is_left(office, code):
    words = json.dumps(adopt(code, office).model_dump(mode="json"), ensure_ascii=False)
    promised = words.replace(adopt(code, office).notes[0].text, "")
    for name in ("Kecamatan Lumajang", "KECAMATAN LUMAJANG", "Camat Jatiroto", "Kecamatan Jatiroto"):
        assert name not in promised
    assert "Tompokersan" not in promised.replace("tompokersan", "Tompokersan") or office.level == "KECAMATAN"
    assert "085338312363" not in promised
    assert "881940" not in promised


@pytest.mark.parametrize(("office", "code"), ALL)
def test_what_the_counter_works_by_is_taken_over_as_it_is(office, code):
    model, taken = models_for(office.level)[code], adopt(code, office)
    assert taken.office == office.slug
    assert [step.kind for step in taken.prosedur.steps] == [step.kind for step in model.prosedur.steps]
    assert (taken.waktu.amount, taken.waktu.unit) == (model.waktu.amount, model.waktu.unit)
    assert taken.biaya.rupiah == model.biaya.rupiah
    assert len(taken.persyaratan.groups) == len(model.persyaratan.groups)


def test_complaints_come_to_the_office_itself():
    channels = adopt("sktm", KECAMATAN).pengaduan.channels
    assert [each.shown for each in channels] == ["Jalan Raya Senduro 1", "081234567890"]
    assert adopt("dtsen", KELURAHAN).pengaduan.channels[0].kind == "lapor"


@pytest.mark.parametrize(("office", "code"), ALL)
def test_it_waits_for_number_date_and_three_people(office, code):
    taken, definition = adopt(code, office), definition_of(code)
    wanting = {each.code for each in publication_problems(taken, definition, has_authority=True)}
    assert {"control_missing", "control_people"} <= wanting
    control = Control(
        number="SP/1",
        revision="00",
        issued_on=date(2026, 11, 20),
        prepared=Signatory(name="Satu", title="Kasi"),
        checked=Signatory(name="Dua", title="Sekretaris"),
        approved=Signatory(name="Tiga", title="Pimpinan"),
    )
    ready = taken.model_copy(update={"control": control})
    assert publication_problems(ready, definition, has_authority=True) == []


@pytest.mark.parametrize(("office", "code"), ALL)
def test_a_rehearsal_takes_it_as_it_is(office, code):
    taken = adopt(code, office, origin=Origin.LEGACY)
    assert publication_problems(taken, definition_of(code), has_authority=True) == []


def test_an_office_keeps_its_own_document():
    for document in load_documents():
        level = {"kec": "KECAMATAN", "kel": "KELURAHAN"}[document.office.partition("-")[0]]
        assert adopt(document.service, ForOffice(document.office, level, "X")) == document


def test_there_is_none_of_another_level():
    with pytest.raises(KeyError):
        adopt("dtsen", KECAMATAN)
