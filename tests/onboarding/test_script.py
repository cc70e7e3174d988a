"""The twelve tasks of a rehearsal (pure)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from applications.labels import COMPLETE
from applications.presenters_actions import BUTTONS, SUMMARIES
from applications.workflow_types import Action, StepKind
from onboarding.script import TASKS, Course, Happened, current, lines, wants_next_day
from tests.source import ROOT

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def event(action: str, *, file: str = "a", at: datetime = MONDAY) -> Happened:
    return Happened(file, action, "", at)


WHOLE = Course(
    events=[
        event("return"),
        event("resubmit", at=MONDAY + DAY),
        event("wait", file="b", at=MONDAY + DAY),
        event("resume", file="b", at=MONDAY + 2 * DAY),
        event("undo", file="b"),
        event("withdraw", file="c"),
        event("reject", file="d"),
    ],
    received=4,
    handed=1,
    moved_on=1,
    tickets=1,
    absences=1,
)


def test_there_are_twelve_and_all_can_be_done():
    assert len(TASKS) == 12
    assert len({task.key for task in TASKS}) == 12
    assert all(line.done for line in lines(WHOLE))
    assert current(lines(WHOLE)) is None


def test_nothing_is_done_at_the_start():
    found = lines(Course())
    assert not any(line.done for line in found)
    assert current(found) == found[0]


@pytest.mark.parametrize("number", range(12))
def test_each_task_is_its_own(number):
    """Take away what one task needs: that task is open, and only tasks that build on it."""
    less: dict[int, dict[str, Any]] = {
        0: {"received": 0},
        1: {"moved_on": 0},
        2: {"handed": 0},
        3: {"events": [e for e in WHOLE.events if e.action != "return"]},
        4: {"events": [e for e in WHOLE.events if e.action != "resubmit"]},
        5: {"tickets": 0},
        6: {"events": [e for e in WHOLE.events if e.action != "wait"]},
        7: {"events": [e for e in WHOLE.events if e.action != "resume"]},
        8: {"events": [e for e in WHOLE.events if e.action != "undo"]},
        9: {"events": [e for e in WHOLE.events if e.action != "withdraw"]},
        10: {"events": [e for e in WHOLE.events if e.action != "reject"]},
        11: {"absences": 0},
    }
    found = lines(Course(**{**vars(WHOLE), **less[number]}))
    left = {line.number - 1 for line in found if not line.done}
    assert number in left
    assert left <= {number, number + 1}


@pytest.mark.parametrize(
    ("at", "file", "done"),
    [
        (MONDAY + DAY, "a", True),
        (MONDAY + timedelta(hours=2), "a", False),  # the same day
        (MONDAY + timedelta(hours=16), "a", True),  # 00.00 WIB: the next day in Lumajang
        (MONDAY + DAY, "b", False),  # another file
    ],
)
def test_the_applicant_comes_back_on_a_later_day(at, file, done):
    course = Course(events=[event("return"), event("resubmit", file=file, at=at)])
    assert lines(course)[4].done is done


def test_the_clock_is_asked_to_move_only_where_a_task_wants_it():
    course = Course(events=[event("return")], received=1, handed=1, moved_on=1)
    here = current(lines(course))
    assert here is not None
    assert here.task.key == "lengkapi"
    assert wants_next_day(here, course, MONDAY)
    assert not wants_next_day(here, course, MONDAY + DAY)
    assert not wants_next_day(lines(course)[0], course, MONDAY)
    assert not wants_next_day(None, course, MONDAY)


QUOTED = re.compile(r"“([^”]+)”")
WORDS = re.compile(r"""\{% (?:translate|blocktranslate) ["']([^"']+)["']""")


def on_the_pages() -> set[str]:
    """Every text of our templates, and what the actions of a file and their buttons are called."""
    found = {
        text
        for folder in ("config/templates", "requests", "reporting/onboarding")
        for path in (ROOT / folder).rglob("*.html")
        for text in WORDS.findall(path.read_text(encoding="utf-8"))
    }
    actions = [*SUMMARIES.values(), *BUTTONS.values(), *(words for words, _help in COMPLETE.values())]
    return found | {str(words) for words in actions}


def test_a_task_calls_buttons_by_their_very_words():
    there = on_the_pages()
    quoted = {task.key: QUOTED.findall(str(task.how)) for task in TASKS}
    assert {text for texts in quoted.values() for text in texts} <= there
    for key, action in {"tunda": Action.WAIT, "urung": Action.UNDO, "batal": Action.WITHDRAW}.items():
        assert {str(SUMMARIES[action]), str(BUTTONS[action])} <= set(quoted[key])
    assert str(BUTTONS[Action.RESUME]) in quoted["lanjut"]
    assert str(BUTTONS[Action.REJECT]) in quoted["tolak"]
    assert str(COMPLETE[StepKind.HAND_OVER][0]) in quoted["serahkan"]
    assert {"Cari", "Pemohon baru: isi datanya"} <= set(quoted["terima"])
    said = " ".join(f"{task.title} {task.how}" for task in TASKS).lower()
    assert not re.search(r"\b(tunda|urung\w*|catat batal)\b", said)
