"""Spellings of one rule meet in one key; numbers nobody could have issued have none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulations.citations import InstrumentKind, normalise, parse_citation

K = InstrumentKind

ACCEPTED = [
    ("Undang-undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah", "uu:32:2004"),
    ("UU 25/2009", "uu:25:2009"),
    ("UU Nomor 25 Tahun 2009", "uu:25:2009"),
    ("Peraturan Pemerintah Republik Indonesia No. 17 Tahun 2018", "pp:17:2018"),
    ("Instruksi Presiden Nomor : 4 Tahun 2022 tentang Kemiskinan Ekstrem", "inpres:4:2022"),
    ("Inpres 04 Tahun 2022", "inpres:4:2022"),
    ("Inpres Nomor 4 Tahun 2022", "inpres:4:2022"),
    ("Keputusan Menteri Pendayagunaan Aparatur Negara Nomor : KEP/25/M.PAN/2/2004", "kepmenpan:25:2:2004"),
    ("Keputusan Menteri Pendayagunaan Aparatur Negara Nomor 25/KEP/M.PAN/2/2004", "kepmenpan:25:2:2004"),
    ("Keputusan Menteri Pendayagunaan Aparatur Nomor : KEP/26/M.PAN/2/2004", "kepmenpan:26:2:2004"),
    (
        "Keputusan Menteri Pendayagunaan Aparatur Negara Nomor 63 / KEP / M. PAN / 7 / 2003",
        "kepmenpan:63:7:2003",
    ),
    ("Peraturan Menteri Pendayagunaan Aparatur Negara Nomor PER/20/M.PAN/04/2006", "permenpan:20:4:2006"),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 15 Tahun 2014",
        "permenpanrb:15:2014",
    ),
    ("Permenpan RB 14/2017", "permenpanrb:14:2017"),
    ("Peraturan Menteri Dalam Negeri Nomor 4 Tahun 2010 tentang PATEN", "permendagri:4:2010"),
    ("Keputusan Menteri Dalam Negeri No. 138-270 Tahun 2010", "kepmendagri:138-270:2010"),
    ("Kepmendagri 300.2.2-2138/2025", "kepmendagri:300.2.2-2138:2025"),
    (
        "Surat Edaran Menteri Dalam Negeri Nomor 318/312/PUM tanggal 28 Pebruari 2011 tentang Penerapan",
        "se-mendagri:318:312:pum:2011",
    ),
    ("Peraturan Daerah Kabupaten Lumajang Nomor 04 Tahun 2008 Tentang Susunan", "perda-lumajang:4:2008"),
    ("Perda 4 Tahun 2008", "perda-lumajang:4:2008"),
    ("Peraturan Bupati Lumajang Nomor : 96 Tahun 2019 tentang Kedudukan", "perbup-lumajang:96:2019"),
    ("Keputusan Bupati Lumajang Nomor : 188.45/8/427.12/2022", "kepbup-lumajang:188.45:8:427.12:2022"),
    ("Keputusan Bupati Lumajang Nomor 188.45/8/427.12/2022", "kepbup-lumajang:188.45:8:427.12:2022"),
    ("SK Bupati 188.45/8/427.12/2022", "kepbup-lumajang:188.45:8:427.12:2022"),
    ("SK. Bupati Lumajang No. 188.45/8/427.12/2022", "kepbup-lumajang:188.45:8:427.12:2022"),
    (
        "Keputusan Bupati Lumajang Nomor 188.45/85/427.12/2017 tanggal 24 Maret 2017",
        "kepbup-lumajang:188.45:85:427.12:2017",
    ),
    ("Keputusan Camat 188/3/427.97/2021", "kepcam-lumajang:188:3:427.97:2021"),
    ("Keputusan Camat Sumbersuko Nomor : 188/3/427.97/2021", "kepcam-lumajang:188:3:427.97:2021"),
    ("Undang Undang RI No 25 Th. 2009 tentang Pelayanan Publik", "uu:25:2009"),
    ("Peraturan Pemerintah RI Nomor 96 Tahun 2012", "pp:96:2012"),
    ("Peraturan Presiden Republik Indonesia Nomor 96 Tahun 2018", "perpres:96:2018"),
    ("Permen PAN-RB Nomor 15 Tahun 2014", "permenpanrb:15:2014"),
    ("PermenPAN dan RB No. 14 Tahun 2017", "permenpanrb:14:2017"),
    ("Perda Kab. Lumajang 04 Tahun 2008", "perda-lumajang:4:2008"),
    ("Peraturan Menteri Sosial Nomor 3 Tahun 2021 tentang DTKS", "permen-sosial:3:2021"),
    (
        "Peraturan Menteri Pertanian Nomor 67/PERMENTAN/SM.050/12/2016 tentang Petani",
        "permen-pertanian:67:2016",
    ),
    ("Peraturan Menteri Ketenagakerjaan Nomor PER.10/MEN/VIII/2011", "permen-ketenagakerjaan:10:2011"),
    (
        "Peraturan Menteri Hukum dan Hak Asasi Manusia Nomor 2 Tahun 2020",
        "permen-hukum-dan-hak-asasi-manusia:2:2020",
    ),
    ("Peraturan Gubernur Jawa Timur Nomor 5 Tahun 2020", "pergub-jawa-timur:5:2020"),
    ("Peraturan Daerah Provinsi Jawa Timur Nomor 8 Tahun 2011", "perda-provinsi-jawa-timur:8:2011"),
    ("Peraturan Daerah Kabupaten Jember Nomor 5 Tahun 2016", "perda-jember:5:2016"),
    ("Peraturan Bupati Probolinggo No. 12 Tahun 2019", "perbup-probolinggo:12:2019"),
]

REFUSED = [
    (K.PERMENPAN, "PER/20/M.PAN/712003", None),
    (K.KEPMENPAN, "631KEP/M. PAN/7/2003", None),
    (K.KEPMENPAN, "KEP/25/M.PAN/13/2004", None),
    (K.KEPMENPAN, "KEP/0/M.PAN/2/2004", None),
    (K.KEPMENPAN, "KEP/25/MPAN/2/2004", None),
    (K.KEPMENPAN, "KEP/25/M.PAN/2/04", None),
    (K.KEPMENPAN, "PER/25/M.PAN/2/2004", None),
    (K.PERMENPAN, "KEP/20/M.PAN/4/2006", None),
    (K.KEPMENPAN, "KEP/25/M.PAN/2/2004", 2005),
    (K.KEPBUP, "188.45/ /427.105/2018", None),
    (K.KEPBUP, "188.45/8/427.12", 2022),
    (K.UU, "0", 2004),
    (K.UU, "32", None),
    (K.UU, "32", 1004),
    (K.UU, "tiga puluh dua", 2004),
    (K.PP, "", 2018),
]


@pytest.mark.parametrize(("text", "key"), ACCEPTED)
def test_a_citation_is_read_to_its_key(text: str, key: str):
    citation = parse_citation(text)
    assert citation is not None
    assert citation.key == key
    assert str(citation.year) == key.rsplit(":", 1)[1]


@pytest.mark.parametrize(("kind", "number", "year"), REFUSED)
def test_a_number_nobody_could_have_issued_has_no_key(kind: InstrumentKind, number: str, year: int | None):
    assert normalise(kind, number, year) == ""


def test_the_number_and_title_stay_as_written():
    citation = parse_citation(
        "Peraturan Menteri Pendayagunaan Aparatur Negara Nomor PER/20/M.PAN/712003 tentang pedomsn."
    )
    assert citation is not None
    assert (citation.kind, citation.number, citation.title) == (
        K.PERMENPAN,
        "PER/20/M.PAN/712003",
        "pedomsn",
    )
    assert (citation.key, citation.year) == ("", None)


@pytest.mark.parametrize(
    "text", ["", "Surat Edaran Bupati", "Nomor 4 Tahun 2010", "uu", "Peraturan Desa Nomor 3"]
)
def test_what_names_no_kind_of_rule_is_not_a_citation(text: str):
    assert parse_citation(text) is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str):
    citation = parse_citation(text)
    assert citation is None or citation.number


@given(st.integers(1, 9999), st.integers(1945, 2100))
def test_leading_zeros_and_spaces_do_not_matter(number: int, year: int):
    assert normalise(K.PERDA, f" {number:04d} ", year) == f"perda-lumajang:{number}:{year}"


@pytest.mark.parametrize(
    ("text", "place", "foreign"),
    [
        ("Peraturan Bupati Nomor 5 Tahun 2016", "", False),
        ("Peraturan Bupati Lumajang Nomor 5 Tahun 2016", "Lumajang", False),
        ("Peraturan Daerah Kabupaten Jember Nomor 5 Tahun 2016", "Jember", True),
        ("Peraturan Wali Kota Surabaya Nomor 5 Tahun 2016", "Surabaya", True),
        ("Peraturan Gubernur Jawa Timur Nomor 5 Tahun 2020", "Jawa Timur", False),
        ("Peraturan Menteri Sosial Nomor 3 Tahun 2021", "Sosial", False),
    ],
)
def test_the_region_of_a_rule_is_read(text: str, place: str, foreign: bool):
    citation = parse_citation(text)
    assert citation is not None
    assert (citation.place, citation.is_foreign) == (place, foreign)
    assert text.startswith(citation.kind_name.replace("Bupati Lumajang", "Bupati")) or "Wali Kota" in text


@pytest.mark.parametrize(
    ("text", "key", "title"),
    [
        (
            "UU No. 5 Th. 1960 Peraturan Dasar Pokok-Pokok Agraria",
            "uu:5:1960",
            "Peraturan Dasar Pokok-Pokok Agraria",
        ),
        (
            "UU No. 6 Th. 2014, terakhir diubah dengan UU No. 3 Th. 2024",
            "uu:6:2014",
            "terakhir diubah dengan UU No. 3 Th. 2024",
        ),
        ("Undang-Undang Nomor 23/2013 Tahun 2014", "", ""),
    ],
)
def test_a_title_in_a_column_of_its_own_needs_no_tentang(text, key, title):
    citation = parse_citation(text)
    assert citation is not None
    assert (citation.key, citation.title) == (key, title)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Peraturan Menteri PAN dan Reformasi Birokrasi Nomor 15 Tahun 2014", "permenpanrb:15:2014"),
        ("Permenpan RB RI No. 15 Tahun 2014", "permenpanrb:15:2014"),
        ("Peraturan Presiden R.I. Nomor 96 Tahun 2018", "perpres:96:2018"),
        ("Instruksi Presiden Republik Indonesia Nomor 4 Tahun 2025", "inpres:4:2025"),
        ("Undang – Undang RI Nomor 25 Tahun 2009", "uu:25:2009"),
        ("Keputusan Menpan Nomor 63/KEP/M.PAN/7/2003", "kepmenpan:63:7:2003"),
        ("Peraturan Mendagri RI Nomor 108 Tahun 2019", "permendagri:108:2019"),
        ("Peraturan Menag Nomor 20 Tahun 2019", "pma:20:2019"),
        ("Kepbup Lumajang Nomor 188.45/36/427.12/2020", "kepbup-lumajang:188.45:36:427.12:2020"),
    ],
)
def test_a_kind_of_rule_may_be_named_short_or_with_the_state(text: str, key: str):
    citation = parse_citation(text)
    assert citation is not None
    assert citation.key == key
