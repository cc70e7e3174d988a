"""Sentences about what changed: pure rules."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board import alerts
from board.alerts import Alert, breaking, cause_of, find, sentence, split
from indicators.assembling import of_durations
from indicators.measures import Duration, definition_of
from indicators.results import OfficeName, Value
from offices.models import Level

KEPT = definition_of("promise_kept")
OFFICE = OfficeName(UUID(int=1), "35.08.08", "Kecamatan Rowokangkung", Level.KECAMATAN, None)
OTHER = OfficeName(UUID(int=2), "35.08.09", "Kecamatan Tekung", Level.KECAMATAN, None)


def week(kept: int, n: int = 40, *, away: int = 5, office: int = 20) -> dict[str, int]:
    """A week of `n` decided files."""
    tally = {"kept": kept, "late": n - kept, "finished": n, "rejected": 0, "returned": 2}
    for owner, minutes in ((Duration.LEADER_AWAY, away), (Duration.OFFICE, office)):
        tally[f"{owner.lower()}_sum"] = n * minutes
        tally[f"{owner.lower()}_squares"] = round(n * minutes * minutes * 1.3)
    for owner in (Duration.OTHER_AGENCY, Duration.APPLICANT):
        tally |= {f"{owner.lower()}_sum": 0, f"{owner.lower()}_squares": 0}
    return tally


def weeks(*counts: int, n: int = 40) -> list[dict[str, int]]:
    """Weeks, the newest first."""
    return [week(count, n) for count in counts]


def found(
    weekly: Sequence[dict[str, int]], service: str = "sktm", office: OfficeName = OFFICE
) -> list[Alert]:
    watched = [definition_of(key) for key in alerts.WATCHED]
    return find(
        {(office.id, service): weekly}, offices={office.id: office}, watched=watched, durations=of_durations()
    )


@pytest.mark.parametrize("since", [1, 2, 3, 4])
def test_it_says_since_when(since):
    counts = [28] * since + [37] * (alerts.WEEKS - since)
    broken = breaking(KEPT, weeks(*counts))
    assert broken is not None
    assert broken.weeks == since


@pytest.mark.parametrize(
    "counts",
    [(37,) * 8, (36, 38, 37, 37, 36, 38, 37, 37), (35, 37, 37, 37, 37, 37, 37, 37)],
    ids=["nothing", "noise", "a little"],
)
def test_chance_is_no_news(counts):
    assert breaking(KEPT, weeks(*counts)) is None


def test_too_few_files_are_no_news():
    assert breaking(KEPT, weeks(0, 1, 3, 3, 3, 3, 3, 3, n=3)) is None


def test_a_change_too_small_to_speak_of_is_no_news():
    assert breaking(KEPT, weeks(*[9_800] * 4, *[10_000] * 4, n=10_000)) is None


def test_minutes_that_nobody_notices_are_no_news():
    assert found([week(37, office=9) for _ in range(2)] + [week(37, office=4) for _ in range(6)]) == []


def test_nothing_at_all_is_no_news():
    assert found([{} for _ in range(8)]) == []
    assert found([]) == []


def test_all_services_together_and_unknown_offices_are_left_out():
    worse = weeks(*[20] * 3, *[37] * 5)
    assert found(worse, service="") == []
    watched = [KEPT]
    assert (
        find(
            {(OTHER.id, "sktm"): worse},
            offices={OFFICE.id: OFFICE},
            watched=watched,
            durations=of_durations(),
        )
        == []
    )


def test_the_sentence():
    late = [week(28, away=60) for _ in range(3)] + [week(37) for _ in range(5)]
    (alert,) = found(late)
    assert sentence(alert, {"sktm": "SKTM"}).replace("\N{NO-BREAK SPACE}", " ") == (
        "Kecamatan Rowokangkung: janji SKTM turun dari 93 % ke 70 % sejak 3 minggu lalu; "
        "sebab utama: pimpinan tidak di tempat."
    )


def test_the_sentence_without_a_cause():
    (alert,) = found(weeks(*[28] * 3, *[37] * 5))
    assert alert.cause is None
    assert sentence(alert, {}).endswith(
        "janji sktm turun dari 93\N{NO-BREAK SPACE}% ke 70\N{NO-BREAK SPACE}% sejak 3 minggu lalu."
    )


def test_what_got_better_accuses_nobody():
    (alert,) = found([week(38, away=5) for _ in range(3)] + [week(28, away=60) for _ in range(5)])
    assert alert.better is True
    assert alert.cause is None
    assert "naik dari" in sentence(alert, {})


def test_minutes_speak_where_the_promise_says_nothing():
    slow = [week(37, office=60) for _ in range(2)] + [week(37) for _ in range(6)]
    (alert,) = found(slow)
    assert alert.definition.key == "office_minutes"
    assert alert.cause is None
    assert "waktu kantor SKTM naik dari 20 mnt ke 60 mnt sejak 2 minggu lalu" in sentence(
        alert, {"sktm": "SKTM"}
    )


def test_both_figures_of_a_sentence_are_in_one_unit():
    slow = [week(37, office=160) for _ in range(2)] + [week(37) for _ in range(6)]
    (alert,) = found(slow)
    assert "naik dari 20 mnt ke 160 mnt" in sentence(alert, {})


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        ({}, {"away": 60}, Duration.LEADER_AWAY),
        ({}, {"office": 60}, Duration.OFFICE),
        ({}, {"office": 60, "away": 90}, Duration.LEADER_AWAY),
        ({"away": 60}, {}, None),
        ({}, {}, None),
    ],
)
def test_the_cause_is_whose_minutes_grew_the_most(before, after, cause):
    assert cause_of(week(37, **before), week(37, **after), of_durations()) is cause


def test_the_worst_comes_first_and_good_news_last():
    weekly = {
        (OFFICE.id, "sktm"): weeks(*[33] * 3, *[39] * 5),
        (OTHER.id, "sktm"): weeks(*[10] * 3, *[39] * 5),
        (OTHER.id, "kp4"): weeks(*[39] * 3, *[10] * 5),
    }
    both = {OFFICE.id: OFFICE, OTHER.id: OTHER}
    said = find(weekly, offices=both, watched=[KEPT], durations=of_durations())
    assert [(one.office, one.service, one.better) for one in said] == [
        (OTHER, "sktm", False),
        (OFFICE, "sktm", False),
        (OTHER, "kp4", True),
    ]
    worse, better = split(said)
    assert (len(worse), len(better)) == (2, 1)


@given(st.lists(st.integers(0, 40), min_size=8, max_size=8))
def test_whatever_is_said_is_true(counts):
    for alert in found(weeks(*counts)):
        if alert.definition is not KEPT:
            continue
        newest, oldest = counts[: alert.weeks], counts[alert.weeks :]
        after, before = sum(newest) / len(newest) / 40, sum(oldest) / len(oldest) / 40
        assert alert.after.value == pytest.approx(after)
        assert alert.before.value == pytest.approx(before)
        assert alert.better == (after > before)
        assert abs(after - before) >= KEPT.least


@given(st.integers(0, 40), st.integers(30, 400))
def test_a_steady_office_is_never_in_the_news(kept, n):
    assert found(weeks(*[min(kept, n)] * 8, n=n)) == []


def test_values_carry_their_n():
    (alert,) = found(weeks(*[28] * 3, *[37] * 5))
    assert isinstance(alert.after, Value)
    assert (alert.after.n, alert.before.n) == (120, 200)
