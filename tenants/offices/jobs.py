"""Keeping the row of a long work: begun, alive, done or failed, so that the console can show it.

Written on the connection that does the work, in transactions of its own: what a failing work leaves is its
row. Times are the database's, since a job lasts longer than any `now` that is passed in.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from offices.models import UNFINISHED, Job, JobKind, JobState
from offices.scope import public_scope

BEAT_SECONDS = 1.0
DEAD_SECONDS = 120


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
    rows = [{"key": key, "state": "WAITING", "at": None} for key in steps]
    values = {"details": dict(details or {}), "total": total or len(rows), "asked_by": asked_by}
    values |= {"steps": rows, "created_at": Now()}
    with transaction.atomic(using=using):
        if office_id is None:
            job = Job.objects.using(using).create(kind=kind, **values)
        else:
            job, _new = Job.objects.using(using).get_or_create(
                kind=kind, office_id=office_id, state__in=UNFINISHED, defaults=values
            )
    job.refresh_from_db(using=using)
    return job


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
        self.job.done = sum(row["state"] == JobState.DONE for row in self.job.steps)
        self._update(steps=self.job.steps, done=self.job.done)

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
