"""The recap is the sum of its complaints, and a quarter is three months. No database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.worktime import EXAMPLE_HOURS, WorkCalendar
from recaps.figures import BY, Figures, Line, added, changes, digest, figures, lines_of, stored
from recaps.quarters import BadQuarter, Quarter

words = st.sampled_from(["", "SKTM", "KTP-el", "Kotak Saran"])
lines = st.lists(
    st.builds(
        Line,
        number=st.text("0123456789/", max_size=6),
        received_on=st.dates(date(2026, 7, 1), date(2026, 9, 30)),
        kind=words,
        channel=words,
        klass=words,
        service=words,
        section=words,
        open=st.booleans(),
        in_time=st.sampled_from([None, True, False]),
        done=words,
        hidden=st.booleans(),
    ),
    max_size=30,
)
quarters = st.builds(Quarter, st.integers(2001, 2099), st.integers(1, 4))


@given(lines)
def test_a_recap_is_the_sum_of_its_complaints(some):
    found = figures(some)
    assert found.total == len(some) == found.in_time + found.late + found.running
    for name in BY:
        assert sum(found.by[name].values()) == found.total, name
        assert all(n > 0 for n in found.by[name].values()), name


@given(lines, lines)
def test_two_parts_come_to_the_whole(one, other):
    assert added(figures(one), figures(other)) == figures([*one, *other])


@given(lines)
def test_what_is_frozen_is_read_back_and_its_hash_stays(some):
    plain = figures(some).plain()
    assert Figures.read(plain) == figures(some)
    # The database gives a JSON object back in an order of its own.
    turned = {name: dict(reversed(of.items())) for name, of in plain["by"].items()}
    read = Figures.read({**plain, "by": turned})
    for name, of in figures(some).by.items():
        assert list(read.by[name].items()) == list(of.items())
        assert dict(read.named(name)) == ({} if set(of) <= {""} else dict(of)), name
    assert lines_of(stored(some)) == some
    assert digest({"lines": stored(some)}) == digest({"lines": stored(list(some))})
    assert changes(figures(some), figures(some)) == []


@given(lines.filter(bool))
def test_a_late_change_is_named(some):
    changed = changes(figures(some), figures(some[1:]))
    assert ("total", len(some), len(some) - 1) in [(one.name, one.before, one.now) for one in changed]


@given(quarters, st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_quarters_follow_each_other_and_every_day_is_in_one(quarter, day):
    assert quarter.after().before() == quarter
    assert quarter.before() < quarter < quarter.after()
    assert (quarter.after().first - quarter.last).days == 1
    assert Quarter.read(quarter.key) == quarter
    assert day in Quarter.of(day)


def test_words_and_what_is_none():
    third = Quarter(2026, 3)
    assert (third.words, third.first, third.last) == (
        "Triwulan III 2026",
        date(2026, 7, 1),
        date(2026, 9, 30),
    )
    for text in (
        "",
        "2026",
        "2026-5",
        "2026-0",
        "26-1",
        "2026-1-1",
        "abcd-1",
        "1999-1",
        "2026-\N{SUPERSCRIPT TWO}",
    ):
        with pytest.raises(BadQuarter):
            Quarter.read(text)


def test_it_is_drafted_on_the_first_working_day_after():
    calendar = WorkCalendar(EXAMPLE_HOURS.rows())
    assert Quarter(2026, 3).drafted_from(calendar) == date(2026, 10, 1)
    assert Quarter(2025, 4).drafted_from(calendar) == date(2026, 1, 2)  # after New Year's Day
    assert Quarter(2026, 3).drafted_from(WorkCalendar(())) == date(2026, 10, 1)
