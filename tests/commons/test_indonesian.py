from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons import indonesian
from commons.clock import WIB

SATURDAY = date(2026, 11, 21)
LATE_FRIDAY_UTC = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)

WORDS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "nol": 0, "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read(words: str) -> int:
    """An independent reader of number words: the other way round from the code under test."""
    total = part = unit = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in WORDS:
            unit = WORDS[word]
        elif word == "belas":
            part, unit = part + 10 + unit, 0
        elif word in ("puluh", "ratus"):
            part, unit = part + unit * (10 if word == "puluh" else 100), 0
        else:
            total, part, unit = total + (part + unit) * SCALES[word], 0, 0
    return total + part + unit


class TestNumberWords:
    @pytest.mark.parametrize(
        ("number", "words"),
        [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (12, "dua belas"),
            (15, "lima belas"),
            (19, "sembilan belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (99, "sembilan puluh sembilan"),
            (100, "seratus"),
            (101, "seratus satu"),
            (111, "seratus sebelas"),
            (200, "dua ratus"),
            (999, "sembilan ratus sembilan puluh sembilan"),
            (1000, "seribu"),
            (1100, "seribu seratus"),
            (2026, "dua ribu dua puluh enam"),
            (9999, "sembilan ribu sembilan ratus sembilan puluh sembilan"),
            (10_000, "sepuluh ribu"),
            (11_000, "sebelas ribu"),
            (100_000, "seratus ribu"),
            (101_000, "seratus satu ribu"),
            (1_000_000, "satu juta"),
            (1_001_000, "satu juta seribu"),
            (1_000_000_000, "satu miliar"),
            (2_500_000_000_000, "dua triliun lima ratus miliar"),
        ],
    )
    def test_table(self, number, words):
        assert indonesian.number_words(number) == words

    def test_every_number_to_9999_reads_back(self):
        words = [indonesian.number_words(n) for n in range(10_000)]
        assert [read(text) for text in words] == list(range(10_000))
        assert len(set(words)) == 10_000

    @given(st.integers(0, 10**15 - 1))
    def test_every_number_reads_back(self, number):
        assert read(indonesian.number_words(number)) == number

    @pytest.mark.parametrize("number", [-1, 10**15])
    def test_beyond_its_words_it_says_so(self, number):
        with pytest.raises(ValueError, match="no words"):
            indonesian.number_words(number)

    def test_with_the_figure(self):
        assert indonesian.with_words(10) == "10 (sepuluh)"


class TestRoman:
    def test_months(self):
        expected = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
        assert [indonesian.roman(n) for n in range(1, 13)] == expected

    @pytest.mark.parametrize(
        ("number", "text"),
        [(40, "XL"), (94, "XCIV"), (1968, "MCMLXVIII"), (2026, "MMXXVI"), (3999, "MMMCMXCIX")],
    )
    def test_table(self, number, text):
        assert indonesian.roman(number) == text

    @pytest.mark.parametrize("number", [0, -1, 4000])
    def test_there_is_no_other(self, number):
        with pytest.raises(ValueError, match="roman"):
            indonesian.roman(number)


class TestDates:
    def test_words(self):
        assert indonesian.date_words(SATURDAY) == "21 November 2026"
        assert indonesian.date_words(date(2024, 2, 1)) == "1 Februari 2024"

    def test_all_months_and_days(self):
        assert [indonesian.date_words(date(2026, m, 1)).split()[1] for m in range(1, 13)] == [
            "Januari", "Februari", "Maret", "April", "Mei", "Juni",
            "Juli", "Agustus", "September", "Oktober", "November", "Desember",
        ]  # fmt: skip
        assert [indonesian.day_name(date(2026, 11, d)) for d in range(16, 23)] == [
            "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
        ]  # fmt: skip

    def test_an_instant_is_read_in_lumajang(self):
        assert indonesian.date_words(LATE_FRIDAY_UTC) == "21 November 2026"
        assert indonesian.day_name(LATE_FRIDAY_UTC) == "Sabtu"
        assert indonesian.time_words(LATE_FRIDAY_UTC) == "06.30 WIB"
        assert indonesian.moment_words(LATE_FRIDAY_UTC) == "21 November 2026 pukul 06.30 WIB"

    def test_an_instant_without_zone_is_refused(self):
        with pytest.raises(ValueError, match="naive"):
            indonesian.date_words(datetime(2026, 11, 21, 9, 0))  # noqa: DTZ001  the point of the test

    def test_a_time_of_day(self):
        assert indonesian.time_words(time(15, 55)) == "15.55 WIB"

    def test_as_a_berita_acara_opens(self):
        assert indonesian.date_spelled(SATURDAY) == (
            "Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"
        )

    def test_month_name(self):
        assert indonesian.month_name(11) == "November"
        for month in (0, 13, -1):
            with pytest.raises(ValueError, match="no month"):
                indonesian.month_name(month)


class TestAmounts:
    @pytest.mark.parametrize(
        ("minutes", "words"),
        [
            (0, "0 menit"),
            (1, "1 menit"),
            (59, "59 menit"),
            (60, "1 jam"),
            (80, "1 jam 20 menit"),
            (1500, "25 jam"),
        ],
    )
    def test_durations(self, minutes, words):
        assert indonesian.duration_words(minutes) == words

    def test_a_negative_duration_is_refused(self):
        with pytest.raises(ValueError, match="negative"):
            indonesian.duration_words(-1)

    def test_working_days(self):
        assert indonesian.working_days_words(2) == "2 hari kerja"

    @pytest.mark.parametrize(
        ("amount", "text"), [(0, "Rp0"), (10_000, "Rp10.000"), (1_234_567, "Rp1.234.567")]
    )
    def test_rupiah(self, amount, text):
        assert indonesian.rupiah(amount) == text

    def test_decimals(self):
        assert indonesian.decimal_words(Decimal("3.28")) == "3,28"
        assert indonesian.decimal_words(Decimal("1234.5"), 1) == "1.234,5"


def test_a_return_is_said_without_a_time_when_the_day_begins_with_it() -> None:
    assert indonesian.back_words(datetime(2026, 12, 1, tzinfo=WIB)) == "Selasa, 1 Desember 2026"
    assert (
        indonesian.back_words(datetime(2026, 12, 1, 13, tzinfo=WIB)) == "Selasa, 1 Desember 2026 pukul 13.00"
    )
