"""Folding: what happened at the counter is in the figures, once, on its day; and equals a rebuild."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.absences import enter_absence
from applications.models import Event, File, LeaderAbsence
from applications.workflow_types import Action, Phase, StepKind
from commons import clock as clocks
from indicators import operations
from indicators.models import Failing, FilesDay, FilesMonth, OpenFiles, Sweep
from indicators.periods import Period, days_since
from offices import changes
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from tests.indicators.histories import Walk, act, receive, rows, through

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def sweep():
    return operations.sweep(now=clocks.now())


def cell(office, day=DAY, service="", table=FilesDay):
    with public_scope():
        return table.objects.get(office_id=office.id, first=day, service_code=service)


def marks():
    with public_scope():
        return DirtyMark.objects.filter(topic="files").count()


def test_a_file_is_counted_on_its_days(desk_a):
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm")
        receive(desk_a.people, "ktp-el")
    assert sweep().marks == 7
    whole, sktm = cell(desk_a.office), cell(desk_a.office, service="sktm")
    assert (whole.received, whole.finished, whole.kept, whole.late) == (2, 1, 1, 0)
    assert (sktm.received, sktm.finished, sktm.office_sum, sktm.whole_sum) == (1, 1, 0, 0)
    assert (whole.on_duty, whole.duty_days) == (2, 1)
    assert cell(desk_a.office, day=date(2026, 11, 1), table=FilesMonth).received == 2
    assert marks() == 0


def test_minutes_have_their_owner(desk_a, clock):
    with office_scope(desk_a.office):
        file = receive(desk_a.people, "ktp-el").file_id
        clock.advance(minutes=20)
        act(desk_a.people, file, Action.WAIT, agency="Dukcapil")
        clock.set("2026-11-23 08:30")
        act(desk_a.people, file, Action.RESUME)
        clock.advance(minutes=7)
        act(desk_a.people, file, Action.COMPLETE)
        clock.advance(minutes=3)
        act(desk_a.people, file, Action.COMPLETE)
    sweep()
    done = cell(desk_a.office, day=date(2026, 11, 23))
    assert (done.finished, done.waited, done.office_sum, done.applicant_sum) == (1, 1, 27, 3)
    friday = 130 + 210  # 09.20 to 11.30, 13.00 to 16.30
    assert done.other_agency_sum == friday + 60
    assert done.office_squares == 27 * 27
    assert sum(done.office_hist) == 1
    assert cell(desk_a.office).waits == 1
    assert done.whole_sum == 3 * 24 * 60 - 60 + 40 - 20 + 20


def test_what_is_taken_back_is_taken_out(desk_a, clock):
    with office_scope(desk_a.office):
        file = through(desk_a.people, "sktm").file_id
    sweep()
    assert cell(desk_a.office).finished == 1
    clock.advance(minutes=2)
    with office_scope(desk_a.office):
        act(desk_a.people, file, Action.UNDO)
    sweep()
    again = cell(desk_a.office)
    assert (again.finished, again.kept, again.received) == (0, 0, 1)
    assert again.whole_hist == []


def test_an_absence_entered_late_flows_through(desk_a, clock):
    with office_scope(desk_a.office):
        file = receive(desk_a.people, "sktm").file_id
        act(desk_a.people, file, Action.COMPLETE)
        clock.advance(minutes=60)
        for _step in range(3):
            act(desk_a.people, file, Action.COMPLETE)
    sweep()
    before = cell(desk_a.office)
    assert (before.office_sum, before.leader_away_sum) == (60, 0)
    clock.set("2026-11-25 09:00")
    with office_scope(desk_a.office):
        start = clocks.now() - timedelta(days=5)
        enter_absence(
            actor=desk_a.people["secretary"],
            from_at=start + timedelta(minutes=10),
            to_at=start + timedelta(minutes=40),
            reason="Rapat",
            now=clocks.now(),
        )
    sweep()
    after = cell(desk_a.office)
    assert (after.office_sum, after.leader_away_sum, after.whole_sum) == (30, 30, 60)


def test_a_month_long_past_is_folded_whole(desk_a, clock):
    with office_scope(desk_a.office):
        file = receive(desk_a.people, "sktm", missing=("ktp",)).file_id
    sweep()
    clock.advance(days=100)
    operations.forget_days(now=clocks.now())
    with public_scope():
        assert not FilesDay.objects.exists()
    with office_scope(desk_a.office):
        act(desk_a.people, file, Action.WITHDRAW)
    sweep()
    assert cell(desk_a.office, day=date(2026, 11, 1), table=FilesMonth).received == 1
    assert cell(desk_a.office, day=clocks.today()).withdrawn == 1
    assert cell(desk_a.office, day=clocks.today()).oldest == DAY


def test_what_lies_ready_to_be_fetched_is_open_but_neither_late_nor_old(desk_a, clock):
    """That an applicant does not come is nothing the office is late with."""
    with office_scope(desk_a.office):
        file = receive(desk_a.people, "sktm").file_id
        while File.objects.get(id=file).step_kind != StepKind.HAND_OVER:
            act(desk_a.people, file, Action.COMPLETE)
    clock.advance(days=30)
    sweep()
    operations.refresh_open(now=clocks.now())
    with public_scope():
        row = OpenFiles.objects.get(office_id=desk_a.office.id, service_code="")
    assert (row.open, row.overdue, row.oldest) == (1, 0, None)


def test_nothing_of_one_office_is_counted_for_another(desk_a, desk_b):
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm")
    sweep()
    assert rows(desk_b.office) == {"FilesDay": [], "FilesMonth": []}
    with public_scope():
        assert not OpenFiles.objects.filter(office_id=desk_b.office.id, open__gt=0).exists()


def test_open_files_and_the_staff_that_is_promised(desk_a, clock):
    with office_scope(desk_a.office):
        receive(desk_a.people, "sktm")
        clock.advance(days=5)
        receive(desk_a.people, "ktp-el")
    sweep()
    with public_scope():
        lying = {row.service_code: row for row in OpenFiles.objects.all()}
    assert (lying[""].open, lying[""].overdue, lying[""].oldest) == (2, 1, DAY)
    assert lying["sktm"].overdue == 1
    most = max(row.promised or 0 for row in lying.values())
    assert lying[""].promised == most > 0


def test_a_sweep_without_marks_says_how_far_the_figures_go(office_a, clock):
    now = clock.advance(minutes=1)
    assert sweep().offices == 0
    with public_scope():
        assert Sweep.objects.get().swept_at == now
        assert not Failing.objects.exists()


def test_folding_twice_is_folding_once(desk_a):
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm-rekomendasi")
    sweep()
    once = rows(desk_a.office)
    list(operations.rebuild(office=desk_a.office, now=clocks.now()))
    sweep()
    assert rows(desk_a.office) == once


def test_random_histories_do_everything_there_is_to_do(desk_a, clock):
    walk = Walk(desk_a.office, desk_a.people, clock, seed=1)
    for _n in range(300):
        walk.step()
    with office_scope(desk_a.office):
        assert set(Event.objects.values_list("action", flat=True)) == {action.value for action in Action}
        assert LeaderAbsence.objects.exists()
        assert set(File.objects.values_list("phase", flat=True)) == {phase.value for phase in Phase}


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), folds=st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_what_grew_step_by_step_equals_a_rebuild(desk_a, clock, seed, folds):
    """Whatever happens at the counter, and whenever the figures are folded meanwhile."""
    clock.set("2026-11-20 09:00")
    with transaction.atomic():
        walk = Walk(desk_a.office, desk_a.people, clock, seed)
        for steps in folds:
            for _n in range(steps):
                walk.step()
            sweep()
        grown = rows(desk_a.office)
        with public_scope():
            FilesDay.objects.all().delete()
            FilesMonth.objects.all().delete()
        list(operations.rebuild(office=desk_a.office, now=clocks.now()))
        kept = days_since(clocks.today())
        rebuilt = rows(desk_a.office)
        grown["FilesDay"] = [row for row in grown["FilesDay"] if row["first"] >= kept]
        assert grown == rebuilt
        transaction.set_rollback(True)


def test_files_that_were_loaded_without_marks_are_found_since_a_day(desk_a, clock):
    """As a restore or a bulk load leaves them."""
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm")
        clock.advance(days=120)
        through(desk_a.people, "ktp-el")
    with public_scope():
        DirtyMark.objects.all().delete()
        changes.mark(office_id=desk_a.office.id, since=date(2020, 1, 1))
    sweep()
    grown = rows(desk_a.office)
    assert [row["received"] for row in grown["FilesMonth"]] == [1, 1, 1, 1]
    list(operations.rebuild(office=desk_a.office, now=clocks.now()))
    assert rows(desk_a.office) == grown


def test_the_nightly_check_finds_nothing_and_says_what_it_finds(desk_a, caplog):
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm")
    sweep()
    assert operations.reconcile(office=desk_a.office, now=clocks.now()) == 0
    with public_scope():
        row = FilesMonth.objects.get(service_code="sktm")
        FilesMonth.objects.filter(service_code="sktm").delete()
        row.pk, row.received = None, 99
        row.save(force_insert=True)
    assert operations.reconcile(office=desk_a.office, now=clocks.now()) == 1
    assert "folded wrongly in 2026-11-01" in caplog.text
    assert cell(desk_a.office, day=date(2026, 11, 1), service="sktm", table=FilesMonth).received == 1


def test_a_rebuild_of_some_months_leaves_the_others(desk_a, clock):
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm")
    sweep()
    clock.advance(days=30)
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm")
    sweep()
    before = rows(desk_a.office)
    months = list(operations.rebuild(office=desk_a.office, period=Period.months(DAY, DAY), now=clocks.now()))
    assert months == [date(2026, 11, 1)]
    assert rows(desk_a.office) == before
