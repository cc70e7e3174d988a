"""Calendars and hypothesis strategies for tests about open time."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from commons.clock import WIB
from commons.worktime import (
    EXAMPLE_HOURS,
    EXAMPLE_RAMADAN,
    Closure,
    DayHours,
    SpecialHours,
    WeeklyHours,
    WorkCalendar,
)

RAMADAN_2026 = SpecialHours(date(2026, 2, 19), date(2026, 3, 19), dict(enumerate(EXAMPLE_RAMADAN.days)))


def example() -> WorkCalendar:
    """Monday to Thursday 07.30–16.00, Friday 07.30–16.30, with breaks; national holidays."""
    return WorkCalendar(EXAMPLE_HOURS.rows())


def at(text: str) -> datetime:
    """ "2026-11-20 09:00" in Lumajang."""
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


_FIRST, _LAST = date(2026, 1, 1), date(2026, 12, 31)
_DATES = st.dates(_FIRST, _LAST)
_CLOCK = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))

instants = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001  made aware by the strategy
    datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@st.composite
def day_hours(draw: st.DrawFn) -> DayHours:
    """Hours of a day with up to two breaks."""
    edges = draw(
        st.sampled_from([2, 4, 6]).flatmap(lambda n: st.lists(_CLOCK, min_size=n, max_size=n, unique=True))
    )
    opens, *inner, closes = sorted(edges)
    return DayHours(opens, closes, tuple(zip(inner[::2], inner[1::2], strict=True)))


weeks = st.tuples(*[day_hours() | st.none()] * 7).filter(lambda days: any(days[:5])).map(WeeklyHours)


@st.composite
def closures(draw: st.DrawFn) -> Closure:
    """A closure of up to ten days, whole or in part."""
    first = draw(_DATES)
    last = first + timedelta(days=draw(st.integers(0, 10)))
    if draw(st.booleans()):
        return Closure(first, last, "tutup")
    starts, ends = sorted(draw(st.lists(_CLOCK, min_size=2, max_size=2, unique=True)))
    return Closure(first, last, "rapat", starts, ends)


@st.composite
def seasons(draw: st.DrawFn) -> SpecialHours:
    """Up to a month of other hours."""
    first = draw(_DATES)
    days = draw(st.dictionaries(st.integers(0, 6), day_hours() | st.none(), max_size=7))
    return SpecialHours(first, first + timedelta(days=draw(st.integers(0, 30))), days)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any office that is open on some weekday."""
    return WorkCalendar(
        draw(weeks).rows(),
        special=tuple(draw(st.lists(seasons(), max_size=2))),
        closures=tuple(draw(st.lists(closures(), max_size=3))),
        added=draw(st.dictionaries(_DATES, st.just("libur tambahan"), max_size=3)),
        removed=frozenset(draw(st.lists(_DATES, max_size=3))),
    )
