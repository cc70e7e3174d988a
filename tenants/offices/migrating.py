"""Migrating the public schema and all office schemas, on the owner's connection.

One query per 200 schemas reads what every office has; those that have everything are left alone. The rest
are grouped by what they have: each group gets one recipe (`offices.recipes`), and every office must show the
catalogue that the recipe was drawn up on. One office of each group goes first; when one does not come out as
rehearsed, the run ends and nobody behind a first office is touched. Each office is one transaction with a
lock timeout, so that a busy counter is never held up behind a waiting ALTER TABLE; a run that
ended half-way goes on where it ended.
"""

from collections.abc import Sequence

from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db.migrations.executor import MigrationExecutor

from offices import bases, jobs, plans, rights
from offices.models import JobKind
from offices.owning import OWNER, in_schema, owner, schema_lock
from offices.roles import PUBLIC
from offices.runs import NotAllMigrated, Progress, Report, Run
from offices.surveying import late, office_schemas


def _silent(_line: str) -> None:
    return


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
    """Bring the public schema up to date and give it its rights, where they are not as they should be."""
    with in_schema(PUBLIC) as connection:
        executor = MigrationExecutor(connection)
        shared = plans.labels(settings.SHARED_APPS)
        targets = [key for key in executor.loader.graph.leaf_nodes() if key[0] in shared]
        plan = executor.migration_plan(targets)
        if plan:
            report(f"public: {len(plan)} migrations")
            emit_pre_migrate_signal(0, False, OWNER)
            executor.migrate(targets, plan)
            emit_post_migrate_signal(0, False, OWNER, plan=plan)
    rights.apply_public(OWNER)


def make_schema(schema: str) -> None:
    """An office schema made by migrating instead of replaying: for the template and for comparing."""
    with owner().cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {rights.quoted(schema)}")
    with in_schema(schema) as connection:
        executor = MigrationExecutor(connection)
        executor.migrate(plans.office_targets(executor.loader))


def migrate_all(report: Report = _silent, progress: Progress = iter) -> int:
    """Bring everything up to date; returns how many office schemas were behind.

    `progress` may wrap the list of schemas (tqdm). Raises `NoOwner`, `CanaryFailed`, `NotAllMigrated`.
    """
    with schema_lock():
        prepare_database()
        migrate_public(report)
        done = _migrate(office_schemas(), report, progress)
        bases.keep()
        return done


def migrate_offices(schemas: Sequence[str], report: Report = _silent, progress: Progress = iter) -> int:
    """Bring `schemas` up to date; returns how many were behind. Raises as `migrate_all`."""
    with schema_lock():
        return _migrate(list(schemas), report, progress)


def _migrate(schemas: list[str], report: Report, progress: Progress) -> int:
    jobs.bury(JobKind.MIGRATE, using=OWNER)  # under the lock, so nobody is doing them
    found = late(schemas)
    if not found:
        return 0
    job = jobs.ask(JobKind.MIGRATE, total=len(found), using=OWNER)
    with jobs.Work(job, OWNER) as work:
        run = Run(work, found)
        run.plan(report)
        run.canaries()
        run.rest(progress)
        if run.problems:
            raise NotAllMigrated(run.problems)
    return len(found)
