import calendar
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from commons.nik import HOME_DISTRICTS, PROVINCES, Check, Finding, check_kk, check_nik, mask_nik

MAN = "3508170508680001"
WOMAN = "3508174508680001"


def codes(check: Check) -> tuple[list[str], list[str]]:
    return [f.code for f in check.errors], [f.code for f in check.warnings]


class TestNikErrors:
    @pytest.mark.parametrize(
        ("text", "errors"),
        [
            (MAN, []),
            (WOMAN, []),
            ("3508173202680001", ["day"]),
            ("3508170013680001", ["day", "month"]),
            ("3508170508680000", ["serial"]),
            ("350817050868001", ["length"]),
            ("35081705086800011", ["length"]),
            ("", ["missing"]),
            ("   ", ["missing"]),
            ("350817O508680001", ["not_digits"]),
            ("3508.1705.0868.01", ["not_digits"]),
            ("-350817050868001", ["not_digits"]),
            ("٣٥٠٨١٧٠٥٠٨٦٨٠٠٠١", ["not_digits"]),
            ("²508170508680001", ["not_digits"]),
            ("3508170508680001\x00", ["not_digits"]),
            ("3508173102680001", ["date"]),
            ("3508177102680001", ["date"]),
            ("3508173104680001", ["date"]),
            ("3508172902690001", ["date"]),
            ("3508172902680001", []),
            ("3508172902000001", []),
            ("3508176902960001", []),
            ("3508174008680001", ["day"]),
            ("3508174108680001", []),
            ("3508177108680001", []),
            ("3508177208680001", ["day"]),
            ("3508173108680001", []),
            ("3508170500680001", ["month"]),
            ("3508170512680001", []),
            ("3508170513680001", ["month"]),
            ("0008170508680001", ["province"]),
            ("2008170508680001", ["province"]),
            ("9908170000680000", ["province", "day", "month", "serial"]),
            ("3508170508680002", []),
            ("3508170508689999", []),
        ],
    )
    def test_table(self, text, errors):
        assert codes(check_nik(text))[0] == errors

    def test_spaces_are_only_how_it_was_typed(self):
        check = check_nik(" 3508 1705 0868 0001 ")
        assert check == Check(MAN)
        assert check.ok

    def test_an_error_hides_the_warnings(self):
        check = check_nik("3171173202680001", birth_date=date(1968, 8, 5), sex="P")
        assert codes(check) == (["day"], [])
        assert not check.ok

    @given(st.dates(date(1900, 3, 1), date(2099, 12, 31)), st.booleans(), st.sampled_from(sorted(PROVINCES)))
    def test_every_real_birth_date_passes(self, born, woman, province):
        nik = f"{province}0817{born.day + 40 * woman:02d}{born:%m%y}0001"
        assert check_nik(nik).errors == ()

    @given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
    def test_a_date_passes_exactly_when_a_century_has_it(self, day, month, year):
        born = day - 40 if day > 40 else day
        exists = 1 <= month <= 12 and any(
            1 <= born <= calendar.monthrange(century + year, month)[1] for century in (1900, 2000)
        )
        assert check_nik(f"350817{day:02d}{month:02d}{year:02d}0001").ok == exists

    @given(st.text(max_size=20))
    def test_no_text_breaks_it(self, text):
        check = check_nik(text)
        assert check.ok == (not check.errors)
        assert all(str(finding.message) for finding in check.errors + check.warnings)


class TestNikWarnings:
    @pytest.mark.parametrize(
        ("nik", "form", "warnings"),
        [
            (MAN, {"birth_date": date(1968, 8, 5), "sex": "L"}, []),
            (MAN, {"birth_date": date(1968, 8, 5), "sex": "Laki-laki"}, []),
            (WOMAN, {"birth_date": date(1968, 8, 5), "sex": "PEREMPUAN"}, []),
            (MAN, {"birth_date": date(2068, 8, 5)}, []),
            (MAN, {"birth_date": date(1968, 8, 6)}, ["birth_date_differs"]),
            (MAN, {"birth_date": date(1968, 9, 5)}, ["birth_date_differs"]),
            (MAN, {"birth_date": date(1969, 8, 5)}, ["birth_date_differs"]),
            (MAN, {"sex": "P"}, ["sex_differs"]),
            (WOMAN, {"sex": "l"}, ["sex_differs"]),
            (WOMAN, {"birth_date": date(1968, 8, 6), "sex": "L"}, ["birth_date_differs", "sex_differs"]),
            (MAN, {"sex": ""}, []),
            (MAN, {"sex": "tidak tahu"}, []),
            ("3509170508680001", {}, ["elsewhere"]),
            ("3174170508680001", {}, ["elsewhere"]),
            ("3508220508680001", {}, ["district_unknown"]),
            ("3508000508680001", {}, ["district_unknown"]),
        ],
    )
    def test_table(self, nik, form, warnings):
        assert codes(check_nik(nik, **form)) == ([], warnings)

    def test_the_twenty_one_districts_of_lumajang_are_home(self):
        assert len(HOME_DISTRICTS) == 21
        assert all(check_nik(f"{district}0508680001").warnings == () for district in HOME_DISTRICTS)


class TestKk:
    @pytest.mark.parametrize(
        ("text", "errors"),
        [
            ("3508170101100001", []),
            ("3508174101100001", ["looks_like_nik"]),
            ("3508177101100001", ["looks_like_nik"]),
            ("3508179901100001", ["looks_like_nik"]),
            ("3508174013100001", ["day", "month"]),
            ("3508170001100001", ["day"]),
            ("3508173102100001", ["date"]),
            ("3508170101100000", ["serial"]),
            ("350817010110001", ["length"]),
            ("", ["missing"]),
            ("35O8170101100001", ["not_digits"]),
            ("2008170101100001", ["province"]),
        ],
    )
    def test_table(self, text, errors):
        check = check_kk(text)
        assert codes(check)[0] == errors
        assert {f.field for f in check.errors} <= {"kk"}

    @pytest.mark.parametrize("nik", ["3508170101100001", "3508 1701 0110 0001"])
    def test_the_nik_typed_twice_is_a_warning(self, nik):
        assert codes(check_kk("3508170101100001", nik=nik)) == ([], ["same_as_nik"])

    def test_another_nik_is_not(self):
        assert codes(check_kk("3508170101100001", nik=MAN)) == ([], [])

    def test_a_family_from_elsewhere_is_a_warning(self):
        assert codes(check_kk("3578170101100001")) == ([], ["elsewhere"])


class TestMessages:
    def test_they_say_what_was_typed_and_what_to_do(self):
        assert [str(f.message) for f in check_nik("350817050868001").errors] == [
            "Nomor NIK harus 16 angka, yang diketik 15 angka. Cocokkan dengan kartu."
        ]
        assert str(check_nik("3508177102680001").errors[0].message).startswith(
            "Tanggal lahir di dalam NIK (31-02-68) tidak ada di kalender."
        )

    def test_they_follow_the_reader(self):
        """Lazy: made now, read later in the reader's language, even when there is no translation."""
        finding = check_nik("12").errors[0]
        with translation.override("en"):
            assert "2" in str(finding.message)

    def test_a_finding_is_a_value(self):
        assert Finding("a", "b") == Finding("a", "b", "nik")


class TestMask:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            (MAN, "350817******0001"),
            ("3508 1705 0868 0001", "350817******0001"),
            ("350817050868001", "***************"),
            ("12", "**"),
            ("", ""),
        ],
    )
    def test_table(self, text, shown):
        assert mask_nik(text) == shown
