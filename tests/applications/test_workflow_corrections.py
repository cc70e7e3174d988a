"""Correcting what was signed, and undoing what was just done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from applications.workflow import (
    UNDO_WITHIN,
    Action,
    Command,
    Effect,
    Phase,
    Refusal,
    available,
    decide,
    label,
    replay,
)
from tests.applications.workflow_cases import (
    ACTING,
    COUNTER,
    DTKS,
    EVERYONE,
    HEAD,
    HEAD_WITHOUT_AUTHORITY,
    JATIROTO,
    KTP,
    OPERATOR,
    SECTION_HEAD,
    SKTM,
    handed_over,
    new,
    refusal,
    signed,
)

STRIP = (Effect.TAKE_STRIP_NUMBER, Effect.WRITE_REGISTER)
GIVE = (Effect.HAND_OVER,)

each_signing = pytest.mark.parametrize("process", [SKTM, DTKS, JATIROTO], ids=["000", "001", "002"])


class TestCorrecting:
    @pytest.mark.parametrize("process", [DTKS, JATIROTO], ids=["001", "002"])
    @pytest.mark.parametrize("begin", [signed, handed_over])
    def test_a_letter_replaces_it_and_hands_it_over_again(self, process, begin):
        story = begin(process)
        given = story.state.handovers
        asked = story.then("correct", SECTION_HEAD)
        assert asked.effects == ()
        assert asked.state.phase is story.state.phase
        assert asked.state.correction.asked_by == SECTION_HEAD.user_id
        assert asked.state.correction.reason == "Nama pada KK berbeda"
        made = asked.then("correct", HEAD)
        assert made.effects == (Effect.REPLACE_LETTER, Effect.SIGN_LETTER, Effect.WRITE_REGISTER)
        assert made.row == "OPEN hand_over with number"
        assert made.state.signed
        assert not made.state.handed_over
        assert label(process, made.state) == "siap_diambil"
        again = made.then("complete", COUNTER)
        assert again.effects == GIVE
        assert again.state.handovers == given + 1
        assert [record.data.get("stage") for record in again.records[-3:]] == ["asked", "signed", None]

    @pytest.mark.parametrize("begin", [signed, handed_over])
    def test_a_strip_voids_its_number_and_registers_it_anew(self, begin):
        made = begin(SKTM).then("correct", SECTION_HEAD).then("correct", ACTING)
        assert made.effects == (Effect.VOID_LETTER,)
        assert made.row == "OPEN register"
        assert not made.state.registered
        registered = made.then("complete", COUNTER)
        assert registered.effects == STRIP
        assert registered.then("complete", COUNTER).state.phase is Phase.HANDED_OVER

    def test_can_be_done_more_than_once(self):
        story = handed_over(DTKS)
        for _ in range(3):
            story = story.through("correct", "correct", "complete")
        assert story.state.handovers == 4
        assert replay(DTKS, story.records) == story.state

    @each_signing
    def test_holds_the_file_until_the_head_answers(self, process):
        asked = signed(process).then("correct", SECTION_HEAD)
        for action in (Action.COMPLETE, Action.WITHDRAW, Action.REJECT, Action.WAIT):
            assert refusal(asked, Command(action, ground="x", agency="x")) is Refusal.CORRECTION_OPEN

    @each_signing
    @pytest.mark.parametrize("begin", [signed, handed_over])
    @pytest.mark.parametrize("head", [HEAD, HEAD_WITHOUT_AUTHORITY, ACTING])
    def test_is_declined_with_a_reason_and_leaves_all_as_it_was(self, process, begin, head):
        story = begin(process)
        asked = story.then("correct", SECTION_HEAD)
        assert refusal(asked, Command(Action.SEND_BACK, reason=" "), head) is Refusal.NEEDS_REASON
        declined = asked.then("send_back", head)
        assert declined.effects == ()
        assert declined.records[-1].data["stage"] == "declined"
        same = replace(declined.state, event_no=story.state.event_no, last=None, before=None)
        assert same == replace(story.state, last=None, before=None)

    def test_is_not_declined_by_someone_who_meant_to_send_the_file_back(self):
        asked = signed(SKTM).then("correct", SECTION_HEAD)
        wanted = Command(Action.SEND_BACK, to_step="register", reason="Nomor salah")
        assert refusal(asked, wanted) is Refusal.CORRECTION_OPEN

    def test_is_taken_back_by_the_one_who_asked(self):
        asked = handed_over(DTKS).then("correct", SECTION_HEAD)
        assert asked.then("undo", SECTION_HEAD).state.correction is None
        assert refusal(asked, Command(Action.UNDO), HEAD) is Refusal.NOT_YOURS

    def test_is_for_signed_letters_with_a_number(self):
        wanted = Command(Action.CORRECT, reason="Salah nama")
        assert refusal(new(DTKS).at("sign"), wanted) is Refusal.NOT_SIGNED
        assert refusal(new(SKTM).at("register"), wanted) is Refusal.NOT_NUMBERED
        assert refusal(handed_over(KTP), wanted) is Refusal.NO_LETTER
        assert refusal(signed(DTKS), Command(Action.CORRECT)) is Refusal.NEEDS_REASON

    def test_needs_the_head_with_authority_to_sign(self):
        asked = signed(DTKS).then("correct", SECTION_HEAD)
        wanted = Command(Action.CORRECT)
        assert refusal(asked, wanted, HEAD_WITHOUT_AUTHORITY) is Refusal.NO_AUTHORITY
        assert refusal(asked, wanted, SECTION_HEAD) is Refusal.WRONG_ROLE


class TestUndoing:
    @pytest.mark.parametrize(
        ("after", "code"),
        [
            (timedelta(0), None),
            (UNDO_WITHIN, None),
            (UNDO_WITHIN + timedelta(microseconds=1), Refusal.TOO_LATE),
        ],
    )
    def test_ends_after_five_minutes(self, after, code):
        story = new(JATIROTO).at("produce")
        now = story.now + after
        assert (Action.UNDO in available(JATIROTO, story.state, EVERYONE, now)) is (code is None)
        if code is None:
            undone = decide(JATIROTO, story.state, EVERYONE, Command(Action.UNDO), now)
            assert undone.record.to_step == "verify"
        else:
            assert refusal(story, Command(Action.UNDO), after=after) is code

    def test_takes_minutes_from_the_last_event_not_from_the_first(self):
        assert timedelta(minutes=5) == UNDO_WITHIN
        story = new(JATIROTO).at("produce")
        late = replace(story, now=story.now + timedelta(hours=1)).then("wait")
        assert late.then("undo").state.phase is Phase.OPEN

    def test_happens_once(self):
        undone = new(JATIROTO).at("produce").then("undo")
        assert undone.records[-1].data["undone"] == 2
        assert refusal(undone, Command(Action.UNDO)) is Refusal.FINAL
        assert undone.then("complete").row == "OPEN produce"

    def test_takes_back_a_hand_over_to_the_wrong_person(self):
        undone = handed_over(DTKS).then("undo")
        assert undone.effects == (Effect.TAKE_BACK,)
        assert (undone.row, undone.state.handovers) == ("OPEN hand_over with number", 0)
        assert handed_over(KTP).then("undo").effects == (Effect.TAKE_BACK, Effect.STRIKE_REGISTER)

    def test_stops_a_clock_that_should_not_have_started(self):
        story = new(DTKS).through("return", "resubmit", "complete", "undo")
        assert story.effects == (Effect.STOP_CLOCK,)
        assert story.state.clock_started_at is None
        assert story.then("complete").effects == (Effect.START_CLOCK,)

    @pytest.mark.parametrize("step", ["produce", "sign"])
    def test_never_takes_back_a_receipt_a_drawn_letter_or_a_signature(self, step):
        assert refusal(new(DTKS).at(step).then("complete"), Command(Action.UNDO)) is Refusal.FINAL
        assert refusal(new(DTKS).then("return"), Command(Action.UNDO)) is Refusal.FINAL

    def test_is_for_the_same_person_while_they_work_here(self):
        story = new(JATIROTO).then("complete", COUNTER).then("complete", COUNTER)
        assert refusal(story, Command(Action.UNDO), OPERATOR) is Refusal.NOT_YOURS
        left = replace(COUNTER, roles=frozenset())
        assert refusal(story, Command(Action.UNDO), left) is Refusal.WRONG_ROLE
