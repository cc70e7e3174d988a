"""Bringing an office on, the one way: pages, spreadsheets and commands all go through one kind of job."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from commons import clock
from commons.errors import DomainError
from offices import opening_jobs, operations
from offices.areas import AreaRow, known_areas, load_areas
from offices.models import UNFINISHED, Area, Job, JobKind, Office, OfficeState
from offices.scope import public_scope
from offices.side_by_side import side_by_side


def bring_on(
    code: str,
    *,
    now: datetime,
    slug: str = "",
    area: AreaRow | None = None,
    live: bool = False,
    asked_by: UUID | None = None,
) -> Office:
    """Enter, provision and (with `live`) open the office of an area; a second run does what is missing.

    What is done, how far and by whom it was asked for stands in a job; nothing to do makes none. Raises
    `UnknownArea`, `BadOffice`, `NoOwner`, `NotWhole`.
    """
    with public_scope():
        if not Area.objects.exists():
            load_areas(known_areas().values())
        there = Office.objects.filter(kemendagri_code=code).first()
    if there is not None and not _lacks(there, live):
        return there
    job = opening_jobs.ask_for_office(code=code, slug=slug, area=area, live=live, now=now, asked_by=asked_by)
    opening_jobs.prepare(job.pk, now=now)
    with public_scope():
        office = Office.objects.get(kemendagri_code=code)
    if live and office.state == OfficeState.READY:  # the job that was there had been asked for without
        office = operations.move_office(office_id=office.pk, state=OfficeState.LIVE)
    return office


def bring_on_all(rows: Iterable[AreaRow], *, live: bool = False) -> Iterator[AreaRow]:
    """Bring on the offices of many areas, several at a time; yields each when it is done, in no order.

    What stops one of them stops the rest behind it and is raised, as by `bring_on`; a second run does what is
    missing.
    """

    def one(row: AreaRow) -> Office:
        try:
            return bring_on(row.code, area=row, now=clock.now(), live=live)
        except DomainError as error:
            error.add_note(row.code)  # which of them it was
            raise

    for row, _office in side_by_side(rows, one):
        yield row


def _lacks(office: Office, live: bool) -> bool:
    """Whether something is left to do for it, or a job that stopped half-way."""
    if office.state == OfficeState.PROVISIONING or (live and office.state == OfficeState.READY):
        return True
    with public_scope():
        return Job.objects.filter(office=office, kind=JobKind.PROVISION, state__in=UNFINISHED).exists()
