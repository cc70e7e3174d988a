"""When the box is due and what became of a day, without a database."""

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from commons.clock import WIB
from commons.worktime import EXAMPLE_HOURS, Closure, WorkCalendar
from suggestionbox.ritual import DONE, OWED, Fate, Opened, due_days, fate, fates, may_open_from, skipped

CALENDAR = WorkCalendar(
    EXAMPLE_HOURS.rows(), closures=(Closure(date(2026, 11, 24), date(2026, 11, 24), "Upacara"),)
)
FRIDAY = date(2026, 11, 20)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def test_due_are_working_days_only():
    days = list(due_days(CALENDAR, date(2026, 11, 19), date(2026, 11, 25)))
    assert [day.day for day in days] == [19, 20, 23, 25]  # Saturday, Sunday and the closed day are not


def test_it_opens_half_an_hour_before_the_counter_closes():
    assert may_open_from(CALENDAR, FRIDAY) == at("2026-11-20 16:00")
    assert may_open_from(CALENDAR, date(2026, 11, 19)) == at("2026-11-19 15:30")
    assert may_open_from(CALENDAR, date(2026, 11, 21)) is None


def test_every_fate():
    evening, next_morning = at("2026-11-20 16:10"), at("2026-11-23 08:00")
    cases = [
        ("in the morning nothing is due", None, False, at("2026-11-20 09:00"), Fate.NOT_YET),
        ("at the end of service it is", None, False, evening, Fate.DUE),
        ("over and nobody said why", None, False, next_morning, Fate.FORGOTTEN),
        ("over with a reason", None, True, next_morning, Fate.MISSED),
        ("witnesses are missing", Opened(evening, closed=False), False, evening, Fate.RUNNING),
        ("kept", Opened(evening, closed=True), False, next_morning, Fate.KEPT),
        ("opened on a later day", Opened(next_morning, closed=True), False, next_morning, Fate.LATE),
        ("opened counts, whatever was said", Opened(evening, closed=True), True, evening, Fate.KEPT),
    ]
    for words, opened, missed, now, expected in cases:
        found = fate(FRIDAY, calendar=CALENDAR, opened=opened, missed=missed, now=now)
        assert found is expected, words
    assert not DONE & OWED


moments = st.builds(
    datetime.combine, st.dates(date(2026, 11, 1), date(2026, 12, 31)), st.times(), tzinfo=st.just(WIB)
)


@given(moments, st.sets(st.dates(date(2026, 11, 2), date(2026, 12, 30)), max_size=20))
def test_every_due_day_has_one_fate_and_none_is_forgotten_in_silence(now, opened):
    """What is neither opened nor explained is owed as soon as it is over."""
    found = fates(
        CALENDAR,
        date(2026, 11, 2),
        opened={day: Opened(at(f"{day} 16:10"), closed=True) for day in opened if day <= now.date()},
        missed=frozenset(),
        now=now,
    )
    due = set(due_days(CALENDAR, date(2026, 11, 2), now.date()))
    assert due <= found.keys()
    for day in due - opened:
        assert found[day] in OWED | {Fate.NOT_YET}
        assert (found[day] is Fate.FORGOTTEN) == (day < now.date())


@given(st.integers(1, 500), st.integers(0, 30))
def test_a_gap_names_each_serial_left_out(expected, by):
    assert list(skipped(expected + by, expected)) == [expected + n for n in range(by)]
