"""A standard in force for other systems: all 14 components, in JSON and CSV, each office's own."""

import csv
import io

import pytest
from django.core.cache import cache

from commons.sheets import unformula
from standards.catalogue import load_documents
from standards.components import UNIT_WORDS
from standards.document import StandardDocument
from standards.exporting import HEAD, items
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey, TimeUnit
from tests import world
from tests.desk import address

pytestmark = pytest.mark.django_db
DOCUMENTS = {document.service: document for document in load_documents()}


@pytest.fixture(autouse=True)
def _no_counts(database):
    yield
    cache.clear()


@pytest.fixture
def open_office(office_a, clock):
    world.open_services(office_a, *DOCUMENTS)
    return office_a


def lines_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("code", DOCUMENTS)
def test_json_has_the_fourteen_components_with_items_and_words(client_a, open_office, code):
    answer = client_a.get(address("service_json", code))
    body, document = answer.json(), DOCUMENTS[code]
    assert [one["kunci"] for one in body["komponen"]] == [key.value for key in ComponentKey]
    assert [one["kelompok"] for one in body["komponen"]].count("service delivery") == 6
    for one in body["komponen"]:
        key = ComponentKey(one["kunci"])
        assert one["nama"] == OFFICIAL_NAMES[key]
        assert one["butir"]
        assert one["bunyi"] == [passage.words for passage in document.component(key).source_text]
    assert body["kode_kantor"] == open_office.kemendagri_code
    assert body["dokumen"]["nomor"] == document.control.number
    assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("code", DOCUMENTS)
def test_csv_has_a_line_for_each_item(client_a, open_office, code):
    answer = client_a.get(address("service_csv", code))
    lines = lines_of(answer)
    assert tuple(lines[0]) == HEAD
    expected = [
        (str(number), unformula(item.isi), "" if item.jumlah is None else str(item.jumlah))
        for number, key in enumerate(ComponentKey, start=1)
        for item in items(DOCUMENTS[code], key)
    ]
    assert [(line["nomor"], line["isi"], line["jumlah"]) for line in lines] == expected


def test_time_fee_and_counts_are_values(open_office, client_a):
    lines = lines_of(client_a.get(address("service_csv", "sktm")))
    values = {line["komponen"]: (line["jumlah"], line["satuan"]) for line in lines if line["jumlah"]}
    assert values["Jangka Waktu Pelayanan"] == ("15", "menit")
    assert values["Biaya/Tarif"] == ("0", "rupiah")
    assert values["Jumlah Pelaksana"] == ("5", "orang")


def test_a_time_is_laid_out_in_whatever_it_counts():
    known = DOCUMENTS["sktm"].model_dump()
    for unit, word in UNIT_WORDS.items():
        promised = StandardDocument.model_validate(
            {**known, "waktu": {**known["waktu"], "amount": 2, "unit": unit}}
        )
        (item,) = items(promised, ComponentKey.WAKTU)
        assert (item.isi, item.jumlah, item.satuan) == (f"2 {word}", 2, word)
    assert set(UNIT_WORDS) == set(TimeUnit)


@pytest.mark.parametrize("name", ["service_json", "service_csv"])
def test_what_did_not_change_is_not_sent_again(client_a, open_office, name):
    first = client_a.get(address(name, "kp4"))
    again = client_a.get(address(name, "kp4"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client_a.get(address(name, "sktm")).headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("name", ["service_json", "service_csv"])
def test_each_office_has_its_own_and_nobody_writes(client_a, client_b, open_office, name):
    assert client_b.get(address(name, "kp4")).status_code == 404
    assert client_a.get(address(name, "tidak-ada")).status_code == 404
    assert client_a.post(address(name, "kp4")).status_code == 405


def test_the_page_leads_to_both(client_a, open_office):
    page = client_a.get(address("service", "kp4")).content.decode()
    assert address("service_json", "kp4") in page
    assert address("service_csv", "kp4") in page
