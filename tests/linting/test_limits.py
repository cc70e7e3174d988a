"""A limit that the definition sets otherwise than the requirements."""

import pytest

from tests.linting.test_rules import CLEAN, codes


def defined(definition: str, asked: str) -> str:
    """The standard in order with a definition before its requirements."""
    text = CLEAN.replace(
        "1. Surat pengantar dari Kepala Desa", f"1. Surat pengantar dari Kepala Desa; {asked}"
    )
    return text.replace("B. Proses", f"Definisi\n{definition}\n\nB. Proses", 1)


@pytest.mark.parametrize(
    ("definition", "asked", "found"),
    [
        (
            "Kelompok tani telah berdiri sekurang-kurangnya 2 (dua) tahun.",
            "berdiri paling singkat 1 (satu) tahun",
            True,
        ),
        ("Kelompok tani telah berdiri sekurang-kurangnya 1 (satu) tahun.", "berdiri minimal 12 bulan", False),
        ("Penduduk yang menetap paling sedikit 6 bulan.", "telah tinggal minimal 1 tahun", True),
        ("Usaha yang telah berjalan lebih dari 6 bulan.", "usaha berjalan minimal 3 (tiga) bulan", True),
        (
            "Bagi yang mendaftarkan nikah kurang dari 10 hari kerja.",
            "surat KUA bahwa pendaftaran kurang dari 7 hari kerja",
            True,
        ),
        (
            "Bagi yang mendaftarkan nikah kurang dari 10 hari kerja.",
            "surat KUA bahwa pendaftaran kurang dari 10 (sepuluh) hari kerja",
            False,
        ),
        (
            "Bagi yang mendaftar kurang dari 10 hari kerja sebelum akad nikah.",
            "surat KUA bahwa pendaftaran kurang dari 7 hari kerja sebelum akad nikah",
            False,  # that is `lead_time_differs`
        ),
        ("Tanah yang dikuasai selama 20 tahun.", "tanah dikuasai selama 10 tahun", True),
        ("Usaha yang telah berjalan lebih dari 6 bulan.", "bagi penyewa, tinggal minimal 1 tahun", False),
    ],
)
def test_a_limit_is_one(definition, asked, found, context):
    assert ("limit_differs" in codes(defined(definition, asked), context)) is found
