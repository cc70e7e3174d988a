"""Figures in words."""

from datetime import date
from uuid import UUID

import pytest
from django.utils import translation

from board import figures, presenters
from board.results import Load
from board.spans import DEFAULT, month_spans, months_to, named_spans, read_span, year_spans
from indicators.measures import definition_of
from indicators.periods import Period
from indicators.results import Difference, OfficeName, OpenRow, StaffRow, Value
from offices.models import Level

TODAY = date(2026, 11, 20)
N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("promise_kept", 0.9142, f"91{N}%"),
        ("promise_kept", 0.997, f"99,7{N}%"),
        ("promise_kept", 1.0, f"100{N}%"),
        ("promise_kept", 0.004, f"0,4{N}%"),
        ("promise_kept", 0.0, f"0{N}%"),
        ("office_minutes", 4.25, "4,3 menit"),
        ("office_minutes", 46.4, "46 menit"),
        ("office_minutes", 119.4, "119 menit"),
        ("office_minutes", 200, "3 jam 20 menit"),
        ("received", 1204, f"1.204{N}berkas"),
        ("received_per_1000", 4.21, f"4,2{N}per 1.000 penduduk"),
        ("corrections", 0.021, f"2,1{N}per 100 berkas"),
    ],
)
def test_a_value_with_its_unit(key, value, said):
    assert figures.text(definition_of(key), value) == said


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("promise_kept", 0.914, f"91{N}%"),
        ("office_minutes", 46, "46 mnt"),
        ("office_minutes", 200, "3,3 jam"),
    ],
)
def test_a_short_value(key, value, said):
    assert figures.short(definition_of(key), value) == said


def test_english_writes_numbers_its_own_way():
    with translation.override("en"):
        assert figures.number(1234.5, 1) == "1,234.5"


@pytest.mark.parametrize(
    "value", [Value("promise_kept", None, 0), Value("promise_kept", 0.5, 3, 0.2, 0.8, False)]
)
def test_weak_numbers_are_not_said(value):
    assert figures.said(definition_of("promise_kept"), value) == "belum cukup data"
    assert figures.interval(definition_of("promise_kept"), value) == ""


@pytest.mark.parametrize(
    ("key", "low", "high", "said"),
    [
        ("promise_kept", 0.89, 0.93, f"89–93{N}%"),
        ("office_minutes", 37, 53, f"37–53{N}mnt"),
        ("office_minutes", 100, 126, f"100–126{N}mnt"),
        ("received_per_1000", 7.4, 8.7, "7,4–8,7"),
        ("promise_kept", 0.931, 0.934, f"93{N}%"),
    ],
)
def test_a_range_says_its_unit_once(key, low, high, said):
    assert figures.between(definition_of(key), low, high) == said


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period.month(date(2026, 11, 1)), "November 2026"),
        (Period.months(date(2026, 9, 1), date(2026, 11, 1)), "1 September – 30 November 2026"),
        (Period(date(2025, 12, 28), date(2026, 1, 3)), "28 Desember 2025 – 3 Januari 2026"),
        (Period(date(2026, 11, 1), date(2026, 11, 20)), "1 November – 20 November 2026"),
    ],
)
def test_a_period_in_words(period, said):
    assert figures.period_words(period) == said


def test_spans():
    spans = {span.key: span.period for span in [*named_spans(TODAY), *month_spans(TODAY), *year_spans(TODAY)]}
    assert spans[DEFAULT] == Period(date(2026, 9, 1), date(2026, 11, 30))
    assert spans["28-hari"].days == 28
    assert spans["bulan-lalu"] == Period.month(date(2026, 10, 1))
    assert spans["12-bulan"] == Period(date(2025, 12, 1), date(2026, 11, 30))
    assert spans["2024-12"] == Period.month(date(2024, 12, 1))
    assert spans["2022"] == Period.year(2022)
    assert len(spans) == 6 + 24 + 5


@pytest.mark.parametrize("key", ["", "besok", "2026-13", "1999", "\x00"])
def test_an_unknown_span_is_the_usual_one(key):
    assert read_span(key, TODAY).key == DEFAULT


def test_trends_end_with_their_period():
    assert months_to(Period.month(date(2026, 3, 1))) == Period(date(2025, 3, 1), date(2026, 3, 31))


def change(significant, better, before=0.92, now=0.71, enough=True):
    one = definition_of("promise_kept")
    a, b = Value(one.key, before, 100, 0.9, 0.94, enough), Value(one.key, now, 100, 0.6, 0.8, enough)
    return Difference(one, a, b, now - before, -0.3, -0.1, significant, better)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (change(True, False), "Turun dari 92 %: memburuk."),
        (change(True, True, 0.71, 0.92), "Naik dari 71 %: membaik."),
        (change(False, None), "Tidak berbeda nyata dari masa sebelumnya (92 %)."),
        (change(False, None, enough=False), "Belum dapat dibandingkan dengan masa sebelumnya."),
    ],
)
def test_a_change_in_words(one, said):
    assert presenters.change_words(one).replace(N, " ") == said


def test_a_difference_in_points():
    assert presenters.signed(definition_of("promise_kept"), -0.21) == "−21,0 poin persen"
    assert presenters.signed(definition_of("office_minutes"), 12) == "+12 mnt"
    assert presenters.signed(definition_of("office_minutes"), -0.01) == "0,0 mnt"


def test_values_beside_each_other_are_in_one_unit():
    minutes = definition_of("office_minutes")
    assert figures.alike(minutes, 138.0, 31.0) == ["138 mnt", "31 mnt"]
    assert figures.alike(minutes, 240.0, 180.0) == ["4,0 jam", "3,0 jam"]
    assert figures.alike(definition_of("promise_kept"), 0.5, 0.9) == [f"50{N}%", f"90{N}%"]


@pytest.mark.parametrize(
    ("promised", "assigned", "on_duty", "short"),
    [(5, 5, 4.1, False), (5, 4, 2.2, True), (None, 4, 2.2, False), (5, 7, None, False), (5, 0, None, True)],
)
def test_staff_are_short_where_fewer_are_assigned_than_promised(promised, assigned, on_duty, short):
    office = OfficeName(UUID(int=1), "35.08.01", "Kecamatan Uji", Level.KECAMATAN, None)
    few = Value("returned", None, 0, None, None, False)
    load = Load(
        office,
        {"returned": few},
        StaffRow(office, promised, assigned, on_duty, few),
        OpenRow(office, 4, 0, date(2026, 11, 4), promised),
    )
    row = presenters.load_row(load, {"returned": definition_of("returned")}, None)
    assert row["short_handed"] is short
    assert (row["returned"], row["oldest"]) == ("–", "4 Nov 2026")
