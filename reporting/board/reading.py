"""What the reads of the board share: services by name, staff and open files."""

import threading
import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count

from accounts.models import Assignment
from accounts.queries import current
from board.results import Load
from indicators import assembling
from indicators.cells import ALL_SERVICES
from indicators.measures import definition_of
from indicators.models import OpenFiles
from indicators.names import TTL, office_names
from indicators.queries import WORKING
from indicators.results import OfficeName, OpenRow, Scope, StaffRow
from indicators.summing import Sums
from offices.models import Level
from offices.scope import public_scope
from onboarding.models import Case
from servicetypes.models import ServiceType

# So many offices are named in a query.
FEW = 30
LOAD_KEYS = ("received", "received_per_1000", "finished_per_staff_day", "returned")


# Names of service types, read once in as long as those of offices are held.
_held: dict[str, tuple[float, dict[str, str]]] = {}
_lock = threading.Lock()


def service_names() -> dict[str, str]:
    """All service types, by name; public facts. One query in 20 seconds."""
    held = _held.get("all")
    if held is None or held[0] <= time.monotonic():
        with public_scope():
            rows = ServiceType.objects.order_by("short_name").values_list("code", "short_name")
            held = (time.monotonic() + TTL, dict(rows))
        with _lock:
            _held["all"] = held
    return held[1]


def forget_services() -> None:
    """Make this process read the names again."""
    with _lock:
        _held.clear()


def offices_at(level: Level | None) -> list[OfficeName]:
    """The offices of a level, by code."""
    return [office for office in office_names().values() if level is None or office.level == level]


def loads(found: Sums, *, most: int | None = None) -> tuple[Load, ...]:
    """What each office has to do, and with whom; `found` with all services together. Two queries. `most`: of
    so many offices only, those with the most that is overdue first."""
    ids = [office.id for office in found.offices]
    lying = _among(OpenFiles.objects.filter(service_code__in={found.scope.service, ALL_SERVICES}), ids)
    rows = {(row.office_id, row.service_code): row for row in lying}
    if most is not None and len(ids) > most:
        busiest = sorted(found.offices, key=lambda one: -_overdue(rows.get((one.id, found.scope.service))))
        found = Sums(found.scope, busiest[:most], found.found)
    staff = _staff(found, rows, [office.id for office in found.offices])
    return tuple(
        Load(
            office,
            {key: assembling.value(definition_of(key), found.whole(office), [office]) for key in LOAD_KEYS},
            one,
            _lying(office, rows.get((office.id, found.scope.service))),
        )
        for office, one in zip(found.offices, staff, strict=True)
    )


def todos(offices: Iterable[OfficeName]) -> dict[UUID, int]:
    """How many points of the readiness list each office had not met when it was last looked at; without the
    offices that were not brought on with one. One query."""
    ids = {office.id for office in offices}
    cases = _among(Case.objects.exclude(looked_at=None), ids).values_list("office_id", "missing")
    return {office_id: len(missing) for office_id, missing in cases if office_id in ids}


def _among(rows: Any, ids: Collection[UUID]) -> Any:
    """The rows of these offices, or all: to name two hundred offices takes longer than to leave some out."""
    return rows.filter(office_id__in=ids) if len(ids) <= FEW else rows


def _overdue(row: OpenFiles | None) -> int:
    return row.overdue if row is not None else 0


def _lying(office: OfficeName, row: OpenFiles | None) -> OpenRow:
    if row is None:
        return OpenRow(office, 0, 0, None, None)
    return OpenRow(office, row.open, row.overdue, row.oldest, row.promised)


def _staff(
    found: Sums, rows: Mapping[tuple[UUID, str], OpenFiles], ids: Collection[UUID]
) -> tuple[StaffRow, ...]:
    """For all services together: people do not belong to one."""
    scope = found.scope
    whole = Sums(Scope(scope.period, ALL_SERVICES, scope.level, scope.offices), found.offices, found.found)
    lying = {office.id: _lying(office, rows.get((office.id, ALL_SERVICES))) for office in found.offices}
    people = Assignment.objects.filter(
        current(scope.period.last), office__isnull=False, roles__overlap=list(WORKING)
    )
    counted = _among(people, ids).values("office_id").annotate(n=Count("user_id", distinct=True)).order_by()
    assigned = {row["office_id"]: row["n"] for row in counted}
    return assembling.staff(whole, lying, assigned, definition_of("finished_per_staff_day"))
