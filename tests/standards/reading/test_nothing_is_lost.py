"""Whatever the document looks like: the words placed and the words unplaced are its words."""

from hypothesis import given
from hypothesis import strategies as st

from standards.reading.blocks import Block, Line
from standards.reading.drafts import drafts_of
from standards.reading.markup import blocks_of_text
from tests.standards.reading.variants import words, words_of_drafts

LABELS = (
    "Persyaratan",
    "2. Sistem, mekanisme dan prosedur",
    "Jangka waktu",
    "Biaya/tarif",
    "Produk layanan",
    "Penanganan",
    "pengaduan",
    "Dasar hukum",
    "Sarana dan prasarana,",
    "dan/ atau fasilitas",
    "KOMPETENSI DAN JUMLAH PELAKSANA",
    "Pengawasan internal",
    "Jumlah pelaksana",
    "Jaminan pelayanan",
    "Evaluasi kinerja pelaksana",
    "Definisi",
    "Waktu Pelayanan",
    "Manufacturing",
    "Motto",
)
HEADS = (
    "STANDAR PELAYANAN KTP-EL",
    "Standar Pelayanan SKTM",
    "PEMERINTAH KABUPATEN LUMAJANG",
    "KECAMATAN JATIROTO",
    "JATIROTO - 67355",
    "No. Dokumen SP-1 No. Revisi 00 Hal 2 dari 7 Tgl Terbit 99-99-2023",
    "Dibuat oleh :",
    "Nama X",
)
TEXTS = (
    "1. Surat pengantar 2. KTP",
    "a. Meja b. Kursi",
    "15 (lima belas) menit",
    "graph TD A[satu] --> B[dua]",
    "Gratis",
    "Telp. 0334 881940",
    "➤ Loket : 1 Orang",
    "Jabatan : Camat",
    "Jumlah Personil : 1 orang",
    "tentang hal lain",
    "UU Nomor 25 Tahun 2009",
)
phrase = st.one_of(
    st.sampled_from(LABELS),
    st.sampled_from(HEADS),
    st.sampled_from(TEXTS),
    st.text(
        st.characters(categories=["L", "N", "P"], exclude_characters="<>&*_#|`~"), min_size=1, max_size=30
    ),
)
cells = st.lists(st.lists(phrase, min_size=1, max_size=3), min_size=1, max_size=4)


@given(st.lists(cells, max_size=25))
def test_the_words_of_any_blocks_add_up(rows):
    blocks = [
        Block(tuple(tuple(Line(" ".join(text.split())) for text in cell) for cell in row), place)
        for place, row in enumerate(rows, 1)
    ]
    put_in = words(" ".join(text for row in rows for cell in row for text in cell))
    assert words_of_drafts(drafts_of(blocks)) == put_in


@given(
    st.lists(st.lists(phrase, min_size=1, max_size=3), max_size=25),
    st.sampled_from([" : ", "\t", " | ", "\n", "\n\n"]),
)
def test_the_words_of_any_text_add_up(lines, mark):
    text = "\n".join(mark.join(line) for line in lines)
    source = "\n".join(line for line in text.split("\n") if any(sign not in " |:=+-" for sign in line))
    assert words_of_drafts(drafts_of(blocks_of_text(text))) == words(source.replace("|", " "))
