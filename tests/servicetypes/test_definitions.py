"""The service types of the catalogue, and a sixth one added by data alone."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from commons.plain_yaml import load_yaml
from servicetypes.catalogue import BadDataFile, definition_of, load_definitions, read_definition
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.fields import FieldType, Village, validate
from servicetypes.words import LetterContext, compose, fill_line

DATA = Path(__file__).parent / "data"
SIXTH = (DATA / "ahli-waris.yaml").read_text("utf-8")
TODAY = date(2026, 11, 21)
VILLAGES = {"35.08.10.1011": Village("35.08.10.1011", "Tompokersan", "kelurahan", "Lumajang")}


def test_the_catalogue_has_the_five_services_with_their_product_kinds():
    assert {d.code: (d.family, d.product_kind.value) for d in load_definitions()} == {
        "sktm": ("sktm", "ENDORSEMENT"),
        "sktm-rekomendasi": ("sktm", "LETTER"),
        "dtsen": ("dtsen", "LETTER"),
        "kp4": ("kp4", "ENDORSEMENT"),
        "ktp-el": ("ktp-el", "EXTERNAL_ITEM"),
    }


def test_dtsen_keeps_its_old_names_and_both_letters():
    definition = definition_of("dtsen")
    assert {"DTKS", "P3KE"} <= set(definition.aliases)
    assert [letter.key for letter in definition.letters] == ["rekomendasi", "berita_acara"]
    assert definition.letter({"jenis_surat": "berita_acara"}) == definition.letters[1]
    assert definition.letter() == definition.letters[0]
    assert definition_of("ktp-el").letter() is None


@pytest.mark.parametrize("definition", load_definitions(), ids=lambda d: d.code)
def test_a_definition_survives_being_stored_as_json(definition: ServiceTypeDefinition):
    stored = json.loads(json.dumps(definition.model_dump(mode="json")))
    assert ServiceTypeDefinition.model_validate(stored) == definition


@pytest.mark.parametrize("definition", load_definitions(), ids=lambda d: d.code)
def test_what_has_no_source_is_marked_as_an_example(definition: ServiceTypeDefinition):
    if definition.number:
        assert definition.number.example
        assert "number.code" in definition.examples
    assert bool(definition.letters) == ("letters" in definition.examples)


@pytest.mark.parametrize("definition", load_definitions(), ids=lambda d: d.code)
def test_an_applicant_is_known_by_name_and_nik_and_can_be_told(definition: ServiceTypeDefinition):
    fields = {field.key: field for field in definition.intake}
    assert fields["nama"].required
    assert fields["nik"].required
    assert fields["telepon"].type is FieldType.PHONE


def changed(**changes: Any) -> str:
    return yaml.safe_dump({**load_yaml(SIXTH), **changes})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"product_kind": "ENDORSEMENT"}, "LETTER harus memilikinya"),
        ({"letters": []}, "LETTER harus memilikinya"),
        ({"number": None}, "bernomor"),
        ({"applicant": ["nik"]}, "isian nama"),
        ({"applicant": ["nama", "nik", "telepon", "hobi"]}, "hobi tidak dikenal"),
        ({"search": ["nama", "hobi"]}, "hobi yang tidak ada"),
        ({"purpose": "{tujuan}"}, "{tujuan} tidak dikenal"),
        ({"endorsed": "{surat_lain}"}, "{surat_lain} tidak dikenal"),
        ({"register_columns": [{"label": "Kolom", "value": "{x}"}]}, "Kolom: tanda {x} tidak dikenal"),
        ({"letter_field": "hubungan"}, "letter_field hubungan"),
        ({"fields": [{"key": "nama", "label": "Nama", "type": "name"}]}, "nama ditulis dua kali"),
        ({"applicant": ["nama", "telepon", "nik"], "fields": [], "search": []}, "tidak dikenal"),
        ({"code": "Ahli Waris"}, "code"),
        ({"warna": "biru"}, "warna"),
    ],
)
def test_a_definition_that_does_not_hold_is_refused_by_name(changes: dict[str, Any], words: str):
    with pytest.raises(BadDataFile) as caught:
        read_definition(changed(**changes), name="ahli-waris.yaml")
    assert str(caught.value).startswith("ahli-waris.yaml: ")
    assert words in str(caught.value)


def test_a_file_that_is_no_yaml_is_refused_by_name():
    with pytest.raises(BadDataFile, match=r"^x\.yaml: "):
        read_definition("a: [", name="x.yaml")


RAW: dict[str, Any] = {
    "nama": "Siti Aminah",
    "nik": "3508105205700003",
    "alamat": "Jalan Basuki Rahmad 3",
    "rt": "1",
    "rw": "2",
    "desa": "35.08.10.1011",
    "nama_pewaris": "Ahmad",
    "tanggal_meninggal": "01-10-2026",
    "tempat_meninggal": "Lumajang",
    "keperluan": "Balik nama sertifikat",
    "nilai_warisan": "Rp 250.000.000",
    "ahli_waris": [
        {"nama": "Siti Aminah", "nik": "3508105205700003", "hubungan": "pasangan"},
        {
            "nama": "Nur'aini, S.Pd",
            "nik": "3508104501950001",
            "hubungan": "anak",
            "tempat_lahir": "Lumajang",
            "tanggal_lahir": "1995-01-05",
            "jenis_kelamin": "P",
        },
    ],
}


def test_a_sixth_service_reaches_its_letter_by_data_alone():
    definition = read_definition(SIXTH, name="ahli-waris.yaml")
    result = validate(definition.intake, RAW, today=TODAY, villages=VILLAGES)
    assert result.errors == {}
    context = LetterContext(
        office="Kecamatan Lumajang",
        head="Camat Lumajang",
        place="Lumajang",
        service=definition.name,
        dated=TODAY,
    )
    letter = definition.letter(result.values)
    assert letter is not None
    body = compose(letter, fields=definition.intake, values=result.values, context=context)
    kinds = [block["kind"] for block in body.blocks]
    assert kinds == ["paragraph", "table", "fields", "paragraph", "signatures"]
    assert (
        "AHMAD, meninggal dunia di Lumajang pada tanggal 1 Oktober 2026, meninggalkan 2 (dua) orang"
        in (body.blocks[0]["text"])
    )
    assert body.blocks[1]["rows"] == [
        ["Siti Aminah", "3508105205700003", "", "Suami/istri"],
        ["Nur'aini, S.Pd", "3508104501950001", "Lumajang, 5 Januari 1995", "Anak"],
    ]
    assert body.blocks[2]["rows"][1] == [
        "Perkiraan nilai",
        "Rp250.000.000 (dua ratus lima puluh juta rupiah)",
    ]
    assert body.blocks[3]["text"] == "Surat keterangan ini berlaku sampai dengan 21 Mei 2027."
    assert body.copies == ("Kepala Kelurahan Tompokersan",)


def test_its_register_line_comes_from_the_same_data():
    definition = read_definition(SIXTH, name="ahli-waris.yaml")
    values = validate(definition.intake, RAW, today=TODAY, villages=VILLAGES).values
    extra = {"nomor": "400.12.3.1/001/427.100/XI/2026"}
    cells = [
        fill_line(column.value, fields=definition.intake, values=values, extra=extra)
        for column in definition.register_columns
    ]
    assert cells == ["Siti Aminah", "Ahmad", "2", "400.12.3.1/001/427.100/XI/2026"]
