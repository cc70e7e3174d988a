"""Bringing an office on, the one way: pages, spreadsheets and commands all go through one kind of job."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from queue import Empty, SimpleQueue
from uuid import UUID

from django.db import connections

from commons import clock
from offices import opening_jobs, operations
from offices.areas import AreaRow, known_areas, load_areas
from offices.models import UNFINISHED, Area, Job, JobKind, Office, OfficeState
from offices.scope import public_scope

AT_ONCE = 2  # the fewest cores a server has


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


def bring_on_all(rows: Iterable[AreaRow], *, live: bool = False, at_once: int = AT_ONCE) -> Iterator[AreaRow]:
    """Bring on the offices of many areas, several at a time; yields each when it is done, in no order.

    Most of it is the database's work, so threads are enough. What stops one of them stops the rest behind it
    and is raised, as by `bring_on`; a second run does what is missing.
    """
    waiting, done = deque(rows), SimpleQueue[AreaRow]()

    def work() -> None:
        try:
            while waiting:
                try:
                    row = waiting.popleft()
                except IndexError:
                    return
                bring_on(row.code, area=row, now=clock.now(), live=live)
                done.put(row)
        except BaseException:
            waiting.clear()
            raise
        finally:
            connections.close_all()

    with ThreadPoolExecutor(at_once, thread_name_prefix="offices") as pool:
        workers = [pool.submit(work) for _ in range(at_once)]
        while any(not worker.done() for worker in workers):
            with suppress(Empty):
                yield done.get(timeout=0.1)
    while not done.empty():
        yield done.get()
    for worker in workers:
        worker.result()


def _lacks(office: Office, live: bool) -> bool:
    """Whether something is left to do for it, or a job that stopped half-way."""
    if office.state == OfficeState.PROVISIONING or (live and office.state == OfficeState.READY):
        return True
    with public_scope():
        return Job.objects.filter(office=office, kind=JobKind.PROVISION, state__in=UNFINISHED).exists()
