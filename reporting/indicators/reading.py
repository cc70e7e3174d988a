"""Reading files for the read model, in their office's scope: every file that did anything on some days."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q

from applications.course import Shape, promise_of
from applications.models import LIVE_PHASES, Event, File
from applications.presence import Away, away_since
from applications.versions import programs_of
from applications.workflow_process import Process
from applications.workflow_types import BrokenHistory, Phase, StepKind
from commons.clock import WIB, wib
from commons.worktime import WorkCalendar
from indicators.cells import ALL_SERVICES, Cell, Key, cells_of
from indicators.facts import Facts, Happened, Path, facts, path
from indicators.staffing import Lying, headcount
from offices.hours import load_calendar
from offices.models import Office
from standards.models import StandardVersion, VersionState

_DAY = timedelta(days=1)
Rows = dict[UUID, dict[str, Any]]
TOPIC = "files"
FILE_COLUMNS = ("id", "service_code", "version_id", "extra_steps", "received_at")
EVENT_COLUMNS = ("file_id", "at", "actor_id", "action", "step_key", "to_step")


@dataclass(frozen=True, slots=True)
class Told:
    """A file with what it contributes to the figures, all it went through, and the steps it was to take."""

    file_id: UUID
    service: str
    facts: Facts
    events: Sequence[Happened]
    process: Process


def read_files(
    office: Office, days: Collection[date], oldest: date | None, _now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days. `oldest`: no file received earlier did anything on them."""
    if not days:
        return {}
    found = ((one.service, one.facts) for one in told(office, days, oldest))
    return cells_of(found, frozenset(days))


def told(office: Office, days: Collection[date], oldest: date | None = None) -> Iterator[Told]:
    """Every file that did anything on some of these days, in the office's scope. `oldest`: none was received
    earlier. A fixed number of queries."""
    touched = _on(days, "at")
    files = File.objects.filter(Exists(Event.objects.filter(touched, file_id=OuterRef("id"))))
    files = files.filter(received_at__lt=_start(max(days) + _DAY))
    if oldest is not None:
        files = files.filter(received_at__gte=_start(oldest))
    rows: Rows = {row["id"]: dict(row) for row in files.values(*FILE_COLUMNS)}
    if rows:
        reader = _Reader(office, rows)
        events = Event.objects.filter(file_id__in=list(rows)).order_by("file_id", "seq")
        for file_id, group in groupby(
            events.values_list(*EVENT_COLUMNS).iterator(), key=lambda event: event[0]
        ):
            yield from reader.told(file_id, [Happened(*event[1:]) for event in group])


class _Reader:
    """What the facts of many files of one office share: hours, absences, programs, paths already walked."""

    def __init__(self, office: Office, rows: Rows) -> None:
        self._rows = rows
        self._calendar: WorkCalendar = load_calendar(office.id)
        self._away: Away = away_since(min(row["received_at"] for row in rows.values()))
        self._programs = programs_of(row["version_id"] for row in rows.values())
        self._paths: dict[tuple[UUID, str, Shape], Path | None] = {}

    def told(self, file_id: UUID, events: list[Happened]) -> Iterator[Told]:
        """The file and its contribution; nothing of a file whose events do not follow from each other
        (the chain's own check reports those)."""
        row = self._rows[file_id]
        walked = self._path(row, tuple((event.action, event.step, event.to_step) for event in events))
        if walked is not None:
            program = self._programs[row["version_id"]]
            promise, away = promise_of(program.document.waktu), self._away.of(program.matter)
            found = facts(walked, events, promise=promise, calendar=self._calendar, away=away)
            yield Told(file_id, row["service_code"], found, events, program.process(row["extra_steps"]))

    def _path(self, row: dict[str, Any], shape: Shape) -> Path | None:
        key = (row["version_id"], json.dumps(row["extra_steps"], sort_keys=True), shape)
        if key not in self._paths:
            process = self._programs[row["version_id"]].process(row["extra_steps"])
            try:
                self._paths[key] = path(process, shape)
            except BrokenHistory:
                self._paths[key] = None
        return self._paths[key]


def _on(days: Collection[date], column: str) -> Q:
    """The condition that an instant lies on one of these days; neighbours are taken together."""
    found = Q()
    ordered = sorted(days)
    first = last = ordered[0]
    for day in [*ordered[1:], None]:
        if day is not None and day == last + _DAY:
            last = day
            continue
        found |= Q(**{f"{column}__gte": _start(first), f"{column}__lt": _start(last + _DAY)})
        if day is not None:
            first = last = day
    return found


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, WIB)


def first_day() -> date | None:
    """When the office received its first file."""
    at = File.objects.aggregate(first=Min("received_at"))["first"]
    return wib(at).date() if at is not None else None


def lying(now: datetime) -> dict[str, Lying]:
    """The office's open files by service, and together under ""; with the staff its standards promise.

    What is done and only to be fetched is open, but neither late nor old: the office has kept it ready.
    """
    live = File.objects.filter(phase__in=LIVE_PHASES).values("service_code").order_by()
    ready = Q(phase=Phase.OPEN, step_kind=StepKind.HAND_OVER, correcting=False)
    rows = live.annotate(
        n=Count("id"),
        overdue=Count("id", filter=Q(due_at__lt=now) & ~ready),
        oldest=Min("received_at", filter=~ready),
    )
    promised = _promised()
    found = {code: Lying(0, 0, None, headcount([staff])) for code, staff in promised.items()}
    for row in rows:
        staff = found.get(row["service_code"])
        found[row["service_code"]] = Lying(
            row["n"],
            row["overdue"],
            wib(row["oldest"]).date() if row["oldest"] else None,
            staff.promised if staff else None,
        )
    together = Lying.together(found.values(), promised=headcount(list(promised.values())))
    return found | {ALL_SERVICES: together}


def _promised() -> dict[str, Any]:
    versions = StandardVersion.objects.filter(state=VersionState.PUBLISHED)
    return dict(versions.values_list("standard__service_code", "document__jumlah"))
