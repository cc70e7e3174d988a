"""What is ready and was not collected: since when, how the applicant was told, and what may be done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from applications.models import ContactAttempt, File
from applications.workflow import Phase, StepKind
from commons.clock import wib

MOST = 300


@dataclass(frozen=True)
class Waiting:
    """One file that lies ready. `days` are calendar days; `attempts` newest first."""

    file: File
    days: int
    attempts: Sequence[ContactAttempt]

    @property
    def told(self) -> ContactAttempt | None:
        """The last time somebody tried to tell the applicant."""
        return self.attempts[0] if self.attempts else None


@dataclass(frozen=True)
class Shelf:
    """Everything that lies ready: how much in all, and what has lain for at least so many days."""

    ready: int
    days: int
    waiting: tuple[Waiting, ...]


def uncollected(*, days: int, now: datetime) -> Shelf:
    """Files at their hand-over since at least `days` days, longest first; three queries."""
    at_hand = File.objects.filter(phase=Phase.OPEN, step_kind=StepKind.HAND_OVER)
    before = now - timedelta(days=days)
    long = at_hand.filter(changed_at__lte=before).defer("intake", "checklist").order_by("changed_at")
    rows = list(long[:MOST])
    attempts = _attempts(row.id for row in rows)
    waiting = (Waiting(row, uncollected_days(row, now), attempts.get(row.id, ())) for row in rows)
    return Shelf(at_hand.count(), days, tuple(waiting))


def uncollected_days(file: File, now: datetime) -> int:
    """Calendar days since the file came to its hand-over; 0 for one that does not lie there."""
    if file.phase != Phase.OPEN or file.step_kind != StepKind.HAND_OVER:
        return 0
    return (wib(now).date() - wib(file.changed_at).date()).days


def _attempts(ids: Iterable[UUID]) -> Mapping[UUID, list[ContactAttempt]]:
    found: dict[UUID, list[ContactAttempt]] = {}
    for row in ContactAttempt.objects.filter(file_id__in=list(ids)).order_by("-at"):
        found.setdefault(row.file_id, []).append(row)
    return found
