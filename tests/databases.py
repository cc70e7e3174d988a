"""Databases of a test run: migrated once per state of the code, then cloned.

`loket_tpl_<hash>` is migrated and holds two offices; its hash covers all migrations, the template SQL and the
files that fill it. Every run (and every xdist worker) clones it, which takes about 50 ms. A session lock in
the maintenance database says that a database is in use; whatever nobody holds is left over and is dropped.

The tests connect as the login role. Only this file and `offices.provisioning` use the owner.
"""

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connections

from offices import bases, directory, keys, migrating, plans, provisioning, rights, template
from offices.models import Office

ROOT = Path(__file__).resolve().parent.parent
PREFIX_TEMPLATE, PREFIX_CLONE = "loket_tpl_", "loket_run_"
BUILDING = 4_207_002
FILLED_BY = [
    "tests/conftest.py",
    "tests/databases.py",
    "tenants/offices/grants.py",
    "tenants/offices/rights.py",
    "tenants/offices/sql/template.sql",
    "tenants/offices/data/lumajang_offices.csv",
]


def owner_url() -> str:
    """DATABASE_OWNER_URL; without it no database can be made."""
    url = os.environ.get("DATABASE_OWNER_URL", "")
    if not url:
        raise RuntimeError("tests that need a database need DATABASE_OWNER_URL: run them with `make test`")
    return url


def connect(name: str = "postgres") -> psycopg.Connection:
    """The owner's own connection, outside Django, to database `name`."""
    parts = urlsplit(owner_url())
    return psycopg.connect(
        dbname=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or "") or None,
        host=parts.hostname,
        port=parts.port,
        autocommit=True,
    )


def state_hash() -> str:
    """Ten hex digits for the state of everything a template database is made from."""
    files = [ROOT / name for name in FILLED_BY]
    for config in apps.get_app_configs():
        files += Path(config.path).glob("migrations/*.py")
    digest = hashlib.sha256(os.environ["MASTER_KEY"].encode())
    for file in sorted(file for file in files if file.exists()):
        digest.update(str(file.name).encode() + file.read_bytes())
    return digest.hexdigest()[:10]


def lock_key(name: str) -> int:
    """The advisory lock that says database `name` is in use."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


def _all(maintenance: psycopg.Connection, prefix: str) -> list[str]:
    rows = maintenance.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [prefix + "%"])
    return [row[0] for row in rows if row[0].startswith(prefix)]


def drop(maintenance: psycopg.Connection, name: str) -> None:
    """Drop database `name` and the roles that carry its name."""
    maintenance.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    # Not every role that begins so: another database's name may begin with this one's.
    own = f"^{re.escape(name)}_(public|office|o_.+)$"
    roles = maintenance.execute("SELECT rolname FROM pg_roles WHERE rolname ~ %s", [own])
    for (role,) in roles.fetchall():
        maintenance.execute(f'DROP ROLE IF EXISTS "{role}"')


def drop_leftovers(maintenance: psycopg.Connection, keep: str) -> None:
    """Drop clones and templates of other states that no run holds."""
    for name in [*_all(maintenance, PREFIX_CLONE), *_all(maintenance, PREFIX_TEMPLATE)]:
        if name == keep:
            continue
        row = maintenance.execute("SELECT pg_try_advisory_lock(%s)", [lock_key(name)]).fetchone()
        if row and row[0]:
            drop(maintenance, name)
            maintenance.execute("SELECT pg_advisory_unlock(%s)", [lock_key(name)])


def point_django_at(name: str) -> None:
    """Let both of Django's connections use database `name` from now on."""
    directory.forget_all()
    keys.forget_keys()
    for alias in settings.DATABASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def _exists(maintenance: psycopg.Connection, name: str) -> bool:
    return maintenance.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def build_template(maintenance: psycopg.Connection, name: str, fill: Callable[[], None]) -> None:
    """Migrate and fill database `name`; it appears under that name only when it is complete."""
    draft = f"{name}_draft"
    drop(maintenance, draft)
    maintenance.execute(f'CREATE DATABASE "{draft}"')
    point_django_at(draft)
    migrating.migrate_all()
    fill()
    _forget_roles(draft)
    for alias in settings.DATABASES:
        connections[alias].close()
    maintenance.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


def _forget_roles(name: str) -> None:
    """Take the roles out again: a clone gets its own, and must not carry others' rights."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [name + "_"])
        for (role,) in cursor.fetchall():
            # An owner that is no superuser may drop what a role owns only as its member.
            cursor.execute(f'GRANT "{role}" TO CURRENT_USER; DROP OWNED BY "{role}"; DROP ROLE "{role}"')


def ensure_template(maintenance: psycopg.Connection, fill: Callable[[], None]) -> str:
    """The template database for the code as it is, held by a shared lock until `maintenance` ends."""
    name = PREFIX_TEMPLATE + state_hash()
    maintenance.execute("SELECT pg_advisory_lock(%s)", [BUILDING])
    try:
        maintenance.execute("SELECT pg_advisory_lock_shared(%s)", [lock_key(name)])
        if not _exists(maintenance, name):
            build_template(maintenance, name, fill)
        drop_leftovers(maintenance, keep=name)
    finally:
        maintenance.execute("SELECT pg_advisory_unlock(%s)", [BUILDING])
    return name


def _give_rights(cursor: Any, name: str) -> None:
    login = str(settings.DATABASES["default"]["USER"])
    tables = rights.tables_of(cursor, "public")
    cursor.execute(rights.public_sql(name, login, tables, row_rules=False))
    cursor.execute("SELECT schema_name FROM public.offices_office")
    for (schema,) in cursor.fetchall():
        cursor.execute(rights.office_sql(name, login, schema, rights.tables_of(cursor, schema)))


def clone(maintenance: psycopg.Connection, template_name: str, name: str) -> None:
    """Make database `name` a copy of the template, with roles of its own, and point Django at it."""
    point_django_at("postgres")
    drop(maintenance, name)
    maintenance.execute("SELECT pg_advisory_lock(%s)", [BUILDING])  # a template may have one user at a time
    try:
        # Files are copied quicker than they are logged, where nothing waits for the disk.
        how = "FILE_COPY" if maintenance.execute("SHOW fsync").fetchone() == ("off",) else "WAL_LOG"
        maintenance.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template_name}" STRATEGY {how}')
    finally:
        maintenance.execute("SELECT pg_advisory_unlock(%s)", [BUILDING])
    with connect(name) as direct:  # Django's own owner connection is barred within a test
        _give_rights(direct.cursor(), name)
    point_django_at(name)


@contextmanager
def session_database(fill: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """A clone for this process; what is yielded replaces it by a fresh one. Dropped at the end."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{PREFIX_CLONE}{os.getpid()}_{worker}"
    with connect() as maintenance:
        template_name = ensure_template(maintenance, fill)
        maintenance.execute("SELECT pg_advisory_lock(%s)", [lock_key(name)])
        clone(maintenance, template_name, name)
        try:
            yield lambda: clone(maintenance, template_name, name)
        finally:
            point_django_at("postgres")
            drop(maintenance, name)


def provision_test_office(office: Office) -> None:
    """Provision `office`; when the committed template is behind the migrations, from a fresh one.

    A test of its own fails then; all others need not.
    """
    sql = None if _template_is_complete() else template.fresh_template()
    provisioning.provision(office.pk, now=office.created_at, template=sql)


def _template_is_complete() -> bool:
    return provisioning.TEMPLATE_FILE.exists() and plans.office_plan() <= bases.packaged().keys


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
