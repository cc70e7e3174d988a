"""Making an office's schema: one replayed SQL dump with its rights and its key, in one transaction.

`sql/template.sql` holds what migrating an empty schema makes; `offices.template` makes and checks it. If
anything fails, nothing is left and the office stays PROVISIONING; running again finishes it.
"""

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db import transaction

from offices import keys, rights
from offices.models import Office, OfficeState
from offices.owning import LOCK, OWNER, exists, owner

TEMPLATE = "loket_template"
TEMPLATE_FILE = Path(__file__).resolve().parent / "sql" / "template.sql"
_TABLE = re.compile(rf"^CREATE TABLE {TEMPLATE}\.(\w+) \(", re.MULTILINE)


@cache
def template_sql() -> str:
    """The dump of an empty office schema named `TEMPLATE`."""
    return TEMPLATE_FILE.read_text(encoding="utf-8")


def schema_sql(schema: str, template: str) -> str:
    """`template` for the schema `schema`."""
    return re.sub(rf"\b{TEMPLATE}\b", schema, template)


def _replay(schema: str, template: str) -> None:
    """Schema, role and rights at once. What tables there are is read in the template: to ask a catalogue of
    hundreds of schemas for those of one takes longer than to give the rights."""
    sql = schema_sql(schema, template)
    given = rights.office_sql(*rights.names(OWNER), schema, _TABLE.findall(template), fresh=True)
    with owner().cursor() as cursor:
        cursor.execute(sql + given)


def provision(office_id: UUID, *, now: datetime, template: str | None = None) -> Office:
    """Make the schema, role, rights and key of an office and mark it READY; does nothing if that was done.

    Raises `Office.DoesNotExist`, `NoOwner`.
    """
    sql = template_sql() if template is None else template
    with transaction.atomic(using=owner().alias):
        with owner().cursor() as cursor:
            # Others may be made at the same time, but none while schemas are being migrated.
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
        office = Office.objects.using(OWNER).select_for_update().get(pk=office_id)
        if office.state != OfficeState.PROVISIONING:
            return office
        if exists(office.schema_name):
            rights.apply_office(OWNER, office.schema_name)
        else:
            _replay(office.schema_name, sql)
        keys.make_key(office, now=now, using=OWNER)
        office.state = OfficeState.READY
        office.save(using=OWNER, update_fields=["state"])
    return office
