"""Files as lists show them: where each stands, how its promise does, who is to be called. A fixed number of
queries, however many files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from applications.chain import to_record
from applications.course import Folded, fold, promise_of
from applications.ledger import Course, Promise, Standing, Verdict, owner_at, standing
from applications.models import ContactAttempt, Event, File
from applications.presence import Presence
from applications.program import Program
from applications.versions import programs_of
from commons.worktime import Interval, NeverOpen, WorkCalendar
from documents.models import LIVE_LETTERS, Letter
from offices.queries import work_calendar
from offices.scope import current_office

HEAVY = ("nik", "intake", "checklist", "nik_index", "phone_index", "search_name")


@dataclass(frozen=True)
class Row:
    """One file of a list."""

    file: File
    program: Program
    folded: Folded
    promise: Promise
    standing: Standing
    letter_number: str
    attempts: Sequence[ContactAttempt]


def rows(ids: Iterable[UUID], *, presence: Presence, now: datetime, purpose: bool = False) -> list[Row]:
    """The files with these ids, in this order; an id that is not here is left out. Four queries.

    The intake form stays sealed unless the `purpose` is to be shown.
    """
    wanted = list(ids)
    heavy = [name for name in HEAVY if not (purpose and name == "intake")]
    files = {row.id: row for row in File.objects.filter(id__in=wanted).defer(*heavy)}
    if not files:
        return []
    events, attempts = _events(wanted), _attempts(wanted)
    programs = programs_of(file.version_id for file in files.values())
    numbers = _letter_numbers(wanted)
    calendar, away = work_calendar(current_office().id), presence.away
    found = []
    for each in wanted:
        if (file := files.get(each)) is None:
            continue
        program = programs[file.version_id]
        folded = fold(program.process(file.extra_steps), map(to_record, events[each]))
        promise = promise_of(program.document.waktu)
        how = stands(folded.course, promise, calendar, away=away.of(program.matter), now=now)
        found.append(Row(file, program, folded, promise, how, numbers.get(each, ""), tuple(attempts[each])))
    return found


def stands(
    course: Course, promise: Promise, calendar: WorkCalendar, *, away: Sequence[Interval], now: datetime
) -> Standing:
    """`ledger.standing`, also for an office that has not entered its hours yet."""
    try:
        return standing(course, promise, calendar, away=away, now=now)
    except NeverOpen:
        owner = owner_at(course, calendar, away=away, now=now)
        return Standing(verdict=Verdict.NOT_PROMISED, due_at=None, time_left=None, owner=owner)


def by_promise(found: Iterable[Row]) -> list[Row]:
    """Late first, then least time left; what has no due moment last, oldest first."""
    return sorted(found, key=_urgency)


def _urgency(row: Row) -> tuple[bool, datetime]:
    due = row.standing.due_at
    return (due is None, due or row.file.received_at)


def _events(ids: list[UUID]) -> Mapping[UUID, list[Event]]:
    found: defaultdict[UUID, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(file_id__in=ids).order_by("file_id", "seq"):
        found[event.file_id].append(event)
    return found


def _attempts(ids: list[UUID]) -> Mapping[UUID, list[ContactAttempt]]:
    found: defaultdict[UUID, list[ContactAttempt]] = defaultdict(list)
    for attempt in ContactAttempt.objects.filter(file_id__in=ids).order_by("at"):
        found[attempt.file_id].append(attempt)
    return found


def _letter_numbers(ids: list[UUID]) -> dict[UUID, str]:
    found = Letter.objects.filter(file_id__in=ids, state__in=LIVE_LETTERS)
    return dict(found.values_list("file_id", "number"))
