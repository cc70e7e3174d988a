"""Migrating the public schema and all office schemas, on the owner's connection.

One query reads what every office schema has; those that have everything are skipped. The rest are migrated by
Django's executor, one schema at a time, with a lock timeout and a few attempts, so that a busy counter is
never held up behind a waiting ALTER TABLE.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.postgresql_backend.base import FakeTenant
from psycopg.errors import LockNotAvailable

from offices import rights
from offices.grants import OFFICE_TABLES
from offices.models import Office
from offices.provisioning import OWNER, owner, schema_lock
from offices.roles import PUBLIC

CHUNK = 200
ATTEMPTS = 5
LOCK_TIMEOUT = "3s"
Report = Callable[[str], None]
Key = tuple[str, str]


def _silent(_line: str) -> None:
    return


@contextmanager
def _in_schema(schema: str) -> Iterator[Any]:
    """The owner's connection, working in `schema` alone: nothing is read from public by mistake."""
    connection = owner()
    before = connection.tenant
    connection.set_tenant(FakeTenant(schema), include_public=schema == PUBLIC)
    try:
        yield connection
    finally:
        connection.set_tenant(before)


def _labels(names: Sequence[str]) -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name in names}


def office_targets(loader: MigrationLoader) -> list[Key]:
    """The last migrations of the office apps."""
    labels = _labels(settings.TENANT_APPS)
    return [key for key in loader.graph.leaf_nodes() if key[0] in labels]


def office_plan() -> frozenset[Key]:
    """Every migration that a complete office schema has recorded."""
    loader = MigrationLoader(None)
    return frozenset(node for key in office_targets(loader) for node in loader.graph.forwards_plan(key))


def prepare_database() -> None:
    """Extensions in a schema of their own, and the login role without rights."""
    _database, login = rights.names(OWNER)
    with owner().cursor() as cursor:
        cursor.execute(
            f"CREATE SCHEMA IF NOT EXISTS {rights.EXTENSIONS};"
            f"CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA {rights.EXTENSIONS}"
        )
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [login])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {rights.quoted(login)} LOGIN NOINHERIT")


def migrate_public(report: Report = _silent) -> None:
    """Bring the public schema up to date and give it its rights."""
    with _in_schema(PUBLIC) as connection:
        executor = MigrationExecutor(connection)
        labels = _labels(settings.SHARED_APPS)
        targets = [key for key in executor.loader.graph.leaf_nodes() if key[0] in labels]
        plan = executor.migration_plan(targets)
        if plan:
            report(f"public: {len(plan)} migrations")
            emit_pre_migrate_signal(0, False, OWNER)
            executor.migrate(targets, plan)
            emit_post_migrate_signal(0, False, OWNER, plan=plan)
    rights.apply_public(OWNER)


def migrate_office(schema: str) -> None:
    """Bring one office schema up to date and give it its rights; tries again when a lock is not to be had."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with _impatient():
                _bring_up(schema)
            break
        except OperationalError as error:
            if attempt == ATTEMPTS or not isinstance(error.__cause__, LockNotAvailable):
                raise
            time.sleep(attempt)
    rights.apply_office(OWNER, schema)


@contextmanager
def _impatient() -> Iterator[None]:
    with owner().cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
    yield
    with owner().cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def _bring_up(schema: str) -> None:
    with _in_schema(schema) as connection:
        MigrationRecorder(connection).ensure_schema()
        executor = MigrationExecutor(connection)
        executor.migrate(office_targets(executor.loader))


def make_schema(schema: str) -> None:
    """An office schema made by migrating instead of replaying: for the template and for comparing."""
    with owner().cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {rights.quoted(schema)}")
    _bring_up(schema)


def behind(schemas: Sequence[str]) -> list[str]:
    """Those of `schemas` that lack a migration or have other rights than `offices.grants` says."""
    expected, comment = office_plan(), rights.fingerprint(OFFICE_TABLES)
    return [name for name, had, said in _states(schemas) if not expected <= had or said != comment]


def _states(schemas: Sequence[str]) -> Iterator[tuple[str, frozenset[Key], str]]:
    for start in range(0, len(schemas), CHUNK):
        query = " UNION ALL ".join(
            f"SELECT '{name}', array_agg(app || '.' || name), "  # noqa: S608  names are o_<digits>
            f"obj_description('{name}'::regnamespace) FROM {rights.quoted(name)}.django_migrations"
            for name in schemas[start : start + CHUNK]
        )
        with owner().cursor() as cursor:
            cursor.execute(query)
            rows = cursor.fetchall()
        for name, had, said in rows:
            keys = (tuple(text.split(".", 1)) for text in had or ())
            yield name, frozenset((app, migration) for app, migration in keys), said or ""


def office_schemas() -> list[str]:
    """Schemas of all offices that have one, by code."""
    with owner().cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^o_[0-9]+$'")
        there = {row[0] for row in cursor.fetchall()}
    names = Office.objects.using(OWNER).order_by("kemendagri_code").values_list("schema_name", flat=True)
    return [name for name in names if name in there]


def migrate_all(report: Report = _silent, progress: Callable[[list[str]], Any] = iter) -> int:
    """Bring everything up to date; returns how many office schemas were behind.

    `progress` may wrap the list of schemas (tqdm). Raises `NoOwner`.
    """
    with schema_lock():
        prepare_database()
        migrate_public(report)
        late = behind(office_schemas())
        for schema in progress(late):
            migrate_office(schema)
    return len(late)
