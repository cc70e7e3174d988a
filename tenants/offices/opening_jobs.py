"""Bringing an office on as a job that is watched: asked for once, done in steps, gone on with after a crash.

Every step may be done twice, and what makes the schema is one transaction under one lock. So a worker that
was killed half-way, a task that came twice and two people who asked at once all end in one whole office.
"""

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from offices import jobs, operations, provisioning, surveying
from offices.areas import AreaRow
from offices.models import Job, JobKind, JobState, Office, OfficeState
from offices.scope import office_scope, public_scope

STEPS = ("schema", "check", "open")


class NotWhole(DomainError):
    """The schema that was made is not what the migrations say; the office stays closed."""

    def __init__(self) -> None:
        super().__init__(
            "not_whole",
            _("Skema kantor belum lengkap; kantor tetap tertutup. Jalankan pemutakhiran skema, lalu ulangi."),
        )


def ask_for_office(
    *,
    code: str,
    now: datetime,
    slug: str = "",
    area: AreaRow | None = None,
    live: bool = False,
    asked_by: UUID | None = None,
) -> Job:
    """Enter the office of an area and a job that prepares it; the unfinished job if there is one.

    Hand the job's id to the task `offices.prepare_office` once this is committed. Raises `UnknownArea`,
    `BadOffice`.
    """
    office = operations.create_office(code=code, slug=slug, area=area, now=now)
    with public_scope():
        return jobs.ask(
            JobKind.PROVISION, office_id=office.pk, steps=STEPS, details={"live": live}, asked_by=asked_by
        )


def prepare(job_id: UUID, *, now: datetime) -> Job:
    """Do what is left of the job; nothing when it is done. Raises what stopped it; its row says so too."""
    with public_scope():
        job = Job.objects.select_related("office").get(pk=job_id, kind=JobKind.PROVISION)
        if job.state == JobState.DONE:
            return job
        office = job.office
        assert office is not None
        with jobs.Work(job, "default") as work:
            office = provisioning.provision(office.pk, now=now)
            work.step("schema")
            _check(office)
            work.step("check")
            if job.details["live"] and office.state == OfficeState.READY:
                operations.move_office(office_id=office.pk, state=OfficeState.LIVE)
            work.step("open")
    job.refresh_from_db()
    return job


def _check(office: Office) -> None:
    """The application itself can work in it: role, path and tables are there, and nothing is missing."""
    if surveying.behind([office.schema_name]):
        raise NotWhole
    with office_scope(office), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_trailentry")
