"""What the pages about the leader's absence read: whom it touches, who may stand in, what it cost."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts import queries as people
from accounts.queries import Person
from applications import acting, costs, proposing
from applications.acting import Matter
from applications.chain import to_record
from applications.costs import Cost, Life, Signed
from applications.course import Shape, Walk, fold, promise_of, walk
from applications.forms_absences import STAND_INS, days_of
from applications.ledger import Holder
from applications.models import Event, File, LeaderAbsence
from applications.presence import presence_since
from applications.promises import as_known
from applications.proposing import Offer
from applications.versions import program_of, programs_of
from applications.workflow_types import Phase, ProductKind, StepKind
from commons.worktime import Interval, WorkCalendar
from offices.queries import work_calendar
from offices.scope import current_office
from standards import queries as standards

Happened = tuple[datetime, str, str, str, dict[str, Any] | None]
MOST_FILES = 5_000
# A file that waits longer than this for a signature is a case of its own.
LONGEST_LIFE = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Signable:
    """A service whose product is signed here."""

    code: str
    name: str
    matter: Matter


def signable() -> list[Signable]:
    """What is signed in this office, by name."""
    rows = [row for row in standards.services() if row.product_kind != ProductKind.EXTERNAL_ITEM]
    return [Signable(row.code, row.short_name, program_of(row.version_id).matter) for row in rows]


def stand_ins(day: date) -> list[Person]:
    """Who may be appointed in this office on that day."""
    found = people.people(current_office(), on=day, roles=STAND_INS)
    return [person for person in found if person.is_active]


def offer_for(row: LeaderAbsence) -> Offer:
    """Who could lawfully sign during this absence."""
    first, last = days_of(row.from_at, row.to_at)
    calendar = work_calendar(current_office().id)
    days = calendar.working_days_between(first, last) + int(calendar.is_working_day(first))
    matters = [each.matter for each in signable()]
    return proposing.offer(stand_ins(first), matters, days, acting.rules_on(first))


@dataclass(frozen=True, slots=True)
class Impact:
    """What an absence does to live files as things stand: those that wait for the signature now, those whose
    promise it moves, and those it makes late because their promise runs on."""

    waiting: int = 0
    moved: int = 0
    late: int = 0


def impact_of(row: LeaderAbsence, *, now: datetime) -> Impact:
    """Three queries, whatever the number of files."""
    files = list(
        File.objects.filter(phase=Phase.OPEN, finished_at=None)
        .exclude(step_kind=StepKind.HAND_OVER)
        .order_by("due_at")[:MOST_FILES]
    )
    if not files:
        return Impact()
    presence = presence_since(min(file.received_at for file in files))
    without = replace(presence, absences=tuple(each for each in presence.absences if each.id != row.id))
    events, calendar = _events(file.id for file in files), work_calendar(current_office().id)
    waiting = moved = late = 0
    for file in files:
        program = program_of(file.version_id)
        process = program.process(file.extra_steps)
        folded = fold(process, map(to_record, events[file.id]))
        if process.sign_index is None or folded.state.step > process.sign_index:
            continue
        known, gone = presence.away.of(program.matter), presence.away
        held = any(part.start < row.to_at and row.from_at < part.end for part in known)
        waiting += held and folded.course.spans[-1].holder is Holder.SIGNER
        then = as_known(program, file, folded, calendar, gone)
        moved += then.ready != as_known(program, file, folded, calendar, without.away).ready
        runs_on = not promise_of(program.document.waktu).pauses_when_leader_away
        late += bool(held and runs_on and then.due and max(now, row.from_at) < then.due <= row.to_at)
    return Impact(waiting, moved, late)


@dataclass(frozen=True, slots=True)
class AbsenceCost:
    """An absence that has begun, with what it cost until now."""

    row: LeaderAbsence
    minutes: int
    cost: Cost


@dataclass(frozen=True, slots=True)
class MonthCost:
    """The absences of a month with their costs: working days on which the leader was missed, counter minutes
    away, and the files together."""

    absences: tuple[AbsenceCost, ...]
    days: int
    minutes: int
    cost: Cost


def costs_within(span: Interval, *, now: datetime) -> MonthCost:
    """What the absences within a time cost, each clipped to it. Five queries."""
    end = min(span.end, now)
    rows = list(
        LeaderAbsence.objects.filter(cancelled_at=None, from_at__lt=end, to_at__gt=span.start).order_by(
            "from_at"
        )
    )
    parts = [(row, part) for row in rows if (part := _clipped(row, span.start, end)) is not None]
    if not parts:
        return MonthCost((), 0, 0, costs.NOTHING)
    calendar = work_calendar(current_office().id)
    lives = [life for _service, life in lives_within(parts[0][1].start, end)]
    found = [
        AbsenceCost(
            row,
            calendar.open_minutes_between(part.start, part.end),
            costs.total(lives, part, calendar, now=now),
        )
        for row, part in parts
    ]
    together = sum((one.cost for one in found), costs.NOTHING)
    return MonthCost(
        tuple(reversed(found)),
        len(days_missed([part for _row, part in parts], calendar)),
        sum(one.minutes for one in found),
        together,
    )


def cost_of_absence(row: LeaderAbsence, *, now: datetime) -> Cost:
    """What one absence cost until now."""
    within = costs_within(Interval(row.from_at, max(row.to_at, row.from_at + timedelta(minutes=1))), now=now)
    return next((one.cost for one in within.absences if one.row.id == row.id), costs.NOTHING)


def _clipped(row: LeaderAbsence, start: datetime, end: datetime) -> Interval | None:
    first, last = max(row.from_at, start), min(row.to_at, end)
    return Interval(first, last) if first < last else None


def days_missed(parts: Sequence[Interval], calendar: WorkCalendar) -> set[date]:
    """Working days on which the leader was away for at least half of the counter time."""
    missed: defaultdict[date, timedelta] = defaultdict(timedelta)
    for part in parts:
        for piece in calendar.open_within(part.start, part.end):
            missed[days_of(piece.start, piece.end)[0]] += piece.end - piece.start
    return {day for day, time in missed.items() if 2 * time >= _open_time(day, calendar)}


def _open_time(day: date, calendar: WorkCalendar) -> timedelta:
    return sum((part.end - part.start for part in calendar.sessions(day)), timedelta())


def lives_within(start: datetime, end: datetime) -> Iterator[tuple[str, Life]]:
    """The files that may have met the leader between two moments, each with its service."""
    alive = Q(finished_at=None) | Q(finished_at__gte=start) | Q(correcting=True)
    rows = File.objects.filter(alive, received_at__lt=end, received_at__gte=start - LONGEST_LIFE)
    files = list(rows.only("id", "version_id", "extra_steps", "received_at", "service_code")[:MOST_FILES])
    if not files:
        return
    events = _happened(file.id for file in files)
    programs = programs_of(file.version_id for file in files)
    away = presence_since(min(file.received_at for file in files)).away
    walks: dict[tuple[UUID, str, Shape], Walk] = {}
    for file in files:
        program, happened = programs[file.version_id], events[file.id]
        shape = tuple((action, step, to_step) for _at, action, step, to_step, _card in happened)
        key = (file.version_id, json.dumps(file.extra_steps, sort_keys=True), shape)
        if key not in walks:
            walks[key] = walk(program.process(file.extra_steps), shape)
        if Holder.SIGNER in walks[key].holders:
            course = walks[key].course([each[0] for each in happened])
            signed = tuple(
                Signed(at, str(card["form"])) for at, *_what, card in happened if card and card.get("form")
            )
            life = Life(course, promise_of(program.document.waktu), away.of(program.matter), signed)
            yield file.service_code, life


def _happened(ids: Iterable[UUID]) -> dict[UUID, list[Happened]]:
    """Of each file: when, the action, its step and the one afterwards, and who signed for whom."""
    found: defaultdict[UUID, list[Happened]] = defaultdict(list)
    rows = Event.objects.filter(file_id__in=list(ids)).order_by("file_id", "seq")
    columns = ("file_id", "at", "action", "step_key", "to_step", "data__signer")
    for file_id, *what in rows.values_list(*columns).iterator():
        found[file_id].append((what[0], what[1], what[2], what[3], what[4]))
    return found


def _events(ids: Iterable[UUID]) -> dict[UUID, list[Event]]:
    found: defaultdict[UUID, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(file_id__in=list(ids)).order_by("file_id", "seq"):
        found[event.file_id].append(event)
    return found
