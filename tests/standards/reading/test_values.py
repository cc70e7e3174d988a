"""Durations, fees, people, contacts and citations out of the words offices use."""

import pytest

from standards.reading.blocks import Line
from standards.reading.charts import steps_of
from standards.reading.contacts import channels
from standards.reading.furniture import control_of, is_control
from standards.reading.labels import Meaning, meaning_of
from standards.reading.splitting import items_of
from standards.reading.staffing import posts_of
from standards.reading.values import duration, facility, fee, people
from standards.vocabulary import ComponentKey


def known(value):
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("15 (lima belas) menit terhitung sejak berkas lengkap", 15, "minute"),
        ("1 (satu) hari kerja", 1, "working_day"),
        ("90 Menit", 90, "minute"),
        ("2 Jam", 2, "hour"),
        ("1 Minggu", 1, "week"),
        ("paling lama tiga hari kerja", 3, "working_day"),
        ("3 hari", 3, "day"),
    ],
)
def test_durations(text, amount, unit):
    found = known(duration(text))
    assert (found["amount"], found["unit"], found["agrees"]) == (amount, unit, True)


def test_the_start_the_condition_and_a_contradiction():
    assert (
        known(duration("15 menit terhitung sejak berkas lengkap"))["start"]
        == "terhitung sejak berkas lengkap"
    )
    found = known(duration("2 Jam (apabila camat ada, jika tidak ditinggal)"))
    assert (found["condition"], found["condition_text"]) == ("leader_in_office", "apabila camat ada")
    assert found["otherwise"] == "jika tidak ditinggal"
    assert known(duration("15 (lima) menit"))["agrees"] is False
    assert duration("1-3 hari kerja") == duration("1 s/d 3 hari kerja")
    assert known(duration("1-3 hari kerja"))["at_least"] == 1
    assert duration("secepatnya") is None


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("Gratis", 0),
        ("Tidak dipungut biaya", 0),
        ("Rp. 0,-", 0),
        ("Rp10.000,00 per lembar", 10_000),
        ("Rp 5.000,- atau Rp 7.500", None),
    ],
)
def test_fees(text, rupiah):
    assert known(fee(text))["rupiah"] == rupiah


def test_a_fee_that_is_not_said_is_not_made_up():
    assert fee("Sesuai ketentuan") is None


def test_people_and_things():
    assert people("Font office : 1 Orang") == [{"post": "Font office", "role": "COUNTER", "count": 1}]
    assert [(one["post"], one["count"]) for one in people("Petugas loket 2 orang, Kasi 1 orang")] == [
        ("Petugas loket", 2),
        ("Kasi", 1),
    ]
    assert [one["count"] for one in people("5 (Lima) orang")] == [5]
    assert people("secukupnya") == []
    assert facility("Komputer, Printer")["parts"] == ["Komputer", "Printer"]
    assert (facility("Meja 2 buah")["quantity"], facility("Meja 2 buah")["name"]) == (2, "Meja")


def test_contacts():
    found = channels(
        "Telp. 0334 – 881940 ; Instagram : @Kec lumajang Website : Laporlumajang.lumajangkab.go.id"
    )
    assert [(one["kind"], one["target"]) for one in found] == [
        ("phone", "+62334881940"), ("instagram", ""), ("lapor", "laporlumajang.lumajangkab.go.id"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("7. SARANA, PRASARANA DAN/ATAU FASILITAS", ComponentKey.SARANA),
        ("Jangka Waktu Penyelesaian", ComponentKey.WAKTU),
        ("III. Persyaratn Pelayanan", ComponentKey.PERSYARATAN),
        ("Penanganan Pengaduan, Saran, dan Masukan", ComponentKey.PENGADUAN),
    ],
)
def test_labels_are_known_by_meaning(heading, key):
    assert known(meaning_of(heading)).keys == (key,)


@pytest.mark.parametrize(
    "text", ["Kotak pengaduan", "Pengawasan internal terhadap proses", "KTP pemohon", "Meja, Kursi"]
)
def test_what_is_no_label(text):
    assert meaning_of(text) is None


def test_a_row_of_its_own_is_no_component():
    assert known(meaning_of("Waktu Pelayanan")).meaning is Meaning.OTHER


@pytest.mark.parametrize(
    "words",
    [
        "Seluruh pelaksana berjumlah 4 (empat) orang",
        "Pelayanan ini dilaksanakan oleh 4 (empat) orang",
        "Jumlah seluruh pelaksana : 4 orang",
        "11.4 Jumlah pelaksana 4 (empat) orang",
        "Personel yang melayani sebanyak 4 orang",
        "Total keseluruhan pelaksana adalah 4 orang",
    ],
)
def test_everybody_together_is_no_post(words):
    assert people(words) == [{"post": "", "role": None, "count": 4}]


@pytest.mark.parametrize("post", ["Petugas Loket", "Tenaga Pelayanan", "Jumlah Petugas Loket", "Petugas"])
def test_a_post_is_not_everybody(post):
    assert people(f"{post} 2 orang")[0]["post"]


def test_a_dash_fills_no_field():
    posts, others = posts_of(
        [
            ("", "Jabatan : Petugas Loket"),
            ("", "Pelatihan : - Keterampilan/Pengetahuan : Mampu memakai komputer"),
        ]
    )
    assert not others
    assert (posts[0]["training"], posts[0]["skills"]) == ([], ["Mampu memakai komputer"])


def test_a_handle_ends_before_the_next_account():
    found = channels("Instagram @kectempeh dan Facebook Kecamatan Tempeh")
    assert found[0]["target"] == "kectempeh"


def test_lists_become_items():
    texts = [
        (item.number, item.text)
        for item in items_of([Line("1) satu 2) dua"), Line("lanjutan"), Line("• tiga")])
    ]
    assert texts == [("1)", "satu"), ("2)", "dua lanjutan"), ("•", "tiga")]


def test_letters_within_a_line_and_a_bare_duration():
    assert [item.number for item in items_of([Line("a. Pengantar RT/RW b. KTP c. KK")])] == ["a.", "b.", "c."]
    assert items_of([Line("1 Minggu")])[0].text == "1 Minggu"


def test_a_house_number_begins_no_item():
    assert len(items_of([Line("Jl. Basuki Rahmad No. 1. Lumajang"), Line("Jalan Raya Nomor 2. Klakah")])) == 2


def test_stations_of_a_chart():
    assert steps_of(["graph TD P(pemohon) <--> PP(Petugas) PP <--> C(camat)"]) == [
        "pemohon",
        "Petugas",
        "camat",
    ]
    assert steps_of(["Pemohon → Loket → Camat"]) == ["Pemohon", "Loket", "Camat"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tanggal Terbit : 02-01-2023", "2023-01-02"),
        ("Tanggal Pembuatan : 12 Pebruari 2024", "2024-02-12"),
        ("Tgl. Terbit 5 Nopember 2025", "2025-11-05"),
        ("Tanggal Terbit : 31 Februari 2025", None),
        ("Tanggal Terbit : 3 Kapan 2025", None),
        ("Tanggal Terbit : -", None),
    ],
)
def test_a_day_of_the_control_is_read_in_figures_and_in_words(line, day):
    assert is_control(line)
    assert control_of([line])["issued_on"] == day
