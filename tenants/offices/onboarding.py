"""Bringing an office on: row and address, then schema, role and key, then its doors."""

from datetime import datetime

from offices import operations, provisioning
from offices.areas import AreaRow, known_areas, load_areas
from offices.models import Area, Office, OfficeState
from offices.scope import public_scope


def bring_on(
    code: str, *, now: datetime, slug: str = "", area: AreaRow | None = None, live: bool = False
) -> Office:
    """Enter, provision and (with `live`) open the office of an area; a second run does what is missing.

    Raises `UnknownArea`, `BadOffice`, `NoOwner`.
    """
    with public_scope():
        if not Area.objects.exists():
            load_areas(known_areas().values())
    office = operations.create_office(code=code, slug=slug, area=area, now=now)
    if office.state == OfficeState.PROVISIONING:
        office = provisioning.provision(office.pk, now=now)
    if live and office.state == OfficeState.READY:
        office = operations.move_office(office_id=office.pk, state=OfficeState.LIVE)
    return office
