"""A newer release with migrations of its own, and what a run of migrating came to."""

from typing import Any

import pytest
from django.db import connections, migrations, models
from django.db.migrations.loader import MigrationLoader

from offices.models import Job, JobItem, JobKind
from offices.owning import OWNER


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
