"""The pure rules: every state with every action, the ladder, the clocks."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons.worktime import EXAMPLE_HOURS, WorkCalendar
from complaints.clocks import USUAL, Deadlines, Klass, Terms, closes_on, deadlines, late_terms, tightened
from complaints.ladder import INSIDE, Holder, Rung, Stop, at, holding, lowest_rank, road, turn
from complaints.naming import named
from complaints.people import Somebody
from complaints.workflow import (
    MOST_REOPENED,
    OPEN,
    OVER,
    SAID,
    TABLE,
    Action,
    Facts,
    NotNow,
    State,
    advance,
    may,
    replay,
)

A = Action
ALLOWED = {
    State.RECEIVED: {A.VERIFY, A.REJECT, A.ARCHIVE, A.ADD, A.HEARD},
    State.VERIFIED: {A.FORWARD, A.TAKE, A.NOTE, A.ANSWER, A.REJECT, A.ARCHIVE, A.ADD, A.HEARD},
    State.FORWARDED: {A.FORWARD, A.TAKE, A.NOTE, A.ANSWER, A.REJECT, A.ARCHIVE, A.ADD, A.HEARD},
    State.IN_HAND: {A.FORWARD, A.TAKE, A.NOTE, A.ANSWER, A.REJECT, A.ARCHIVE, A.ADD, A.HEARD},
    State.REOPENED: {A.FORWARD, A.TAKE, A.NOTE, A.ANSWER, A.REJECT, A.ARCHIVE, A.ADD, A.HEARD},
    State.ANSWERED: {A.ACCEPT, A.REOPEN, A.CLOSE, A.HEARD},
    State.ACCEPTED: {A.CLOSE, A.HEARD},
    State.REJECTED: {A.REOPEN, A.HEARD},
    State.CLOSED: {A.HEARD},
    State.ARCHIVED: {A.HEARD},
}


def test_every_state_with_every_action():
    assert set(ALLOWED) == set(State) == OPEN | SAID | OVER
    for state in State:
        for action in Action:
            allowed = action in ALLOWED[state]
            assert ((state, action) in TABLE) == allowed, (state, action)
            assert may(Facts(state, done=True), action) == allowed, (state, action)


def test_nobody_answers_or_closes_without_what_was_done():
    for state in State:
        for action in (A.ANSWER, A.CLOSE):
            if action in ALLOWED[state]:
                with pytest.raises(NotNow) as refused:
                    advance(Facts(state), action)
                assert (refused.value.code, refused.value.state) == ("not_done", state)


def test_it_is_reopened_twice_and_asks_for_something_new_to_be_done():
    facts = Facts(State.ANSWERED, done=True)
    for _time in range(MOST_REOPENED):
        facts = advance(facts, A.REOPEN)
        assert (facts.state, facts.done) == (State.REOPENED, False)
        facts = advance(advance(facts, A.NOTE), A.ANSWER)
    with pytest.raises(NotNow) as refused:
        advance(facts, A.REOPEN)
    assert refused.value.code == "reopened"


@given(st.lists(st.sampled_from(Action), max_size=14))
def test_a_history_folds_or_says_where_it_broke(actions):
    try:
        facts = replay([A.RECEIVE, *actions])
    except NotNow:
        return
    assert facts.reopened <= MOST_REOPENED
    if facts.state in {State.ANSWERED, State.ACCEPTED, State.CLOSED}:
        assert A.NOTE in actions


@pytest.mark.parametrize("actions", [[], [A.VERIFY], [A.RECEIVE, A.RECEIVE]])
def test_a_history_begins_once_by_receiving(actions):
    with pytest.raises(NotNow):
        replay(actions)


def test_whom_words_speak_of():
    people = [
        Somebody(uuid4(), "Bambang Sutrisno", "Camat Jatiroto", frozenset({"HEAD"})),
        Somebody(uuid4(), "Lilis Suryani", "Petugas Informasi", frozenset({"INFORMATION"})),
    ]
    leader, officer = people
    for text, found in {
        "Camat minta uang": leader,
        "Kata PIMPINAN tidak boleh": leader,
        "bu Lilis\nSuryani marah-marah": officer,
        "Bambang Sutrisno tidak ada": leader,
        "Di kantor camat antrean panjang": None,
        "Kecamatan ini bersih": None,
        "Bu Lilis ramah": None,
        "Lurah kami jarang masuk": None,
    }.items():
        assert named(text, people) is found, text
    assert named("Camat minta uang", people[1:]) is None


ROLES = ("COUNTER", "INFORMATION", "SECTION_HEAD", "SECRETARY", "HEAD")
people = st.lists(
    st.builds(Holder, st.uuids(), st.frozensets(st.sampled_from(ROLES), min_size=1)),
    max_size=8,
    unique_by=lambda p: p.user_id,
)


@given(people, st.data(), st.one_of(st.none(), st.sets(st.uuids(), max_size=2)))
def test_the_road_never_passes_whom_it_is_about_nor_those_below(here, data, parents):
    about = data.draw(st.one_of(st.none(), st.sampled_from([p.user_id for p in here] or [uuid4()])))
    if parents is not None and about is not None and data.draw(st.booleans()):
        parents |= {about}
    stops = road(here, about=about, parents=parents)
    assert all(about not in stop.people for stop in stops)
    assert stops[-1].rung in {Rung.PARENT, Rung.KABUPATEN}
    assert [s.rung for s in stops[:-1]] == sorted((s.rung for s in stops[:-1]), key=INSIDE.index)
    accused = next((p for p in here if p.user_id == about), None)
    if accused is not None:
        assert all(INSIDE.index(s.rung) + 1 > accused.rank for s in stops[:-1])
    if accused is not None and "HEAD" in accused.roles:
        assert len(stops) == 1
    if parents is not None and about in parents:
        assert stops[-1].rung is Rung.KABUPATEN


def _office(*roles: str) -> list[Holder]:
    return [Holder(UUID(int=n), frozenset({role})) for n, role in enumerate(roles, start=1)]


def test_with_whom_it_lies():
    whole = tuple(Stop(rung) for rung in (*INSIDE, Rung.KABUPATEN))
    no_kasi, nobody = (whole[0], *whole[2:]), whole[-1:]
    for stops, late, rank, rung in (
        (whole, 0, turn(0, begun=False), Rung.OFFICER),
        (whole, 0, turn(0, begun=True), Rung.SECTION_HEAD),
        (whole, 1, turn(0, begun=True), Rung.SECTION_HEAD),
        (whole, 2, turn(0, begun=True), Rung.SECRETARY),
        (whole, 2, turn(0, begun=False), Rung.SECRETARY),
        (whole, 9, turn(0, begun=True), Rung.KABUPATEN),
        (whole[2:], 0, turn(3, begun=False), Rung.SECRETARY),
        (no_kasi, 0, turn(0, begun=True), Rung.SECRETARY),
        ((whole[0], whole[-1]), 0, turn(0, begun=True), Rung.OFFICER),
        (nobody, 0, turn(0, begun=True), Rung.KABUPATEN),
    ):
        assert holding(stops, late, rank).rung is rung, (stops, late, rank)


def test_the_road_by_whom_it_is_about():
    here = _office("COUNTER", "INFORMATION", "SECTION_HEAD", "SECRETARY", "HEAD")
    boss = UUID(int=99)
    expected = {
        None: ["INFORMATION", "SECTION_HEAD", "SECRETARY", "HEAD", "PARENT"],
        1: ["SECTION_HEAD", "SECRETARY", "HEAD", "PARENT"],
        2: ["SECTION_HEAD", "SECRETARY", "HEAD", "PARENT"],
        3: ["SECRETARY", "HEAD", "PARENT"],
        4: ["HEAD", "PARENT"],
        5: ["PARENT"],
    }
    for about, rungs in expected.items():
        stops = road(here, about=UUID(int=about) if about else None, parents=[boss])
        assert [s.rung.value for s in stops] == rungs, about
    assert road(here, parents=None)[-1].rung is Rung.KABUPATEN
    assert road(here, parents=[])[-1].rung is Rung.KABUPATEN
    assert [s.rung.value for s in at(road(here), 2)] == ["INFORMATION", "SECTION_HEAD", "SECRETARY"]
    assert lowest_rank(None) == 0
    assert [lowest_rank(p) for p in here] == [2, 2, 3, 4, 5]


CALENDAR = WorkCalendar(EXAMPLE_HOURS.rows())
days = st.dates(date(2026, 1, 1), date(2027, 12, 1))
klasses = st.sampled_from(list(Klass))


@given(days, klasses, st.one_of(st.none(), st.integers(0, 20)))
def test_terms_are_working_days_and_none_lies_after_the_answers(received, klass, verified_after):
    verified = received + timedelta(days=verified_after) if verified_after is not None else None
    found = deadlines(CALENDAR, received=received, verified=verified, klass=klass, terms=USUAL)
    assert received < found.verify_by <= found.due_on
    assert found.reply_by <= found.due_on
    for day in (found.verify_by, found.due_on):
        assert CALENDAR.is_working_day(day)
    assert CALENDAR.working_days_between(received, found.due_on) == USUAL.days[klass]
    assert CALENDAR.working_days_between(received, found.verify_by) == min(3, USUAL.days[klass])


@given(days)
def test_silence_is_ten_working_days(answered):
    last = closes_on(CALENDAR, answered=answered, terms=USUAL)
    assert CALENDAR.working_days_between(answered, last) == 10


@given(days, klasses, st.integers(0, 120), st.booleans(), st.booleans())
def test_lateness_only_grows_until_it_is_answered(received, klass, later, verified, begun):
    limits = deadlines(CALENDAR, received=received, verified=None, klass=klass, terms=USUAL)
    levels = [
        late_terms(limits, today=received + timedelta(days=n), verified=verified, begun=begun, answered=False)
        for n in (0, later, later + 1)
    ]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert late_terms(limits, today=date.max, verified=verified, begun=begun, answered=True) == 0


def test_lateness_counts_the_terms_that_are_over():
    limits = Deadlines(date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 20))
    at_day = {5: 0, 6: 1, 11: 2, 21: 3}
    for day, expected in at_day.items():
        today = date(2026, 11, day)
        assert late_terms(limits, today=today, verified=False, begun=False, answered=False) == expected, day


terms = st.builds(
    Terms,
    st.fixed_dictionaries({klass.value: st.integers(1, 90) for klass in Klass}),
    st.integers(1, 9),
    st.integers(1, 20),
    st.integers(1, 30),
)


@given(terms, terms)
def test_an_office_only_tightens(above, own):
    found = tightened(above, own)
    assert all(found.days[klass] <= above.days[klass] for klass in above.days)
    assert (found.verify <= above.verify, found.reply <= above.reply, found.silence >= above.silence) == (
        True,
    ) * 3
    assert Terms.read(found.plain()) == found


def test_what_is_kept_half_falls_back_to_the_usual():
    assert Terms.read({}) == USUAL
