"""The owner's connection, which alone makes and changes schemas, and the lock under which it does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext_lazy as _
from django_tenants.postgresql_backend.base import FakeTenant

from commons.errors import DomainError
from offices.roles import PUBLIC

OWNER = "owner"
LOCK = 4_207_001  # one run at a time changes schemas; while none does, new ones may be made side by side


class NoOwner(DomainError):
    """Schemas are changed with DATABASE_OWNER_URL only, and it is not set."""

    def __init__(self) -> None:
        super().__init__(
            "no_owner", _("DATABASE_OWNER_URL belum diatur: skema tidak dapat dibuat atau diubah.")
        )


def owner() -> Any:
    """The owner's connection. Raises `NoOwner`."""
    if OWNER not in settings.DATABASES:
        raise NoOwner
    return connections[OWNER]


@contextmanager
def schema_lock() -> Iterator[None]:
    """Hold the advisory lock under which schemas are changed; waits for another run to end."""
    with owner().cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with owner().cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def in_schema(schema: str) -> Iterator[Any]:
    """The owner's connection, working in `schema` alone: nothing is read from public by mistake."""
    connection = owner()
    before = connection.tenant
    connection.set_tenant(FakeTenant(schema), include_public=schema == PUBLIC)
    try:
        yield connection
    finally:
        connection.set_tenant(before)


def exists(schema: str) -> bool:
    """Whether `schema` is in the database."""
    with owner().cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None
