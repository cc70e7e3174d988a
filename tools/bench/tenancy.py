"""Many offices: provisioning and migrating them, ours against the stock way of django-tenants.

Both on the same database, which is made for this and dropped; each measurement in a process of its own, and
without the time to start it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

from tools.bench.figures import Figure, note
from tools.bench.ground import drop, owner, renamed

DATABASE = "loket_bench_offices"
OFFICES = 226
MANY = 10 * OFFICES
STOCK = "tools.bench.stock_settings"


def measure(*, many: bool) -> Iterator[Figure]:
    """All figures about many offices; `many` also with ten times as many schemas."""
    drop(DATABASE)
    with owner() as maintenance:
        maintenance.execute(f'CREATE DATABASE "{DATABASE}"')
    try:
        run("prepare")
        yield from provisioning()
        yield from migrating(OFFICES, releases=(1, 2, 3), noop=10, at_most=(1, 3))
        yield from stock()
        if many:
            note(f"{MANY:,} simulated schemas")
            run("simulate", MANY)
            run("real", 3)  # the simulated ones come to where the others are
            yield from migrating(MANY, releases=(4, 5, 6), noop=3, at_most=(10, 30))
    finally:
        drop(DATABASE)


def run(what: str, number: int = 0, *, settings: str = "config.settings.base") -> Any:
    """One measurement in a process of its own."""
    note(f"{what} {number or ''}")
    environment = os.environ | {
        "DATABASE_URL": renamed(os.environ["DATABASE_URL"], DATABASE),
        "DATABASE_OWNER_URL": renamed(os.environ["DATABASE_OWNER_URL"], DATABASE),
        "DJANGO_SETTINGS_MODULE": settings,
    }
    command = [sys.executable, "-m", "tools.bench.schemas", what, str(number)]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    return json.loads(done.stdout.splitlines()[-1])


def provisioning() -> Iterator[Figure]:
    """One office, and all of the kabupaten."""
    took, whole = run("provision", OFFICES)
    stock_took = run("stock_create", 5, settings=STOCK)
    one = Figure.of("an office provisioned", took, "s", at_most=0.3)
    one.note = f"stock: {sorted(stock_took)[2]:.2f} s, n = 5, schema only"
    one.more = {"stock": stock_took}
    yield one
    yield _whole(f"{OFFICES} offices provisioned", [whole], at_most=60)


def migrating(
    offices: int, *, releases: tuple[int, ...], noop: int, at_most: tuple[int, int]
) -> Iterator[Figure]:
    """Nothing to do, and a real migration: a table with a foreign key, a column, an index."""
    yield _ours(f"{offices:,} offices, nothing to migrate", run("noop", noop), at_most[0])
    yield _ours(f"{offices:,} offices, a real migration", [run("real", n) for n in releases], at_most[1])


def _ours(name: str, costs: list[tuple[float, float]], at_most: float) -> Figure:
    figure = _whole(name, [took for took, _cpu in costs], at_most)
    figure.note = f"CPU {median(cpu for _took, cpu in costs):.2f} s, of Python and PostgreSQL"
    return figure


def stock() -> Iterator[Figure]:
    """The same by `migrate_schemas` with the standard executor: all offices, once."""
    run("as_stock", 1)
    yield _whole(f"{OFFICES} offices, nothing to migrate, stock", [run("stock_migrate", 3, settings=STOCK)])
    run("back", 3)
    yield _whole(f"{OFFICES} offices, a real migration, stock", [run("stock_migrate", 3, settings=STOCK)])
    run("as_stock", 0)


def _whole(name: str, took: list[float], at_most: float | None = None) -> Figure:
    return Figure.of(name, took, "s", at_most=at_most)
