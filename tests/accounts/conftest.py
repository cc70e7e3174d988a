"""People, and a small site whose pages say who acts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pyotp
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache

from accounts import operations, queries, secondfactor
from accounts.actors import Actor
from accounts.models import Assignment, User
from commons.clock import now
from offices import middleware

PASSWORD = "kursi-hujan-lampu-7"
SINCE = date(2026, 1, 1)

Person = Callable[..., User]


@pytest.fixture(autouse=True)
def _site(monkeypatch, clock) -> None:
    """Every host answers with the pages of `urls.py` beside this file; time is held."""
    for site in middleware.URLCONFS:
        monkeypatch.setitem(middleware.URLCONFS, site, "tests.accounts.urls")


@pytest.fixture
def person(database) -> Person:
    """Makes somebody with an assignment: `person("sari", office_a, "COUNTER")`; no office: the kabupaten."""

    def make(username: str, office: Any = None, *roles: str, **facts: Any) -> User:
        made = operations.create_user(
            username=username,
            name=facts.get("name", username.title()),
            password=PASSWORD,
            must_change=facts.get("must_change", False),
            actor=None,
            now=now(),
        )
        if roles:
            assign(made.user, office, *roles)
        return made.user

    return make


def assign(user: User, office: Any, *roles: str, **facts: Any) -> Assignment:
    """An assignment since the start of the year."""
    values = {"title": "Petugas", "from_date": SINCE, "actor": None, "now": now(), **facts}
    return operations.assign(user_id=user.pk, office=office, roles=roles, **values)


def second_factor(user: User) -> pyotp.TOTP:
    """A confirmed second factor; the code of the present step is used up by it."""
    app = pyotp.TOTP(secondfactor.pending_secret(user.pk))
    assert secondfactor.confirm(user.pk, app.at(now()), now=now())
    return app


def log_in(client: Any, username: str, password: str = PASSWORD, **fields: str) -> Any:
    """Post the login form."""
    return client.post("/masuk/", {"username": username, "password": password, **fields})


@pytest.fixture(autouse=True)
def _light_hashes(monkeypatch) -> None:
    """Argon2 still, but without its cost: dozens of logins are made here."""
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "parallelism", 1)


def actor(user: User, office: Any = None) -> Actor:
    """Who this person is in that office (none: the kabupaten) today."""
    found = queries.person_by_id(user.pk, office, on=now().date())
    assert found is not None
    assert found.actor is not None
    return found.actor


@pytest.fixture(autouse=True)
def _no_counts():
    """Counters of public forms of an earlier test are not this one's."""
    yield
    cache.clear()
