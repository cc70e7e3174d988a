"""Receive files and move them. Every change is one event, in one transaction with what follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from accounts.actors import Actor
from applications import arrivals, workflow
from applications.chain import to_record
from applications.course import Folded, fold, span_after
from applications.errors import ActionRefused, KeyUsed, NotFound, Stale
from applications.filling import extra_steps, new_file
from applications.followers import Done, rows_of
from applications.hands import Hand, pen_unless_sent
from applications.inputs import LONGEST_TEXT, Inputs, cleaned
from applications.intake import IntakeForm, check, looked_up
from applications.leaving import (
    acting_as,
    at_signature,
    because,
    before_leaving,
    keep_papers,
    right_to_sign,
    roles_of,
)
from applications.ledger import Course
from applications.models import Event, File
from applications.presence import away_since
from applications.settling import Moments, moments_of, settle
from applications.told import Told, as_of
from applications.versions import program_of
from applications.villages import villages
from applications.work import Work, do
from applications.workflow_types import Action, Command, Decision, Phase, Refused, State
from attachments import links
from commons import together
from commons.clock import wib
from commons.live import publish
from commons.stored import stored
from commons.text import clean_text
from offices import changes
from offices.models import DirtyMark
from offices.queries import work_calendar
from offices.scope import current_office
from standards.queries import published_id

__all__ = ["Inputs", "Outcome", "act", "last_at", "outcome_of", "receive", "roles_of"]

# What a file says since its intake: sealing and writing it again with every step would change nothing.
FROM_INTAKE = frozenset(
    {"name", "search_name", "nik", "nik_index", "phone", "phone_index", "village", "intake", "checklist"}
)
STANDING = [field.name for field in File._meta.concrete_fields if not field.primary_key]
MOVING = [name for name in STANDING if name not in FROM_INTAKE]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where the file stands after the event; the same again for a repeated idempotency key."""

    file_id: UUID
    receipt_number: str
    event: int
    phase: Phase
    step: str
    status: str
    letter_number: str = ""


def receive(
    *,
    actor: Actor,
    form: IntakeForm,
    now: datetime,
    idempotency_key: str | None = None,
    told: Told | None = None,
) -> Outcome:
    """Receive a file: complete its intake, or return it at once, numbered, when papers are missing. `told`:
    it was done on paper at `now` and is entered later.

    Raises `IntakeRefused` (nothing stored), `ActionRefused` (not this person's task), `KeyUsed`. The same key
    again gives the first outcome, with one number.
    """
    if idempotency_key and (earlier := _earlier(idempotency_key, actor)):
        return earlier
    try:
        return _receive(actor=actor, form=form, now=now, idempotency_key=idempotency_key, told=told)
    except IntegrityError:
        # The same form sent twice at once: the other one was first, and this one's numbers are rolled back.
        if idempotency_key and (earlier := _earlier(idempotency_key, actor)):
            return earlier
        raise


@transaction.atomic
def _receive(
    *, actor: Actor, form: IntakeForm, now: datetime, idempotency_key: str | None, told: Told | None
) -> Outcome:
    office = current_office()
    program = program_of(published_id(form.service_code))
    checked = check(program, looked_up(form), today=wib(now).date(), villages=villages())
    extra = extra_steps(form.service_code, now)
    process = program.process(extra)
    if told is not None:
        now = told.moment(now, after=told.received_at or now)
    who = workflow.Actor(actor.user_id, roles_of(actor))
    try:
        note = clean_text(form.note, max_length=LONGEST_TEXT)
        decision = workflow.receive(process, who, now, missing=checked.missing, note=note)
    except Refused as refused:
        raise ActionRefused(refused, step=process.key(0)) from refused
    file = new_file(program, form, checked, (told and told.received_at) or now)
    file.extra_steps = extra
    work = Work(
        file=file,
        program=program,
        office=office,
        actor=actor,
        authority=None,
        record=decision.record,
        state=State(),
        now=now,
        before=[],
        facts=told.facts() if told else {},
    )
    course = Course.of([span_after(process, decision.state, now)], decision.state.clock_started_at)
    _store(work, process, decision, course, key=idempotency_key, told=told)
    keep_papers(work, checked)
    arrivals.came(file, now)
    if idempotency_key:
        # What was photographed while the form was open: the form's key is the draft's name.
        links.received(draft=idempotency_key, file_id=file.id, added_by=actor.user_id)
    return _outcome(file, process, decision.state)


@transaction.atomic
def act(
    *,
    file_id: UUID,
    actor: Actor,
    action: Action,
    expected_event: int,
    inputs: Inputs | None = None,
    now: datetime,
    idempotency_key: str | None = None,
    told: Told | None = None,
    hand: Hand = pen_unless_sent,
) -> Outcome:
    """Do one action to a file the caller saw at `expected_event`; `hand` signs its letter where it is signed.
    `told`: a step that was completed on paper at `now` and is entered later; a signature is signed by the
    actor, with the authority of that day.

    Raises `NotFound`, `Stale` (with who moved it and when), `KeyUsed`, `ActionRefused`, `IntakeRefused`,
    `BadText`, `NotInOrder`, `BadSigningTime`, `LookupRefused`, `LetterEnded`, `CannotCompose`,
    `UnprintableCharacter`; then nothing has changed and no number was used.
    """
    inputs = cleaned(inputs or Inputs())
    file = _locked(file_id)
    events = _events(file_id)
    if expected_event != file.event_no:
        return _repeated(file, events, idempotency_key, actor=actor, action=action)
    office, program = current_office(), program_of(file.version_id)
    process = program.process(file.extra_steps)
    folded = fold(process, map(to_record, events))
    if told is not None and not told.code and not at_signature(folded.state, process):
        now, told = told.entered_at, None
    if told is not None:
        now = told.moment(now, after=events[-1].at)
    right = right_to_sign(
        actor=as_of(actor, office, now) if told else actor,
        program=program,
        state=folded.state,
        process=process,
        action=action,
        now=now,
    )
    try:
        decision = _decide(
            process=process,
            folded=folded,
            who=acting_as(actor, right, told),
            action=action,
            inputs=inputs,
            now=now,
        )
    except Refused as refused:
        why = because(refused, actor=actor, program=program, process=process, now=now)
        raise ActionRefused(refused, step=process.key(folded.state.step), because=why) from refused
    work = Work(
        file=file,
        program=program,
        office=office,
        actor=actor,
        authority=right,
        record=decision.record,
        state=folded.state,
        now=now,
        before=events,
        receiver=inputs.collector.line if inputs.collector else inputs.receiver,
        hand=hand,
        facts=told.facts() if told else {},
    )
    before_leaving(work, process, folded.state, action, inputs)
    spans = (*folded.course.spans, span_after(process, decision.state, now))
    course = Course.of(spans, decision.state.clock_started_at)
    try:
        _store(work, process, decision, course, key=idempotency_key, told=told)
    except IntegrityError as error:
        if "uq_event_idempotency" in str(error):
            raise KeyUsed from error
        raise
    return _outcome(file, process, decision.state, number=work.facts.get("number", ""))


def outcome_of(file_id: UUID) -> Outcome:
    """Where a file stands now, as its last event left it. Raises `NotFound`."""
    file = _locked(file_id)
    return _as_of(file, _events(file_id))


def last_at(file_id: UUID) -> datetime:
    """When the last event of a file happened."""
    return Event.objects.filter(file_id=file_id).order_by("-seq").values_list("at", flat=True)[0]


def _locked(file_id: UUID) -> File:
    for file in stored(File, "WHERE id = %s FOR UPDATE", [file_id]):
        return file
    raise NotFound


def _events(file_id: UUID) -> list[Event]:
    return stored(Event, "WHERE file_id = %s ORDER BY seq", [file_id])


def _decide(
    *,
    process: workflow.Process,
    folded: Folded,
    who: workflow.Actor,
    action: Action,
    inputs: Inputs,
    now: datetime,
) -> Decision:
    command = Command(
        action,
        to_step=inputs.to_step,
        reason=inputs.reason,
        missing=inputs.missing,
        agency=inputs.agency,
        ground=inputs.ground,
        note=inputs.note,
    )
    return workflow.decide(process, folded.state, who, command, now)


def _repeated(file: File, events: list[Event], key: str | None, *, actor: Actor, action: Action) -> Outcome:
    """The outcome of the event this key made, as it was then; without one the caller's page is outdated."""
    made = next((event for event in events if key and event.idempotency_key == key), None)
    if made is not None:
        if (made.actor_id, made.action) != (actor.user_id, action):
            raise KeyUsed
        return _as_of(file, events[: made.seq])
    last = events[-1]
    raise Stale(by=last.actor_name, at=last.at, event=last.seq)


def _store(
    work: Work,
    process: workflow.Process,
    decision: Decision,
    course: Course,
    *,
    key: str | None,
    told: Told | None,
) -> None:
    do(work, decision.effects)
    event = settle(work, process, decision, moments=_moments(work, process, decision, course), key=key)
    file = work.file
    done = Done(
        office=work.office,
        file=file,
        event=event,
        actor=work.actor,
        process=process,
        before=work.state,
        after=decision.state,
        now=work.now,
        told=told,
    )
    _keep(work, event, _touched(work), *rows_of(done))
    _announce(work.office.schema_name, file.id)


def _keep(work: Work, *rows: Model) -> None:
    """The file as it stands now and everything that goes with the event, by one statement: an action has no
    query to spare."""
    file = work.file
    if file._state.adding:
        together.insert(file, *rows)
    else:
        fields = STANDING if work.facts.get("mended") else MOVING
        together.insert(*rows, besides=[together.updated(file, fields)])


def _touched(work: Work) -> DirtyMark:
    """What the read model counts anew: the day of this event, and of the one before, which it may undo."""
    days = {work.today} | {wib(event.at).date() for event in work.before[-1:]}
    return changes.new_mark(office_id=work.office.id, days=days, oldest=wib(work.file.received_at).date())


def _announce(schema: str, file_id: UUID) -> None:
    """Tell open pages, once the change is committed."""
    transaction.on_commit(lambda: publish(schema, "files", f"file-{file_id}"), robust=True)


def _moments(work: Work, process: workflow.Process, decision: Decision, course: Course) -> Moments:
    return moments_of(
        work.program,
        process,
        course,
        work_calendar(work.office.id),
        state=decision.state,
        away=lambda: away_since(course.spans[0].start).of(work.program.matter),
    )


def _earlier(key: str, actor: Actor) -> Outcome | None:
    """What this person's earlier request with this key received."""
    event = Event.objects.filter(idempotency_key=key).first()
    if event is None:
        return None
    if (event.seq, event.actor_id) != (1, actor.user_id):
        raise KeyUsed
    return _as_of(event.file, [event])


def _as_of(file: File, events: Sequence[Event]) -> Outcome:
    """The outcome of the last of `events`, though the file may have moved on since."""
    process = program_of(file.version_id).process(file.extra_steps)
    state = fold(process, map(to_record, events)).state
    return _outcome(file, process, state, number=events[-1].data.get("number", ""))


def _outcome(file: File, process: workflow.Process, state: State, *, number: object = "") -> Outcome:
    return Outcome(
        file_id=file.id,
        receipt_number=file.receipt_number,
        event=state.event_no,
        phase=state.phase,
        step=process.steps[state.step].key,
        status=workflow.label(process, state),
        letter_number=str(number),
    )
