"""From facts to findings: pure rules, every edge of their thresholds."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.health_checks import judge_activity, judge_leader
from console.findings import SORTS, Seen, Wanted, judge, narrowed
from console.health_checks import judge_look, judge_schema
from indicators.health_checks import judge_files, judge_fold, judge_sweep
from offices.health import Check, Finding, Ground, Weight, all_checks, working_days
from offices.health_checks import judge_calendar, judge_ready
from offices.readiness import Doer
from regulations.health_checks import judge_delegation
from standards.health_checks import judge_standards

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday, 09:00 WIB
LIVE, READY = Ground(NOW, live=True), Ground(NOW, live=False)


def weights(found):
    return [finding.weight for finding in found]


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-19", "2026-11-20", 1),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-11-13", "2026-11-20", 5),
        ("2026-12-24", "2026-12-28", 1),  # Christmas is a Friday
    ],
)
def test_working_days(after, until, days):
    assert working_days(date.fromisoformat(after), date.fromisoformat(until)) == days


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("2026-11-20", []),
        ("2026-11-18", []),
        ("2026-11-17", [Weight.SOON]),
        ("2026-11-09", [Weight.SOON]),
        ("2026-11-06", [Weight.NOW]),
        (None, [Weight.SOON]),
    ],
)
def test_a_counter_where_nothing_happens(last, found):
    assert weights(judge_activity(last, LIVE)) == found
    assert judge_activity(last, READY) == []


@pytest.mark.parametrize(
    ("away", "acting", "found"),
    [
        (None, None, []),
        ("2026-11-25", None, [Weight.NOW]),
        ("2026-11-19", None, []),
        ("2026-11-25", "2026-11-25", []),
        ("2026-11-25", "2026-11-22", [Weight.SOON]),
        ("2026-11-30", "2026-11-24", []),
        (None, "2026-11-20", [Weight.SOON]),
        (None, "2026-11-23", [Weight.SOON]),
        (None, "2026-11-24", []),
    ],
)
def test_who_signs(away, acting, found):
    assert weights(judge_leader({"away_until": away, "acting_until": acting}, LIVE)) == found


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (None, []),
        ((0, 0, None), []),
        ((40, 0, date(2026, 11, 1)), []),
        ((40, 1, date(2026, 11, 1)), [Weight.SOON]),
        ((1, 1, date(2026, 11, 1)), [Weight.SOON]),
        ((4, 2, date(2026, 11, 1)), [Weight.NOW]),
        ((40, 9, date(2026, 11, 1)), [Weight.SOON]),
        ((400, 10, date(2026, 11, 1)), [Weight.NOW]),
    ],
)
def test_files_past_their_promise(facts, found):
    assert weights(judge_files(facts, LIVE)) == found


@pytest.mark.parametrize(
    ("left", "found"),
    [(91, []), (90, [Weight.SOON]), (31, [Weight.SOON]), (30, [Weight.NOW]), (0, [Weight.NOW])],
)
def test_an_authority_that_ends(left, found):
    ends = date(2026, 11, 20) + timedelta(days=left)
    assert weights(judge_delegation((ends,), LIVE)) == found


def test_no_authority():
    assert weights(judge_delegation(None, LIVE)) == [Weight.NOW]
    assert judge_delegation(None, READY) == []
    assert judge_delegation((None,), LIVE) == []


def test_standards():
    assert judge_standards({"published": 3, "due": 0, "drafts": 0}, LIVE) == []
    assert len(judge_standards({"published": 3, "due": 1, "drafts": 2}, LIVE)) == 2
    assert len(judge_standards({"published": 3, "due": 1, "drafts": 2}, READY)) == 1


def test_what_citizens_wait_for_is_said_before_an_example_in_the_letterhead():
    office = uuid4()
    missing = {"letterhead": "Kode unit masih contoh"}
    found = judge(
        all_checks(),
        office,
        gathered={"files": {office: (30, 17, date(2026, 11, 1))}},
        stored={"ready": missing},
        ground=LIVE,
    )
    urgent = [one.check for one in found if one.weight == Weight.NOW]
    assert urgent.index("files") < urgent.index("ready")
    assert found[0].text.startswith("17 dari 30 berkas terbuka lewat janji")


def test_reading_and_schema():
    assert judge_look(None, LIVE) == []
    assert judge_look((NOW - timedelta(hours=1), None), LIVE) == []
    assert weights(judge_look((NOW - timedelta(minutes=61), None), LIVE)) == [Weight.SOON]
    assert weights(judge_look((NOW, NOW), LIVE)) == [Weight.NOW]
    assert judge_schema(None, LIVE) == []
    assert judge_schema([], LIVE) == []
    assert weights(judge_schema(["a.0001_b"], LIVE)) == [Weight.NOW]
    assert judge_fold(None, LIVE) == []
    assert weights(judge_fold(NOW, LIVE)) == [Weight.NOW]


def test_figures_that_stand_still():
    assert judge_sweep(None, LIVE) == []
    assert judge_sweep(NOW - timedelta(minutes=10), LIVE) == []
    assert weights(judge_sweep(NOW - timedelta(minutes=11), LIVE)) == [Weight.NOW]


def test_what_an_open_office_lost():
    found = judge_ready({"staff": "Belum ada petugas"}, LIVE)
    assert weights(found) == [Weight.NOW]
    assert found[0].doer == Doer.OFFICE_ADMIN
    assert judge_ready({"staff": "x"}, READY) == []
    assert judge_ready({}, LIVE) == []


@pytest.mark.parametrize(
    ("today", "known", "found"),
    [
        (date(2026, 9, 30), {2026: True, 2027: False}, []),
        (date(2026, 10, 1), {2026: True, 2027: False}, [Weight.SOON]),
        (date(2026, 10, 1), {2026: True, 2027: True}, []),
        (date(2026, 1, 5), {2026: False, 2027: False}, [Weight.NOW]),
    ],
)
def test_the_calendar_of_this_and_the_next_year(today, known, found):
    ground = Ground(datetime(today.year, today.month, today.day, 5, tzinfo=UTC), live=True)
    assert weights(judge_calendar(known, ground)) == found


def test_a_probe_that_gave_nothing_finds_nothing():
    asked = []

    def always(facts, _ground):
        asked.append(facts)
        return [Finding(Weight.SOON, "x", Doer.HEAD)]

    probed = Check("a", "A", 1, always, probe=lambda _office, _now: 1)
    public = Check("b", "B", 2, always, gather=lambda _now: {})
    found = judge([probed, public], uuid4(), gathered={"b": {}}, stored={}, ground=LIVE)
    assert [finding.check for finding in found] == ["b"]
    assert asked == [None]


def office(number, grave, soon, overdue, level, active):
    findings = [Finding(Weight.NOW, "x", Doer.HEAD)] * grave + [Finding(Weight.SOON, "y", Doer.HEAD)] * soon
    code = f"35.08.{number % 21 + 1:02}" + (f".10{number % 90:02}" if level == "KELURAHAN" else "")
    return Seen(uuid4(), code, level, f"N{number}", "", "s", "LIVE", findings, 9, overdue, active, NOW)


offices = st.builds(
    office,
    st.integers(0, 300),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 9),
    st.sampled_from(["KECAMATAN", "KELURAHAN"]),
    st.none() | st.dates(date(2025, 1, 1), date(2026, 11, 20)),
)
wishes = st.builds(
    Wanted,
    st.booleans(),
    st.sampled_from(["", "KECAMATAN", "KELURAHAN"]),
    st.sampled_from(["", "35.08.01", "35.08.05"]),
    st.sampled_from(["", "n1", "zzz"]),
    st.sampled_from(SORTS),
)


@given(st.lists(offices, max_size=30), wishes)
def test_narrowing_keeps_exactly_what_was_asked_for(seen, wanted):
    kept = narrowed(seen, wanted)
    assert all(each in seen for each in kept)
    for each in seen:
        good = (
            (not wanted.trouble or each.findings)
            and wanted.level in ("", each.level)
            and (not wanted.kecamatan or each.code.startswith(wanted.kecamatan))
            and wanted.query in each.name.casefold()
        )
        assert (each in kept) == bool(good)


@given(st.lists(offices, max_size=30))
def test_trouble_first(seen):
    kept = narrowed(seen, Wanted())
    graves = [(each.grave, each.soon) for each in kept]
    assert graves == sorted(graves, reverse=True)
    assert kept == sorted(kept, key=lambda each: -each.weight)
