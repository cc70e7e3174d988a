"""How a village writes its numbers is read off its letters; in doubt nothing is proposed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.frames import HOLE, frame_of

DAY = date(2026, 11, 18)


def frame(*numbers, year=2026, day=DAY):
    return frame_of([(number, day) for number in numbers], year=year)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["470/12/2026"], "470/{}/2026"),
        (["470/12/427.98.03/2026"], "470/{}/427.98.03/2026"),
        (["400.12.2/7/427.98.03/2026"], "400.12.2/{}/427.98.03/2026"),
        (["12/427.98.03/2026"], "{}/427.98.03/2026"),
        (["470/15/427.98.03/2026", "470/12/427.98.03/2026"], "470/{}/427.98.03/2026"),
        (["15/470/2026", "12/470/2026"], "{}/470/2026"),
        # They write their numbers in a new way since.
        (["470/15/2026", "470/12/427.98.03/2026"], "470/{}/2026"),
        # Doubt: two that may count on, none, another shape, more than one part that differs, a month.
        (["12/470/2026"], ""),
        (["470/12/13/2026"], ""),
        (["SK-88/PENS/2026"], ""),
        (["12"], ""),
        (["15/470/2026", "470/12/427.98.03/2026"], ""),
        (["470/15/A/2026", "474/12/A/2026"], ""),
        (["470/12/XI/2026"], ""),
        ([], ""),
    ],
)
def test_the_part_that_counts_on_is_left_open(numbers, expected):
    assert frame(*numbers) == expected


def test_a_letter_of_last_year_gives_a_frame_for_this_year():
    assert frame("470/12/2025", day=date(2025, 12, 30), year=2026) == "470/{}/2026"


@given(st.lists(st.text(alphabet="0123456789/.XIVA- ", max_size=24), max_size=3))
def test_a_frame_has_one_hole_and_else_only_what_stood_in_the_letter(numbers):
    made = frame(*numbers)
    if made:
        assert made.count(HOLE) == 1
        parts, kept = numbers[0].split("/"), made.split("/")
        assert len(parts) == len(kept)
        assert sum(a != b for a, b in zip(parts, kept, strict=True)) == 1
