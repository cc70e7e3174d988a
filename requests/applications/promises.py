"""Work the due moments of live files out anew, when absences, hours or closures have changed."""

from applications.chain import to_record
from applications.course import fold, promise_of
from applications.ledger import due_at
from applications.models import LIVE_PHASES, Event, File
from applications.presence import away_since
from applications.versions import program_of
from commons.worktime import NeverOpen
from offices.hours import forget_calendars
from offices.queries import work_calendar
from offices.scope import current_office

BATCH = 500


def refresh() -> int:
    """Renew `due_at` of every live file of the current office; returns how many changed. Idempotent."""
    forget_calendars()  # the worker may remember the hours before the change
    changed = 0
    ids = list(File.objects.filter(phase__in=LIVE_PHASES).order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), BATCH):
        changed += _refresh(list(File.objects.filter(id__in=ids[start : start + BATCH])))
    return changed


def _refresh(files: list[File]) -> int:
    if not files:
        return 0
    calendar = work_calendar(current_office().id)
    away = away_since(min(file.received_at for file in files))
    events: dict[object, list[Event]] = {}
    for event in Event.objects.filter(file__in=files).order_by("seq"):
        events.setdefault(event.file_id, []).append(event)
    changed = 0
    for file in files:
        program = program_of(file.version_id)
        course = fold(program.process(file.extra_steps), map(to_record, events[file.id])).course
        try:
            due = due_at(course, promise_of(program.document.waktu), calendar, away=away)
        except NeverOpen:
            due = None
        # Only where nobody moved it meanwhile: the mover worked it out himself.
        changed += (
            File.objects.filter(id=file.id, event_no=file.event_no).exclude(due_at=due).update(due_at=due)
        )
    return changed
