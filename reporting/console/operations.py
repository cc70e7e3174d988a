"""Looking at every office now and then: its probes, and its schema. Both leave one public row an office."""

import logging
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, ProgrammingError, transaction

from accounts.actors import Actor
from accounts.authority import need_kabupaten_admin
from audit import operations as audit
from console.models import OfficeHealth
from offices import asking_again, health, plans, surveying
from offices.models import REHEARSAL, SERVED, Office
from offices.scope import office_scope, public_scope

LONGEST = 60.0
logger = logging.getLogger(__name__)


def look_at_all(*, now: datetime) -> tuple[int, int]:
    """Look at every office that serves or will, the longest not looked at first; (looked at, failed).

    An office that fails keeps its last facts, says so, and stops no other. After a minute the rest is left to
    the next time.
    """
    until, done, failed = time.monotonic() + LONGEST, 0, 0
    for office in _oldest_first():
        if time.monotonic() > until:
            break
        if look_at(office, now=now):
            done += 1
        else:
            failed += 1
    return done, failed


def _oldest_first() -> list[Office]:
    with public_scope():
        served = Office.objects.filter(state__in=SERVED).exclude(kemendagri_code__startswith=REHEARSAL)
        offices = list(served.defer("emblem").order_by("kemendagri_code"))
        seen = dict(OfficeHealth.objects.values_list("office_id", "looked_at"))
    return sorted(offices, key=lambda office: at.timestamp() if (at := seen.get(office.pk)) else 0.0)


def look_at(office: Office, *, now: datetime) -> bool:
    """Ask every probe of one office; whether it could be asked."""
    try:
        with public_scope(), transaction.atomic(), office_scope(office):
            facts = {check.key: check.probe(office, now) for check in health.all_checks() if check.probe}
    except Exception as error:
        _failed(office.pk, error, now)
        return False
    _write(office.pk, facts=facts, looked_at=now, failed_at=None, why="")
    return True


def _failed(office_id: UUID, error: Exception, now: datetime) -> None:
    why = "schema" if isinstance(error, ProgrammingError) else "error"
    why = "database" if why == "error" and isinstance(error, DatabaseError) else why
    with public_scope():
        known = OfficeHealth.objects.filter(pk=office_id, failed_at__isnull=False).exists()
    if known:
        return
    # The traceback is logged when it begins; it would be the same every few minutes.
    logger.error("console: an office cannot be looked at (%s)", why, exc_info=error)
    _write(office_id, failed_at=now, why=why)


def _write(office_id: UUID, **values: Any) -> None:
    with public_scope():
        OfficeHealth.objects.update_or_create(office_id=office_id, defaults=values)


def survey(*, now: datetime) -> int:
    """Compare every office's schema with the release, on the owner's connection; returns how many are behind.

    Two queries for 200 offices, none of them inside an office. Raises `NoOwner`.
    """
    plan = plans.office_plan()
    schemas = surveying.office_schemas()
    late = surveying.late(schemas)
    with public_scope():
        ids = dict(Office.objects.filter(schema_name__in=schemas).values_list("schema_name", "id"))
        OfficeHealth.objects.bulk_create(
            [
                OfficeHealth(office_id=ids[name], schema_missing=_lacks(plan, late.get(name)), schema_at=now)
                for name in schemas
            ],
            update_conflicts=True,
            unique_fields=["office_id"],
            update_fields=["schema_missing", "schema_at"],
        )
    return len(late)


def _lacks(plan: Iterable[tuple[str, str]], state: surveying.State | None) -> list[str]:
    if state is None:
        return []
    missing = sorted(f"{app}.{name}" for app, name in set(plan) - (state.had or frozenset()))
    return missing or ["rights"]


def run_again(*, job_id: UUID, actor: Actor, now: datetime) -> None:
    """Ask for a job again that failed or whose worker died. Raises `CannotAskAgain`."""
    need_kabupaten_admin(actor)
    with public_scope(), transaction.atomic():
        asked = asking_again.ask_again(job_id, now=now)
        data = {"job": str(job_id), "kind": asked.kind}
        audit.record(action="job.asked_again", actor=actor, subject=f"job:{job_id}", data=data, now=now)
