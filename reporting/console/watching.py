"""Jobs on offices as the kabupaten watches them: how far, how they ended, what to do. Public schema only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from console.models import OfficeHealth
from offices import asking_again
from offices.jobs import is_silent
from offices.models import Job, JobItem, JobItemState, JobKind, JobState, Office
from offices.scope import public_scope

PAGE = 30
MOST_ITEMS = 500
TONES = {
    JobState.WAITING: "plain",
    JobState.RUNNING: "info",
    JobState.DONE: "good",
    JobState.FAILED: "bad",
}
ITEM_TONES = {JobItemState.DONE: "good", JobItemState.REFUSED: "warn", JobItemState.FAILED: "bad"}
STEP_WORDS = {
    "schema": gettext_lazy("Skema dan kunci dibuat"),
    "check": gettext_lazy("Skema diperiksa"),
    "open": gettext_lazy("Kantor siap"),
}


@dataclass(frozen=True)
class Watched:
    """One job. `silent`: it runs and gave no sign of life for two minutes, so who did it has died."""

    id: UUID
    kind: str
    words: str
    state: str
    state_words: str
    tone: str
    office: str
    done: int
    total: int
    error: str
    advice: str
    attempts: int
    asked_by: str
    created_at: datetime
    beat_at: datetime | None
    finished_at: datetime | None
    silent: bool
    again: bool
    problems: int

    @property
    def busy(self) -> bool:
        """Whether its page shall look again soon."""
        return self.state in {JobState.WAITING, JobState.RUNNING} and not self.silent

    @property
    def percent(self) -> int:
        """How much is done."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True)
class Item:
    """What a job came to in one office."""

    office: str
    words: str
    tone: str
    error: str
    took_ms: int
    at: datetime


@dataclass(frozen=True)
class Left:
    """An office whose schema is not the release's: what it lacks, and why the last attempt did not help."""

    office: str
    code: str
    missing: list[str]
    state: str
    why: str


@dataclass(frozen=True)
class Release:
    """Every office's schema against the release, as of `at`: None when nobody compared yet."""

    at: datetime | None
    current: int
    behind: list[Left]

    @property
    def total(self) -> int:
        """How many were compared."""
        return self.current + len(self.behind)


def jobs(*, kind: str = "", state: str = "", page: int = 1, now: datetime) -> tuple[list[Watched], bool]:
    """A page of jobs, the newest first, and whether there are more. Two queries."""
    found = _all()
    if kind in JobKind.values:
        found = found.filter(kind=kind)
    if state in JobState.values:
        found = found.filter(state=state)
    start = (max(page, 1) - 1) * PAGE
    with public_scope():
        rows = list(found.order_by("-created_at")[start : start + PAGE + 1])
        people = _people(row.asked_by for row in rows)
    return [_watched(row, people, now) for row in rows[:PAGE]], len(rows) > PAGE


def _all() -> Any:
    bad = Q(items__state__in=[JobItemState.REFUSED, JobItemState.FAILED])
    rows = Job.objects.select_related("office").defer("office__emblem")
    return rows.annotate(problems=Count("items", filter=bad))


def _people(ids: Any) -> Mapping[UUID, str]:
    wanted = {each for each in ids if each is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def _watched(row: Any, people: Mapping[UUID, str], now: datetime) -> Watched:
    state = JobState(row.state)
    silent = is_silent(row, now=now)
    stopped, way = silent or state == JobState.FAILED, asking_again.way_of(row.kind)
    return Watched(
        id=row.pk,
        kind=row.kind,
        words=str(JobKind(row.kind).label),
        state=state,
        state_words=_("Terhenti tanpa kabar") if silent else str(state.label),
        tone="bad" if silent else TONES[state],
        office=row.office.full_name if row.office else "",
        done=row.done,
        total=row.total,
        error=row.error,
        advice=str(way.advice) if stopped else "",
        attempts=row.attempts,
        asked_by=people.get(row.asked_by, ""),
        created_at=row.created_at,
        beat_at=row.beat_at,
        finished_at=row.finished_at,
        silent=silent,
        again=stopped,
        problems=row.problems,
    )


def job(job_id: UUID, *, now: datetime) -> Watched | None:
    """One job. Two queries."""
    with public_scope():
        row = _all().filter(pk=job_id).first()
        return _watched(row, _people([row.asked_by]), now) if row else None


def steps(job_id: UUID) -> list[tuple[str, str]]:
    """The steps of a job with how far each is: (words, state in words). One query."""
    with public_scope():
        rows = Job.objects.values_list("steps", flat=True).get(pk=job_id)
    return [
        (str(STEP_WORDS.get(step["key"], step["key"])), str(JobState(step["state"]).label)) for step in rows
    ]


def items(job_id: UUID) -> list[Item]:
    """What a job came to in each office, trouble first. One query."""
    with public_scope():
        rows = JobItem.objects.filter(job_id=job_id).select_related("office").defer("office__emblem")
        ordered = rows.order_by("-state", "office__kemendagri_code")[:MOST_ITEMS]
        return [
            Item(
                office=row.office.full_name,
                words=str(JobItemState(row.state).label),
                tone=ITEM_TONES[JobItemState(row.state)],
                error=row.error,
                took_ms=row.took_ms,
                at=row.at,
            )
            for row in ordered
        ]


def release() -> Release:
    """Which offices a release left behind. Three queries."""
    with public_scope():
        rows = list(OfficeHealth.objects.filter(schema_at__isnull=False))
        late = {row.office_id: row for row in rows if row.schema_missing}
        offices = Office.objects.filter(pk__in=late).defer("emblem").order_by("kemendagri_code")
        tried = JobItem.objects.filter(office_id__in=late, job__kind=JobKind.MIGRATE)
        last = {item.office_id: item for item in tried.order_by("office_id", "-at").distinct("office_id")}
        behind = [_left(office, late[office.pk].schema_missing, last.get(office.pk)) for office in offices]
    at = min((row.schema_at for row in rows if row.schema_at), default=None)
    return Release(at, len(rows) - len(late), behind)


def _left(office: Office, missing: list[str], item: JobItem | None) -> Left:
    tried = item is not None and item.state != JobItemState.DONE
    return Left(
        office=office.full_name,
        code=office.kemendagri_code,
        missing=[_("hak akses") if name == "rights" else name for name in missing],
        state=str(JobItemState(item.state).label) if item and tried else _("Belum dicoba"),
        why=item.error if item and tried else "",
    )
