"""People of the kabupaten, signed in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.actors import Actor
from accounts.models import Assignment, Credential, User
from commons import clock as time
from offices.areas import known_areas, load_areas
from offices.models import Office
from offices.scope import public_scope
from tests.replaying import again
from tests.seating import seat
from tests.world import catalogue as fresh_catalogue


@pytest.fixture
def catalogue(database) -> None:
    """The kabupaten's catalogue, law register and areas, as a fresh installation has them."""
    with public_scope():
        fresh_catalogue(register=True)
        again(("areas",), lambda: load_areas(known_areas().values()))


def kabupaten_person(role: str, name: str = "Arif Rahman", word: str = "kab") -> Actor:
    """Somebody with one role in the kabupaten."""
    with public_scope():
        user = User.objects.create(
            username=f"{role.lower().replace('_', '-')}.{word}", name=name, created_at=time.now()
        )
        Credential.objects.create(user=user, password="!", changed_at=time.now())
        row = Assignment.objects.create(
            user=user, office=None, roles=[role], title="Bagian Organisasi", from_date=date(2026, 1, 1)
        )
    return Actor(user.id, name, "Bagian Organisasi", frozenset([role]), None, row.id)


def signed_in(client: Client, actor: Actor, office: Office | None = None) -> Client:
    """The browser of this person on the kabupaten's or this office's host, past the second step."""
    seat(client, actor.user_id, office)
    return client


@pytest.fixture
def admin(database) -> Actor:
    """Arif Rahman, the kabupaten's admin."""
    return kabupaten_person("KAB_ADMIN")


@pytest.fixture
def as_admin(admin, client_kabupaten) -> Client:
    """The kabupaten's admin with a browser."""
    return signed_in(client_kabupaten, admin)


@pytest.fixture
def enter_as(database) -> Callable[[str], Any]:
    """`enter_as(role)`: a browser of somebody with that role in the kabupaten."""

    def come(role: str) -> Client:
        return signed_in(Client(SERVER_NAME="kabupaten.localhost"), kabupaten_person(role))

    return come


@pytest.fixture(autouse=True)
def sent(monkeypatch) -> list[tuple[str, str]]:
    """What was handed to the worker: (task, id). Nothing reaches the broker."""
    found: list[tuple[str, str]] = []

    def keep(name: str, *_args: Any, kwargs: dict[str, str] | None = None, **_options: Any) -> None:
        if kwargs and "row_id" in kwargs:
            found.append((name, kwargs["row_id"]))

    monkeypatch.setattr("onboarding.sending.current_app.send_task", keep)
    return found
