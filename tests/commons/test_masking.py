"""Which sixteen digits are a person's number, and which are some other number."""

from commons.masking import COVER, identities, without_identities

NIK, KK = "3508174508680001", "3508170101100002"


def test_a_nik_is_found_however_it_is_written():
    for written in (NIK, "350817 450868 0001", "3508.1745.0868.0001", "3508-1745-0868-0001", KK):
        for text in (written, f"NIK saya {written}.", f"HP 081234567890, NIK {written} dan {written}"):
            assert set(identities(text)) == {written}, text
            assert without_identities(text) == text.replace(written, COVER)


def test_other_numbers_are_left_alone():
    for text in (
        "",
        "Nomor 081234567890, loket 2 pukul 08.00-12.00",
        "rekening 1234567890123456",
        "3508174508680000",
        "3508174513680001",
        f"{NIK}7",
        f"9{NIK}",
        NIK[:-1],
    ):
        assert not list(identities(text)), text
        assert without_identities(text) == text
