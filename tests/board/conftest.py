"""People of the kabupaten and of offices with browsers, and a kabupaten with figures."""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from board import news
from board.reading import forget_services
from indicators.measures import Duration
from indicators.names import forget_names
from offices.models import Office
from offices.scope import public_scope
from servicetypes.catalogue import load_definitions
from servicetypes.models import ServiceType
from servicetypes.operations import install
from tests.applications.pages import sit_down
from tests.board import kabupaten as world
from tests.conftest import HELD
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.replaying import again, kept
from tests.world import staff

TODAY = date(2026, 11, 20)
BAD = "35.08.08"
WEAK = "35.08.03"


@pytest.fixture(autouse=True)
def _names_forgotten() -> Iterator[None]:
    forget_names()
    forget_services()
    news.forget()
    yield
    forget_names()
    forget_services()
    news.forget()


@pytest.fixture
def services(database) -> None:
    """The kabupaten's catalogue."""
    _install_services()


def _install_services() -> None:
    with public_scope():
        if not ServiceType.objects.exists():
            install(load_definitions())


@pytest.fixture(scope="module")
def with_figures(django_db_setup, django_db_blocker) -> Iterator[dict[str, Office]]:
    """Written once for all tests of a module; each undoes only what it did itself."""
    with kept(django_db_blocker, lambda: again(("board",), write_figures), at=HELD) as made:
        yield made


@pytest.fixture
def offices(with_figures, database, clock) -> dict[str, Office]:
    """28 offices with two years of figures. Rowokangkung (BAD) keeps few promises, as its leader is away,
    since three weeks worse still; Candipuro (WEAK) has hardly any files."""
    cache.clear()
    return {code: copy(office) for code, office in with_figures.items()}


def write_figures() -> dict[str, Office]:
    """The offices by code; their figures are written."""
    _install_services()
    found = world.offices()
    first, last = date(2024, 12, 1), date(2026, 11, 1)
    world.fill([found[WEAK].id], first, last, n=0.3)
    bad = {"shares": {"kept": 74, "late": 25}, "minutes": {Duration.LEADER_AWAY: 90, Duration.WHOLE: 150}}
    world.fill([found[BAD].id], first, last, **bad)
    world.fill([one.id for one in found.values()], first, last)
    early, turned = TODAY - timedelta(days=60), TODAY - timedelta(days=20)
    worse = {"shares": {"kept": 60, "late": 39}, "minutes": {Duration.LEADER_AWAY: 120}}
    world.fill([found[BAD].id], turned, TODAY, n=50, step="1 day", services=("sktm",), **worse)
    world.fill(
        [one.id for one in found.values() if one.kemendagri_code != WEAK], early, TODAY, n=50, step="1 day"
    )
    return found


@pytest.fixture
def enter_as(database) -> Callable[[str], Client]:
    """`enter_as(role)`: a browser of somebody with that role in the kabupaten."""

    def come(role: str) -> Client:
        return signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person(role))

    return come


@pytest.fixture
def bupati(enter_as: Callable[[str], Client]) -> Client:
    """The bupati's office with a browser."""
    return enter_as("EXECUTIVE")


@pytest.fixture
def people_a(office_a) -> dict[str, Any]:
    """The people of office A."""
    return staff(office_a)


@pytest.fixture
def enter_office(office_a, people_a) -> Callable[[str], Client]:
    """`enter_office(key)`: a browser of one of the people of office A (see tests.world.PEOPLE)."""

    seated: dict[str, Client] = {}

    def come(key: str) -> Client:
        if key not in seated:
            seated[key] = sit_down(office_a, people_a[key])
        return seated[key]

    return come
