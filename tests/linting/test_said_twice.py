"""What a document says at two ends: the day it was set, how long its paper is valid, whose number a title names."""

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
        ("Tanggal penetapan : 4 Februari 2026", "Ditetapkan di Tempeh\npada tanggal 14 Februari 2026\nCAMAT TEMPEH,"),
        ("Tgl. ditetapkan : 4 Februari 2026", "Ditetapkan di Tempeh, 5 Februari 2026\nCAMAT TEMPEH,"),
        ("Ditetapkan : Rabu, 4 Februari 2026", "Tempeh, 4 Maret 2026\nCAMAT TEMPEH,"),
        ("Tanggal disahkan : 04-02-2026", "Disahkan di Tempeh pada tanggal 4 Februari 2025\nCAMAT TEMPEH"),
        ("Tanggal pengesahan: 4/2/2026", "Ditetapkan di : Tempeh\nPada tanggal : 6 Februari 2026\na.n. CAMAT TEMPEH"),
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
    begins = framed(
        "Tanggal berlaku : 1 Maret 2026", "Ditetapkan di Tempeh, 9 Februari 2026\nCAMAT TEMPEH,"
    )
    assert "enactment_day" not in codes(begins, context)
