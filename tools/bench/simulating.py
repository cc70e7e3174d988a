"""`manage.py simulate` as somebody runs it: a database of its own, every office brought on and filled."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from typing import Any

import psycopg

from tools.bench.figures import Figure, note
from tools.bench.ground import drop, owner, renamed

DATABASE = "loket_simulated"
AT_MOST = 300.0
WHOLE = 28 * 365


def year(*, offices: int, days: int) -> Figure:
    """Seconds from an empty database to so many offices with so many days."""
    note(f"simulate: {offices} offices, {days} days")
    drop(DATABASE)
    with owner() as maintenance:
        maintenance.execute(f'CREATE DATABASE "{DATABASE}"')
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _measured(_environment(folder), offices=offices, days=days)
    finally:
        drop(DATABASE)


def _environment(folder: str) -> dict[str, str]:
    urls = {name: renamed(os.environ[name], DATABASE) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    return {**os.environ, **urls, "LOKET_VAR": folder}


def _measured(environment: dict[str, str], *, offices: int, days: int) -> Figure:
    _run(environment, "migrate_all", "--verbosity", "0")
    before, began = _cpu(), time.monotonic()
    _run(environment, "simulate", "--offices", str(offices), "--days", str(days), "--seed", "1")
    seconds, cpu = time.monotonic() - began, _cpu() - before
    found = _counted(environment["DATABASE_OWNER_URL"])
    whole = offices * days >= WHOLE
    return Figure(
        name=f"simulate, {offices} offices, {days} days",
        value=seconds,
        unit="s",
        n=1,
        target=f"≤ {AT_MOST:g}" if whole else "",
        met=seconds <= AT_MOST if whole else None,
        note=f"{found['files']:,} files, {found['events']:,} events; CPU of Python {cpu:.0f} s",
        more={"cpu_seconds": cpu, **found},
    )


def _run(environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _counted(url: str) -> dict[str, Any]:
    with psycopg.connect(url) as connection:
        schemas = [row[0] for row in connection.execute("SELECT schema_name FROM offices_office")]
        sums = {"files": 0, "events": 0, "letters": 0}
        tables = {"files": "applications_file", "events": "applications_event", "letters": "documents_letter"}
        for schema in schemas:
            for name, table in tables.items():
                row = connection.execute(f'SELECT count(*) FROM "{schema}"."{table}"').fetchone()  # noqa: S608
                sums[name] += row[0] if row else 0
        size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return {**sums, "offices": len(schemas), "megabytes": size[0] / 1e6 if size else 0.0}
