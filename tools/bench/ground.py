"""What the figures are measured on: a database of its own with one office, its services and its people.

Nothing of Django is imported before `open_ground` has named the database.
"""

import base64
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from config.paths import default_var
from tools.bench.figures import note

DATABASE = "loket_bench"
OFFICE = "35.08.10"
SERVICES = ("sktm-rekomendasi", "dtsen", "sktm", "kp4", "ktp-el")
NAMES = ("SITI", "AMINAH", "SUPARMAN", "NGATINI", "RIDWAN", "SULASTRI", "BAMBANG", "WIWIK", "FAUZI", "TUTIK")


@dataclass(frozen=True)
class Ground:
    """The office, who works in it, their tokens, and a form for each service."""

    office: Any
    people: dict[str, Any]
    tokens: dict[str, str]
    forms: list[dict[str, Any]]
    roles: dict[str, dict[str, str]]
    port: int

    @property
    def host(self) -> str:
        """The office's host name with its port."""
        return f"{self.office.slug}.localhost:{self.port}"

    def form(self, service: str) -> dict[str, Any]:
        """The form of one service."""
        return next(form for form in self.forms if form["service"] == service)

    def plan(self, **more: Any) -> dict[str, Any]:
        """What the load needs to know."""
        return {
            "port": self.port,
            "host": self.host,
            "tokens": self.tokens,
            "forms": self.forms,
            "roles": self.roles,
            "names": NAMES,
            "twice": 0.0,
            "seed": 1,
            "warm": 3,
            **more,
        }


def renamed(url: str, database: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def owner() -> psycopg.Connection:
    """The owner's connection to the maintenance database."""
    return psycopg.connect(renamed(os.environ["DATABASE_OWNER_URL"], "postgres"), autocommit=True)


def owner_here() -> psycopg.Connection:
    """The owner's connection to the bench's database."""
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)


def drop(database: str = DATABASE) -> None:
    """Remove the database and its roles."""
    with owner() as maintenance:
        maintenance.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        # `loket_bench_` begins the names of other databases' roles too.
        found = maintenance.execute(
            "SELECT rolname FROM pg_roles WHERE rolname ~ %s", [f"^{database}_(public|office|o_[0-9]+)$"]
        )
        for (role,) in found.fetchall():
            maintenance.execute(f'DROP ROLE IF EXISTS "{role}"')


@contextmanager
def open_ground(*, keep: bool) -> Iterator[Ground]:
    """Make the database, migrate it, open the office; drop it all at the end unless it is to be kept."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ[name] = renamed(os.environ[name], DATABASE)
    port = free_port()
    os.environ |= {
        "BASE_HOST": f"localhost:{port}",
        "LOKET_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "STATIC_DIR": str(default_var() / "bench-static"),
    }
    os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(48))
    os.environ.setdefault("MASTER_KEY", base64.b64encode(secrets.token_bytes(32)).decode())
    drop()
    with owner() as maintenance:
        maintenance.execute(f'CREATE DATABASE "{DATABASE}"')
    try:
        import django  # noqa: PLC0415 - after the environment

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        import config.celery  # noqa: F401, PLC0415 - tasks sent while it is furnished go through our app

        call_command("collectstatic", interactive=False, verbosity=0)
        note(f"database {DATABASE}: migrating")
        yield _furnish(port)
    finally:
        _leave(keep=keep)


def _leave(*, keep: bool) -> None:
    from django.db import connections  # noqa: PLC0415 - after the environment

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
    if keep:
        note(f"the database {DATABASE} is kept")
    else:
        drop()


def _furnish(port: int) -> Ground:
    from accounts import operations as accounts  # noqa: PLC0415 - after the environment
    from applications.versions import program_of  # noqa: PLC0415
    from commons import clock  # noqa: PLC0415
    from offices import migrating  # noqa: PLC0415
    from offices.onboarding import bring_on  # noqa: PLC0415
    from offices.scope import office_scope  # noqa: PLC0415
    from standards.queries import published_version  # noqa: PLC0415
    from tests import world  # noqa: PLC0415 - the same small world as the tests have

    migrating.migrate_all()
    now = clock.now()
    office = bring_on(OFFICE, slug="kec-lumajang", now=now, live=True)
    give_letterhead(office)
    world.open_services(office, *SERVICES)
    people = world.staff(office)
    facts: dict[str, Any] = {"office": office, "name": "bench", "actor": None, "now": now}
    tokens = {
        name: accounts.create_token(user_id=actor.user_id, **facts).key for name, actor in people.items()
    }
    with office_scope(office):
        programs = [program_of(published_version(code).id) for code in SERVICES]
        forms = [_body(world.form(program)) for program in programs]
        roles = {p.definition.code: {s.key: _who(s.kind.value) for s in p.steps} for p in programs}
    return Ground(office, people, tokens, forms, roles, port)


def give_letterhead(office: Any) -> None:
    """What letters need: without a unit code no number is drawn."""
    from offices.operations import set_letterhead  # noqa: PLC0415 - after the environment

    lines = {
        "government_line": "PEMERINTAH KABUPATEN LUMAJANG",
        "office_line": str(office).upper(),
        "address": "Jalan Uji 1 Lumajang",
        "phone": "(0334) 000000",
        "place_line": "Lumajang",
        "postal_line": "LUMAJANG 67311",
    }
    set_letterhead(office_id=office.id, lines=lines, unit_code="427.99", unit_code_is_example=True)
    office.refresh_from_db()


def _who(kind: str) -> str:
    return {"PRODUCE": "operator", "SIGN": "head"}.get(kind, "counter")


def _body(form: Any) -> dict[str, Any]:
    return {
        "service": form.service_code,
        "group": form.group,
        "condition": form.condition,
        "values": dict(form.values),
        "papers": [_paper(paper) for paper in form.papers],
        "accept_warnings": True,
    }


def _paper(paper: Any) -> dict[str, Any]:
    row = {"key": paper.key, "state": paper.state.value, "reason": paper.reason}
    return row | ({"letter": {**vars(paper.letter), "date": str(paper.letter.date)}} if paper.letter else {})
