"""A service nobody programmed: inheritance with its heirs, from two data files to its letter."""

import json
from pathlib import Path

import pypdfium2
import pytest

from commons import clock as clocks
from offices.scope import office_scope, public_scope
from servicetypes.catalogue import read_definition
from servicetypes.operations import install
from standards.catalogue import read_document
from standards.operations import draft, publish
from tests.api.conftest import pointers, refused

pytestmark = pytest.mark.django_db
TESTS = Path(__file__).resolve().parent.parent
TYPE = TESTS / "servicetypes/data/ahli-waris.yaml"
STANDARD = TESTS / "standards/data/kec-lumajang_ahli-waris.yaml"
HEIRS = [
    {
        "nama": "RAHMAT HIDAYAT",
        "nik": "3508170505900003",
        "tempat_lahir": "Lumajang",
        "tanggal_lahir": "1990-05-05",
        "jenis_kelamin": "L",
        "hubungan": "anak",
    },
    {
        "nama": "NUR'AINI (AIN) & ahli",
        "nik": "3508175206930004",
        "tempat_lahir": "Jember",
        "tanggal_lahir": "1993-06-12",
        "jenis_kelamin": "P",
        "hubungan": "anak",
    },
]
VALUES = {
    "nama_pewaris": "SUPARMAN",
    "tanggal_meninggal": "2026-03-04",
    "tempat_meninggal": "Lumajang",
    "keperluan": "pengurusan tabungan",
    "nilai_warisan": "15000000",
    "ada_sengketa": "tidak",
    "ahli_waris": HEIRS,
}


@pytest.fixture
def sixth(desk):
    """Office A with the service in force, by data alone."""
    definition = read_definition(TYPE.read_text("utf-8"), name=TYPE.name)
    document = read_document(STANDARD.read_text("utf-8"), name=STANDARD.name)
    with public_scope():
        install([definition])
    with office_scope(desk.office):
        publish(version=draft(document=document, definition=definition), by="Uji", now=clocks.now())
    return desk


def form(desk, **values):
    """A form in order but for these values."""
    return desk.form("ahli-waris", values=VALUES | values)


def test_it_is_described_like_any_other(sixth):
    found = sixth.call("counter", "get", "services/ahli-waris/").json()
    heirs = next(field for field in found["fields"] if field["key"] == "ahli_waris")
    assert heirs["type"] == "group"
    assert [field["key"] for field in heirs["fields"]] == list(HEIRS[0])
    assert [step["kind"] for step in found["steps"]] == [
        "INTAKE",
        "VERIFY",
        "PRODUCE",
        "INITIAL",
        "SIGN",
        "HAND_OVER",
    ]


def test_it_reaches_its_letter_with_every_heir(sixth):
    answer = sixth.call("counter", "post", "applications/", form(sixth))
    assert answer.status_code == 201, answer.json()
    outcome = sixth.until(answer.json(), "HAND_OVER")
    pdf = sixth.call("head", "get", f"applications/{outcome['file_id']}/letter.pdf").content
    text = " ".join(" ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf)).split())
    for heir in HEIRS:
        assert heir["nama"] in text
        # In the table's narrow column a long number goes on in the next line.
        assert heir["nik"] in text.replace(" ", "")
    assert "SURAT KETERANGAN AHLI WARIS" in text
    assert "2 (dua) orang ahli waris" in text
    assert "SUPARMAN" in text
    assert "Jember, 12 Juni 1993" in text
    assert "sengketa:" not in text
    assert "400.12.3.1/001/427.99/XI/2026" in text
    assert sixth.step(outcome)["phase"] == "HANDED_OVER"


def test_its_paraf_belongs_to_the_section_head(sixth, unchanged):
    outcome = sixth.until(sixth.call("counter", "post", "applications/", form(sixth)).json(), "INITIAL")
    unchanged()
    for who in ("counter", "operator", "secretary", "head"):
        refused(sixth.act(who, outcome), 403, "wrong_role")


@pytest.mark.parametrize(
    ("heirs", "pointer"),
    [
        ([], "/ahli_waris"),
        ([HEIRS[0]] * 21, "/ahli_waris"),
        ([HEIRS[0], {**HEIRS[1], "nik": "123"}], "/ahli_waris/1/nik"),
        ([{**HEIRS[0], "hubungan": "tetangga"}], "/ahli_waris/0/hubungan"),
        ([{**HEIRS[0], "tanggal_lahir": "1990-02-31"}], "/ahli_waris/0/tanggal_lahir"),
        ("RAHMAT", "/ahli_waris"),
        ([["RAHMAT"]], "/ahli_waris/0"),
        ({"nama": "RAHMAT"}, "/ahli_waris"),
    ],
)
def test_a_heir_that_is_not_in_order_is_named(sixth, unchanged, heirs, pointer):
    unchanged()
    problem = refused(sixth.call("counter", "post", "applications/", form(sixth, ahli_waris=heirs)), 400)
    assert any(found.startswith(pointer) for found in pointers(problem)), pointers(problem)


def test_nik_of_heirs_stay_out_of_lists(sixth):
    outcome = sixth.call("counter", "post", "applications/", form(sixth)).json()
    file = sixth.read(outcome)
    assert HEIRS[0]["nik"] not in json.dumps(file)
