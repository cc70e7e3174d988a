"""What a document says at two ends: the day it was set, how long its paper is valid."""

import pytest

from tests.linting.test_rules import CLEAN, codes

FRONT = "Tanggal Terbit : 06-01-2025"
END = "2. Evaluasi kedisiplinan oleh atasan langsung setiap bulan"


def framed(front: str, closing: str, *, revised: bool = True) -> str:
    """The standard in order with a line at its front and a signature at its end."""
    text = CLEAN.replace(FRONT, f"{FRONT}\n{front}", 1).replace(END, f"{END}\n\n{closing}\n\nDrs. HARTONO", 1)
    if revised:
        return text
    return text.replace("Status Revisi : 01\nTanggal Revisi : 03-02-2026", "Status Revisi : 00")


@pytest.mark.parametrize(
    ("front", "closing"),
    [
        ("Tgl. penetapan : 4 Februari 2026", "Ditetapkan di Tempeh\npada tanggal 9 Mei 2026\nCAMAT TEMPEH"),
        ("Tgl. ditetapkan : 4 Februari 2026", "Ditetapkan di Tempeh, 5 Februari 2026\nCAMAT TEMPEH,"),
        ("Ditetapkan : Rabu, 4 Februari 2026", "Tempeh, 4 Maret 2026\nCAMAT TEMPEH,"),
        ("Tanggal disahkan : 04-02-2026", "Disahkan di Tempeh pada tanggal 4 Februari 2025\nCAMAT TEMPEH"),
        ("Tanggal pengesahan: 4/2/2026", "Ditetapkan di : Tempeh\nPada tanggal : 6 Mei 2026\nCAMAT TEMPEH"),
    ],
)  # fmt: skip
def test_the_day_a_standard_was_set(front, closing, context):
    assert "enactment_day" in codes(framed(front, closing), context)
    same = front.split(":")[1].split(",")[-1].strip()
    assert "enactment_day" not in codes(framed(front, f"Tempeh, {same}\nCAMAT TEMPEH,"), context)


@pytest.mark.parametrize(
    ("closing", "revised", "found"),
    [
        ("Ditetapkan di Tempeh, 9 Februari 2026\nCAMAT TEMPEH,", False, True),
        ("Ditetapkan di Tempeh, 9 Februari 2026\nCAMAT TEMPEH,", True, False),
        ("Ditetapkan di Tempeh, 2 Februari 2026\nCAMAT TEMPEH,", False, False),
    ],
)
def test_the_day_of_the_decree_is_that_of_the_signature(closing, revised, found, context):
    decree = "Ditetapkan dengan Keputusan Camat Tempeh Nomor 188.45/3/427.95/2026 tanggal 2 Februari 2026"
    text = framed(decree, closing, revised=revised).replace("06-01-2025", "02-02-2026")
    assert ("enactment_day" in codes(text, context)) is found


def test_a_standard_may_begin_after_it_was_set(context):
    begins = framed("Tanggal berlaku : 1 Maret 2026", "Ditetapkan di Tempeh, 9 Februari 2026\nCAMAT TEMPEH,")
    assert "enactment_day" not in codes(begins, context)


PRODUCT, GUARANTEE = "Surat Keterangan Domisili\n", "Kerahasiaan data pemohon dijaga,"


@pytest.mark.parametrize(
    ("product", "elsewhere", "found"),
    [
        (
            "berlaku 3 (tiga) bulan",
            "surat yang lewat 1 (satu) bulan sejak tanggal terbit tidak dapat dipakai lagi",
            True,
        ),
        ("berlaku 6 bulan sejak terbit", "surat kedaluwarsa setelah 3 (tiga) bulan", True),
        ("masa berlaku 1 tahun", "surat dinyatakan kadaluarsa apabila telah melewati 6 bulan", True),
        ("berlaku 3 bulan", "surat hanya dapat digunakan dalam 30 (tiga puluh) hari", True),
        ("berlaku 6 bulan", "setelah 1 tahun sejak diterbitkan surat ini harus diperbarui", True),
        ("berlaku 1 (satu) tahun", "surat yang melewati 12 (dua belas) bulan tidak berlaku lagi", False),
        ("berlaku 3 bulan", "berkas yang lewat 14 hari tidak dapat dipakai lagi", False),
        ("berlaku 3 bulan", "surat yang tidak diambil dalam 1 bulan diarsipkan", False),
    ],
)
def test_how_long_a_paper_is_valid(product, elsewhere, found, context):
    text = CLEAN.replace(PRODUCT, f"Surat Keterangan Domisili, {product}\n", 1)
    text = text.replace(GUARANTEE, f"Kerahasiaan data pemohon dijaga; {elsewhere};", 1)
    assert ("validity_differs" in codes(text, context)) is found
