"""The live database: an office is what the migrations make, and roles may do what the table says."""

import re

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, connections, transaction

from offices import migrating, rights, template
from offices.describing import grants_page
from offices.provisioning import TEMPLATE_FILE
from offices.roles import role_name
from offices.scope import office_scope, public_scope
from tests.source import ROOT

MIGRATED = "o_990000"
# One row for each fact of a schema that a later migration could stumble over: names above all.
FACTS = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
               pg_get_expr(d.adbin, d.adrelid)
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind IN ('r', 'S')""",
    "constraints": """
        SELECT r.conrelid::regclass::text, conname, contype, pg_get_constraintdef(r.oid), condeferrable,
               condeferred
          FROM pg_constraint r WHERE connamespace = %(schema)s::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = %(schema)s",
    "triggers": """
        SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid)
          FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         WHERE c.relnamespace = %(schema)s::regnamespace AND NOT t.tgisinternal""",
    "functions": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace""",
    "migrations": "SELECT app, name FROM {schema}.django_migrations",
}


# PostgreSQL writes a condition that it has read back with other casts and brackets, but the same meaning.
CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")


def facts(cursor, schema, what):
    """The facts of one kind, with the schema's name taken out."""
    cursor.execute(FACTS[what].format(schema=schema), {"schema": schema})
    return {tuple(CASTS.sub("", str(v).replace(f"{schema}.", "")) for v in row) for row in cursor.fetchall()}


both = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def owner(db):
    """The owner's cursor; what it does is rolled back."""
    with connections["owner"].cursor() as cursor:
        yield cursor


@both
def test_a_replayed_schema_equals_a_migrated_one(owner, office_a):
    """`clone_schema` renames UNIQUE constraints, so later migrations fail on clones; not so a replay."""
    migrating.make_schema(MIGRATED)
    for what in FACTS:
        made = facts(owner, MIGRATED, what)
        assert made, what
        assert facts(owner, office_a.schema_name, what) == made, what


def test_the_committed_template_is_current(live_database):
    assert TEMPLATE_FILE.read_text(encoding="utf-8") == template.fresh_template(), "run `make template`"


@both
def test_no_constraint_crosses_schemas(owner):
    owner.execute(
        "SELECT r.conname FROM pg_constraint r JOIN pg_class a ON a.oid = r.conrelid "
        "JOIN pg_class b ON b.oid = r.confrelid WHERE a.relnamespace <> b.relnamespace"
    )
    assert owner.fetchall() == []


@both
def test_the_rights_are_those_of_the_table(owner, office_a, office_b):
    database = connection.settings_dict["NAME"]
    for schema in ("public", office_a.schema_name, office_b.schema_name):
        tables = rights.tables_of(owner, schema)
        assert rights.live(owner, schema) == rights.wanted(database, schema, tables)


@both
def test_a_right_too_many_is_noticed(owner, office_a):
    database, schema = connection.settings_dict["NAME"], office_a.schema_name
    owner.execute(f'GRANT UPDATE (seq) ON {schema}.applications_event TO "{role_name(database, schema)}"')
    assert rights.live(owner, schema) > rights.wanted(database, schema, rights.tables_of(owner, schema))
    rights.apply_office("owner", schema)
    assert rights.live(owner, schema) == rights.wanted(database, schema, rights.tables_of(owner, schema))


@both
def test_only_tables_tied_to_an_office_have_row_rules(owner):
    from offices.grants import PUBLIC_TABLES  # noqa: PLC0415

    owner.execute(
        "SELECT tablename, count(*) FROM pg_policies p JOIN pg_class c ON c.relname = p.tablename "
        "AND c.relnamespace = 'public'::regnamespace AND c.relrowsecurity GROUP BY 1"
    )
    assert dict(owner.fetchall()) == {
        table.name: 4 for table in PUBLIC_TABLES if table.own or table.read_by or table.read_if
    }


def test_the_page_of_rights_is_current():
    page = (ROOT / "docs" / "grants.md").read_text(encoding="utf-8")
    assert page == grants_page(), "manage.py describe_grants > docs/grants.md"


@both
def test_no_schema_is_open_to_everyone(owner):
    owner.execute(
        "SELECT n.nspname FROM pg_namespace n, aclexplode(n.nspacl) a "
        "WHERE a.grantee = 0 AND n.nspname !~ '^(pg_|information_schema)'"
    )
    assert owner.fetchall() == []
    owner.execute("SELECT datacl FROM pg_database WHERE datname = current_database()")
    assert not [entry for entry in str(owner.fetchone()[0]).strip("{}").split(",") if entry.startswith("=")]


@pytest.fixture
def login(db):
    """A bare connection as the application logs in, before any scope."""
    conf = connection.settings_dict
    with psycopg.connect(
        dbname=conf["NAME"],
        user=conf["USER"],
        password=conf["PASSWORD"] or None,
        host=conf["HOST"],
        port=conf["PORT"] or None,
        autocommit=True,
    ) as bare:
        yield bare


def test_the_login_role_can_do_nothing(login, office_a):
    for table in (
        "public.offices_office",
        f"{office_a.schema_name}.applications_file",
        "public.accounts_user",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            login.execute(f"SELECT 1 FROM {table}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute("CREATE TEMPORARY TABLE x ()")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute("CREATE TABLE public.x ()")
    role = login.execute(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolinherit, rolbypassrls FROM pg_roles "
        "WHERE rolname = current_user"
    ).fetchone()
    assert role == (False,) * 5


def test_the_common_role_of_offices_is_no_role_to_work_in(login):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute(f'SET ROLE "{login.info.dbname}_office"')


def _refused(sql):
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_office_reads_no_table_of_another(office_a, office_b):
    with public_scope(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = %s::regnamespace AND relkind = 'r'",
            [office_b.schema_name],
        )
        tables = [row[0] for row in cursor.fetchall()]
    assert len(tables) > 10
    with office_scope(office_a):
        for table in tables:
            _refused(f"SELECT 1 FROM {office_b.schema_name}.{table}")


def test_the_public_role_reads_no_table_of_an_office(public_db, office_a):
    for table in ("applications_file", "documents_letter", "trail_trailentry"):
        _refused(f"SELECT 1 FROM {office_a.schema_name}.{table}")


def test_without_a_scope_an_offices_table_is_not_there(db):
    from applications.models import File  # noqa: PLC0415

    with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic():
        File.objects.count()


@pytest.mark.parametrize(
    "table",
    [
        "accounts_credential",
        "accounts_secondfactor",
        "accounts_apitoken",
        "django_session",
        "offices_officekey",
    ],
)
def test_an_office_reads_no_secrets(in_office_a, table):
    _refused(f"SELECT 1 FROM public.{table}")


def test_no_office_makes_or_drops_anything(in_office_a):
    for sql in ("CREATE TABLE x ()", "CREATE TEMPORARY TABLE x ()", "CREATE SCHEMA x", "CREATE ROLE x"):
        _refused(sql)
    refused = pytest.raises(ProgrammingError, match="must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DROP TABLE applications_event")


@pytest.mark.parametrize("table", ["applications_event", "trail_trailentry"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET seq = 0", "TRUNCATE {}"])
def test_what_happened_stays(in_office_a, table, verb):
    _refused(verb.format(table))


@both
def test_extensions_live_in_a_schema_of_their_own(owner):
    owner.execute(
        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace "
        "WHERE extname <> 'plpgsql'"
    )
    assert {row[0] for row in owner.fetchall()} == {"extensions"} == set(settings.PG_EXTRA_SEARCH_PATHS)
