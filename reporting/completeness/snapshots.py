"""How an office's standards were on a day: facts that are only added, folded into the read model."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from commons.clock import wib
from completeness.models import Snapshot
from completeness.queries import Scored, scored, scored_one
from indicators.cells import ALL_SERVICES, Cell, Key
from linting.queries import Line, kabupaten_findings
from offices import changes
from offices.models import Office
from offices.scope import current_office, public_scope
from servicetypes.models import PublishedStandard

TOPIC = "standards"


@dataclass(frozen=True, slots=True)
class State:
    """What a snapshot holds."""

    tenths: int | None
    standards: int
    errors: int
    warnings: int


def take_all(*, now: datetime) -> int:
    """Keep how every office's standards are now, where that is not what was kept last today; how many."""
    return _keep(scored(now=now), now)


def take(office: Office, *, now: datetime) -> int:
    """The same of one office; 0 where nothing is new, or the office is not open."""
    one = scored_one(office.kemendagri_code, now=now)
    return _keep([one], now) if one else 0


def _keep(found: Sequence[Scored], now: datetime) -> int:
    """Snapshots and their marks for the fold together, or none."""
    today = wib(now).date()
    with public_scope(), transaction.atomic():
        ids = dict(Office.objects.values_list("kemendagri_code", "id"))
        states = _states({ids[one.code]: one.score for one in found if one.code in ids}, now)
        rows = Snapshot.objects.filter(day=today, office_id__in=list(states)).order_by("taken_at", "id")
        last = {row.office_id: _state(row) for row in rows}
        new = {office_id: state for office_id, state in states.items() if last.get(office_id) != state}
        Snapshot.objects.bulk_create(_row(office_id, state, today, now) for office_id, state in new.items())
        for office_id in new:
            changes.mark(office_id=office_id, topic=TOPIC, days=[today])
    return len(new)


def _states(scores: dict[UUID, Fraction | None], now: datetime) -> dict[UUID, State]:
    counts = PublishedStandard.objects.filter(office__in=list(scores)).values("office_id")
    standards = {row["office_id"]: row["n"] for row in counts.annotate(n=Count("id")).order_by()}
    found = _open_findings(kabupaten_findings(now=now))
    slugs = dict(Office.objects.filter(id__in=list(scores)).values_list("id", "slug"))
    return {
        office_id: State(
            None if score is None else int(score * 10 + Fraction(1, 2)),
            standards.get(office_id, 0),
            found[slugs[office_id], "error"],
            found[slugs[office_id], "warning"],
        )
        for office_id, score in scores.items()
    }


def _open_findings(lines: Sequence[Line]) -> Counter[tuple[str, str]]:
    return Counter((line.office, line.severity) for line in lines if line.accepted is None)


def _state(row: Snapshot) -> State:
    return State(row.tenths, row.standards, row.errors, row.warnings)


def _row(office_id: UUID, state: State, day: date, now: datetime) -> Snapshot:
    return Snapshot(
        office_id=office_id,
        day=day,
        taken_at=now,
        tenths=state.tenths,
        standards=state.standards,
        errors=state.errors,
        warnings=state.warnings,
    )


def read_standards(
    office: Office, days: Collection[date], _oldest: date | None, _now: datetime
) -> dict[Key, Cell]:
    """The cells of these days, each as its last snapshot says; a day without one is not measured."""
    with public_scope():
        rows = Snapshot.objects.filter(office_id=office.id, day__in=list(days)).order_by("taken_at", "id")
        last = {row.day: row for row in rows}
    return {(ALL_SERVICES, day): _cell(row) for day, row in last.items()}


def _cell(row: Snapshot) -> Cell:
    counts = {"standards": row.standards, "errors": row.errors, "warnings": row.warnings}
    if row.tenths is not None:
        counts |= {"points": row.tenths, "measured": 1}
    return Cell(row.day, counts)


def first_day() -> date | None:
    """Of the first snapshot of the current office."""
    office_id = current_office().id
    with public_scope():
        days = Snapshot.objects.filter(office_id=office_id).order_by("day").values_list("day", flat=True)
        return days.first()
