"""From what happened to rows: every act goes through the effects and the settling of `applications`.

Nothing is read or written here but numbers, by the shelf; `bulk` writes what has come together.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from accounts.actors import Actor
from applications import compose
from applications.course import span_after
from applications.filling import fill, letter_rows, new_file
from applications.intake import CheckedIntake, IntakeForm, check
from applications.ledger import Course, Span
from applications.models import Event, File, SupportingLetter
from applications.program import Program
from applications.settling import NO_MOMENTS, Moments, moments_of, settle
from applications.signing import Authority, SignerCard
from applications.work import Work, do
from applications.workflow_process import Process
from applications.workflow_types import Action, StepKind
from audit.writing import Line
from commons.clock import wib
from commons.worktime import WorkCalendar
from demo.simulate.cases import Case, produced
from demo.simulate.leaders import Leader
from demo.simulate.marks import Marks
from demo.simulate.poverty import Lists
from demo.simulate.shelf import Shelf
from demo.simulate.story import Act
from demo.simulate.year import Year
from documents.render import Standard, render
from lookups.findings import NEEDS_REASON
from lookups.models import PovertyCheck
from lookups.operations import CHECKED, check_row
from offices.models import Office
from servicetypes.fields import validate
from servicetypes.readers import Village

NOT_LISTED = "Belum masuk daftar; sedang diusulkan desa"


@dataclass(frozen=True)
class Signers:
    """Who signs and who is printed as leader: cards, and the instrument in force by day."""

    head: SignerCard
    acting: SignerCard
    instrument: Callable[[date], str | None]
    order: Callable[[date], str]

    def authority(self, actor: Actor, day: date) -> Authority | None:
        """The right of this person to sign on that day."""
        instrument = self.instrument(day)
        card = {self.head.user_id: self.head, self.acting.user_id: self.acting}.get(actor.user_id)
        if instrument is None or card is None:
            return None
        ground = instrument if card is self.head else self.order(day)
        return Authority(card=card, ground=ground, instrument=instrument)


@dataclass
class Record:
    """One file while it grows."""

    file: File
    events: list[Event] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    supporting: list[SupportingLetter] = field(default_factory=list)


@dataclass(frozen=True)
class Setup:
    """What every act needs besides itself."""

    office: Office
    people: Sequence[Actor]
    programs: Mapping[str, Program]
    villages: Mapping[str, Village]
    calendar: WorkCalendar
    signers: Signers
    lists: Lists
    leader: Leader


class Recorder:
    """Records acts in order of time, in the scope of the office whose year it is."""

    def __init__(
        self, setup: Setup, year: Year, *, shelf: Shelf, marks: Marks, chance: random.Random
    ) -> None:
        self._setup, self._year, self._shelf, self._marks, self._chance = setup, year, shelf, marks, chance
        self._records: dict[int, Record] = {}
        self._done: dict[int, int] = defaultdict(int)
        self.checks: list[PovertyCheck] = []
        self.lines: list[Line] = []

    @property
    def records(self) -> list[Record]:
        """The files in the order in which they were received."""
        return list(self._records.values())

    def record(self, act: Act) -> None:
        """Let one act have its effects."""
        first = act.number not in self._records
        record = self._received(act) if first else self._records[act.number]
        work = self._work(act, record)
        if not first:
            self._before_leaving(act, record, work)
        do(work, act.decision.effects)
        program = work.program
        record.spans.append(span_after(program.process(), act.decision.state, act.at))
        process = program.process()
        moments = self._moments(act, record, work, process)
        event = settle(work, process, act.decision, moments=moments, key=None)
        event.id = self._marks.id_at(act.at)
        record.events.append(event)

    def _received(self, act: Act) -> Record:
        program, form, checked = self._checked(act)
        file = new_file(program, form, checked, act.at)
        file.id = self._marks.id_at(act.at)
        file.extra_steps = []
        record = self._records[act.number] = Record(file)
        record.supporting = self._letters(file, checked, act.at)
        return record

    def _checked(self, act: Act) -> tuple[Program, IntakeForm, CheckedIntake]:
        case: Case = self._year.cases[act.number]
        program = self._setup.programs[self._year.services[act.number]]
        form = case.lacking(act.command.missing) if act.command.action is Action.RETURN else case.form
        checked = check(program, form, today=wib(act.at).date(), villages=self._setup.villages)
        return program, form, checked

    def _letters(self, file: File, checked: CheckedIntake, at: datetime) -> list[SupportingLetter]:
        rows = letter_rows(file, checked)
        for row in rows:
            row.id = self._marks.id_at(at)
        return rows

    def _work(self, act: Act, record: Record) -> Work:
        setup, day = self._setup, wib(act.at).date()
        actor = setup.people[act.person]
        program = setup.programs[record.file.service_code]
        kind = program.process().steps[act.before.step].kind
        signing = kind is StepKind.SIGN or act.before.correction is not None
        right = setup.signers.authority(actor, day) if signing else None
        work = Work(
            file=record.file,
            program=program,
            office=setup.office,
            actor=actor,
            authority=right,
            record=act.decision.record,
            state=act.before,
            now=act.at,
            before=record.events,
            books=self._shelf,
            press=_no_press if act.number in self._year.closed else render,
            leader=setup.signers.head,
        )
        instrument = setup.signers.instrument(day)
        work.law = (instrument,) if instrument else ()
        work.supporting = tuple(compose.letter_line(row) for row in record.supporting)
        return work

    def _before_leaving(self, act: Act, record: Record, work: Work) -> None:
        """What `applications.operations` asks before a step is left."""
        completes = act.command.action is Action.COMPLETE
        step = work.program.step(act.decision.record.step)
        if completes and step is not None and step.lookup is not None:
            self._look_up(act, record, work)
        asked = work.program.definition.produce_fields
        at_work = work.program.process().steps[act.before.step].kind is StepKind.PRODUCE
        if completes and asked and at_work:
            noted = produced(work.program, self._chance)
            work.facts["produced"] = validate(asked, noted, today=work.today).values
        if act.command.action is Action.RESUBMIT:
            _program, form, checked = self._checked(act)
            fill(record.file, form, checked)
            record.supporting = self._letters(record.file, checked, act.at)
            work.facts["mended"] = True

    def _look_up(self, act: Act, record: Record, work: Work) -> None:
        found = self._setup.lists.find(record.file.nik or "", now=act.at)
        reason = NOT_LISTED if found.outcome in NEEDS_REASON else ""
        row = check_row(actor=work.actor, file_id=record.file.id, found=found, reason=reason, now=act.at)
        row.id = self._marks.id_at(act.at)
        self.checks.append(row)
        self.lines.append(Line(CHECKED, work.actor, f"file:{record.file.id}", {}, act.at))

    def _moments(self, act: Act, record: Record, work: Work, process: Process) -> Moments:
        """Only what the last act leaves is kept; those before it would be written over."""
        self._done[act.number] += 1
        if self._done[act.number] < self._year.lengths[act.number]:
            return NO_MOMENTS
        state = act.decision.state
        course = Course.of(record.spans, state.clock_started_at)
        known = act.at if act.number in self._year.closed else None
        since = course.spans[0].start
        return moments_of(
            work.program,
            process,
            course,
            self._setup.calendar,
            state=state,
            away=lambda: self._setup.leader.away(since, known_at=known),
        )


def _no_press(template: str, data: Mapping[str, Any], *, standard: Standard | None = None) -> bytes:
    """No PDF for a letter of a closed file: a year of them would be gigabytes."""
    del template, data, standard
    return b""
