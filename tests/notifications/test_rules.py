"""When, how and whether a message leaves: every rule, without a database."""

from datetime import UTC, datetime, time, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.workflow_types import Phase, StepKind
from commons.clock import WIB, wib
from notifications import rules
from notifications.kinds import KINDS, Channel, Kind, State
from notifications.rules import Call, Case, Drop, Quiet, Send, Wait, Why, plan

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
ALL = (Channel.WHATSAPP, Channel.SMS, Channel.EMAIL)
TIMES = st.times().map(lambda at: at.replace(microsecond=0))
MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda n: NOON + timedelta(minutes=n))


def case(**changes):
    plain = {"kind": Kind.READY, "wanted": "WHATSAPP", "on": ALL, "mobile": True, "approved": True}
    return Case(**{**plain, **changes})


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-20 19:59", None),
        ("2026-11-20 20:00", "2026-11-21 07:00"),
        ("2026-11-20 23:59", "2026-11-21 07:00"),
        ("2026-11-21 00:00", "2026-11-21 07:00"),
        ("2026-11-21 06:59", "2026-11-21 07:00"),
        ("2026-11-21 07:00", None),
        ("2026-12-31 22:00", "2027-01-01 07:00"),
    ],
)
def test_quiet_hours_over_night(at, until):
    now = datetime.fromisoformat(at).replace(tzinfo=WIB)
    wanted = datetime.fromisoformat(until).replace(tzinfo=WIB) if until else None
    assert Quiet().until(now) == wanted


def test_quiet_hours_within_a_day_and_none():
    siesta = Quiet(time(12), time(13))
    assert siesta.until(NOON) == datetime(2026, 11, 20, 13, 0, tzinfo=WIB)
    assert siesta.until(NOON + timedelta(hours=1)) is None
    assert Quiet(time(7), time(7)).until(NOON) is None


@given(TIMES, TIMES, MOMENTS)
def test_quiet_hours_end_and_are_never_entered_again_at_their_end(start, end, now):
    until = Quiet(start, end).until(now)
    if until is not None:
        assert now < until <= now + timedelta(hours=24)
        assert wib(until).time() == end
        assert Quiet(start, end).until(until) is None


def test_pauses_grow_and_end():
    found: list[Any] = [rules.next_try(n, now=NOON, chance=0.5) for n in range(1, 7)]
    assert [moment - NOON for moment in found[:5]] == list(rules.PAUSES)
    assert found[5] is None
    soonest, latest = (rules.next_try(1, now=NOON, chance=chance) for chance in (0, 1))
    assert soonest is not None
    assert latest is not None
    assert soonest < latest


@given(st.integers(1, 5), st.floats(0, 1))
def test_jitter_stays_within_a_fifth(attempts, chance):
    moment = rules.next_try(attempts, now=NOON, chance=chance)
    assert moment is not None
    assert abs((moment - NOON) / rules.PAUSES[attempts - 1] - 1) <= rules.JITTER + 1e-9


def test_a_channel_rests_after_three_failures_twice_as_long_each_time():
    rests: list[Any] = [rules.rest_after(n, now=NOON) for n in range(1, 40)]
    assert rests[:2] == [None, None]
    assert [rest - NOON for rest in rests[2:5]] == [timedelta(minutes=n) for n in (1, 2, 4)]
    assert max(rests[2:]) == NOON + rules.LONGEST_REST
    assert rules.rest_after(1, now=NOON, asked=timedelta(seconds=90)) == NOON + timedelta(seconds=90)
    assert rules.rest_after(9, now=NOON, most=rules.BREAK_BUSY) is None
    assert rules.rest_after(1, now=NOON, asked=timedelta(days=9)) == NOON + rules.MOST_WAIT


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, Send(Channel.WHATSAPP)),
        ({"wanted": "SMS"}, Send(Channel.SMS)),
        ({"tried": (Channel.WHATSAPP,)}, Send(Channel.SMS)),
        ({"tried": (Channel.WHATSAPP, Channel.SMS), "mail": True}, Send(Channel.EMAIL)),
        ({"tried": (Channel.WHATSAPP, Channel.SMS)}, Call(Why.TRIED_ALL)),
        ({"wanted": "SMS", "tried": (Channel.SMS,)}, Call(Why.TRIED_ALL)),
        ({"on": ()}, Call(Why.NO_CHANNEL)),
        ({"wanted": "PHONE"}, Call(Why.WANTS_CALL)),
        ({"mobile": False}, Call(Why.LANDLINE)),
        ({"mobile": False, "mail": True}, Send(Channel.EMAIL)),
        ({"mobile": None}, Drop(Why.NO_NUMBER)),
        ({"mobile": None, "mail": True}, Send(Channel.EMAIL)),
        ({"wanted": "NONE"}, Drop(Why.NOT_WANTED)),
        ({"wanted": ""}, Drop(Why.NOT_WANTED)),
        ({"true": False}, Drop(Why.OUTDATED)),
        ({"switched_on": False}, Drop(Why.SWITCHED_OFF)),
        ({"stopped": True}, Drop(Why.STOPPED)),
        ({"approved": False}, Send(Channel.SMS)),
        ({"approved": False, "on": (Channel.WHATSAPP,)}, Call(Why.NO_TEMPLATE)),
        ({"approved": False, "window": True}, Send(Channel.WHATSAPP)),
        ({"kind": Kind.RECEIVED, "on": ()}, Drop(Why.NO_CHANNEL)),
        ({"kind": Kind.RECEIVED, "mobile": False}, Drop(Why.LANDLINE)),
        ({"quiet_until": NOON}, Wait(NOON, Why.QUIET)),
        ({"quiet_until": NOON, "on": ()}, Call(Why.NO_CHANNEL)),
        ({"resting": {Channel.WHATSAPP: NOON}}, Wait(NOON, Why.RESTING)),
        ({"resting": {Channel.SMS: NOON}}, Send(Channel.WHATSAPP)),
        ({"on": (*ALL, Channel.CONSOLE)}, Send(Channel.CONSOLE)),
        ({"on": (Channel.CONSOLE,), "tried": (Channel.CONSOLE,)}, Call(Why.TRIED_ALL)),
        ({"on": (Channel.CONSOLE,), "wanted": "PHONE"}, Send(Channel.CONSOLE)),
    ],
)
def test_what_becomes_of_a_message(changes, wanted):
    assert plan(case(**changes)) == wanted


CASES = st.builds(
    Case,
    kind=st.sampled_from(list(KINDS)),
    wanted=st.sampled_from(["WHATSAPP", "SMS", "PHONE", "EMAIL", "NONE", ""]),
    on=st.lists(st.sampled_from(list(Channel)), unique=True).map(tuple),
    mobile=st.sampled_from([True, False, None]),
    mail=st.booleans(),
    tried=st.lists(st.sampled_from(list(Channel)), unique=True).map(tuple),
    stopped=st.booleans(),
    true=st.booleans(),
    switched_on=st.booleans(),
    approved=st.booleans(),
    window=st.booleans(),
    quiet_until=st.sampled_from([None, NOON]),
    resting=st.sampled_from([None, {Channel.WHATSAPP: NOON}, {Channel.SMS: NOON}]),
)


@given(CASES)
def test_no_plan_breaks_a_promise(found):
    chosen = plan(found)
    sends = chosen.channel if isinstance(chosen, Send) else None
    if found.wanted in {"", "NONE"} or found.stopped:
        assert isinstance(chosen, Drop), "who does not want to be told is not told"
    if sends is not None:
        assert found.true
        assert found.switched_on
        assert found.quiet_until is None, "no phone rings in quiet hours"
        assert sends in found.on
        assert sends not in found.tried, "no channel twice"
        assert sends in {Channel.CONSOLE, Channel.EMAIL} or found.mobile, "no SMS to a landline"
        assert sends is not Channel.WHATSAPP or found.approved or found.window
        assert sends not in (found.resting or {}), "a channel that rests is left alone"
        assert Channel.CONSOLE not in found.on or sends is Channel.CONSOLE, "nothing leaves the house"
    if isinstance(chosen, Call):
        assert KINDS[found.kind].call
        assert found.mobile is not None, "nobody is asked to call without a number"


@pytest.mark.parametrize(("now_at", "said"), list(product(State, State)))
def test_reports_only_move_forward(now_at, said):
    after = rules.after_report(now_at, said)
    order = [State.ACCEPTED, State.DELIVERED, State.READ]
    known = {State.UNKNOWN, State.SENDING, *order}
    if now_at not in known or said not in {*order, State.FAILED}:
        assert after is None
    elif said is State.FAILED:
        assert (after is State.FAILED) == (now_at not in {State.DELIVERED, State.READ})
    else:
        rank = order.index(now_at) if now_at in order else -1
        assert after == (said if order.index(said) > rank else None)
        assert rules.after_report(after or now_at, said) is None, "a replay changes nothing"


@pytest.mark.parametrize(
    ("kind", "phase", "step", "correcting", "true"),
    [
        (Kind.READY, Phase.OPEN, StepKind.HAND_OVER, False, True),
        (Kind.READY, Phase.OPEN, StepKind.HAND_OVER, True, False),
        (Kind.READY, Phase.HANDED_OVER, StepKind.HAND_OVER, False, False),
        (Kind.NOT_COLLECTED, Phase.HANDED_OVER, StepKind.HAND_OVER, False, False),
        (Kind.RETURNED, Phase.RETURNED, StepKind.VERIFY, False, True),
        (Kind.RETURNED, Phase.OPEN, StepKind.VERIFY, False, False),
        (Kind.LATE, Phase.OPEN, StepKind.SIGN, False, True),
        (Kind.LATE, Phase.OPEN, StepKind.HAND_OVER, False, False),
        (Kind.LATE, Phase.WAITING, StepKind.PRODUCE, False, False),
        (Kind.LEADER_AWAY, Phase.OPEN, StepKind.SIGN, False, True),
        (Kind.LEADER_AWAY, Phase.OPEN, StepKind.VERIFY, False, True),
        (Kind.LEADER_AWAY, Phase.RETURNED, StepKind.VERIFY, False, False),
        (Kind.LEADER_AWAY, Phase.OPEN, StepKind.REGISTER, False, False),
        (Kind.LEADER_AWAY, Phase.OPEN, StepKind.HAND_OVER, True, True),
        (Kind.REJECTED, Phase.REJECTED, StepKind.SIGN, False, True),
        (Kind.RECEIVED, Phase.HANDED_OVER, StepKind.HAND_OVER, False, True),
    ],
)
def test_what_is_outdated_is_not_sent(kind, phase, step, correcting, true):
    assert rules.still_true(kind, phase=phase, step=step, correcting=correcting) is true


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("STOP", False),
        (" berhenti. ", False),
        ("Stop!", False),
        ("mulai", True),
        ("tolong stop mengirim", None),
        ("", None),
        ("kapan jadi?", None),
    ],
)
def test_a_word_to_stop_or_go_on(text, wish):
    assert rules.wish_in(text) is wish
