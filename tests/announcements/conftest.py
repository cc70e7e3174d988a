"""Both offices with people, and the kabupaten's admin."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from announcements import operations
from announcements.operations import Words
from audit.changing import newest
from commons import clock as times
from offices.scope import public_scope
from tests.applications.pages import sit_down
from tests.onboarding.conftest import kabupaten_person, signed_in
from tests.world import staff

TODAY = date(2026, 11, 20)


@pytest.fixture
def admin(database, clock) -> Any:
    """The kabupaten's admin."""
    return kabupaten_person("KAB_ADMIN")


@pytest.fixture
def as_admin(admin) -> Client:
    """The admin with a browser."""
    return signed_in(Client(SERVER_NAME="kabupaten.localhost"), admin)


@pytest.fixture
def people(office_a, office_b, clock) -> dict[str, dict[str, Any]]:
    """The people of both offices."""
    return {"a": staff(office_a), "b": staff(office_b)}


@pytest.fixture
def enter(office_a, office_b, people) -> Any:
    """`enter("a", "head")`: a browser of somebody of an office."""
    offices = {"a": office_a, "b": office_b}
    return lambda place, key: sit_down(offices[place], people[place][key])


@pytest.fixture
def announce(admin) -> Any:
    """`announce(title, **words)`: a published announcement."""

    def come(title: str = "Rapat koordinasi", *, published: bool = True, **more: Any) -> Any:
        words = Words(**{"title": title, "text": "Jumat pukul 9.", "from_date": TODAY, **more})
        with public_scope():
            row = operations.draft(words=words, actor=admin, now=times.now())
            if not published:
                return row
            seen = newest(operations.subject_of(row.pk))
            return operations.publish(announcement_id=row.pk, seen=seen, actor=admin, now=times.now())

    return come
