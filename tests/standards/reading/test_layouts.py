"""Labels, tables and control data as offices lay them out otherwise than the published standards."""

import pytest

from standards.reading.blocks import Block, Line
from standards.reading.controls import upright
from standards.reading.drafts import drafts_of
from standards.reading.html import blocks_of_html
from standards.reading.labels import is_column, meaning_of, split_label
from standards.reading.markup import blocks_of_text
from standards.vocabulary import ComponentKey

REST = "3. Waktu\n5 menit\n4. Biaya\nGratis"


@pytest.mark.parametrize(
    "number",
    "1. 1) (1) [1] <1> {1} 1/ 1: 01. #1 A. a) I. A.1 A-1. 1.1 ① § 1 - 1°".replace("§ 1 -", "§").split(),
)
def test_a_label_may_be_counted_in_any_way(number):
    label = meaning_of(f"{number} 1 Persyaratan" if number == "§" else f"{number} Persyaratan")
    assert label is not None
    assert label.keys == (ComponentKey.PERSYARATAN,)


@pytest.mark.parametrize(
    "heading",
    [
        "Komponen 4: Biaya/Tarif",
        "Bagian ke-4 – Biaya",
        "Butir 4 Biaya",
        "Biaya/Tarif (Fee)",
        "Biaya (lanjutan)",
    ],
)
def test_a_label_may_be_called_a_part(heading):
    label = meaning_of(heading)
    assert label is not None
    assert label.keys == (ComponentKey.BIAYA,)


def test_an_item_is_no_label():
    assert split_label("[1] Surat pengantar dari Kepala Desa") is None
    assert is_column("Keterangan")
    assert not is_column("Gratis")


def _draft(text: str):
    (draft,) = drafts_of(blocks_of_text(text))
    return draft


def test_the_head_of_a_table_within_a_component_is_no_component():
    draft = _draft(
        "STANDAR PELAYANAN X\n1. Persyaratan\nSurat\n2. Biaya\nGratis\n6. Pengaduan\n"
        "| Sarana | Keterangan |\n|---|---|\n| Telepon | (0334) 441108 |\n8. Sarana Prasarana\n"
        "| Sarana | Jumlah |\n|---|---|\n| Komputer | 2 unit |"
    )
    assert "(0334) 441108" in draft["pengaduan"]["source_text"]
    assert [one["text"] for one in draft["sarana"]["items"]] == ["Komputer 2 unit"]


def test_one_component_that_comes_again_is_no_other_standard():
    rows = ["Persyaratan", "Prosedur", "Waktu", "Biaya", "Produk", "Pengaduan", "Dasar Hukum", "Sarana"]
    text = "\n".join(f"{at}. {row}\nuraian {at}" for at, row in enumerate(rows, 1))
    (draft,) = drafts_of(blocks_of_text(f"STANDAR PELAYANAN X\n{text}\nPersyaratan\nuraian 9"))
    assert draft["persyaratan"]["source_text"] == "uraian 1\nuraian 9"


def test_what_stands_below_the_signature_is_no_evaluation():
    draft = _draft(
        "1. Persyaratan\nSurat\n2. Biaya\nGratis\n14. Evaluasi\nSKM setiap semester\nDitetapkan di Senduro\n"
        "pada tanggal 2 Maret 2026\nCAMAT SENDURO,\nSUGENG, S.Sos."
    )
    assert draft["evaluasi"]["source_text"] == "SKM setiap semester"
    assert "SUGENG, S.Sos." in [lost["text"] for lost in draft["unplaced"]]


def test_steps_are_numbered_by_their_word_and_ticked_items_by_a_box():
    draft = _draft("2. Prosedur\nLangkah 1  Pemohon datang\nLangkah 2: Petugas memeriksa\n" + REST)
    assert [one["text"] for one in draft["prosedur"]["items"]] == ["Pemohon datang", "Petugas memeriksa"]
    ticked = _draft("8. Sarana\n- [x] Komputer\n- [ ] Genset\n" + REST)
    assert [one["text"] for one in ticked["sarana"]["items"]] == ["Komputer", "Genset"]


def test_a_text_behind_the_colon_of_the_next_line():
    blocks = blocks_of_text("Kasi Pemberdayaan Masyarakat\n     : S1, mampu\nStaf : SMA")
    assert [block.text for block in blocks] == ["Kasi Pemberdayaan Masyarakat : S1, mampu", "Staf : SMA"]


def test_the_last_row_of_a_table_of_posts_is_their_sum():
    draft = _draft(
        "11. Jumlah Pelaksana\n| Camat | 1 orang |\n| Petugas | 2 orang |\n| Jumlah | 3 orang |\n" + REST
    )
    assert draft["jumlah"]["value"] == {"total": 3, "posts": 3}


def test_a_table_within_a_cell_keeps_its_rows():
    inner = "<table><tr><td>1</td><td>Memeriksa</td><td>Petugas</td></tr></table>"
    blocks = blocks_of_html(f"<table><tr><td>2</td><td>Prosedur</td><td>{inner}</td></tr></table>")
    assert [line.text for line in blocks[0].cells[2]] == ["1 Memeriksa Petugas"]


def rows(*texts: tuple[str, ...]) -> list[str]:
    blocks = [Block(tuple((Line(text),) for text in row)) for row in texts]
    return [block.text for block in upright(blocks)]


def test_a_control_table_however_it_lies():
    assert rows(("Penyusun", "A, S.H.", "Kasi Pelayanan")) == ["Penyusun : A, S.H. - Kasi Pelayanan"]
    assert rows(("Pemeriksa", "SMA")) == ["Pemeriksa SMA"]
    assert rows(("Dibuat oleh", "Disetujui oleh"), ("Nama", "A", "B"), ("Jabatan", "Kasi", "Camat")) == [
        "Nama Jabatan",
        "Dibuat oleh : A - Kasi",
        "Disetujui oleh : B - Camat",
    ]
    assert rows(("Disusun", "Disahkan"), ("Kasi Kesra", "Camat"), ("A", "B")) == [
        "Disusun : A - Kasi Kesra",
        "Disahkan : B - Camat",
    ]


def test_posts_above_their_fields_are_named():
    posts = "9.1 Camat\nPendidikan : S-1\n9.2 Petugas Loket\nPendidikan : SMA"
    (draft,) = drafts_of(blocks_of_text(f"1. Persyaratan\nKTP\n{REST}\n9. Kompetensi Pelaksana\n{posts}"))
    assert [one["post"] for one in draft["kompetensi"]["posts"]] == ["Camat", "Petugas Loket"]


@pytest.mark.parametrize(
    "sentence",
    [
        "4 orang, yaitu Camat 1 orang, Kasi Pelayanan\nUmum 1 orang, Petugas Loket\n2 (dua) orang",
        "4 orang, yaitu 1 orang Camat, 1 (satu) orang Kasi\nPelayanan Umum, dan 2 orang Petugas\nLoket.",
    ],
)
def test_a_sentence_of_posts_that_the_page_broke(sentence):
    (draft,) = drafts_of(blocks_of_text(f"1. Persyaratan\nKTP\n{REST}\n11. Jumlah Pelaksana\n{sentence}"))
    assert [one["post"].rstrip(".") for one in draft["jumlah"]["items"]] == [
        "Camat",
        "Kasi Pelayanan Umum",
        "Petugas Loket",
    ]
    assert draft["jumlah"]["value"] == {"total": 4, "posts": 4}


def test_a_table_of_posts_apart_is_of_the_staff():
    text = f"1. Persyaratan\nKTP\n{REST}\n11. Jumlah Pelaksana\n3 orang\n14. Evaluasi\nSKM setiap tahun"
    (draft,) = drafts_of(
        blocks_of_text(f"{text}\n\nTabel pelaksana\nCamat 1 orang\nOperator 2 orang\nJumlah 3 orang")
    )
    assert draft["jumlah"]["value"] == {"total": 3, "posts": 3}
    assert draft["evaluasi"]["source_text"] == "SKM setiap tahun"


def test_the_total_of_a_table_of_times_is_no_number_of_staff():
    (draft,) = drafts_of(
        blocks_of_text(f"1. Persyaratan\nKTP\n{REST}\nRincian waktu\nParaf : 5 menit\nJumlah : 5 menit")
    )
    assert draft["jumlah"]["source_text"] == ""


def test_a_row_of_the_office_s_own_among_labels_at_the_margin():
    labels = [
        "Persyaratan",
        "Prosedur",
        "Jangka Waktu",
        "Biaya",
        "Produk",
        "Pengaduan",
        "Dasar Hukum",
        "Sarana",
    ]
    rows = "\n".join(
        f"{label} : isi\n    {label.lower()} pertama\n    {label.lower()} kedua" for label in labels
    )
    (draft,) = drafts_of(
        blocks_of_text(rows.replace("Biaya :", "Musyawarah Desa : diadakan setiap bulan\nBiaya :"))
    )
    assert "Musyawarah" not in draft["waktu"]["source_text"]
    assert "diadakan setiap bulan" in [one["text"] for one in draft["unplaced"]]


def test_a_group_may_say_whose_it_is():
    label = meaning_of("Bagian Kedua: Proses Pengelolaan Pelayanan pada Kecamatan Tempeh (Manufacturing)")
    assert label is not None
    assert label.meaning == "group"


def test_a_paragraph_of_full_lines_with_semicolons_is_a_list():
    laws = [
        f"Undang-Undang Nomor {number} Tahun 2009 tentang Hal yang Diatur di Dalamnya"
        for number in range(1, 5)
    ]
    words = "; ".join(laws).split()
    lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    (draft,) = drafts_of(
        blocks_of_text("Persyaratan\nKTP\nWaktu\n5 menit\nBiaya\nGratis\nDasar Hukum\n" + "\n".join(lines))
    )
    assert [one["text"] for one in draft["dasar_hukum"]["items"]] == laws
