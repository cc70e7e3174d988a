"""Bringing all schemas up to date: planned once, one office first, resumable, and nobody else's mess."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import CommandError, call_command
from django.db import connection as _connection
from django.db import connections, migrations, models

from offices import catalogue, migrating, operations, owning, plans, recipes, rights, surveying
from offices.grants import OFFICE_TABLES, OfficeTable
from offices.models import Job, JobState
from offices.owning import OWNER
from offices.roles import role_name
from offices.scope import office_scope
from tests.offices.releases import COLUMN, INDEX, columns, items, newer, sql

__all__ = ["newer"]
connection: Any = _connection
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("live_database")


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
        assert surveying.states([office.schema_name])[office.schema_name].had == plans.office_plan()
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
