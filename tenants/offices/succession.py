"""Which office carries on for one that was merged: what a citizen is told at the old office's address.

Read in the public scope only. A merge is a job, so what came of it is known without a column of its own.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from commons.clock import wib
from offices.models import JobItem, JobItemState, JobKind, Office


@dataclass(frozen=True)
class Succession:
    """`office` carries on since `since`, the day the asked one ended. `reason` is what the kabupaten's admin
    typed: not public."""

    office: Office
    since: date
    reason: str


def successor_of(office_id: UUID) -> Succession | None:
    """Who carries on for a merged office, the last over several merges; None when it was not merged."""
    first = merge = _merge_of(office_id)
    seen = {office_id}
    found: Office | None = None
    while merge is not None and merge.job.office is not None and merge.job.office.pk not in seen:
        found = merge.job.office
        seen.add(found.pk)
        merge = _merge_of(found.pk)
    if first is None or found is None:
        return None
    return Succession(found, wib(first.at).date(), str(first.job.details.get("reason", "")))


def predecessors(office_id: UUID) -> list[Office]:
    """The offices that this one carries on for, also over several merges; the latest first."""
    found: list[Office] = []
    waiting, seen = [office_id], {office_id}
    while waiting:
        done = JobItem.objects.filter(
            job__office_id=waiting.pop(), job__kind=JobKind.MERGE, state=JobItemState.DONE
        )
        for item in done.select_related("office").defer("office__emblem").order_by("-at"):
            if item.office_id not in seen:
                seen.add(item.office_id)
                waiting.append(item.office_id)
                found.append(item.office)
    return found


def _merge_of(office_id: UUID) -> JobItem | None:
    done = JobItem.objects.filter(office_id=office_id, job__kind=JobKind.MERGE, state=JobItemState.DONE)
    return done.select_related("job__office").defer("job__office__emblem").order_by("-at").first()
