"""The pure rules: when a report is due, what changed, the score of PEKPPP, pauses between tries."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.worktime import EXAMPLE_HOURS, WorkCalendar
from indicators.measures import Duration, definition_of
from indicators.periods import Period, next_month
from indicators.results import Difference, OfficeName, OwnerSplit, Value
from offices.models import Level
from reports import changes, monthly, pekppp, sentences
from reports.due import due_months, due_on
from reports.sending import LONGEST_PAUSE, pause_after

CALENDAR = WorkCalendar(usual=EXAMPLE_HOURS.rows(date(2000, 1, 1)))
DAYS = st.dates(date(2025, 1, 1), date(2027, 11, 30))


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2026, 10, 1), date(2026, 11, 2)),  # 1 November is a Sunday
        (date(2025, 12, 1), date(2026, 1, 2)),  # New Year
        (date(2026, 4, 1), date(2026, 5, 4)),  # 1 May is a holiday, then a weekend
        (date(2026, 5, 1), date(2026, 6, 2)),  # 1 June is Pancasila day
    ],
)
def test_a_report_falls_due_on_the_first_working_day(month, due):
    assert due_on(month, CALENDAR.is_working_day) == due


@given(DAYS)
def test_due_is_a_working_day_after_the_month_with_none_between(day):
    due = due_on(day, CALENDAR.is_working_day)
    first = next_month(day.replace(day=1))
    assert due >= first
    assert CALENDAR.is_working_day(due)
    assert not any(CALENDAR.is_working_day(first + timedelta(days=at)) for at in range((due - first).days))


@given(DAYS, st.integers(1, 24))
def test_months_that_are_due_are_over_and_a_missed_day_is_caught_up(today, back):
    found = due_months(today, CALENDAR.is_working_day, back=back)
    assert found == sorted(found)
    assert all(Period.month(month).last < today for month in found)
    assert set(found) >= set(due_months(today - timedelta(days=1), CALENDAR.is_working_day, back=back)) - {
        min(due_months(today - timedelta(days=1), CALENDAR.is_working_day, back=back), default=None)
    }


def test_a_calendar_without_working_days_is_refused():
    with pytest.raises(ValueError, match="no working day"):
        due_on(date(2026, 10, 1), lambda _day: False)


FIGURES = st.dictionaries(
    st.sampled_from(["", "35.08.01", "35.08.02"]),
    st.dictionaries(
        st.sampled_from(["kept", "office"]), st.tuples(st.sampled_from(["91 %", "88 %"]), st.integers(0, 9))
    ),
)
NAMES = {"kept": "Janji ditepati", "office": "Waktu kantor"}
OFFICES = {"35.08.01": "Kecamatan Tempursari", "35.08.02": "Kecamatan Pronojiwo"}


def flat(figures):
    return {(code, key): said for code, row in figures.items() for key, said in row.items()}


@given(FIGURES, FIGURES)
def test_a_change_is_said_exactly_when_there_is_one(before, after):
    found = changes.changes(before, after, names=NAMES, offices=OFFICES)
    differing = {at for at in {**flat(before), **flat(after)} if flat(before).get(at) != flat(after).get(at)}
    assert len(found) == len(differing)
    for code, key in differing:
        name = OFFICES.get(code, "Semua kantor")
        assert any(line.startswith(f"{name}: {NAMES[key]}") for line in found)


@given(FIGURES)
def test_the_digest_does_not_depend_on_order(figures):
    turned = {code: dict(reversed(list(row.items()))) for code, row in reversed(list(figures.items()))}
    assert changes.digest(figures) == changes.digest(turned)


def test_a_long_list_of_changes_ends_with_how_many_more():
    after = {f"{n:03}": {"kept": ("91 %", 1)} for n in range(changes.MOST + 5)}
    found = changes.changes({}, after, names=NAMES, offices={})
    assert len(found) == changes.MOST + 1
    assert "5" in found[-1]


FORM = pekppp.form()
KEYS = [point.key for aspect in FORM.aspects for point in aspect.points]
VALUES = st.integers(0, 500).map(lambda n: Decimal(n) / 100)


def test_the_weights_are_those_of_the_rule():
    assert [int(one.weight) for one in FORM.aspects] == [24, 25, 18, 11, 10, 12]


@given(st.fixed_dictionaries(dict.fromkeys(KEYS, VALUES)))
def test_a_whole_form_is_scored_exactly(values):
    exact = sum(
        Fraction(int(one.weight), 100)
        * sum(Fraction(values[point.key]) for point in one.points)
        / len(one.points)
        for one in FORM.aspects
    )
    found = pekppp.score(FORM, values)
    assert found.value is not None
    assert abs(Fraction(found.value) - exact) <= Fraction(1, 200)
    assert found.band == pekppp.band_of(FORM, found.value)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=len(KEYS) - 1))
def test_a_partial_form_has_no_score(values):
    found = pekppp.score(FORM, values)
    assert (found.value, found.band) == (None, None)
    assert found.weight_known < 100
    for one in found.aspects:
        whole = all(point.key in values for point in one.aspect.points)
        assert (one.value is not None) == whole


@pytest.mark.parametrize(
    ("value", "code"),
    [("0", "F"), ("1.00", "F"), ("1.01", "E"), ("2.97", "C"), ("3.28", "B-"), ("4.51", "A"), ("5", "A")],
)
def test_bands(value, code):
    assert pekppp.band_of(FORM, Decimal(value)).code == code


@pytest.mark.parametrize("value", ["-0.01", "5.01"])
def test_a_value_outside_is_refused(value):
    with pytest.raises(ValueError, match="0 to 5"):
        pekppp.score(FORM, {KEYS[0]: Decimal(value)})


def test_bad_weights_are_refused():
    data = {"source": "", "bands_source": "", "note": "", "bands": [],
            "aspects": [{"key": "a", "name": "A", "weight": 99, "points": []}]}  # fmt: skip
    with pytest.raises(ValueError, match="weights"):
        pekppp.read(data)


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_share_is_between_nothing_and_five(part, whole):
    found = pekppp.share_value(part, whole)
    assert found is None if whole == 0 else found is not None and 0 <= found <= 5


@given(st.integers(1, 1000))
def test_pauses_grow_and_end(attempts):
    assert pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST_PAUSE


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A dan B"), (["A", "B", "C"], "A, B, dan C")]
)
def test_lists_read_as_people_write_them(names, said):
    assert sentences.joined(names) == said


def test_the_sources_are_said_as_an_office_would_read_them():
    said = " ".join([FORM.source, FORM.bands_source, FORM.note])
    assert "Peraturan Menteri PANRB Nomor 29 Tahun 2022" in said
    for word in ("idth", "destara", "topsatu", "bacaan Loket", ".news", ".id;"):
        assert word not in said


def split(code, **minutes):
    office = (
        OfficeName(UUID(int=int(code)), code, f"Kecamatan {code}", Level.KECAMATAN, None) if code else None
    )
    return OwnerSplit(office, 100, True, {Duration(key.upper()): value for key, value in minutes.items()})


def test_the_longest_wait_says_which_minutes_it_counts():
    whole = split("", office=60, applicant=60)
    each = [split("1", office=200, applicant=10), split("2", office=70, applicant=800)]
    first, second = sentences.waits(whole, each)
    assert first.startswith("Di luar waktu di tangan pemohon, warga paling lama menunggu di Kecamatan 1 ")
    assert second == "Bila waktu di tangan pemohon ikut dihitung, yang terlama Kecamatan 2 (14 jam 30 menit)."
    assert len(sentences.waits(whole, each[:1])) == 1


def headline(key, *, enough):
    one = definition_of(key)
    value = Value(key, 0.9, 100 if enough else 3, 0.85, 0.95, enough)
    return Difference(one, value, value, 0.0, -0.1, 0.1, False, None)


def test_what_nobody_knows_has_no_tile():
    heads = [headline("promise_kept", enough=True), headline("returned", enough=False)]
    tiles, silent = monthly.tiles(heads)
    assert len(tiles["rows"]) == 1
    assert silent["text"] == "Belum cukup data: Berkas pernah dikembalikan."
    assert [part["kind"] for part in monthly.tiles(heads[:1])] == ["tiles"]
    assert [part["kind"] for part in monthly.tiles(heads[1:])] == ["text"]
