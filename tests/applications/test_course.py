"""Where files lie, worked out from their events: once for all files whose events have the same shape."""

import pytest

from applications.course import fold, walk
from applications.workflow import Action, BrokenHistory
from tests.applications.workflow_cases import FIVE, SKTM, every_story


@pytest.mark.parametrize("name", FIVE)
@pytest.mark.parametrize("stretch", [1, 1.5, -1], ids=["as it was", "slower", "clock set back"])
def test_the_walk_of_a_shape_is_the_fold_of_its_events(name, stretch):
    process = FIVE[name]
    stories = [story for story in every_story(process) if story.records]
    assert len(stories) > 10
    for story in stories:
        shape = tuple((each.action.value, each.step, each.to_step) for each in story.records)
        folded = fold(process, story.records).course
        first = story.records[0].at
        moments = [first + (each.at - first) * stretch for each in story.records]
        walked = walk(process, shape).course(moments)
        assert [span.holder for span in walked.spans] == [span.holder for span in folded.spans]
        assert [span.start for span in walked.spans] == [max(moments[: n + 1]) for n in range(len(moments))]
        if folded.complete_at is None:
            assert walked.complete_at is None
        else:
            assert walked.complete_at == first + (folded.complete_at - first) * stretch


def test_events_that_do_not_follow_are_broken():
    with pytest.raises(BrokenHistory):
        walk(SKTM, ((Action.COMPLETE.value, "sign", "hand_over"),))
