"""Work the due moments of live files out anew, when absences, hours or closures have changed."""

from datetime import datetime

from django.db import transaction

from applications import hooks
from applications.chain import to_record
from applications.course import Folded, fold
from applications.models import LIVE_PHASES, Event, File
from applications.presence import Away, away_since
from applications.program import Program
from applications.settling import Moments, moments_of
from applications.versions import program_of
from applications.workflow_types import Phase, StepKind
from commons.worktime import WorkCalendar
from offices.hours import forget_calendars
from offices.queries import work_calendar
from offices.scope import current_office

BATCH = 500


def refresh(*, now: datetime, by_absence: bool = False) -> int:
    """Renew the moments of every live file of the current office; returns how many changed. Idempotent.

    Whoever was told another moment is named to `hooks.promise_changed`, in the same transaction, and whether
    the leader's absence is why (`by_absence`).
    """
    forget_calendars()  # the worker may remember the hours before the change
    changed = 0
    ids = list(File.objects.filter(phase__in=LIVE_PHASES).order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            files = list(File.objects.filter(id__in=ids[start : start + BATCH]))
            changed += _refresh(files, now, by_absence=by_absence)
    return changed


def _refresh(files: list[File], now: datetime, *, by_absence: bool) -> int:
    if not files:
        return 0
    calendar = work_calendar(current_office().id)
    away = away_since(min(file.received_at for file in files))
    events: dict[object, list[Event]] = {}
    for event in Event.objects.filter(file__in=files).order_by("seq"):
        events.setdefault(event.file_id, []).append(event)
    changed = 0
    for file in files:
        moments = _moments(file, events[file.id], calendar, away)
        if not _renew(file, moments):
            continue
        changed += 1
        before, after = file.ready_by, moments.ready
        if before is not None and after is not None and before != after and _is_awaited(file):
            hooks.promise_changed(hooks.PromiseChanged(file.id, before, after, now, by_absence))
    return changed


def _moments(file: File, events: list[Event], calendar: WorkCalendar, away: Away) -> Moments:
    program = program_of(file.version_id)
    folded = fold(program.process(file.extra_steps), map(to_record, events))
    return as_known(program, file, folded, calendar, away)


def as_known(program: Program, file: File, folded: Folded, calendar: WorkCalendar, away: Away) -> Moments:
    """A file's moments, the leader being away as in `away`."""
    return moments_of(
        program,
        program.process(file.extra_steps),
        folded.course,
        calendar,
        state=folded.state,
        away=lambda: away.of(program.matter),
    )


def _renew(file: File, moments: Moments) -> bool:
    if (file.due_at, file.ready_by) == (moments.due, moments.ready):
        return False
    # Only where nobody moved it meanwhile: the mover worked it out himself.
    still = File.objects.filter(id=file.id, event_no=file.event_no)
    return bool(still.update(due_at=moments.due, ready_by=moments.ready))


def _is_awaited(file: File) -> bool:
    """Whether the applicant still waits for what was promised."""
    return file.phase == Phase.OPEN and file.step_kind != StepKind.HAND_OVER
