"""Making an office's schema: one replayed SQL dump with its rights and its key, in one transaction.

`sql/template.sql` holds what migrating an empty schema makes; `offices.template` makes and checks it. If
anything fails, nothing is left and the office stays PROVISIONING; running again finishes it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from offices import keys, rights
from offices.models import Office, OfficeState

OWNER = "owner"
TEMPLATE = "loket_template"
TEMPLATE_FILE = Path(__file__).resolve().parent / "sql" / "template.sql"
LOCK = 4_207_001  # one run at a time changes schemas


class NoOwner(DomainError):
    """Schemas are changed with DATABASE_OWNER_URL only, and it is not set."""

    def __init__(self) -> None:
        super().__init__(
            "no_owner", _("DATABASE_OWNER_URL belum diatur: skema tidak dapat dibuat atau diubah.")
        )


class StaleTemplate(DomainError):
    """`sql/template.sql` is older than the migrations."""

    def __init__(self) -> None:
        super().__init__("stale_template", _("sql/template.sql sudah usang: jalankan `make template`."))


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


@cache
def template_sql() -> str:
    """The dump of an empty office schema named `TEMPLATE`."""
    return TEMPLATE_FILE.read_text(encoding="utf-8")


def schema_sql(schema: str, template: str) -> str:
    """`template` for the schema `schema`."""
    return re.sub(rf"\b{TEMPLATE}\b", schema, template)


def exists(schema: str) -> bool:
    """Whether `schema` is in the database."""
    with owner().cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None


def provision(office_id: UUID, *, now: datetime, template: str | None = None) -> Office:
    """Make the schema, role, rights and key of an office and mark it READY; does nothing if that was done.

    Raises `Office.DoesNotExist`, `NoOwner`.
    """
    sql = template_sql() if template is None else template
    with transaction.atomic(using=owner().alias):
        with owner().cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        office = Office.objects.using(OWNER).select_for_update().get(pk=office_id)
        if office.state != OfficeState.PROVISIONING:
            return office
        if not exists(office.schema_name):
            with owner().cursor() as cursor:
                cursor.execute(schema_sql(office.schema_name, sql))
        rights.apply_office(OWNER, office.schema_name)
        keys.make_key(office, now=now, using=OWNER)
        office.state = OfficeState.READY
        office.save(using=OWNER, update_fields=["state"])
    return office
