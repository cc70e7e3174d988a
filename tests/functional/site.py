"""The real thing for browsers: gunicorn and the live stream over a seeded copy of the template database."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from offices.template import pg_dump
from tests import databases
from tests.config.waiting import until

ROOT = Path(__file__).resolve().parents[2]
# What a process of ours would take from its surroundings and must get from the test.
OWN = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "BASE_HOST", "LIVE_URL", "DEBUG", "LOKET_BIND"}


SEEDED = "_seeded"
START = 120.0  # seconds until the processes answer, on a machine that has other things to do


@dataclass(frozen=True)
class Account:
    """How one person of the demo signs in."""

    username: str
    password: str
    totp_secret: str
    token: str


@dataclass
class Site:
    """A running installation: addresses, logins, and what its processes wrote."""

    port: int
    environment: dict[str, str]
    folder: Path

    def url(self, host: str = "", path: str = "/") -> str:
        """The address of a path on an office's host, or on the base host without a name."""
        return f"http://{host + '.' if host else ''}localhost:{self.port}{path}"

    def account(self, slug: str, role: str) -> Account:
        """The person with this role in an office, or in the kabupaten."""
        logins = json.loads((self.folder / "demo.json").read_text())
        places = {**logins["offices"], "kabupaten": logins["kabupaten"]}
        return Account(**places[slug]["accounts"][role])

    def said(self) -> str:
        """Everything the web processes wrote to their log."""
        return (self.folder / "web.log").read_text()

    def ask(self, query: str, *values: object) -> list[Any]:
        """Rows straight from the database, as the owner sees them."""
        with psycopg.connect(self.environment["DATABASE_OWNER_URL"]) as direct:
            return direct.execute(query, values).fetchall()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def environment(
    folder: Path, *, database: str, owner: str, redis: str, port: int, live: int
) -> dict[str, str]:
    """What the processes of a site get to know."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "LOKET_VAR": str(folder),
        "FILES_DIR": str(folder / "files"),
        "STATIC_DIR": str(folder / "static"),
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": owner,
        "REDIS_URL": redis,
        "BASE_HOST": f"localhost:{port}",
        "LIVE_URL": f"http://localhost:{live}/live" if live else "",
        "LOKET_PORT": str(port),
        "WEB_PROCESSES": "2",
        "WEB_THREADS": "4",
        "TZ": "Asia/Jakarta",
    }


def manage(surroundings: dict[str, str], *words: str) -> None:
    """Run a management command of the site; its output is shown when it fails."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def collect(surroundings: dict[str, str]) -> None:
    """Put what browsers fetch besides pages where the site looks for it."""
    loosely = {"DJANGO_SETTINGS_MODULE": "tests.functional.packing"}
    manage(surroundings | loosely, "collectstatic", "--noinput")


@contextmanager
def cloned_database(maintenance: psycopg.Connection, source: str) -> Iterator[str]:
    """A database of our own from `source`; dropped at the end."""
    from django.conf import settings  # noqa: PLC0415  after Django's set-up

    before = settings.DATABASES["default"]["NAME"]
    name = f"{databases.PREFIX_CLONE}{os.getpid()}_site"
    maintenance.execute("SELECT pg_advisory_lock(%s)", [databases.lock_key(name)])
    databases.clone(maintenance, source, name)
    databases.point_django_at(before)
    if source != migrated():
        _forget_roles_of(source, name)
    try:
        yield name
    finally:
        databases.drop(maintenance, name)


def _forget_roles_of(source: str, name: str) -> None:
    """The other database's roles are nobody here, and may be dropped with it."""
    with databases.connect(name) as direct:
        roles = direct.execute(
            "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [source.removesuffix(SEEDED) + "_"]
        )
        for (role,) in roles.fetchall():
            direct.execute(f'GRANT "{role}" TO CURRENT_USER')
            direct.execute(f'DROP OWNED BY "{role}"')


def migrated() -> str:
    """The name of the migrated template database."""
    return databases.PREFIX_TEMPLATE + databases.state_hash()


def answers(port: int, path: str = "/") -> bool:
    """Whether something answers HTTP there without a server's error."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{port}"})
            with connection.getresponse() as answer:
                return answer.status < 500
        except OSError:
            return False


@contextmanager
def running(surroundings: dict[str, str], name: str, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the site; what it writes goes to `<name>.log` in the site's folder."""
    folder = Path(surroundings["LOKET_VAR"])
    with (folder / f"{name}.log").open("wb") as log:
        command = [sys.executable, "-m", *words]
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=surroundings, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(timeout=5)


@contextmanager
def serve(surroundings: dict[str, str], *, live: int = 0) -> Iterator[Site]:
    """Web processes (and the live stream when it has a port) until the block ends."""
    port = int(surroundings["LOKET_PORT"])
    with ExitStack() as stack:
        web = ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi:application"]
        stack.enter_context(running(surroundings, "web", *web))
        if live:
            words = ["uvicorn", "config.live:app", "--host", "127.0.0.1", "--port", str(live)]
            end = ["--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "1"]
            stack.enter_context(running(surroundings, "live", *words, *end))
            until(lambda: answers(live, "/live/health"), START)
        until(lambda: answers(port), START)
        yield Site(port, surroundings, Path(surroundings["LOKET_VAR"]))


@contextmanager
def demo_site(folder: Path, shared: Path) -> Iterator[Site]:
    """The demo as `make demo` would show it, on a database and ports of its own.

    Seeded once a run: what the first process made lies in `shared` (its database's name, and its files), and
    the others take a copy; what browsers fetch besides pages is collected there once for all.
    """
    port, live = free_port(), free_port()
    redis = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{_place()}"))
    with ExitStack() as stack:
        maintenance = stack.enter_context(databases.connect())
        with locked(shared / "lock"):
            source = _seeded(maintenance, shared)
            name = stack.enter_context(cloned_database(maintenance, source or migrated()))
            surroundings = environment(
                folder,
                database=with_database(os.environ["DATABASE_URL"], name),
                owner=with_database(os.environ["DATABASE_OWNER_URL"], name),
                redis=redis,
                port=port,
                live=live,
            )
            surroundings["STATIC_DIR"] = str(shared / "static")
            _forget(redis)
            if source is None:
                assets = threading.Thread(target=collect, args=(surroundings,))
                assets.start()
                manage(surroundings, "seed_demo")
                assets.join()
                stack.enter_context(_kept(maintenance, shared, name, folder))
            else:
                shutil.copytree(shared / "seeded", folder, dirs_exist_ok=True)
        worker = [
            "celery",
            "--app",
            "config.celery",
            "--quiet",
            "worker",
            "--pool",
            "prefork",
            "--concurrency",
        ]
        quietly = ["2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
        quietly += ["--queues", "celery,schemas"]
        with serve(surroundings, live=live) as site, running(surroundings, "worker", *worker, *quietly):
            yield site


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _seeded(maintenance: psycopg.Connection, shared: Path) -> str | None:
    """The seeded database that a process of this run keeps; None where there is none (any more)."""
    note = shared / "database"
    if not note.exists():
        return None
    name = note.read_text()
    there = maintenance.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    return name if there else None


@contextmanager
def _kept(maintenance: psycopg.Connection, shared: Path, name: str, folder: Path) -> Iterator[None]:
    """A copy of a freshly seeded site for the other processes, as long as this one has its own."""
    copy = name + SEEDED
    maintenance.execute("SELECT pg_advisory_lock(%s)", [databases.lock_key(copy)])
    maintenance.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
    maintenance.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    beside = shutil.ignore_patterns("static", "*.log")
    shutil.copytree(folder, shared / "seeded", ignore=beside, dirs_exist_ok=True)
    (shared / "database").write_text(copy)
    try:
        yield
    finally:
        maintenance.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


def copy_seeded(shared: Path, surroundings: dict[str, str]) -> None:
    """Bring the site that this run seeded, database and files, to the empty database of other servers."""
    with locked(shared / "lock"), databases.connect() as maintenance:
        source = _seeded(maintenance, shared)
        if source is None:  # whoever seeded it has ended
            manage(surroundings, "migrate_all")
            manage(surroundings, "seed_demo")
            return
        packed = Path(surroundings["LOKET_VAR"]) / "seeded.dump"
        move(with_database(databases.owner_url(), source), surroundings["DATABASE_OWNER_URL"], packed)
        shutil.copytree(shared / "seeded", surroundings["LOKET_VAR"], dirs_exist_ok=True)
    with psycopg.connect(surroundings["DATABASE_OWNER_URL"]) as direct:
        databases._give_rights(direct.cursor(), direct.info.dbname)


def move(source: str, target: str, packed: Path) -> None:
    """Copy a database to another server, where all of it is the mover's: roles and rights stay behind."""
    plain = ["--no-owner", "--no-acl"]
    dump = [pg_dump(), "--format=custom", "--compress=0", *plain, f"--file={packed}", source]
    load = [str(Path(pg_dump()).with_name("pg_restore")), "--exit-on-error", *plain, f"--dbname={target}"]
    for command in (dump, [*load, str(packed)]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stderr


def _place() -> int:
    """The numbered database in Valkey for the site of this process: no other worker's, nor its tests' own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return 15 - int(worker) % 7


def _forget(redis: str) -> None:
    """An earlier run may have left its lock-outs in this numbered database."""
    from redis import Redis  # noqa: PLC0415

    with Redis.from_url(redis) as cache:
        cache.flushdb()
