from datetime import date

import pytest

from commons.holidays_id import Holiday, HolidayKind, joint_leave_known, national_days

NATIONAL_2026 = [
    (1, 1), (1, 16), (2, 17), (3, 19), (3, 21), (3, 22), (4, 3), (4, 5), (5, 1), (5, 14), (5, 27), (5, 31),
    (6, 1), (6, 16), (8, 17), (8, 25), (12, 25),
]  # fmt: skip
JOINT_2026 = [(2, 16), (3, 18), (3, 20), (3, 23), (3, 24), (5, 15), (5, 28), (12, 24)]
JOINT_2027 = [(2, 5), (3, 9), (3, 12), (3, 15), (3, 25), (5, 18), (5, 19), (12, 24)]


def days(year: int, kind: HolidayKind) -> list[tuple[int, int]]:
    return [(d.month, d.day) for d, holiday in national_days(year).items() if holiday.kind is kind]


def test_2026_as_decreed():
    assert days(2026, HolidayKind.NATIONAL) == NATIONAL_2026
    assert days(2026, HolidayKind.JOINT_LEAVE) == JOINT_2026


def test_2027_joint_leave():
    assert days(2027, HolidayKind.JOINT_LEAVE) == JOINT_2027


@pytest.mark.parametrize(
    ("year", "national", "joint"), [(2024, 19, 10), (2025, 17, 11), (2026, 17, 8), (2027, 18, 8)]
)
def test_counts(year, national, joint):
    found = national_days(year).values()
    assert sum(holiday.kind is HolidayKind.JOINT_LEAVE for holiday in found) == joint
    assert sum(holiday.kind is HolidayKind.NATIONAL for holiday in found) == national


def test_names_are_indonesian():
    assert national_days(2026)[date(2026, 8, 17)] == Holiday(
        date(2026, 8, 17), "Hari Kemerdekaan Republik Indonesia", HolidayKind.NATIONAL, estimated=False
    )
    assert national_days(2026)[date(2026, 12, 24)].name == "Cuti Bersama Hari Raya Natal"


def test_what_the_moon_has_yet_to_decide_is_marked():
    assert any(holiday.estimated for holiday in national_days(2027).values())
    assert not any(holiday.estimated for holiday in national_days(2026).values())


def test_a_year_before_its_decree_is_known_to_be_provisional():
    assert joint_leave_known(2026)
    assert not joint_leave_known(2040)


def test_the_table_cannot_be_changed_by_a_reader():
    with pytest.raises(TypeError):
        national_days(2026)[date(2026, 1, 2)] = None  # type: ignore[index]
