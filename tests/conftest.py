"""Fixtures for every test: a database of its own per run, two offices, held time, no network.

- `db` / `@pytest.mark.django_db`: one transaction, rolled back; the connection is the login role's.
- `office_a` (Kecamatan Uji Barat) and `office_b` (Kelurahan Uji Timur, elsewhere): always both, so that a
  test can prove that B sees nothing of A.
- `in_office_a`, `in_office_b`: the test runs inside that office. `public_db`: in the public schema.
- `client_a`, `client_b`, `client_kabupaten`, `client_base`: Django clients on those hosts.
- `live_database` / `django_db(transaction=True)`: real commits, several connections, the owner's connection
  too; the database is thrown away afterwards and cloned anew (no TRUNCATE: the login role may not).
- `browser`: Chromium (Debian's package, driven by Playwright), started once for all modules of browser tests.
- `clock`: holds the time: `clock.set("2026-11-20 09:00")` (WIB), `clock.advance(minutes=5)`.
"""

import gc
import os
import sys
from asyncio import events
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
import time_machine
from django.db import connections
from django.template import Context, Template
from django.test import Client, TransactionTestCase
from django.test.signals import template_rendered
from django.utils.safestring import SafeString
from hypothesis import HealthCheck, settings

from config.frames import roomy
from config.garbage import THRESHOLDS
from tests.compiling import compile_share
from tools.chromium import HOW_TO_GET, chromium
from tools.test import LONG, LONG_FOLDERS

BORN = datetime(2026, 1, 2, 1, 0, tzinfo=UTC)
# Friday 2026-11-20 09:00 WIB.
HELD = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

# How long an example takes says something about the machine's other work, nothing about the code.
UNTIMED: Any = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("loket", max_examples=25, **UNTIMED)
settings.register_profile("thorough", max_examples=1000, **UNTIMED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "loket"))


# Scripts run for moments here: to optimise them, with threads of its own, costs more than it brings.
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--js-flags=--no-maglev --no-turbofan --single-threaded",
]
LONG_MARKS = LONG.split(" or ")
# Where files are dealt out whole, the long ones go first: one that makes the site for all, and meanwhile
# those that need none. Then come the other journeys, and what takes moments evens out the end.
LONG_FILES = (
    "functional/test_onboarding.py",
    "design/test_chromium.py",
    "api/test_fuzz.py",
    "functional/test_restarts.py",
    "config/test_supervisor.py",
    "functional/test_settings.py",
    "functional/test_people.py",
    "functional/test_services.py",
    "functional/test_turns.py",
    "functional/test_mishaps.py",
    "functional/test_console.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Any:
    """Do everything that is done for this hook, with room for deep calls."""
    others = config.pluginmanager.subset_hook_caller("pytest_cmdline_main", [sys.modules[__name__]])
    return roomy(others)(config=config)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Workers share what has to be compiled."""
    compile_share(session.config, [Path(folder) for folder in session.config.args if Path(folder).is_dir()])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first; and what takes long lies where its round looks for it."""
    here = Path(__file__).parent
    folders = [here.parent / folder for folder in LONG_FOLDERS]
    for item in items:
        if any(map(item.get_closest_marker, LONG_MARKS)) and not any(
            item.path.is_relative_to(folder) for folder in folders
        ):
            raise pytest.UsageError(f"{item.nodeid} would run in no round: see tools/test.py")
    place = {here / name: number for number, name in enumerate(LONG_FILES)}
    items.sort(key=lambda item: (place.get(item.path, len(place)), item.path.parent.name != "functional"))


@pytest.fixture(scope="session", autouse=True)
def _whole_pages_only(django_test_environment: None) -> None:
    """Django's test client copies the context of every part of a page; tests look at the page's own."""

    def render(template: Template, context: Context) -> SafeString:
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    Template._render = render  # type: ignore[attr-defined]


# A thousand modules and ten thousand tests come into memory, and nothing of them is garbage before the end.
gc.disable()


def pytest_collection_finish() -> None:
    """From here on what the tests leave is looked for."""
    gc.freeze()
    gc.set_threshold(4 * THRESHOLDS[0], *THRESHOLDS[1:])  # a test's leavings are gone with it, mostly
    gc.enable()


def pytest_sessionfinish() -> None:
    """Nobody needs the memory any more, and pytest would look through it five times."""
    gc.freeze()


def pytest_runtest_setup() -> None:
    """Tests reach the machine's own servers and nothing else."""
    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def _fill() -> None:
    from offices.models import Domain, Level, Office  # noqa: PLC0415  after Django's set-up
    from tests.databases import provision_test_office  # noqa: PLC0415

    for code, level, name, slug in [
        ("35.99.01", Level.KECAMATAN, "Uji Barat", "kec-uji-barat"),
        ("35.99.02.1001", Level.KELURAHAN, "Uji Timur", "kel-uji-timur"),
    ]:
        office = Office(
            schema_name="o_" + code.replace(".", ""),
            kemendagri_code=code,
            level=level,
            name=name,
            slug=slug,
            unit_code="427.99",
            unit_code_is_example=True,
            created_at=BORN,
        )
        office.save(using="owner")
        Domain(tenant=office, domain=f"{slug}.localhost").save(using="owner")
        provision_test_office(office)
    Office.objects.using("owner").update(state="LIVE")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """In-process caches hold what the database had; a rolled-back test takes that away."""
    from applications.villages import forget_villages  # noqa: PLC0415
    from indicators.names import forget_names  # noqa: PLC0415
    from offices import directory, hours, keys  # noqa: PLC0415
    from queueing.queries_waits import forget_waits  # noqa: PLC0415
    from responses.queries import forget_suggestions  # noqa: PLC0415
    from tests.replaying import forget_writes  # noqa: PLC0415

    forget_writes()
    yield
    directory.forget_all()
    hours.forget_calendars()
    keys.forget_keys()
    forget_villages()
    forget_names()
    forget_suggestions()
    forget_waits()


@pytest.fixture(scope="session")
def fresh_database(django_test_environment, django_db_blocker) -> Iterator[Callable[[], None]]:
    """Replaces this process's database by a fresh clone when called."""
    import config.celery  # noqa: F401, PLC0415  tasks go through our own app
    from tests.databases import session_database  # noqa: PLC0415

    with django_db_blocker.unblock(), session_database(_fill) as replace:
        yield replace


@pytest.fixture(scope="session")
def django_db_setup(fresh_database) -> None:
    """Instead of pytest-django's: clone, do not migrate."""
    # The flush after a transactional test would need rights that the application does not have.
    renew: Any = lambda _self: _renew(fresh_database)  # noqa: E731
    setattr(TransactionTestCase, "_fixture_teardown", renew)  # noqa: B010


def _renew(replace: Callable[[], None]) -> None:
    for connection in connections.all():
        connection.close()
    replace()


@pytest.fixture
def live_database(django_db_setup, fresh_database, django_db_blocker, monkeypatch) -> Iterator[None]:
    """A database with real commits, for threads, several connections and the owner's connection."""
    with django_db_blocker.unblock():
        yield
        monkeypatch.undo()  # the next test's database gets the rights of the program, not of this test
        _renew(fresh_database)


# Every clone has the same two offices, and most tests ask for one of them.
_offices: dict[str, Any] = {}


def _office(slug: str) -> Any:
    from offices.models import Office  # noqa: PLC0415

    if slug not in _offices:
        _offices[slug] = Office.objects.get(slug=slug)
    return copy(_offices[slug])


@pytest.fixture
def database(request) -> None:
    """The live database where the test asked for it, else one rolled-back transaction."""
    request.getfixturevalue("live_database" if "live_database" in request.fixturenames else "db")


@pytest.fixture
def office_a(database) -> Any:
    """Kecamatan Uji Barat, open."""
    return _office("kec-uji-barat")


@pytest.fixture
def office_b(database) -> Any:
    """Kelurahan Uji Timur, open; not in Uji Barat."""
    return _office("kel-uji-timur")


@pytest.fixture
def in_office_a(office_a) -> Iterator[Any]:
    """The test works in office A."""
    from offices.scope import office_scope  # noqa: PLC0415

    with office_scope(office_a):
        yield office_a


@pytest.fixture
def in_office_b(office_b) -> Iterator[Any]:
    """The test works in office B."""
    from offices.scope import office_scope  # noqa: PLC0415

    with office_scope(office_b):
        yield office_b


@pytest.fixture
def public_db(database) -> Iterator[None]:
    """The test works in the public schema."""
    from offices.scope import public_scope  # noqa: PLC0415

    with public_scope():
        yield


@pytest.fixture
def client_a(office_a) -> Client:
    """A browser at office A."""
    return Client(SERVER_NAME=f"{office_a.slug}.localhost")


@pytest.fixture
def client_b(office_b) -> Client:
    """A browser at office B."""
    return Client(SERVER_NAME=f"{office_b.slug}.localhost")


@pytest.fixture
def client_kabupaten(database) -> Client:
    """A browser at the kabupaten's host."""
    return Client(SERVER_NAME="kabupaten.localhost")


@pytest.fixture
def client_base(database) -> Client:
    """A browser at the base host."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Any]:
    """Chromium, and Playwright's event loop, which pauses in this thread whenever nobody asks it anything."""
    path = chromium()
    if path is None:
        why = f"no Chromium: {HOW_TO_GET}"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(why)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as play:
        running, loop = play.chromium.launch(executable_path=path, args=CHROMIUM), events.get_running_loop()
        events._set_running_loop(None)
        yield running, loop
        events._set_running_loop(loop)
        running.close()


@pytest.fixture(scope="module")
def browser(_chromium) -> Iterator[Any]:
    """Chromium. The other modules must not see that an event loop runs in this thread: Django's models and
    `asyncio.run` would refuse to work beside it.
    """
    running, loop = _chromium
    events._set_running_loop(loop)
    yield running
    events._set_running_loop(None)


class Clock:
    """Held time. Times without a zone are WIB."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def set(self, moment: str | datetime) -> datetime:
        """Hold the time at `moment`, for example "2026-11-20 09:00" in Lumajang."""
        from commons.clock import WIB, now  # noqa: PLC0415

        value = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        self._traveller.move_to(value if value.tzinfo else value.replace(tzinfo=WIB), tick=False)
        return now()

    def advance(self, **amount: float) -> datetime:
        """Move on by a timedelta: `clock.advance(minutes=5)`."""
        from commons.clock import now  # noqa: PLC0415

        self._traveller.shift(timedelta(**amount))
        return now()


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Time held at Friday 2026-11-20 09:00 WIB until the test moves it."""
    with time_machine.travel(HELD, tick=False) as traveller:
        yield Clock(traveller)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
