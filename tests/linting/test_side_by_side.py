"""Several processes find what one finds, and a child that is killed does not go unnoticed."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any

import pytest

from linting.checking.checks import check_standard
from linting.checking.sheets_draft import sheets_of_file
from linting.checking.side_by_side import by_office, cores
from tests.linting.conftest import SEEDS

EACH = 25


@pytest.fixture
def offices():
    (one,) = sheets_of_file(next(SEEDS.glob("003_*.txt")))
    return {
        office: [replace(one, office=office, service=f"{office}-{n}") for n in range(EACH)]
        for office in ("kec-a", "kec-b")
    }


def found(sheets: Any, context: Any) -> list[dict[str, Any]]:
    return [one.as_data() for sheet in sheets[:2] for one in check_standard(sheet, context)]


def where(sheets: Any, _context: Any) -> tuple[int, int]:
    return os.getpid(), len(sheets)


def killed(sheets: Any, _context: Any) -> None:
    if sheets[0].office == "kec-b":
        os.kill(os.getpid(), signal.SIGKILL)


def test_several_find_what_one_finds(offices, context):
    alone = dict(by_office(offices, context, found))
    both = dict(by_office(offices, context, found, processes=2))
    assert both == alone
    assert list(both) == ["kec-a", "kec-b"]
    assert all(alone.values())


def test_the_work_is_done_by_children_where_it_is_worth_one(offices, context):
    assert {pid for pid, _n in dict(by_office(offices, context, where)).values()} == {os.getpid()}
    children = dict(by_office(offices, context, where, processes=2))
    assert os.getpid() not in {pid for pid, _n in children.values()}
    assert {n for _pid, n in children.values()} == {EACH}
    few = {office: sheets[:3] for office, sheets in offices.items()}
    assert {pid for pid, _n in dict(by_office(few, context, where, processes=2)).values()} == {os.getpid()}
    assert cores() >= 1


def test_a_killed_child_is_an_error_not_a_gap(offices, context):
    with pytest.raises(BrokenProcessPool):
        dict(by_office(offices, context, killed, processes=2))
