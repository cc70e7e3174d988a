"""What the law register says."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from regulations.models import Delegation


def authority_of(office_id: UUID, *, on: date) -> str | None:
    """The instrument that delegates authority to this office on that day (the newest), or None.

    A revoked instrument gives no authority from the day of its revocation.
    """
    row = (
        Delegation.objects.select_related("instrument")
        .filter(Q(to_date__isnull=True) | Q(to_date__gte=on), office_id=office_id, from_date__lte=on)
        .exclude(instrument__status="REVOKED", instrument__status_since__lte=on)
        .order_by("-from_date")
        .first()
    )
    if row is None:
        return None
    instrument = row.instrument
    return f"{instrument.kind} Nomor {instrument.number} tentang {instrument.title}"
