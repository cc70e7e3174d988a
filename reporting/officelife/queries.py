"""Reads: an office as the kabupaten takes care of it, and how far a job is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.queries import person_by_id
from audit import queries as trails
from commons.clock import wib
from offices import archive_store, jobs
from offices.models import REHEARSAL, Domain, Job, JobItem, JobKind, JobState, Office, OfficeState
from offices.scope import public_scope
from offices.succession import Succession, successor_of

STEP_WORDS = {
    (JobKind.EXPORT, "write"): gettext_lazy("Arsip ditulis"),
    (JobKind.EXPORT, "verify"): gettext_lazy("Arsip dibaca ulang sampai byte terakhir"),
    (JobKind.VERIFY, "bytes"): gettext_lazy("Isi arsip utuh"),
    (JobKind.VERIFY, "key"): gettext_lazy("Kunci arsip cocok"),
    (JobKind.VERIFY, "place"): gettext_lazy("Dapat masuk ke sini"),
    (JobKind.RESTORE, "rows"): gettext_lazy("Data dan berkas dimasukkan"),
    (JobKind.RESTORE, "migrate"): gettext_lazy("Skema dimutakhirkan"),
    (JobKind.RESTORE, "check"): gettext_lazy("Kantor diperiksa"),
}
WATCHED = (JobKind.EXPORT, JobKind.VERIFY, JobKind.RESTORE, JobKind.MERGE)


@dataclass(frozen=True)
class Shown:
    """A job for its page. `tone`: good | bad | info."""

    job: Job
    title: str
    words: str
    tone: str
    busy: bool
    stuck: bool
    who: str
    steps: list[tuple[str, bool]] = field(default_factory=list)
    there: bool = False
    """Whether its archive still lies here."""
    until: datetime | None = None


def former_hosts(office: Office) -> list[str]:
    """Addresses that the office had and that still lead to it."""
    with public_scope():
        rows = Domain.objects.filter(tenant=office, is_primary=False).order_by("domain")
        return list(rows.values_list("domain", flat=True))


def history(office: Office) -> list[trails.Row]:
    """What was done to the office, the newest first."""
    return trails.latest(subject=f"office:{office.pk}", limit=20)


def recent_jobs(office_id: UUID | None = None) -> list[Job]:
    """The last jobs of an office, also those that merged it into another; or of all."""
    with public_scope():
        found = Job.objects.filter(kind__in=WATCHED).select_related("office").order_by("-created_at")
        if office_id:
            merged = JobItem.objects.filter(office_id=office_id).values("job_id")
            found = found.filter(Q(office_id=office_id) | Q(pk__in=merged))
        return list(found[:10])


@dataclass(frozen=True)
class Gone:
    """An office that a job merges, and whether it is archived."""

    name: str
    code: str
    over: bool


def merged_by(job: Job) -> list[Gone]:
    """The offices that this job merges, by their code."""
    with public_scope():
        rows = Office.objects.filter(schema_name__in=job.details.get("from", [])).order_by("kemendagri_code")
        return [
            Gone(row.full_name, row.kemendagri_code, row.state == OfficeState.ARCHIVED)
            for row in rows.defer("emblem")
        ]


def succession(office: Office) -> Succession | None:
    """Which office carries on for an archived one."""
    with public_scope():
        return successor_of(office.pk) if office.state == OfficeState.ARCHIVED else None


def job_of(job_id: UUID) -> Job | None:
    """A job that has a page here."""
    with public_scope():
        return Job.objects.select_related("office").filter(pk=job_id, kind__in=WATCHED).first()


def name_of(user_id: UUID | None, *, now: datetime) -> str:
    """Who asked for it; "" when that person is no longer there."""
    person = person_by_id(user_id, None, on=wib(now).date()) if user_id else None
    return person.name if person else ""


def shown(job: Job, *, now: datetime) -> Shown:
    """The job in words."""
    kind, state, details = JobKind(job.kind), JobState(job.state), job.details
    busy = state in {JobState.WAITING, JobState.RUNNING}
    refused = "refused" in details
    return Shown(
        job=job,
        title=f"{kind.label}: {_subject(job)}",
        words=str(_("Ditolak") if refused else state.label),
        tone="bad" if refused or state == JobState.FAILED else "good" if state == JobState.DONE else "info",
        busy=busy,
        stuck=jobs.is_silent(job, now=now),
        who=name_of(job.asked_by, now=now),
        steps=[
            (str(STEP_WORDS.get((kind, row["key"]), row["key"])), row["state"] == JobState.DONE)
            for row in job.steps
        ],
        there=_there(details),
        until=wib(datetime.fromisoformat(details["until"])) if "until" in details else None,
    )


def _there(details: Mapping[str, Any]) -> bool:
    try:
        return archive_store.is_there(str(details.get("file", "")))
    except ValueError:  # a command wrote elsewhere
        return False


def _subject(job: Job) -> str:
    if job.office is not None:
        return job.office.full_name
    return str(job.details.get("office") or job.details.get("name", ""))


def may_merge() -> list[Office]:
    """Real offices that can be merged or take over: all that are neither archived nor unfinished."""
    with public_scope():
        gone = (OfficeState.ARCHIVED, OfficeState.PROVISIONING)
        real = Office.objects.exclude(kemendagri_code__startswith=REHEARSAL).exclude(state__in=gone)
        return list(real.defer("emblem").order_by("kemendagri_code"))


def all_offices() -> list[Office]:
    """Every real office by its code."""
    with public_scope():
        real = Office.objects.exclude(kemendagri_code__startswith=REHEARSAL)
        return list(real.defer("emblem").order_by("kemendagri_code"))
