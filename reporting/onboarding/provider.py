"""Making the schema of an office. The one place to swap how it is done."""

from datetime import datetime
from uuid import UUID

from offices.areas import AreaRow
from offices.models import Office
from offices.onboarding import bring_on


def provide(
    code: str, *, slug: str = "", area: AreaRow | None = None, now: datetime, asked_by: UUID | None = None
) -> Office:
    """The office of an area with schema, role, rights and key; a second run does what is missing.

    Needs DATABASE_OWNER_URL, so it runs in a worker. Raises `UnknownArea`, `BadOffice`, `NoOwner`.
    """
    return bring_on(code, slug=slug, area=area, now=now, asked_by=asked_by)
