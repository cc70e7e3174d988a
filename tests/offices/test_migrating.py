"""Bringing all schemas up to date: planned once, one office first, resumable, and nobody else's mess."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import connection as _connection
from django.db import connections, migrations, models
from django.db.migrations.loader import MigrationLoader

from offices import catalogue, migrating, operations, owning, recipes, rights, runs, surveying
from offices.grants import OFFICE_TABLES, OfficeTable
from offices.models import Job, JobItem, JobKind, JobState
from offices.owning import OWNER
from offices.roles import role_name
from offices.scope import office_scope

connection: Any = _connection
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("live_database")


def sql(text, *values):
    """Run SQL as the owner; the rows, if any."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(text, values or None)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture
def newer(monkeypatch):
    """Adds migrations to the app `trail`, as a new release would."""
    original = MigrationLoader.load_disk
    added: list[Any] = []

    def load(self):
        original(self)
        last = max(name for app, name in self.disk_migrations if app == "trail")
        for migration in added[:1]:
            migration.dependencies = [("trail", last)]
        for migration in added:
            self.disk_migrations[migration.app_label, migration.name] = migration

    monkeypatch.setattr(MigrationLoader, "load_disk", load)

    def add(*wanted, atomic=True, name=None):
        before = added[-1].name if added else "0001_initial"
        body = {"dependencies": [("trail", before)], "operations": list(wanted), "atomic": atomic}
        number = f"{len(added) + 90:04}_newer"
        added.append(type("Migration", (migrations.Migration,), body)(name or number, "trail"))

    return add


COLUMN = migrations.AddField("trailentry", "extra", models.CharField(max_length=9, default="", blank=True))
INDEX = migrations.AddIndex("trailentry", models.Index(fields=["extra"], name="ix_trail_extra"))


def columns(office):
    """The columns of an office's trail."""
    rows = sql(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        f"{office.schema_name}.trail_trailentry",
    )
    return {row[0] for row in rows}


def items():
    """What the last run came to, by office."""
    job = Job.objects.filter(kind=JobKind.MIGRATE).latest("created_at")
    return job.state, dict(JobItem.objects.filter(job=job).values_list("office__schema_name", "state"))


def test_migrating_again_does_nothing():
    assert surveying.late(surveying.office_schemas()) == {}
    assert migrating.migrate_all() == 0
    assert not Job.objects.exists()


def test_all_schemas_are_asked_in_two_queries(office_a, office_b, django_assert_num_queries):
    schemas = surveying.office_schemas()
    assert schemas == [office_a.schema_name, office_b.schema_name]
    with django_assert_num_queries(2, connection=connections[OWNER]):
        surveying.behind(schemas)


def test_an_office_that_lost_a_table_with_its_record_gets_it_again(office_a):
    schema = office_a.schema_name
    sql(
        f"DROP TABLE {schema}.trail_trailentry, {schema}.trail_trailhead;"
        f"DELETE FROM {schema}.django_migrations WHERE app = 'trail'"
    )
    assert surveying.behind(surveying.office_schemas()) == [schema]
    assert migrating.migrate_all() == 1
    assert surveying.behind(surveying.office_schemas()) == []
    with office_scope(office_a), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_trailentry")
        assert cursor.fetchone() == (0,)


def test_new_columns_and_indexes_reach_every_office(office_a, office_b, newer):
    newer(COLUMN)
    newer(INDEX)
    assert migrating.migrate_all() == 2
    for office in (office_a, office_b):
        assert "extra" in columns(office)
        assert surveying.states([office.schema_name])[office.schema_name].had == surveying.office_plan()
    prints = catalogue.fingerprints([office_a.schema_name, office_b.schema_name])
    assert len(set(prints.values())) == 1
    done = {office_a.schema_name: "DONE", office_b.schema_name: "DONE"}
    assert items() == (JobState.DONE, done)
    job = Job.objects.get()
    assert (job.total, job.done, job.attempts) == (2, 2, 1)
    assert job.details["migrations"] == [["trail.0090_newer", "trail.0091_newer"]]
    assert migrating.migrate_all() == 0
    assert not owning.exists(recipes.REFERENCE)


def test_rights_stay_untouched_when_no_table_changes(office_a, office_b, newer, monkeypatch):
    newer(COLUMN)
    with monkeypatch.context() as patched:
        patched.setattr(rights, "office_sql", None)
        assert migrating.migrate_all() == 2


def test_a_new_table_comes_with_its_rights(office_a, office_b, newer, monkeypatch):
    newer(migrations.CreateModel("Extra", [("id", models.UUIDField(primary_key=True))]))
    more = (*OFFICE_TABLES, OfficeTable("trail_extra", "S I", "a test"))
    monkeypatch.setattr(rights, "OFFICE_TABLES", more)
    assert migrating.migrate_all() == 2
    for office in (office_a, office_b):
        role = role_name(connection.settings_dict["NAME"], office.schema_name)
        with connections[OWNER].cursor() as cursor:
            live = rights.live(cursor, office.schema_name)
        assert {right for who, table, right, _ in live if (who, table) == (role, "trail_extra")} == {
            "SELECT",
            "INSERT",
        }
    assert migrating.migrate_all() == 0


def test_what_sql_cannot_say_is_run_in_every_office(office_a, office_b, newer):
    seen = []

    def fill(apps, schema_editor):
        schema = schema_editor.connection.schema_name
        entry = apps.get_model("trail", "TrailEntry")
        seen.append((schema, entry.objects.using(schema_editor.connection.alias).count()))

    newer(COLUMN)
    newer(migrations.RunPython(fill))
    newer(migrations.RunSQL([("UPDATE trail_trailentry SET extra = %s", ["a"])]))
    newer(INDEX)
    assert migrating.migrate_all() == 2
    schemas = [office_a.schema_name, office_b.schema_name]
    assert [schema for schema, _count in seen] == [recipes.REFERENCE, *schemas]
    assert surveying.behind(schemas) == []
    assert set(catalogue.fingerprints(schemas).values()) == {
        catalogue.fingerprints([office_a.schema_name])[office_a.schema_name]
    }


def test_an_index_is_made_without_a_lock(office_a, office_b, newer):
    newer(
        AddIndexConcurrently("trailentry", models.Index(fields=["action"], name="ix_trail_kind")),
        atomic=False,
    )
    assert migrating.migrate_all() == 2
    for office in (office_a, office_b):
        assert sql("SELECT to_regclass(%s) IS NOT NULL", f"{office.schema_name}.ix_trail_kind") == [(True,)]


def test_what_fails_in_the_rehearsal_touches_no_office(office_a, office_b, newer):
    newer(COLUMN)
    newer(migrations.RunSQL("SELECT 1/0"))
    with pytest.raises(Exception, match="division by zero"):
        migrating.migrate_all()
    assert "extra" not in columns(office_a) | columns(office_b)
    assert items() == (JobState.FAILED, {})
    assert not owning.exists(recipes.REFERENCE)


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


@pytest.mark.parametrize(
    "change",
    [
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
    ],
)
def test_every_kind_of_difference_is_seen(office_a, office_b, change):
    schemas = [office_a.schema_name, office_b.schema_name]
    assert len(set(catalogue.fingerprints(schemas).values())) == 1
    sql(change.format(s=office_b.schema_name))
    assert len(set(catalogue.fingerprints(schemas).values())) == 2
    assert catalogue.difference(office_b.schema_name, catalogue.facts(office_a.schema_name))


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


def test_rights_that_changed_are_applied(office_a):
    schema = office_a.schema_name
    role = role_name(connection.settings_dict["NAME"], schema)
    sql(f'GRANT DELETE ON {schema}.applications_event TO "{role}"')
    sql(f"COMMENT ON SCHEMA {schema} IS 'loket rights of before'")
    assert migrating.migrate_all() == 1
    with connections[OWNER].cursor() as cursor:
        assert (role, "applications_event", "DELETE", "") not in rights.live(cursor, schema)


def test_an_office_without_its_role_gets_it_again(office_a):
    """A dump of the whole database does not carry roles."""
    schema = office_a.schema_name
    role = role_name(connection.settings_dict["NAME"], schema)
    sql(f'GRANT "{role}" TO CURRENT_USER; DROP OWNED BY "{role}"; DROP ROLE "{role}"')
    assert migrating.migrate_all() == 1
    with office_scope(office_a), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_trailentry")
        assert cursor.fetchone() == (0,)


def test_public_rights_are_given_once(office_a):
    assert rights.apply_public(OWNER) is False
    sql("COMMENT ON SCHEMA public IS 'loket rights of before'")
    assert rights.apply_public(OWNER) is True
    assert rights.apply_public(OWNER) is False


def test_an_office_that_is_not_provisioned_does_not_stop_migrating():
    operations.create_office(code="35.08.10", now=NOW)
    assert migrating.migrate_all() == 0


def test_the_stock_command_goes_our_way(office_a, office_b, newer):
    newer(COLUMN)
    call_command("migrate_schemas", schema_name=office_b.schema_name)
    assert "extra" in columns(office_b)
    assert "extra" not in columns(office_a)
    call_command("migrate_schemas")
    assert "extra" in columns(office_a)
    with pytest.raises(CommandError, match="only go forward"):
        call_command("migrate_schemas", "trail", "zero")
    with pytest.raises(CommandError, match="only go forward"):
        call_command("migrate_schemas", fake=True)


def test_the_command_says_what_is_left(office_a, office_b, newer, capsys):
    newer(COLUMN)
    sql(f"ALTER TABLE {office_b.schema_name}.trail_trailentry ADD COLUMN foreign_one text")
    with pytest.raises(CommandError, match="foreign_one"):
        call_command("migrate_all")
    assert "trail.0090_newer" in capsys.readouterr().out
