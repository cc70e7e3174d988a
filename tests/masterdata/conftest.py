"""People of the kabupaten with browsers, a law register, a catalogue, one published standard."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from commons import clock as time
from offices import sending
from offices.scope import office_scope, public_scope
from regulations.operations import authorise
from servicetypes.catalogue import definition_of
from standards.catalogue import document_of
from standards.operations import draft, publish
from tests.applications.pages import sit_down
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.world import catalogue as fresh_catalogue
from tests.world import staff

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def sent(monkeypatch) -> list[Any]:
    """The jobs that were handed to the worker. Nothing reaches the broker."""
    found: list[Any] = []
    monkeypatch.setattr(sending, "send", lambda job: found.append(job.pk))
    return found


@pytest.fixture
def catalogue(database, clock) -> None:
    """The catalogue and the law register as a fresh installation has them."""
    with public_scope():
        fresh_catalogue(register=True)


@pytest.fixture
def published(catalogue, office_a) -> None:
    """Office A has SKTM in force; its standard cites what was revoked."""
    with public_scope():
        authorise(office_a, like="kec-lumajang")
    with office_scope(office_a):
        version = draft(document=document_of("kec-lumajang", "sktm"), definition=definition_of("sktm"))
        publish(version=version, by="Uji", now=time.now())


@pytest.fixture
def admin(database, clock) -> Any:
    """Arif Rahman, the kabupaten's admin."""
    return kabupaten_person("KAB_ADMIN")


@pytest.fixture
def other_admin(database, clock) -> Any:
    """Bunga Lestari, a second one."""
    return kabupaten_person("KAB_ADMIN", name="Bunga Lestari", word="kab2")


@pytest.fixture
def as_admin(admin) -> Client:
    """The admin with a browser."""
    return signed_in(Client(SERVER_NAME="kabupaten.localhost"), admin)


@pytest.fixture
def enter_as(database, clock) -> Any:
    """`enter_as(role)`: a browser of somebody with that role in the kabupaten."""

    def come(role: str) -> Client:
        return signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person(role, word="x"))

    return come


@pytest.fixture
def enter_office(office_a, clock) -> Any:
    """`enter_office(key)`: a browser of one of the people of office A."""
    people = staff(office_a)
    return lambda key: sit_down(office_a, people[key])
