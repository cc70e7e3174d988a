"""One file with everything its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.actors import Actor
from applications import workflow
from applications.chain import to_record
from applications.course import Folded, fold, promise_of
from applications.errors import NotFound
from applications.ledger import Ledger, Promise, Standing, ledger
from applications.models import ContactAttempt, Event, File, SupportingLetter
from applications.presence import Presence, presence_since
from applications.program import Program
from applications.queries_rows import stands
from applications.signing import Authority, authority
from applications.versions import program_of
from applications.workflow_types import Action, Role, StepKind
from attachments import queries as attachments
from commons.clock import wib
from commons.worktime import WorkCalendar
from documents.models import Letter
from handoff import queries as handoff
from handoff.models import BroughtLetter
from handoff.queries import Ended
from lettercheck.queries import UsedAt
from lookups import operations as poverty
from lookups import queries as lookups
from lookups.findings import Finding
from offices.models import Office
from offices.queries import work_calendar
from offices.scope import current_office

CHECKING = frozenset({StepKind.INTAKE, StepKind.VERIFY})


@dataclass(frozen=True)
class Detail:
    """A file, what its events say, and what this person may do with it now.

    `letters` newest first; `brought` are the letters of Loket among the supporting ones, by requirement, and
    `ended` those of them without force now (`to_settle`: nobody dealt with that yet); `uses` says where this
    file's letters are used. `checks` are recorded look-ups newest first, `found` what the poverty list says
    now (only for who is about to verify).
    """

    file: File
    program: Program
    process: workflow.Process
    events: Sequence[Event]
    folded: Folded
    office: Office
    now: datetime
    actor: Actor
    right: Authority | None
    actions: tuple[Action, ...]
    promise: Promise
    standing: Standing
    ledger: Ledger
    calendar: WorkCalendar
    presence: Presence
    letters: Sequence[Letter]
    supporting: Sequence[SupportingLetter]
    brought: Mapping[str, BroughtLetter]
    ended: Sequence[Ended]
    to_settle: bool
    uses: Mapping[str, Sequence[UsedAt]]
    attempts: Sequence[ContactAttempt]
    checks: Sequence[Finding]
    found: Finding | None

    @property
    def state(self) -> workflow.State:
        """Where the file stands."""
        return self.folded.state

    @property
    def step(self) -> workflow.Step:
        """The step it lies at."""
        return self.process.steps[self.state.step]

    @property
    def letter(self) -> Letter | None:
        """The letter that counts: the live one, else the last."""
        live = next((row for row in self.letters if row.state in {"UNSIGNED", "VALID"}), None)
        return live or (self.letters[0] if self.letters else None)

    @property
    def asks_list(self) -> bool:
        """Whether the step asks the poverty list."""
        step = self.program.step(self.step.key)
        return step is not None and step.lookup is not None


def file_detail(file_id: UUID, *, actor: Actor, now: datetime) -> Detail:
    """The file with this id in the current office. Raises `NotFound`."""
    file = File.objects.filter(id=file_id).first()
    if file is None:
        raise NotFound
    office, program = current_office(), program_of(file.version_id)
    process = program.process(file.extra_steps)
    events = list(Event.objects.filter(file_id=file_id).order_by("seq"))
    folded = fold(process, map(to_record, events))
    presence = presence_since(file.received_at)
    right = authority(actor, office_id=office.id, on=wib(now).date(), matter=program.matter)
    calendar, promise = work_calendar(office.id), promise_of(program.document.waktu)
    away = presence.away.of(program.matter)
    letters = list(Letter.objects.filter(file_id=file_id).defer("pdf").order_by("-drawn_at", "-id"))
    brought = handoff.brought(file_id)
    detail = Detail(
        file=file,
        program=program,
        process=process,
        events=events,
        folded=folded,
        office=office,
        now=now,
        actor=actor,
        right=right,
        actions=workflow.available(process, folded.state, acting(actor, right), now),
        promise=promise,
        standing=stands(folded.course, promise, calendar, away=away, now=now),
        ledger=ledger(folded.course, calendar, away=away, now=now),
        calendar=calendar,
        presence=presence,
        letters=letters,
        supporting=list(SupportingLetter.objects.filter(file_id=file_id).order_by("id")),
        brought=brought,
        ended=handoff.ended(brought.values()),
        to_settle=bool(brought) and handoff.to_settle(file_id),
        uses=handoff.uses_of(row.code for row in letters),
        attempts=list(ContactAttempt.objects.filter(file_id=file_id).order_by("-at")),
        checks=lookups.checks_of(file_id),
        found=None,
    )
    return _with_finding(detail)


@dataclass(frozen=True)
class AtStep:
    """As much of a file as an action's form needs: its program and where it lay."""

    program: Program
    kind: StepKind
    correcting: bool


def at_step(file_id: UUID) -> AtStep:
    """Where a file lies now. One query. Raises `NotFound`."""
    row = File.objects.filter(id=file_id).values_list("version_id", "step_kind", "correcting").first()
    if row is None:
        raise NotFound
    return AtStep(program_of(row[0]), StepKind(row[1]), row[2])


def receipt_number(file_id: UUID) -> str:
    """The file's number; "" when there is no such file."""
    return File.objects.filter(id=file_id).values_list("receipt_number", flat=True).first() or ""


def file_stamp(file_id: UUID) -> str | None:
    """Something short that differs whenever the file's page would; None when there is no such file."""
    row = File.objects.filter(id=file_id).values_list("event_no", "needs_contact").first()
    if row is None:
        return None
    held = attachments.count(file_id)
    return f"{file_id} {row} {ContactAttempt.objects.filter(file_id=file_id).count()} {held}"


def acting(actor: Actor, right: Authority | None) -> workflow.Actor:
    """The person as the workflow knows them."""
    roles = frozenset(Role(role) for role in actor.roles if role in Role.__members__)
    return workflow.Actor(actor.user_id, roles, may_sign=right is not None)


def _with_finding(detail: Detail) -> Detail:
    if not (detail.asks_list and Action.COMPLETE in detail.actions):
        return detail
    found = poverty.find(detail.file.nik or "", now=detail.now)
    return Detail(**{**vars(detail), "found": found})
