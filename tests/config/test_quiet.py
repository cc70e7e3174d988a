"""The worker's log: a periodic task that found nothing says nothing, whatever happened is told."""

import importlib
import logging

import pytest

from config.quiet import TELLERS, Idle

FOLD = {"id": "1", "name": "indicators.fold"}


def line(facts, level=logging.INFO, name="tests.quiet"):
    record = logging.LogRecord(name, level, __file__, 1, "Task", (), None)
    record.data = facts
    return record


@pytest.mark.parametrize(
    ("facts", "level", "told"),
    [
        (FOLD, logging.INFO, False),
        ({**FOLD, "return_value": "0"}, logging.INFO, False),
        ({**FOLD, "return_value": "None"}, logging.INFO, False),
        ({**FOLD, "return_value": "3"}, logging.INFO, True),
        ({**FOLD, "exc": "OperationalError"}, logging.ERROR, True),
        ({"name": "offices.write_archive"}, logging.INFO, True),
        ({"name": "offices.write_archive", "return_value": "None"}, logging.INFO, True),
        ("no facts", logging.INFO, True),
    ],
)
def test_only_what_found_nothing_is_left_out(facts, level, told):
    assert Idle(["indicators.fold"]).filter(line(facts, level)) is told


def test_at_debug_everything_is_told():
    logger = logging.getLogger("tests.quiet.debug")
    logger.setLevel(logging.DEBUG)
    assert Idle(["indicators.fold"]).filter(line(FOLD, name=logger.name))


def test_every_periodic_task_is_hushed_at_both_tellers():
    schedule = importlib.import_module("config.celery").SCHEDULE  # not before: it becomes the current app
    for name in TELLERS:
        (idle,) = [each for each in logging.getLogger(name).filters if isinstance(each, Idle)]
        assert idle.tasks == {entry["task"] for entry in schedule.values()}
