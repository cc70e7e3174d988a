"""Dates and times as people type them."""

from datetime import date, time

import pytest

from commons.typed import BadTyping, Question, problem, read_date, read_time, shown_date, shown_time


@pytest.mark.parametrize(
    "typed", ["05081968", "5-8-1968", "05/08/1968", "5.8.1968", " 1968-08-05 ", "5 8 1968"]
)
def test_a_date_in_every_way_it_is_written(typed):
    assert read_date(typed) == date(1968, 8, 5)


@pytest.mark.parametrize(
    "typed", ["", "31-02-2026", "5-8-68", "kemarin", "2026", "00012026", "٠٥٠٨١٩٦٨x", "1-1-9999"]
)
def test_what_is_no_date_says_how_to_write_one(typed):
    with pytest.raises(BadTyping) as refused:
        read_date(typed)
    assert refused.value.code == "bad_date"
    assert str(refused.value)


@pytest.mark.parametrize(
    ("typed", "meant"), [("07.30", time(7, 30)), ("7:05", time(7, 5)), ("0730", time(7, 30)), ("7", time(7))]
)
def test_a_time_in_every_way_it_is_written(typed, meant):
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "24.00", "12.60", "pagi", "7.5", "730", "-1"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(BadTyping):
        read_time(typed)


def test_what_is_shown_reads_back():
    assert read_date(shown_date(date(2026, 1, 5))) == date(2026, 1, 5)
    assert read_time(shown_time(time(7, 5))) == time(7, 5)
    assert (shown_date(None), shown_time(None)) == ("", "")


def test_each_question_has_its_own_errors():
    first, second = Question(name="a", label="A"), Question(name="b", label="B")
    first.errors.append("salah")
    assert second.errors == []
    assert problem("salah", "a") == {"field": "a", "message": "salah"}
