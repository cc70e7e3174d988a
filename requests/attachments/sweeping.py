"""What an intake that was never sent, or a process that died, left behind. May run twice."""

from datetime import datetime, timedelta

from attachments import operations, store
from attachments.models import Attachment, PhoneLink

KEPT = timedelta(days=1)
# A stored file without a row is looked for this far back.
LOOKED_BACK = timedelta(days=40)


def sweep(now: datetime) -> int:
    """Remove drafts older than a day, stored files without a row, links long over; how many files went."""
    before = now - KEPT
    PhoneLink.objects.filter(until__lt=before).delete()
    drafts = Attachment.objects.exclude(draft="").filter(added_at__lt=before).defer("thumb")
    return operations.erase(list(drafts)) + _without_row(now, before)


def _without_row(now: datetime, before: datetime) -> int:
    gone = 0
    try:
        stored = list(store.names_since(now - LOOKED_BACK, until=now))
        known = set(Attachment.objects.filter(name__in=stored).values_list("name", flat=True))
        for name in stored:
            if name not in known and store.stored_at(name) < before:
                store.drop(name)
                gone += 1
    except store.away():
        return gone
    return gone
