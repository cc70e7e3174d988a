"""The number of a rule inside the title of another, by the register."""

import pytest

from tests.linting.test_rules import CLEAN, codes

LAST = "5. Keputusan Bupati Lumajang"


@pytest.mark.parametrize(
    ("cited", "found"),
    [
        (
            "Undang-Undang Nomor 24 Tahun 2013 tentang Perubahan atas Undang-Undang Nomor 32 Tahun 2006 "
            "tentang Administrasi Kependudukan",
            True,
        ),
        (
            "Undang-Undang Nomor 24 Tahun 2013 tentang Perubahan atas Undang-Undang Nomor 23 Tahun 2006 "
            "tentang Administrasi Kependudukan",
            False,
        ),
        ("UU No. 24 Tahun 2013 tentang Perubahan atas UU No. 23/2007 tentang Adminduk", True),
        ("UU 16/2019 tentang Perubahan atas UU 1/1974 tentang Perkawinan", False),
        (
            "UU Nomor 16 Tahun 2019 tentang Perubahan atas UU Nomor 1 Tahun 1984 tentang Perkawinan",
            True,
        ),
        (
            "Peraturan Pemerintah Nomor 40 Tahun 2019 tentang Pelaksanaan Undang-Undang Nomor 23 Tahun 2009 "
            "tentang Administrasi Kependudukan",
            True,
        ),
        (
            "Peraturan Pemerintah Nomor 9 Tahun 1975 tentang Pelaksanaan Undang-Undang Nomor 1 Tahun 1974 "
            "tentang Perkawinan",
            False,
        ),
        (
            "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah diubah dengan "
            "Undang-Undang Nomor 9 Tahun 2015",
            False,
        ),
        (
            "Peraturan Bupati Lumajang Nomor 5 Tahun 2021 tentang Pelaksanaan Undang-Undang Nomor 32 Tahun "
            "2009 tentang Pelayanan Publik",
            True,
        ),
        (
            "Peraturan Bupati Lumajang Nomor 5 Tahun 2021 tentang Pelaksanaan Peraturan Daerah Nomor 4 Tahun "
            "2020 tentang Pelayanan Publik",
            False,
        ),
    ],
)
def test_the_number_inside_a_title(cited, found, context):
    text = CLEAN.replace(LAST, f"5. {cited}\n6. Keputusan Bupati Lumajang", 1)
    assert ("law_inner_number" in codes(text, context)) is found
