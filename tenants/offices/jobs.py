"""Keeping the row of a long work: begun, alive, done or failed, so that the console can show it.

Written on the connection that does the work, in transactions of its own: what a failing work leaves is its
row. Times are the database's, since a job lasts longer than any `now` that is passed in.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from offices.models import UNFINISHED, Job, JobKind, JobState
from offices.scope import public_scope

BEAT_SECONDS = 1.0
DEAD = timedelta(minutes=2)


def is_silent(job: Job, *, now: datetime) -> bool:
    """Whether a job that is at work gives no sign of life: its worker has died."""
    return job.state == JobState.RUNNING and (job.beat_at is None or now - job.beat_at > DEAD)


def ask(
    kind: JobKind,
    *,
    office_id: UUID | None = None,
    steps: Sequence[str] = (),
    details: Mapping[str, Any] | None = None,
    total: int = 0,
    asked_by: UUID | None = None,
    using: str = "default",
) -> Job:
    """A new job, WAITING; the unfinished one of the same kind and office if there is one."""
    return asked(
        kind,
        office_id=office_id,
        steps=steps,
        details=details,
        total=total,
        asked_by=asked_by,
        using=using,
    )[0]


def asked(
    kind: JobKind,
    *,
    office_id: UUID | None = None,
    steps: Sequence[str] = (),
    details: Mapping[str, Any] | None = None,
    total: int = 0,
    asked_by: UUID | None = None,
    using: str = "default",
) -> tuple[Job, bool]:
    """`ask`, and whether the job is a new one."""
    rows = [{"key": key, "state": "WAITING", "at": None} for key in steps]
    values = {"details": dict(details or {}), "total": total or len(rows), "asked_by": asked_by}
    values |= {"steps": rows, "created_at": Now()}
    with transaction.atomic(using=using):
        if office_id is None:
            job, new = Job.objects.using(using).create(kind=kind, **values), True
        else:
            job, new = Job.objects.using(using).get_or_create(
                kind=kind, office_id=office_id, state__in=UNFINISHED, defaults=values
            )
    job.refresh_from_db(using=using)
    return job, new


def claim(job_id: UUID, *, using: str = "default") -> Job | None:
    """The job, for the one worker that does it; None when it is over or another works on it."""
    silent = Q(state=JobState.RUNNING, beat_at__lt=Now() - DEAD)
    free = Job.objects.using(using).filter(Q(state=JobState.WAITING) | silent, pk=job_id)
    if not free.update(state=JobState.RUNNING, beat_at=Now()):
        return None
    return Job.objects.using(using).select_related("office").get(pk=job_id)


def abandoned(kinds: Iterable[JobKind]) -> list[Job]:
    """Jobs that nobody does though somebody should: asked for and not begun, or without a sign of life."""
    silent = Q(state=JobState.RUNNING, beat_at__lt=Now() - DEAD)
    waiting = Q(state=JobState.WAITING, created_at__lt=Now() - DEAD)
    with public_scope():
        return list(Job.objects.filter(silent | waiting, kind__in=list(kinds)).order_by("created_at"))


def bury(kind: JobKind, *, using: str = "default") -> int:
    """Mark jobs of `kind` that were being done as FAILED: whoever did them has died. Returns how many."""
    dead = Job.objects.using(using).filter(kind=kind, state=JobState.RUNNING)
    return dead.update(state=JobState.FAILED, error=str(_("Terhenti sebelum selesai.")), finished_at=Now())


class Work:
    """A job being done. Leave the context without an error and it is DONE, else FAILED with its sentence."""

    def __init__(self, job: Job, using: str) -> None:
        self.job, self._using, self._beaten = job, using, 0.0

    def _update(self, **values: Any) -> None:
        with public_scope():  # the work itself may be in an office's
            Job.objects.using(self._using).filter(pk=self.job.pk).update(beat_at=Now(), **values)
        self._beaten = time.monotonic()

    def __enter__(self) -> "Work":
        self._update(state=JobState.RUNNING, error="", attempts=F("attempts") + 1, finished_at=None)
        return self

    def beat(self, done: int) -> None:
        """Say how much is done; not more often than once a second."""
        self.job.done = done
        if time.monotonic() - self._beaten >= BEAT_SECONDS:
            self._update(done=done)

    def counting(self, progress: Callable[[str], object]) -> Callable[[str], None]:
        """`progress`, which also counts one more as done."""

        def tick(name: str) -> None:
            self.beat(self.job.done + 1)
            progress(name)

        return tick

    def step(self, key: str, state: JobState = JobState.DONE) -> None:
        """Say that a step is in `state`."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        for row in self.job.steps:
            if row["key"] == key:
                row |= {"state": str(state), "at": moment}
        if self.job.total <= len(self.job.steps):  # else its things are counted one by one
            self.job.done = sum(row["state"] == JobState.DONE for row in self.job.steps)
        self._update(steps=self.job.steps, done=self.job.done)

    def has(self, key: str) -> bool:
        """Whether a step was done, by an earlier attempt too."""
        return any(row["key"] == key and row["state"] == JobState.DONE for row in self.job.steps)

    def expect(self, total: int) -> None:
        """Say how many things there are to do."""
        self.job.total, self.job.done = total, 0
        self._update(total=total, done=0)

    def forget(self, *names: str) -> None:
        """Take away details that are needed no more."""
        self.job.details = {name: value for name, value in self.job.details.items() if name not in names}
        self._update(details=self.job.details)

    def tell(self, **details: Any) -> None:
        """Add to the job's details."""
        self.job.details |= details
        self._update(details=self.job.details)

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            self._update(state=JobState.DONE, done=self.job.done, finished_at=Now())
        else:
            said = str(error).strip().split("\n")[0] or type(error).__name__
            self._update(state=JobState.FAILED, done=self.job.done, error=said[:500], finished_at=Now())
