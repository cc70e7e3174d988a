"""How a recap stands is put on show with the change itself, in the office's own scope."""

from datetime import datetime
from uuid import UUID

from offices.scope import current_office
from recaps import watching
from recaps.watching import Stand
from voice.models import RecapOnShow


def show(office_id: UUID, stand: Stand, now: datetime) -> None:
    """Write the office's row of this quarter. Not for a rehearsal."""
    if current_office().is_rehearsal:
        return
    facts = {
        "drafted_on": stand.drafted_on,
        "approved_on": stand.approved_on,
        "published_on": stand.published_on,
        "posted_on": stand.posted_on,
        "sha256": stand.sha256,
        "changed_at": now,
    }
    of_quarter = {"office_id": office_id, "year": stand.year, "quarter": stand.quarter}
    if not RecapOnShow.objects.filter(**of_quarter).update(**facts):
        RecapOnShow.objects.create(**of_quarter, **facts)


def register_watcher() -> None:
    """Watch recaps."""
    watching.register(show)
