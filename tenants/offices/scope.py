"""Which office the current thread works for. The only place that switches schemas.

The switch belongs to the thread's connection, so it does not follow into new threads, pools or timers, and
async code has none: both start in the public scope and must open their own.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import SynchronousOnlyOperation
from django.db import connections
from django.utils.translation import gettext_lazy as _
from django_tenants.postgresql_backend.base import FakeTenant

from commons.errors import DomainError
from offices import directory
from offices.models import Office
from offices.roles import PUBLIC


class NoOffice(DomainError):
    """Something that belongs to one office was asked for in the public scope."""

    def __init__(self) -> None:
        super().__init__("no_office", _("Kantor belum dipilih."))


def _connection() -> Any:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return connections["default"]
    raise SynchronousOnlyOperation("an office scope has no meaning in an event loop; use sync code")


@contextmanager
def office_scope(office: Office) -> Iterator[Office]:
    """Work in `office`: its schema, its role. Restores what was there before, per thread."""
    connection = _connection()
    before = connection.tenant
    connection.set_tenant(office)
    try:
        yield office
    finally:
        connection.set_tenant(before)


@contextmanager
def public_scope() -> Iterator[None]:
    """Work in the public schema with the public role. Restores what was there before, per thread."""
    connection = _connection()
    before = connection.tenant
    connection.set_tenant(FakeTenant(PUBLIC))
    try:
        yield
    finally:
        connection.set_tenant(before)


def current_schema() -> str:
    """The schema this thread works in: an office's, or `public`."""
    return str(_connection().schema_name)


def office_or_none() -> Office | None:
    """The office this thread works for, or None in the public scope."""
    connection = _connection()
    if isinstance(connection.tenant, Office):
        return connection.tenant
    schema = str(connection.schema_name)
    # A worker's task knows the schema's name only.
    return None if schema == PUBLIC else directory.by_schema(schema)


def current_office() -> Office:
    """The office this thread works for. Raises `NoOffice` in the public scope."""
    office = office_or_none()
    if office is None:
        raise NoOffice
    return office
