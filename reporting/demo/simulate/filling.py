"""One office filled with its year, in one transaction: all of it, or nothing."""

import gc
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain

from django.db import models, transaction

from accounts.actors import Actor
from applications.models import File
from applications.versions import program_of
from applications.villages import villages
from audit.writing import Line
from commons.clock import wib
from demo.queue_rows import Rows
from demo.simulate import staffing
from demo.simulate.absences import lines_of, rows_of
from demo.simulate.bulk import copy_rows, insert_rows
from demo.simulate.characters import Character
from demo.simulate.leaders import Absence
from demo.simulate.marks import Marks
from demo.simulate.poverty import Lists, lists_for
from demo.simulate.recorder import Recorder, Setup
from demo.simulate.shelf import Shelf
from demo.simulate.tickets import tickets_of
from demo.simulate.year import Setting, Year, chance_of, days_before, tell
from offices import changes
from offices.models import Office
from offices.queries import work_calendar
from offices.scope import office_scope
from queueing.recording import TOPIC
from servicetypes.readers import Village
from standards.queries import published_version
from trail import operations as trail

SIMULATED = "demo.simulated"


@dataclass(frozen=True)
class Wish:
    """What an office is to be filled with."""

    seed: int
    days: int
    until: datetime
    character: Character
    population: int
    services: Sequence[str]


@dataclass
class Filled:
    """What became of one office: rows by table, and seconds."""

    slug: str
    fault: str
    files: int = 0
    events: int = 0
    seconds: float = 0.0
    rows: dict[str, int] = field(default_factory=dict)
    skipped: str = ""


def fill(office: Office, wish: Wish) -> Filled:
    """Fill the office. Raises `Refused` or a `DomainError` when a rule is broken; nothing is kept then."""
    began = time.monotonic()
    with _nothing_thrown_away(), office_scope(office), transaction.atomic():
        actors = staffing.actors_of(staffing.working(office, on=wib(wish.until).date()), office)
        setting = _setting(office, wish, actors)
        year = tell(setting)
        rows = _record(office, setting, year, actors)
        data = {"seed": wish.seed, "days": wish.days, "files": len(year.cases)}
        fault = wish.character.fault.value if wish.character.fault else ""
        trail.record(action=SIMULATED, actor=None, data=data | {"fault": fault}, now=wish.until)
    return Filled(
        slug=office.slug,
        fault=fault,
        files=rows["applications_file"],
        events=rows["applications_event"],
        seconds=time.monotonic() - began,
        rows=dict(rows),
    )


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Rows live until all are written: looking for rubbish among them took an eighth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _setting(office: Office, wish: Wish, actors: list[Actor]) -> Setting:
    code = office.kemendagri_code
    until = _until(wish)
    return Setting(
        seed=wish.seed,
        code=code,
        population=wish.population,
        character=wish.character,
        staff=staffing.staff_of(actors, chance_of(wish.seed, code, "staff")),
        programs={service: program_of(published_version(service).id) for service in wish.services},
        villages=_villages_of(office),
        calendar=work_calendar(office.id),
        days=days_before(until, wish.days),
        until=until,
    )


def _until(wish: Wish) -> datetime:
    """The end of the year, or the day before the first file that is there already."""
    earliest = File.objects.aggregate(at=models.Min("received_at"))["at"]
    return min(wish.until, earliest) if earliest else wish.until


def _villages_of(office: Office) -> list[Village]:
    """Where the applicants live: in the kecamatan, or in the kelurahan itself."""
    code = office.kemendagri_code
    found = [each for each in villages().values() if each.code.startswith(code)]
    return sorted(found, key=lambda each: each.code)


def _record(office: Office, setting: Setting, year: Year, actors: list[Actor]) -> Counter[str]:
    marks = Marks(setting.chance("marks"))
    secretary = actors[setting.staff.acting]
    lists = _lists(setting, year, secretary, marks)
    shelf = Shelf(marks)
    shelf.take_over(range(setting.days[0].year, setting.days[-1].year + 1))
    setup = Setup(
        office=office,
        people=actors,
        programs=setting.programs,
        villages=villages(),
        calendar=setting.calendar,
        signers=staffing.signers_of(actors, setting.staff, office, year.leader),
        lists=lists,
        leader=year.leader,
    )
    recorder = Recorder(setup, year, shelf=shelf, marks=marks, chance=setting.chance("produced"))
    for act in year.acts:
        recorder.record(act)
    shelf.put_back()
    absences = rows_of(year.leader, actors, setting.staff, marks)
    tickets = tickets_of(recorder.records, setting.programs, marks, setting.chance("tickets"))
    rows = _write(_tables(recorder, shelf, lists, marks), absences, _queue(tickets))
    rows["lettercheck_letterindex"] = insert_rows(shelf.index)
    head = actors[setting.staff.head]
    told = lines_of(year.leader, absences, secretary, head)
    lines = [*recorder.lines, *lists.lines(secretary), *told]
    trail.record_all(sorted(lines, key=_when))
    rows["trail_trailentry"] = len(lines)
    changed(office, year)
    changes.mark(office_id=office.id, topic=TOPIC, days=[row.date for row in tickets.days])
    return rows


def _lists(setting: Setting, year: Year, actor: Actor, marks: Marks) -> Lists:
    """Poverty lists for whoever looks somebody up in one."""
    asking = [
        service
        for service, program in setting.programs.items()
        if any(step.lookup is not None for step in program.document.prosedur.steps)
    ]
    received = {act.number: wib(act.at).date() for act in reversed(year.acts)}
    values = {
        number: year.cases[number].form.values for number in received if year.services[number] in asking
    }
    applicants = [
        (received[number], str(each["nik"]), str(each["nama"])) for number, each in sorted(values.items())
    ]
    return lists_for(
        applicants, days=setting.days, actor=actor, marks=marks, chance=setting.chance("poverty")
    )


def _tables(recorder: Recorder, shelf: Shelf, lists: Lists, marks: Marks) -> Iterator[Sequence[models.Model]]:
    """The rows of the office, in an order in which each finds what it points to."""
    records = recorder.records
    yield [record.file for record in records]
    yield [row for record in records for row in record.supporting]
    yield [event for record in records for event in record.events]
    yield shelf.letters
    yield shelf.entries
    yield [each.row for each in lists.loaded]
    yield lists.entries(marks)
    yield recorder.checks


def _queue(rows: Rows) -> Iterator[Sequence[models.Model]]:
    """The queue's rows, likewise."""
    yield rows.days
    yield rows.series
    yield rows.tickets
    yield rows.events
    yield rows.visits


def _write(*groups: Iterable[Sequence[models.Model]]) -> Counter[str]:
    written: Counter[str] = Counter()
    for rows in chain.from_iterable(groups):
        if rows:
            written[rows[0]._meta.db_table] += copy_rows(rows)
    return written


def _when(line: Line) -> datetime:
    return line.at


def changed(office: Office, year: Year) -> None:
    """Mark for the read model every day on which something happened, in the transaction that says so: files,
    and what the leader's absences cost them."""
    days = {wib(act.at).date() for act in year.acts}
    away = {day for one in year.leader.absences for day in _days_of(one)}
    if days:
        changes.mark(office_id=office.id, days=days)
    if days | away:
        changes.mark(office_id=office.id, topic=changes.ABSENCES, days=days | away)


def _days_of(absence: Absence) -> Iterator[date]:
    first, last = wib(absence.from_at).date(), wib(absence.to_at).date()
    yield from (first + timedelta(days=n) for n in range((last - first).days + 1))
