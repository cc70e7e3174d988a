"""Whole stories of files: what each step brings about, receiving, bad input, history."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from applications.workflow import (
    Action,
    BrokenHistory,
    Command,
    Effect,
    Phase,
    ProductKind,
    Record,
    Refusal,
    Refused,
    Role,
    State,
    Step,
    StepKind,
    available,
    build_process,
    decide,
    label,
    receive,
    replay,
    waits_for,
)
from tests.applications.workflow_cases import (
    ACTING,
    COUNTER,
    DTKS,
    FIVE,
    HAND_OVER,
    HEAD,
    HEAD_WITHOUT_AUTHORITY,
    INITIAL,
    INTAKE,
    JATIROTO,
    KTP,
    MINUTE,
    OPERATOR,
    PRODUCE,
    REGISTER,
    SECTION_HEAD,
    SIGN,
    SKTM,
    T0,
    WITH_INITIAL,
    handed_over,
    new,
    refusal,
    signed,
)

RECEIVE = (Effect.TAKE_RECEIPT_NUMBER, Effect.START_CLOCK)
STRIP = (Effect.TAKE_STRIP_NUMBER, Effect.WRITE_REGISTER)
SIGN_LETTER = (Effect.SIGN_LETTER, Effect.WRITE_REGISTER)
GIVE = (Effect.HAND_OVER,)


class TestTheStraightWay:
    @pytest.mark.parametrize(
        ("name", "effects", "labels"),
        [
            (
                "000 SKTM Lumajang",
                [RECEIVE, (), (Effect.SIGN_PAPER,), STRIP, GIVE],
                "diajukan diperiksa menunggu_ttd ditandatangani siap_diambil diserahkan",
            ),
            (
                "003 KP4 Lumajang",
                [RECEIVE, (), (Effect.SIGN_PAPER,), STRIP, GIVE],
                "diajukan diperiksa menunggu_ttd ditandatangani siap_diambil diserahkan",
            ),
            (
                "004 KTP-el Lumajang",
                [RECEIVE, (), (Effect.WRITE_REGISTER, Effect.HAND_OVER)],
                "diajukan diproses siap_diambil diserahkan",
            ),
            (
                "001 DTKS Tompokersan",
                [RECEIVE, (Effect.DRAW_LETTER,), SIGN_LETTER, GIVE],
                "diajukan diproses menunggu_ttd siap_diambil diserahkan",
            ),
            (
                "002 SKTM Jatiroto",
                [RECEIVE, (), (Effect.DRAW_LETTER,), SIGN_LETTER, GIVE],
                "diajukan diperiksa diproses menunggu_ttd siap_diambil diserahkan",
            ),
        ],
    )
    def test_has_its_effects_and_words_step_by_step(self, name, effects, labels):
        story = new(FIVE[name])
        seen, words = [], [label(story.process, story.state)]
        while story.state.phase is Phase.OPEN:
            story = story.then("complete")
            seen.append(story.effects)
            words.append(label(story.process, story.state))
        assert seen == effects
        assert words == labels.split()
        assert story.state.handed_over
        assert story.state.handovers == 1
        assert story.state.registered
        assert [record.to_step for record in story.records][:-1] == [
            step.key for step in story.process.steps[1:]
        ]

    def test_is_walked_by_the_people_of_the_office(self):
        story = new(JATIROTO).then("complete", COUNTER).then("complete", COUNTER)
        story = story.then("complete", OPERATOR).then("complete", ACTING).then("complete", COUNTER)
        assert story.state.phase is Phase.HANDED_OVER
        assert [record.actor_id for record in story.records] == [
            actor.user_id for actor in (COUNTER, COUNTER, OPERATOR, ACTING, COUNTER)
        ]

    def test_lies_in_the_inbox_of_those_who_can_go_on(self):
        story = new(WITH_INITIAL)
        inboxes = []
        while story.state.phase is Phase.OPEN:
            inboxes.append(waits_for(story.process, story.state))
            story = story.then("complete")
        desk = {Role.COUNTER, Role.OPERATOR}
        supervisors = {Role.SECTION_HEAD, Role.SECRETARY}
        assert inboxes == [desk, desk, {Role.OPERATOR}, supervisors, {Role.HEAD}, desk]
        assert waits_for(story.process, story.state) == frozenset()
        assert waits_for(story.process, story.then("correct").state) == {Role.HEAD}


class TestTheWords:
    @pytest.mark.parametrize(
        ("actions", "word", "waiting_for", "missing"),
        [
            (("return",), "dikembalikan", "", ("fotokopi KK",)),
            (("complete", "wait"), "diperiksa", "Dukcapil", ()),
            (("complete", "wait", "resume"), "diperiksa", "", ()),
            (("complete", "wait", "reject"), "ditolak", "", ()),
            (("return", "withdraw"), "dibatalkan", "", ()),
        ],
    )
    def test_say_what_happened_and_nothing_that_is_over(self, actions, word, waiting_for, missing):
        state = new(JATIROTO).through(*actions).state
        assert (label(JATIROTO, state), state.waiting_for, state.missing) == (word, waiting_for, missing)

    def test_keep_the_ground_of_a_rejection(self):
        assert new(JATIROTO).through("complete", "reject").state.ground == "Bukan penduduk kecamatan ini"

    def test_know_files_that_are_registered_first_initialled_or_printed_after_the_signature(self):
        steps = (INTAKE, REGISTER, PRODUCE, INITIAL, SIGN, Step("stamp", StepKind.PRODUCE), HAND_OVER)
        story, words = new(build_process(ProductKind.LETTER, steps)), []
        while story.state.phase is Phase.OPEN:
            words.append(label(story.process, story.state))
            story = story.then("complete")
        assert words == (
            [
                "diajukan",
                "diregister",
                "diproses",
                "diproses",
                "menunggu_ttd",
                "ditandatangani",
                "siap_diambil",
            ]
        )


class TestReceiving:
    def test_a_complete_file_finishes_intake_and_starts_the_clock(self):
        decision = receive(KTP, COUNTER, T0, note="Pemohon lansia")
        assert decision.effects == RECEIVE
        assert decision.record == Record(
            1, T0, COUNTER.user_id, Action.COMPLETE, "intake", "produce", {"note": "Pemohon lansia"}
        )
        assert decision.state.clock_started_at == T0

    def test_an_incomplete_file_gets_its_number_and_goes_back_with_each_missing_item(self):
        missing = ("fotokopi KK", " surat pengantar RT/RW ", "", "fotokopi KK")
        decision = receive(DTKS, COUNTER, T0, missing=missing)
        assert decision.effects == (Effect.TAKE_RECEIPT_NUMBER,)
        assert decision.state.phase is Phase.RETURNED
        assert decision.state.missing == ("fotokopi KK", "surat pengantar RT/RW")
        assert decision.state.clock_started_at is None
        assert decision.record.data == {"missing": ["fotokopi KK", "surat pengantar RT/RW"]}

    def test_items_without_a_name_receive_nothing(self):
        with pytest.raises(Refused) as found:
            receive(DTKS, COUNTER, T0, missing=(" ", ""))
        assert found.value.code is Refusal.NEEDS_MISSING
        assert found.value.state == State()

    def test_is_the_work_of_the_desk(self):
        with pytest.raises(Refused) as found:
            receive(DTKS, HEAD, T0)
        assert found.value.code is Refusal.WRONG_ROLE

    def test_goes_on_under_the_same_number_after_the_file_came_back(self):
        story = new(DTKS).through("return", "resubmit")
        assert story.state.phase is Phase.OPEN
        assert story.state.missing == ()
        completed = story.then("complete")
        assert completed.effects == (Effect.START_CLOCK,)
        assert completed.state.clock_started_at == completed.now

    def test_starts_the_clock_only_once(self):
        story = new(JATIROTO).through("complete", "return", "resubmit")
        started = story.state.clock_started_at
        assert (story.process.key(story.state.step), started) == ("verify", T0 + MINUTE)
        again = story.then("send_back", to_step="intake").then("complete")
        assert again.effects == ()
        assert again.state.clock_started_at == started


class TestALetterBeforeItsSignature:
    def test_loses_its_number_when_the_head_declines_it(self):
        story = new(JATIROTO).at("sign").then("send_back", HEAD, to_step="produce")
        assert story.effects == (Effect.VOID_LETTER,)
        assert not story.state.numbered
        assert story.records[-1].data == {"reason": "Nama pada KK berbeda"}
        assert story.then("complete").effects == (Effect.DRAW_LETTER,)

    def test_keeps_its_number_when_only_the_paraf_is_asked_again(self):
        story = new(WITH_INITIAL).at("sign").then("send_back", to_step="initial")
        assert story.effects == ()
        assert story.state.numbered
        assert story.then("complete").effects == ()

    @pytest.mark.parametrize("action", ["reject", "withdraw"])
    def test_loses_its_number_when_the_file_ends(self, action):
        assert new(DTKS).at("sign").then(action).effects == (Effect.VOID_LETTER,)
        assert new(DTKS).at("produce").then(action).effects == ()

    def test_is_signed_by_nobody_without_authority_that_day(self):
        story = new(DTKS).at("sign")
        complete = Command(Action.COMPLETE)
        assert refusal(story, complete, HEAD_WITHOUT_AUTHORITY) is Refusal.NO_AUTHORITY
        assert refusal(story, complete, SECTION_HEAD) is Refusal.WRONG_ROLE

    def test_is_never_handed_over_even_from_a_state_that_came_from_elsewhere(self):
        forged = State(event_no=9, step=len(DTKS.steps) - 1, numbered=True, registered=True)
        with pytest.raises(Refused) as found:
            decide(DTKS, forged, COUNTER, Command(Action.COMPLETE), T0)
        assert found.value.code is Refusal.NOT_SIGNED
        assert Action.COMPLETE not in available(DTKS, forged, COUNTER, T0)


class TestBadInput:
    @pytest.mark.parametrize(
        ("step", "wanted", "code"),
        [
            ("verify", Command(Action.RETURN), Refusal.NEEDS_MISSING),
            ("verify", Command(Action.RETURN, missing=(" ", "\t")), Refusal.NEEDS_MISSING),
            ("produce", Command(Action.WAIT, agency="  "), Refusal.NEEDS_AGENCY),
            ("produce", Command(Action.REJECT, reason="x"), Refusal.NEEDS_GROUND),
            ("produce", Command(Action.SEND_BACK, reason="x"), Refusal.NEEDS_STEP),
            ("produce", Command(Action.SEND_BACK, to_step="", reason="x"), Refusal.NEEDS_STEP),
            ("produce", Command(Action.SEND_BACK, to_step="verify"), Refusal.NEEDS_REASON),
            ("produce", Command(Action.SEND_BACK, to_step="sign", reason="x"), Refusal.NOT_EARLIER),
            ("produce", Command(Action.SEND_BACK, to_step="produce", reason="x"), Refusal.NOT_EARLIER),
            ("produce", Command(Action.SEND_BACK, to_step="nowhere", reason="x"), Refusal.UNKNOWN_STEP),
        ],
    )
    def test_is_refused_by_name(self, step, wanted, code):
        story = new(JATIROTO).at(step)
        assert refusal(story, wanted) is code

    def test_does_not_reach_behind_a_signature(self):
        wanted = Command(Action.SEND_BACK, to_step="sign", reason="x")
        assert refusal(signed(SKTM), wanted) is Refusal.SIGNED

    @pytest.mark.parametrize("seen", [0, 1, 3, -1])
    def test_of_an_old_page_is_stale_and_says_who_moved_the_file(self, seen):
        story = new(JATIROTO).then("complete", COUNTER).then("complete", COUNTER)
        with pytest.raises(Refused) as found:
            decide(JATIROTO, story.state, HEAD, Command(Action.COMPLETE, expected_event=seen), T0)
        assert found.value.code is Refusal.STALE
        last = found.value.state.last
        assert last is not None
        assert (last.actor_id, last.at) == (COUNTER.user_id, story.now)

    def test_of_the_current_page_is_not_stale(self):
        story = new(JATIROTO).through("complete", "complete")
        assert story.command(Command(Action.COMPLETE, expected_event=2)).state.event_no == 3

    def test_without_a_time_zone_is_a_mistake_of_the_caller(self):
        with pytest.raises(ValueError, match="time zone"):
            receive(DTKS, COUNTER, datetime(2026, 11, 23, 8, 0))  # noqa: DTZ001

    def test_that_an_action_does_not_ask_for_is_not_kept(self):
        story = new(JATIROTO).then("complete")
        assert story.records[-1].data == {"reason": "Nama pada KK berbeda"}
        assert story.then("wait").records[-1].data["agency"] == "Dukcapil"


class TestAHistory:
    def test_of_nothing_is_no_file_yet(self):
        assert replay(DTKS, ()) == State()

    @pytest.mark.parametrize(
        ("change", "seq"),
        [
            (lambda events: events[1:], 2),
            (lambda events: [*events[:2], *events[3:]], 4),
            (lambda events: [events[1], events[0], *events[2:]], 2),
            (lambda events: [*events[:-1], replace(events[-1], seq=7)], 7),
            (lambda events: [*events[:2], replace(events[2], step="intake"), *events[3:]], 3),
            (lambda events: [*events[:2], replace(events[2], to_step="hand_over"), *events[3:]], 3),
            (lambda events: [*events[:2], replace(events[2], action=Action.RESUME), *events[3:]], 3),
            (lambda events: [*events[:2], replace(events[2], action=Action.CORRECT), *events[3:]], 3),
            (lambda events: [*events, replace(events[-1], seq=6)], 6),
            (lambda events: [events[0], replace(events[1], action=Action.SEND_BACK, to_step="sign")], 2),
            (lambda events: [events[0], replace(events[1], action=Action.UNDO, to_step="intake")], 2),
        ],
        ids=[
            "cut",
            "swapped_out",
            "reordered",
            "numbered with a gap",
            "moved",
            "jumped",
            "impossible",
            "unsigned",
            "twice",
            "forward",
            "undone",
        ],
    )
    def test_that_was_tampered_with_is_broken_at_the_first_event_that_errs(self, change, seq):
        events = list(handed_over(JATIROTO).records)
        with pytest.raises(BrokenHistory) as found:
            replay(JATIROTO, change(events))
        assert found.value.seq == seq

    def test_does_not_depend_on_roles_people_had_then(self):
        events = [replace(record, actor_id=UUID(int=99)) for record in handed_over(DTKS).records]
        assert replay(DTKS, events).phase is Phase.HANDED_OVER
