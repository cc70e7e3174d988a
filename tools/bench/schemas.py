"""One measurement on the schemas of a database, in a process of its own.

`python -m tools.bench.schemas WHAT N` prints JSON. The seconds are those of the call, without starting
Python and Django. With the settings `tools.bench.stock_settings` the `stock_…` measurements go the stock way.
"""

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import django
from django.core.management import call_command
from django.db import connections, migrations, models
from django.db.migrations.loader import MigrationLoader

from tools.bench.web import cpu_of

SIMULATED = "99."
SINGLE = 30


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def costs(work: Callable[[], object]) -> tuple[float, float]:
    """How long `work` takes, and the CPU it takes of this process and of the owner's backend."""
    from offices.owning import owner  # noqa: PLC0415 - after Django's set-up

    with owner().cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    before, here = cpu_of(backend), time.process_time()
    took = seconds(work)
    return took, cpu_of(backend) - before + time.process_time() - here


def release(number: int) -> None:
    """Let the program have `number` more migrations: each a table with a foreign key, a column, an index."""
    original = MigrationLoader.load_disk

    def load(self: MigrationLoader) -> None:
        original(self)
        last = max(name for app, name in self.disk_migrations if app == "trail")
        for n in range(1, number + 1):
            migration = _migration(n, last)
            self.disk_migrations["trail", migration.name] = migration

    setattr(MigrationLoader, "load_disk", load)  # noqa: B010 - a release that is not on the disk


def _migration(number: int, last: str) -> migrations.Migration:
    before = f"{number + 8999}_bench" if number > 1 else last
    key = ("id", models.UUIDField(primary_key=True))
    entry = ("entry", models.ForeignKey("trail.trailentry", models.PROTECT))
    column = models.CharField(max_length=20, default="", blank=True)
    index = models.Index(fields=[f"bench{number}"], name=f"ix_trail_bench{number}")
    body = {
        "dependencies": [("trail", before)],
        "operations": [
            migrations.CreateModel(f"Bench{number}", [key, entry]),
            migrations.AddField("trailentry", f"bench{number}", column),
            migrations.AddIndex("trailentry", index),
        ],
    }
    made: type[migrations.Migration] = type("Migration", (migrations.Migration,), body)
    return made(f"{number + 9000}_bench", "trail")


def prepare(_number: int) -> Any:
    """Roles, extensions and the public schema."""
    from offices import migrating  # noqa: PLC0415 - after Django's set-up

    return seconds(migrating.migrate_all)


def provision(number: int) -> Any:
    """Bring on `number` offices of the data file: some one by one, the others as many are, some at a time.

    (the seconds of each of the first, the seconds of all)
    """
    from commons import clock  # noqa: PLC0415 - after Django's set-up
    from offices.areas import known_areas, load_areas  # noqa: PLC0415
    from offices.onboarding import bring_on, bring_on_all  # noqa: PLC0415
    from offices.scope import public_scope  # noqa: PLC0415

    with public_scope():
        load_areas(known_areas().values())
    now, areas = clock.now(), list(known_areas().values())[:number]
    single = [seconds(partial(bring_on, area.code, now=now, live=True)) for area in areas[:SINGLE]]
    rest = seconds(lambda: list(bring_on_all(areas[SINGLE:], live=True)))
    return single, sum(single) + rest


def simulate(number: int) -> Any:
    """Offices with schema and role and nothing else, until there are `number`; two at a time."""
    from offices.models import Office  # noqa: PLC0415 - after Django's set-up
    from offices.owning import OWNER  # noqa: PLC0415

    first = Office.objects.using(OWNER).count()
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(_simulated, range(first, number)))


def _simulated(n: int) -> float:
    from commons import clock  # noqa: PLC0415 - after Django's set-up
    from offices import provisioning  # noqa: PLC0415
    from offices.models import Level, Office  # noqa: PLC0415
    from offices.owning import OWNER  # noqa: PLC0415

    now, code = clock.now(), f"{SIMULATED}{n // 10_000:02}.{n // 100 % 100:02}.1{n % 100:03}"
    schema = "o_" + code.replace(".", "")
    office = Office(schema_name=schema, kemendagri_code=code, level=Level.DESA, created_at=now)
    office.name = office.slug = f"simulasi-{n}"
    office.save(using=OWNER)
    return seconds(partial(provisioning.provision, office.pk, now=now))


def noop(number: int) -> Any:
    """Migrate all, `number` times, with nothing to do."""
    from offices import migrating  # noqa: PLC0415 - after Django's set-up

    return [costs(migrating.migrate_all) for _ in range(number)]


def real(number: int) -> Any:
    """Migrate all to release `number`."""
    from offices import migrating  # noqa: PLC0415 - after Django's set-up

    release(number)
    return costs(migrating.migrate_all)


def back(number: int) -> Any:
    """Take release `number` out of every schema again."""
    from offices.owning import OWNER  # noqa: PLC0415 - after Django's set-up
    from offices.surveying import office_schemas  # noqa: PLC0415

    for schema in office_schemas():
        with connections[OWNER].cursor() as cursor:
            cursor.execute(
                f"DROP TABLE {schema}.trail_bench{number};"  # noqa: S608 - our own names
                f"ALTER TABLE {schema}.trail_trailentry DROP COLUMN bench{number};"
                f"DELETE FROM {schema}.django_migrations WHERE name = '{number + 9000}_bench'"
            )
    return None


def as_stock(number: int) -> Any:
    """Let every schema say what the stock way would have recorded in it, the shared apps' migrations too: its
    first run would else record them all. With 0, what ours records again.
    """
    from offices.plans import office_plan  # noqa: PLC0415 - after Django's set-up
    from offices.surveying import office_schemas  # noqa: PLC0415

    more = sorted(set(MigrationLoader(None).graph.nodes) - office_plan())
    rows = ", ".join(f"('{app}', '{name}', now())" for app, name in more)
    keys = ", ".join(f"('{app}', '{name}')" for app, name in more)
    for schema in office_schemas():
        table = f"{schema}.django_migrations"
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE (app, name) IN ({keys})")  # noqa: S608 - our own names
            if number:
                cursor.execute(f"INSERT INTO {table} (app, name, applied) VALUES {rows}")  # noqa: S608
    return None


def stock_create(number: int) -> Any:
    """Make `number` schemas by migrating them, as `TenantMixin.save` does; they are dropped again."""
    from offices.models import Office  # noqa: PLC0415 - after Django's set-up

    took = []
    for n in range(number):
        office = Office(schema_name=f"o_980000{n}")
        took.append(seconds(partial(office.create_schema, check_if_exists=True, verbosity=0)))
        with connections["default"].cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {office.schema_name} CASCADE")
    return took


def stock_migrate(number: int) -> Any:
    """`migrate_schemas` over all offices, to release `number`."""
    release(number)
    return seconds(lambda: call_command("migrate_schemas", tenant=True, executor="standard", verbosity=0))


WHAT = (prepare, provision, simulate, noop, real, back, as_stock, stock_create, stock_migrate)


def main(what: str, number: str) -> None:
    """Measure, and print what came out."""
    django.setup()
    work = {function.__name__: function for function in WHAT}[what]
    print(json.dumps(work(int(number))))  # noqa: T201 - for the process that asked


if __name__ == "__main__":
    main(*sys.argv[1:])
