"""One office in trouble does not hold up the others, and is shown as behind; it catches up by itself."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from commons import clock as clocks
from indicators import operations, queries
from indicators.models import Failing, FilesDay
from indicators.names import forget_names
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from tests.indicators.histories import through


def owner(sql):
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def broken(live_database, desk_a, desk_b, clock):
    """Office A lacks a column, as if it had missed a migration; both have had a file."""
    operations.sweep(now=clocks.now())
    for desk in (desk_a, desk_b):
        with office_scope(desk.office):
            through(desk.people, "sktm")
    owner(f"ALTER TABLE {desk_a.office.schema_name}.applications_file RENAME COLUMN extra_steps TO gone")
    return desk_a.office, desk_b.office


def folded(office):
    with public_scope():
        return FilesDay.objects.filter(office_id=office.id, service_code="").count()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_schema_that_missed_a_migration(broken, clock, caplog):
    office_a, office_b = broken
    before = clocks.now()
    clock.advance(minutes=1)
    swept = operations.sweep(now=clocks.now())
    assert (swept.failed, swept.offices) == (1, 2)
    assert (folded(office_a), folded(office_b)) == (0, 1)
    forget_names()
    found = queries.freshness()
    assert found.as_of == clocks.now()
    (stale,) = found.stale
    assert (stale.office.id, stale.as_of, stale.why) == (office_a.id, before, "schema")
    assert office_a.schema_name in caplog.text
    with public_scope():
        assert DirtyMark.objects.filter(office_id=office_a.id, topic="files").exists()

    # At once it is not tried again; the traceback is not repeated.
    caplog.clear()
    clock.advance(seconds=2)
    assert operations.sweep(now=clocks.now()).offices == 0
    clock.advance(minutes=1)
    assert operations.sweep(now=clocks.now()).failed == 1
    assert caplog.text == ""
    with public_scope():
        assert Failing.objects.get(office_id=office_a.id).failures == 2

    with pytest.raises(CommandError, match="kec-uji-barat"):
        call_command("rebuild_indicators", verbosity=0)
    assert folded(office_b) == 1

    owner(f"ALTER TABLE {office_a.schema_name}.applications_file RENAME COLUMN gone TO extra_steps")
    clock.advance(minutes=10)
    assert operations.sweep(now=clocks.now()).failed == 0
    assert folded(office_a) == 1
    assert queries.freshness().stale == ()


@pytest.mark.django_db
def test_a_worker_that_was_away_for_a_day_catches_up(desk_a, clock):
    operations.sweep(now=clocks.now())
    last = clocks.now()
    for _hour in range(5):
        clock.advance(hours=5)
        with office_scope(desk_a.office):
            through(desk_a.people, "sktm")
    assert queries.freshness().as_of == last
    now = clock.advance(minutes=1)
    operations.sweep(now=now)
    assert queries.freshness().as_of == now
    with public_scope():
        assert sum(FilesDay.objects.filter(service_code="").values_list("finished", flat=True)) == 5
        assert not DirtyMark.objects.filter(topic="files").exists()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_one_at_a_time(live_database, desk_a, clock):
    """While another process folds the office, this one leaves it alone and does not say that all is done."""
    operations.sweep(now=clocks.now())
    with office_scope(desk_a.office):
        through(desk_a.people, "sktm")
    as_of = queries.freshness().as_of
    owner("SELECT pg_advisory_lock(hashtextextended('%s', 4207003))" % desk_a.office.id)  # noqa: UP031
    try:
        clock.advance(minutes=1)
        assert operations.sweep(now=clocks.now()).marks == 0
        assert queries.freshness().as_of == as_of
    finally:
        owner("SELECT pg_advisory_unlock_all()")
    clock.advance(minutes=1)
    assert operations.sweep(now=clocks.now()).marks > 0
    assert queries.freshness().as_of == clocks.now()


@pytest.mark.django_db
def test_the_command_rebuilds_what_is_named(desk_a, desk_b, clock):
    for desk in (desk_a, desk_b):
        with office_scope(desk.office):
            through(desk.people, "sktm")
    call_command("rebuild_indicators", "kec-uji-barat", "--from", "2026-11", verbosity=0)
    assert (folded(desk_a.office), folded(desk_b.office)) == (1, 0)
    with pytest.raises(CommandError, match="kec-tidak-ada"):
        call_command("rebuild_indicators", "kec-tidak-ada", verbosity=0)
    call_command("rebuild_indicators", verbosity=0)
    assert folded(desk_b.office) == 1


@pytest.mark.django_db
def test_an_office_marks_its_own_days_only(desk_a, desk_b):
    from django.db import ProgrammingError, transaction  # noqa: PLC0415

    from offices import changes  # noqa: PLC0415

    with office_scope(desk_a.office):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            changes.mark(office_id=desk_b.office.id, days=[clocks.today()])
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            DirtyMark.objects.count()
        changes.mark(office_id=desk_a.office.id, since=clocks.today() - timedelta(days=3))
