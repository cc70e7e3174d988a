"""Files as a guest of the kabupaten may see them: how the work goes, not whose it is."""

from datetime import datetime

from applications.models import LIVE_PHASES, File
from applications.presence import presence_since
from applications.queries_rows import Row, by_promise, rows

MOST = 50


def work_of(number: str, *, now: datetime) -> list[Row]:
    """The open files, most urgent first, at most `MOST`; with a number, the files whose receipt has it."""
    found = File.objects.all()
    if number:
        found = found.filter(receipt_number__icontains=number).order_by("-received_at")
    else:
        found = found.filter(phase__in=LIVE_PHASES).order_by("due_at", "received_at")
    ids = list(found.values_list("id", flat=True)[:MOST])
    listed = rows(ids, presence=presence_since(now), now=now)
    return listed if number else by_promise(listed)
