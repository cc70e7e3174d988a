"""Migrating that fails, is killed or meets locks and odd offices: named, and gone on with."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection as _connection
from django.db import connections, migrations, transaction

from offices import catalogue, migrating, runs, surveying
from offices.models import Job, JobState
from offices.owning import OWNER
from tests.offices.releases import COLUMN, columns, items, newer, sql

__all__ = ["newer"]
connection: Any = _connection
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("live_database")


@pytest.fixture
def bad_row():
    """Makes a row in a table of the office that the migration `STRICT` stumbles over."""

    def make(office):
        schema = office.schema_name
        sql(
            f"INSERT INTO {schema}.documents_bookyear (id, kind, year, last, begun_after) "
            f"VALUES (gen_random_uuid(), 'LETTER', 1999, 0, 0)"
        )

    return make


STRICT = migrations.RunSQL("ALTER TABLE documents_bookyear ADD CONSTRAINT ck_year CHECK (year > 2000)")


def test_a_first_office_that_fails_stops_the_run(office_a, office_b, newer, bad_row):
    newer(COLUMN)
    newer(STRICT)
    bad_row(office_a)
    with pytest.raises(runs.CanaryFailed, match="o_359901"):
        migrating.migrate_all()
    assert "extra" not in columns(office_a) | columns(office_b)
    assert items() == (JobState.FAILED, {office_a.schema_name: "FAILED"})


def test_a_later_office_that_fails_is_named_and_finished_by_the_next_run(office_a, office_b, newer, bad_row):
    newer(COLUMN)
    newer(STRICT)
    bad_row(office_b)
    with pytest.raises(runs.NotAllMigrated, match=office_b.schema_name):
        migrating.migrate_all()
    assert "extra" in columns(office_a)
    assert "extra" not in columns(office_b)
    assert items() == (JobState.FAILED, {office_a.schema_name: "DONE", office_b.schema_name: "FAILED"})
    sql(f"DELETE FROM {office_b.schema_name}.documents_bookyear")
    assert migrating.migrate_all() == 1
    assert items() == (JobState.DONE, {office_b.schema_name: "DONE"})
    assert "extra" in columns(office_b)


def test_many_are_migrated_side_by_side_and_a_bad_one_is_named(
    office_a, office_b, newer, bad_row, monkeypatch
):
    monkeypatch.setattr(runs, "FEW", 0)
    test_a_later_office_that_fails_is_named_and_finished_by_the_next_run(office_a, office_b, newer, bad_row)


def test_a_run_that_was_killed_goes_on(office_a, office_b, newer, monkeypatch):
    newer(COLUMN)

    def killed(names):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrating.migrate_all(progress=killed)
    assert items() == (JobState.FAILED, {office_a.schema_name: "DONE"})
    Job.objects.update(state=JobState.RUNNING)  # kill -9 leaves it like this
    assert migrating.migrate_all() == 1
    assert list(Job.objects.order_by("created_at").values_list("state", flat=True)) == ["FAILED", "DONE"]
    assert surveying.behind(surveying.office_schemas()) == []


def test_a_step_that_was_cut_off_is_not_done_again(office_a, office_b, newer, monkeypatch):
    """Not all of a plan is one transaction when Django applies some of it; what is recorded stays done."""
    times = []

    def dies_in_b(apps, schema_editor):
        times.append(schema_editor.connection.schema_name)
        if times.count(office_b.schema_name) == 1 == times[-1:].count(office_b.schema_name):
            raise ZeroDivisionError("cut off")

    newer(COLUMN)
    newer(migrations.RunPython(dies_in_b))
    with pytest.raises(runs.NotAllMigrated, match="cut off"):
        migrating.migrate_all()
    assert "extra" in columns(office_b)
    assert surveying.behind([office_b.schema_name]) == [office_b.schema_name]
    assert migrating.migrate_all() == 1
    assert surveying.behind([office_b.schema_name]) == []


@pytest.mark.parametrize("which", ["office_a", "office_b"])
def test_a_lock_that_is_not_to_be_had_is_tried_again(office_a, office_b, newer, monkeypatch, request, which):
    schema, waits = request.getfixturevalue(which).schema_name, []
    newer(COLUMN)
    monkeypatch.setattr(runs, "LOCK_TIMEOUT", "50ms")
    busy = connections.create_connection(OWNER)
    busy.cursor().execute(f"BEGIN; LOCK TABLE {schema}.trail_trailentry IN ROW EXCLUSIVE MODE")

    def gives_up(seconds):
        waits.append(seconds)
        busy.close()

    monkeypatch.setattr("time.sleep", gives_up)
    assert migrating.migrate_all() == 2
    assert waits == [1]
    assert items()[0] == JobState.DONE


def test_an_office_that_is_always_busy_is_named_and_the_others_are_done(
    office_a, office_b, newer, monkeypatch
):
    newer(COLUMN)
    monkeypatch.setattr(runs, "LOCK_TIMEOUT", "20ms")
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    busy = connections.create_connection(OWNER)
    busy.cursor().execute(f"BEGIN; LOCK TABLE {office_b.schema_name}.trail_trailentry IN ROW EXCLUSIVE MODE")
    with pytest.raises(runs.NotAllMigrated, match="lock timeout"):
        migrating.migrate_all()
    busy.close()
    assert "extra" in columns(office_a)
    assert "extra" not in columns(office_b)
    assert migrating.migrate_all() == 1


def test_an_office_whose_catalogue_differs_is_refused(office_a, office_b, newer):
    newer(COLUMN)
    sql(f"ALTER TABLE {office_b.schema_name}.trail_trailentry ADD COLUMN foreign_one text")
    with pytest.raises(runs.NotAllMigrated, match="foreign_one"):
        migrating.migrate_all()
    assert items() == (JobState.FAILED, {office_a.schema_name: "DONE", office_b.schema_name: "REFUSED"})
    assert "extra" not in columns(office_b)
    sql(f"ALTER TABLE {office_b.schema_name}.trail_trailentry DROP COLUMN foreign_one")
    assert migrating.migrate_all() == 1


DIFFERENCES = [
    "ALTER TABLE {s}.applications_file RENAME CONSTRAINT applications_file_pkey TO other",
    "ALTER TABLE {s}.applications_event ALTER COLUMN action TYPE varchar(9)",
    "DROP TRIGGER standards_version_kept ON {s}.standards_standardversion",
    "ALTER TABLE {s}.standards_standardversion DISABLE TRIGGER standards_version_kept",
    "CREATE INDEX more ON {s}.applications_file (id)",
    "CREATE TABLE {s}.more ()",
    "CREATE VIEW {s}.more AS SELECT 1 AS one",
    "CREATE FUNCTION {s}.more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER TABLE {s}.applications_file ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {s}.applications_file ALTER COLUMN event_no SET DEFAULT 7",
    "ALTER TABLE {s}.applications_file ALTER COLUMN receipt_number DROP NOT NULL",
    "ALTER TABLE {s}.applications_file ADD CONSTRAINT more NOT NULL finished_at NOT VALID",
    "ALTER TABLE {s}.applications_file ADD CHECK (event_no > 0) NOT VALID",
    "ALTER TABLE {s}.applications_file ADD UNIQUE NULLS NOT DISTINCT (id, event_no)",
    "CREATE INDEX more ON {s}.applications_file (event_no) WHERE event_no > 1",
    "CREATE TYPE {s}.more AS ENUM ('a')",
    "CREATE SEQUENCE {s}.more",
    "CREATE POLICY more ON {s}.applications_file USING (true)",
    "ALTER TABLE {s}.applications_event ALTER CONSTRAINT {fk} NOT DEFERRABLE",
]


def test_every_kind_of_difference_is_seen(office_a, office_b):
    schemas = [office_a.schema_name, office_b.schema_name]
    assert len(set(catalogue.fingerprints(schemas).values())) == 1
    ((key,),) = sql(
        "SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass",
        f"{office_b.schema_name}.applications_event",
    )
    for change in DIFFERENCES:
        with transaction.atomic(using=OWNER):
            sql(change.format(s=office_b.schema_name, fk=key))
            assert len(set(catalogue.fingerprints(schemas).values())) == 2, change
            assert catalogue.difference(office_b.schema_name, catalogue.facts(office_a.schema_name)), change
            transaction.set_rollback(True, using=OWNER)


def test_what_came_and_went_again_is_no_difference(office_a, office_b):
    schemas = [office_a.schema_name, office_b.schema_name]
    table = f"{office_b.schema_name}.applications_file"
    sql(f"ALTER TABLE {table} ADD COLUMN gone int; ALTER TABLE {table} DROP COLUMN gone")
    sql(f"ALTER TABLE {table} ADD COLUMN more int")
    sql(f"ALTER TABLE {office_a.schema_name}.applications_file ADD COLUMN more int")
    assert len(set(catalogue.fingerprints(schemas).values())) == 1


def test_an_office_of_a_newer_program_is_refused(office_a, office_b, newer):
    newer(COLUMN)
    sql(
        f"INSERT INTO {office_a.schema_name}.django_migrations (app, name, applied) "
        "VALUES ('trail', '0200_unknown', now())"
    )
    with pytest.raises(runs.NotAllMigrated, match="0200_unknown"):
        migrating.migrate_all()
    assert "extra" in columns(office_b)
    assert "extra" not in columns(office_a)


def test_an_office_that_lacks_an_early_migration_is_refused(office_a, office_b):
    sql(
        f"DELETE FROM {office_a.schema_name}.django_migrations "
        "WHERE app = 'standards' AND name = '0001_initial'"
    )
    with pytest.raises(runs.NotAllMigrated, match="without standards"):
        migrating.migrate_all()


def test_an_office_without_a_record_of_migrations_does_not_stop_the_others(office_a, office_b, newer):
    newer(COLUMN)
    sql(f"DROP TABLE {office_a.schema_name}.django_migrations")
    with pytest.raises(runs.NotAllMigrated, match="django_migrations"):
        migrating.migrate_all()
    assert "extra" in columns(office_b)


def test_an_office_that_does_not_come_out_as_rehearsed_stops_the_run(office_a, office_b, newer, monkeypatch):
    newer(
        migrations.RunSQL(
            "DO $$ BEGIN IF current_schema() = 'o_359901' THEN "
            "ALTER TABLE trail_trailentry ADD COLUMN odd text; END IF; END $$"
        )
    )
    with pytest.raises(runs.CanaryFailed):
        migrating.migrate_all()
    assert surveying.behind([office_b.schema_name]) == [office_b.schema_name]
