"""Who may sign what in the leader's place, and when nobody could: pure rules."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.acting import (
    Matter,
    Objection,
    all_rules,
    capacity,
    objection,
    order_words,
    reach,
    rules_on,
    strongest,
    why_not,
)
from applications.ledger import unattended
from applications.models import ActingForm
from applications.presence import Away
from commons.worktime import Interval
from tests.applications.acting_cases import MATTERS, MONDAY, acting, appointments, moment

RULES = rules_on(MONDAY)
WAITING, PLAIN = MATTERS[0], MATTERS[2]
DAYS = st.integers(0, 13).map(lambda n: MONDAY + timedelta(days=n))
MANY = st.lists(appointments(), max_size=6)


@pytest.mark.parametrize(
    ("form", "named", "matter", "expected"),
    [
        (ActingForm.PLH, {}, WAITING, None),
        (ActingForm.PLT, {}, WAITING, None),
        (ActingForm.AN, {}, PLAIN, None),
        (ActingForm.UB, {}, PLAIN, None),
        (ActingForm.AN, {}, WAITING, Objection.WAITS),
        (ActingForm.UB, {}, WAITING, Objection.WAITS),
        (ActingForm.AN, {"services": frozenset({"sktm"})}, WAITING, None),
        (ActingForm.AN, {"services": frozenset({"kp4"})}, WAITING, Objection.NOT_THIS_SERVICE),
        # A kind of product names no service: where the standard says wait, the order must say the service.
        (ActingForm.AN, {"products": frozenset({"ENDORSEMENT"})}, WAITING, Objection.WAITS),
        (ActingForm.AN, {"products": frozenset({"LETTER"})}, PLAIN, None),
        (ActingForm.PLH, {"products": frozenset({"LETTER"})}, WAITING, Objection.NOT_THIS_SERVICE),
        (ActingForm.PLH, {"services": frozenset({"kp4"})}, PLAIN, Objection.NOT_THIS_SERVICE),
    ],
)
def test_how_far_a_form_reaches(form, named, matter, expected):
    assert objection(acting(form=form, **named), matter, MONDAY, RULES) is expected


@pytest.mark.parametrize("form", ActingForm)
def test_what_the_data_forbids_is_signed_under_no_form(form):
    rules = {**RULES, form: replace(RULES[form], never=frozenset({"sktm"}))}
    row = acting(form=form, services=frozenset({"sktm"}))
    assert objection(row, WAITING, MONDAY, rules) is Objection.NEVER


@pytest.mark.parametrize(("day", "holds"), [(-1, False), (0, True), (4, True), (5, False)])
def test_an_appointment_holds_on_its_days_only(day, holds):
    found = objection(acting(), PLAIN, MONDAY + timedelta(days=day), RULES)
    assert found is (None if holds else Objection.ENDED)


def test_one_that_was_ended_holds_no_more():
    assert objection(acting(ended_at=moment(0, 10)), PLAIN, MONDAY, RULES) is Objection.ENDED


def test_the_strongest_form_holds_then_the_newer_order():
    person = UUID(int=7)
    rows = [
        acting(1, ActingForm.AN, user_id=person),
        acting(2, ActingForm.PLH, user_id=person, order_date=MONDAY - timedelta(days=9)),
        acting(3, ActingForm.PLH, user_id=person, order_date=MONDAY - timedelta(days=2)),
        acting(4, ActingForm.UB, user_id=person),
    ]
    assert [row.id.int for row in strongest(rows)] == [3, 2, 1, 4]
    found = capacity(rows, person, PLAIN, MONDAY, RULES)
    assert found is not None
    assert found.id.int == 3


@given(MANY, DAYS, st.sampled_from(MATTERS), st.integers(1, 3).map(lambda n: UUID(int=n)))
def test_a_person_signs_in_one_capacity_whatever_the_order_of_rows(rows, day, matter, person):
    found = capacity(rows, person, matter, day, RULES)
    assert found == capacity(list(reversed(rows)), person, matter, day, RULES) or _alike(rows)
    lawful = [row for row in rows if row.user_id == person and objection(row, matter, day, RULES) is None]
    assert (found is None) == (not lawful)
    if found is None:
        assert why_not(rows, person, matter, day, RULES) in Objection
    else:
        assert found == strongest(lawful)[0]
        assert found.ended_at is None


def _alike(rows):
    return len({row.id for row in rows}) < len(rows)


@given(
    MANY, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 100)), max_size=5), st.sampled_from(MATTERS)
)
def test_away_is_absence_without_the_days_of_who_may_sign_this(rows, absences, matter):
    """Overlapping absences and appointments: in order, never touching twice, within the absences; a moment of
    absence is in it exactly when no appointment that reaches the matter covers it."""
    absent = tuple(
        Interval(moment(0, 0) + h(start), moment(0, 0) + h(start + long)) for start, long in absences
    )
    away = Away(absent, tuple(rows)).of(matter)
    assert all(before.end <= after.start for before, after in pairwise(away))
    assert away == Away(tuple(reversed(absent)), tuple(reversed(rows))).of(matter)
    for hours in range(0, 330, 7):
        at = moment(0, 0) + h(hours) + timedelta(minutes=30)
        gone = any(part.start <= at < part.end for part in absent)
        covered = any(_covers(row, at) and reach(row, matter, RULES) is None for row in rows)
        assert any(part.start <= at < part.end for part in away) == (gone and not covered)


def _covers(row, at):
    begins = moment((row.from_date - MONDAY).days, 0)
    ends = moment((row.to_date - MONDAY).days + 1, 0)
    return begins <= at < (min(ends, row.ended_at) if row.ended_at else ends)


def h(hours):
    return timedelta(hours=hours)


@given(MANY, st.sampled_from(MATTERS))
def test_more_appointments_never_make_the_leader_more_missed(rows, matter):
    absent = (Interval(moment(0, 7), moment(9, 16)),)
    alone = unattended(absent)
    for count in range(len(rows) + 1):
        away = Away(absent, tuple(rows[:count])).of(matter)
        assert _length(away) <= _length(alone)
        alone = away


def _length(parts):
    return sum((part.end - part.start for part in parts), timedelta())


def test_every_form_has_a_rule_with_its_source():
    assert {rule.form for rule in all_rules()} == set(ActingForm)
    assert all(rule.source and rule.limit and rule.roles for rule in all_rules())
    assert RULES[ActingForm.PLT].longest_days == 92
    assert RULES[ActingForm.AN].roles == {"SECRETARY"}


def test_an_order_is_quoted_with_its_giver_number_and_date():
    assert order_words("800/12/2026", MONDAY, "Bupati Lumajang") == (
        "Surat Perintah Bupati Lumajang Nomor 800/12/2026 tanggal 16 November 2026"
    )
    assert order_words("", MONDAY, "Bupati Lumajang") == ""


def test_a_matter_is_known_by_what_it_is():
    assert Matter("sktm", "ENDORSEMENT", waits=True) == WAITING
