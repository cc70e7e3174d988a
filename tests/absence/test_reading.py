"""Absences in the read model: days, files, minutes; grown as by a rebuild; nothing of another office."""

from datetime import date, timedelta

import pytest

from absence.measures import ABSENCES
from absence.models import AbsenceDay, AbsenceMonth
from applications import absences, appointing
from applications.models import AbsenceKind, ActingForm
from applications.tasks import refresh_promises
from applications.workflow_types import Action
from commons import clock as clocks
from indicators import operations, queries
from indicators.periods import Period
from indicators.results import Scope
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from tests.indicators.histories import act, receive

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)
COLUMNS = ("away_days", "away_minutes", "away_files", "away_wait", "away_spared")


def at_signature(desk, service):
    """A file of this service that has just come to the leader."""
    file = receive(desk.people, service).file_id
    for _n in range(9):
        if act(desk.people, file, Action.COMPLETE).step.startswith("tanda_tangan"):
            return file
    raise AssertionError(service)


def gone(desk, hours, **changes):
    now = clocks.now()
    return absences.enter_absence(
        actor=desk.people["secretary"],
        from_at=now,
        to_at=now + timedelta(hours=hours),
        reason="Dinas luar",
        now=now,
        **changes,
    )


def cells(office, table=AbsenceDay):
    with public_scope():
        found = table.objects.filter(office_id=office.id).order_by("first", "service_code")
        return {
            (f"{row.first}", row.service_code): tuple(getattr(row, name) for name in COLUMNS) for row in found
        }


def sweep():
    operations.sweep(now=clocks.now())


def test_a_morning_without_the_leader(desk_a, desk_b, clock):
    with office_scope(desk_a.office):
        at_signature(desk_a, "sktm")
        gone(desk_a, 2)
    clock.set("2026-11-20 14:00")
    with office_scope(desk_a.office):
        absences.mark_recent(now=clocks.now())
    sweep()
    assert cells(desk_a.office) == {
        ("2026-11-20", ""): (0, 120, 1, 120, 0),
        ("2026-11-20", "sktm"): (0, 0, 1, 120, 0),
    }
    assert cells(desk_a.office, AbsenceMonth)["2026-11-01", ""] == (0, 120, 1, 120, 0)
    assert cells(desk_b.office) == {}


def test_days_away_are_working_days_and_files_are_counted_once(desk_a, clock):
    with office_scope(desk_a.office):
        at_signature(desk_a, "sktm")
        gone(desk_a, 24 * 4)
    # Each night what goes on is counted anew, though nobody did anything.
    for day in ("2026-11-21 01:00", "2026-11-24 01:00", "2026-11-25 01:00"):
        clock.set(day)
        with office_scope(desk_a.office):
            refresh_promises()
        sweep()
    month = cells(desk_a.office, AbsenceMonth)["2026-11-01", ""]
    # Friday from nine, Monday; Tuesday until nine is no half day.
    friday, monday, tuesday = 150 + 210, 270 + 180, 90
    assert month == (2, friday + monday + tuesday, 1, friday + monday + tuesday, 0)
    before = (cells(desk_a.office), cells(desk_a.office, AbsenceMonth))
    list(operations.rebuild(office=desk_a.office, now=clocks.now()))
    assert (cells(desk_a.office), cells(desk_a.office, AbsenceMonth)) == before


def test_what_a_stand_in_signs_is_spared(desk_a, clock):
    people = desk_a.people
    with office_scope(desk_a.office):
        file = at_signature(desk_a, "sktm")
        row = gone(desk_a, 3)
        appointing.appoint_acting(
            actor=people["head"],
            user_id=people["secretary"].user_id,
            name=people["secretary"].name,
            title=people["secretary"].title,
            form=ActingForm.PLH,
            ground="SP 1",
            from_date=DAY,
            to_date=DAY,
            absence_id=row.id,
            now=clocks.now(),
        )
        clock.advance(minutes=30)
        act({**people, "head": people["secretary"]}, file, Action.COMPLETE)
        absences.mark_recent(now=clocks.now())
    sweep()
    assert cells(desk_a.office)["2026-11-20", "sktm"] == (0, 0, 0, 0, 1)


def test_an_absence_that_never_was_leaves_nothing(desk_a, clock):
    with office_scope(desk_a.office):
        at_signature(desk_a, "sktm")
        row = gone(desk_a, 2)
        clock.advance(minutes=30)
    sweep()
    with office_scope(desk_a.office):
        absences.change_absence(
            actor=desk_a.people["secretary"],
            absence_id=row.id,
            from_at=clocks.now() + timedelta(days=3),
            to_at=clocks.now() + timedelta(days=4),
            reason="Dinas luar",
            kind=AbsenceKind.DUTY,
            now=clocks.now(),
        )
    sweep()
    assert set(cells(desk_a.office)) <= {("2026-11-20", "")}
    assert all(not any(found) for found in cells(desk_a.office).values())


def test_nothing_is_marked_at_night_where_nobody_was_away(desk_a):
    with office_scope(desk_a.office):
        refresh_promises()
    with public_scope():
        assert not DirtyMark.objects.filter(topic="absences").exists()


def test_the_bupati_sees_them_beside_the_others(desk_a, clock):
    with office_scope(desk_a.office):
        at_signature(desk_a, "sktm")
        gone(desk_a, 2)
    clock.set("2026-11-20 14:00")
    with office_scope(desk_a.office):
        absences.mark_recent(now=clocks.now())
    sweep()
    scope = Scope(Period.month(DAY))
    keys = [one.key for one in ABSENCES]
    table = queries.table(scope=scope, keys=[*keys, "received"])
    mine = next(row for row in table.rows if row.office.id == desk_a.office.id)
    found = {key: mine.values[key].value for key in keys}
    assert found == {
        "leader_days_away": 0,
        "leader_files_waited": 1,
        "leader_wait_per_file": 120,
        "leader_files_spared": 0,
    }
    assert not mine.values["leader_wait_per_file"].enough
    assert mine.values["received"].value == 1
    assert {one.key for one in queries.definitions(roles=["EXECUTIVE"])} >= set(keys)
    assert not {one.key for one in queries.definitions(roles=["COUNTER"])} & set(keys)
