"""Small headings within the handling of complaints are no other components."""

import re

from standards.reading.drafts import drafts_of
from standards.reading.markup import blocks_of_text
from tests.linting.conftest import HERE

WHOLE = (HERE / "unseen" / "bersih_domisili.txt").read_text("utf-8")
CHANNELS = "1. Telepon (0334) 520123"
SMALL = f"""Sarana : kotak saran dan telepon
Tata cara : dicatat, lalu diteruskan kepada kasi terkait
Batas waktu : paling lambat 14 (empat belas) hari kerja
{CHANNELS}"""


def parts(text: str) -> dict[str, str]:
    (draft,) = drafts_of(blocks_of_text(text))
    return {key: value["source_text"] for key, value in draft.items() if isinstance(value, dict)}


def test_they_are_text_of_the_component_they_stand_in():
    before, after = parts(WHOLE), parts(WHOLE.replace(CHANNELS, SMALL))
    for words in ("kotak saran dan telepon", "diteruskan kepada kasi", "14 (empat belas) hari kerja"):
        assert words in after["pengaduan"]
    assert "Batas waktu :" in after["pengaduan"]
    assert {key for key in before if before[key] != after[key]} == {"pengaduan"}


NUMBERED = re.compile(
    r"(?m)^\d+\. (?=Persyaratan|Sistem|Jangka|Biaya|Produk|Penanganan|Dasar|Sarana P|Kompetensi P"
    r"|Pengawasan I|Jumlah P|Jaminan|Evaluasi K)"
)


def test_where_the_headings_have_no_look_of_their_own_a_label_is_a_heading():
    """Without numbers before them nobody can tell the small from the great."""
    after = parts(NUMBERED.sub("", WHOLE).replace(CHANNELS, SMALL))
    assert "14 (empat belas) hari kerja" not in after["pengaduan"]


def test_another_standard_of_another_look_is_none_of_it():
    """Two standards in one file, the second without numbers: its headings stay headings."""
    second = NUMBERED.sub("", WHOLE.replace("DOMISILI", "USAHA"))
    assert len(drafts_of(blocks_of_text(f"{WHOLE}\n\n{second}"))) == 2
