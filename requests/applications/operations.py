"""Receive files and move them. Every change is one event, in one transaction with what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.functional import Promise

from accounts.actors import Actor
from applications import arrivals, collecting, workflow
from applications.chain import to_record
from applications.collecting import Collector
from applications.course import Folded, fold, span_after
from applications.errors import ActionRefused, BadSigningTime, IntakeRefused, KeyUsed, NotFound, Stale
from applications.filling import extra_steps, fill, keep_letters, new_file
from applications.followers import Done, rows_of
from applications.hands import Hand, pen_unless_sent
from applications.intake import CheckedIntake, IntakeForm, check, looked_up
from applications.ledger import Course
from applications.letters import of_file
from applications.models import Event, File, SupportingLetter
from applications.presence import away_since
from applications.program import Program
from applications.settling import Moments, moments_of, settle
from applications.signing import Authority, authority, why_not
from applications.told import ENTERED_FOR, Told, as_of
from applications.versions import program_of
from applications.villages import villages
from applications.work import Work, do
from applications.workflow_types import (
    Action,
    Command,
    Decision,
    Phase,
    Refusal,
    Refused,
    Role,
    State,
    StepKind,
)
from attachments import links
from attachments import operations as attachments
from commons.clock import wib
from commons.live import publish
from commons.text import clean_line, clean_text
from handoff import operations as handoff
from lookups import operations as lookups
from offices import changes
from offices.models import DirtyMark
from offices.queries import work_calendar
from offices.scope import current_office
from servicetypes.fields import validate
from standards.queries import published_id

LONGEST_TEXT = 2_000
# What a file says since its intake: sealing and writing it again with every step would change nothing.
FROM_INTAKE = frozenset(
    {"name", "search_name", "nik", "nik_index", "phone", "phone_index", "village", "intake", "checklist"}
)
MOVING = [
    field.name
    for field in File._meta.concrete_fields
    if not field.primary_key and field.name not in FROM_INTAKE
]
# People tell the minute, or a full quarter: what came to the pile within it may have been signed.
TOLD_ROUNDED = timedelta(minutes=15)
# Where somebody answers for the papers: what they rest on is looked at once more.
VOUCHING = frozenset({StepKind.VERIFY, StepKind.SIGN})
SIGNING_ACTIONS = frozenset({Action.COMPLETE, Action.CORRECT, Action.REJECT, Action.SEND_BACK})


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


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What an action brings along. Which are needed is the workflow's business."""

    to_step: str | None = None
    reason: str = ""
    missing: tuple[str, ...] = ()
    agency: str = ""
    ground: str = ""
    note: str = ""
    lookup_reason: str = ""
    receiver: str = ""
    signed_at: datetime | None = None
    """When it was signed on paper, as told; the event itself is of the moment it was entered."""
    collector: Collector | None = None
    form: IntakeForm | None = None
    produced: Mapping[str, object] = field(default_factory=dict)


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
        told.check(now, after=told.received_at)
    who = workflow.Actor(actor.user_id, roles_of(actor))
    try:
        note = clean_text(form.note, max_length=LONGEST_TEXT)
        decision = workflow.receive(process, who, now, missing=checked.missing, note=note)
    except Refused as refused:
        raise ActionRefused(refused, step=process.key(0)) from refused
    file = new_file(program, form, checked, told.received_at if told else now)
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
    _store(work, process, decision, course, idempotency_key)
    _keep_letters(work, checked)
    arrivals.came(file, now)
    if idempotency_key:
        # What was photographed while the form was open: the form's key is the draft's name.
        attachments.bind(draft=idempotency_key, file_id=file.id, added_by=actor.user_id)
        links.received(draft=idempotency_key, file_id=file.id)
    return _outcome(file, process, decision.state)


def _keep_letters(work: Work, checked: CheckedIntake) -> None:
    """The letters handed in, and what Loket knows of those that came with a code."""
    keep_letters(work.file, checked)
    handoff.keep(of_file(work.file), checked.brought, actor=work.actor, now=work.now)


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
    actor, on that day.

    Raises `NotFound`, `Stale` (with who moved it and when), `KeyUsed`, `ActionRefused`, `IntakeRefused`,
    `BadText`, `LookupRefused`, `LetterEnded`, `CannotCompose`, `UnprintableCharacter`; then nothing has
    changed and no number was used.
    """
    inputs = _cleaned(inputs or Inputs())
    file = _locked(file_id)
    events = list(Event.objects.filter(file_id=file_id).order_by("seq"))
    if expected_event != file.event_no:
        return _repeated(file, events, idempotency_key, actor=actor, action=action)
    office, program = current_office(), program_of(file.version_id)
    process = program.process(file.extra_steps)
    folded = fold(process, map(to_record, events))
    if told is not None:
        told.check(now, after=events[-1].at)
    right = _right_to_sign(
        actor=as_of(actor, office, now) if told else actor,
        program=program,
        state=folded.state,
        process=process,
        action=action,
        now=_signing_moment(inputs, events, now),
    )
    try:
        decision = _decide(
            process=process,
            folded=folded,
            who=_acting(actor, right, told),
            action=action,
            inputs=inputs,
            now=now,
        )
    except Refused as refused:
        because = _because(refused, actor=actor, program=program, process=process, now=now)
        raise ActionRefused(refused, step=process.key(folded.state.step), because=because) from refused
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
    _before_leaving(work, process, folded.state, action, inputs)
    if inputs.signed_at is not None and right is not None:
        work.facts["signed_at"] = inputs.signed_at.isoformat()
    spans = (*folded.course.spans, span_after(process, decision.state, now))
    course = Course.of(spans, decision.state.clock_started_at)
    try:
        _store(work, process, decision, course, idempotency_key)
    except IntegrityError as error:
        if "uq_event_idempotency" in str(error):
            raise KeyUsed from error
        raise
    return _outcome(file, process, decision.state, number=work.facts.get("number", ""))


def _signing_moment(inputs: Inputs, events: Sequence[Event], now: datetime) -> datetime:
    """When the signature was given: the day that its authority is asked of."""
    told = inputs.signed_at
    if told is not None and not events[-1].at - TOLD_ROUNDED <= told <= now:
        raise BadSigningTime(since=events[-1].at)
    return told or now


def outcome_of(file_id: UUID) -> Outcome:
    """Where a file stands now, as its last event left it. Raises `NotFound`."""
    file = _locked(file_id)
    return _as_of(file, list(Event.objects.filter(file_id=file_id).order_by("seq")))


def last_at(file_id: UUID) -> datetime:
    """When the last event of a file happened."""
    return Event.objects.filter(file_id=file_id).order_by("-seq").values_list("at", flat=True)[0]


def _locked(file_id: UUID) -> File:
    # Not `first()`, which would also sort the one row.
    for file in File.objects.select_for_update().filter(id=file_id):
        return file
    raise NotFound


def _cleaned(inputs: Inputs) -> Inputs:
    """The free texts as they are kept. Raises `BadText`."""
    return replace(
        inputs,
        reason=clean_text(inputs.reason, max_length=LONGEST_TEXT),
        ground=clean_text(inputs.ground, max_length=LONGEST_TEXT),
        note=clean_text(inputs.note, max_length=LONGEST_TEXT),
        lookup_reason=clean_line(inputs.lookup_reason, max_length=300),
        missing=tuple(clean_line(name, max_length=200) for name in inputs.missing),
        agency=clean_line(inputs.agency, max_length=120),
        receiver=clean_line(inputs.receiver, max_length=120),
    )


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


def _because(
    refused: Refused, *, actor: Actor, program: Program, process: workflow.Process, now: datetime
) -> "str | Promise":
    """What a refused signature lacks: the office's authority, or the reach of an appointment."""
    if refused.code is Refusal.NO_AUTHORITY:
        return why_not(actor, now=now)
    signs = _at_signature(refused.state, process) and refused.action in SIGNING_ACTIONS
    if refused.code is Refusal.WRONG_ROLE and signs:
        return why_not(actor, now=now, matter=program.matter)
    return ""


def _acting(actor: Actor, right: Authority | None, told: Told | None) -> workflow.Actor:
    roles = roles_of(actor) | ENTERED_FOR if told is not None else roles_of(actor)
    return workflow.Actor(actor.user_id, roles, may_sign=right is not None)


def roles_of(actor: Actor) -> frozenset[Role]:
    """The office roles of an actor as the workflow names them."""
    return frozenset(Role(role) for role in actor.roles if role in Role.__members__)


def _right_to_sign(
    *,
    actor: Actor,
    program: Program,
    state: State,
    process: workflow.Process,
    action: Action,
    now: datetime,
) -> Authority | None:
    """Asked of the database only where it can matter."""
    if action not in SIGNING_ACTIONS:
        return None
    if not (_at_signature(state, process) or (action is Action.REJECT and state.signed)):
        return None
    return authority(actor, office_id=current_office().id, on=wib(now).date(), matter=program.matter)


def _at_signature(state: State, process: workflow.Process) -> bool:
    return process.steps[state.step].kind is StepKind.SIGN or state.correction is not None


def _repeated(file: File, events: list[Event], key: str | None, *, actor: Actor, action: Action) -> Outcome:
    """The outcome of the event this key made, as it was then; without one the caller's page is outdated."""
    made = next((event for event in events if key and event.idempotency_key == key), None)
    if made is not None:
        if (made.actor_id, made.action) != (actor.user_id, action):
            raise KeyUsed
        return _as_of(file, events[: made.seq])
    last = events[-1]
    raise Stale(by=last.actor_name, at=last.at, event=last.seq)


def _before_leaving(
    work: Work, process: workflow.Process, state: State, action: Action, inputs: Inputs
) -> None:
    """What a step asks besides the workflow: the poverty list at VERIFY, the service's own questions at
    PRODUCE, the mended form at RESUBMIT."""
    step = work.program.step(process.key(state.step))
    if action is Action.COMPLETE and process.steps[state.step].kind in VOUCHING:
        handoff.recheck(work.file.id)
    if action is Action.COMPLETE and step is not None and step.lookup is not None:
        # What was found is sealed in the check's own row; events are open and kept for good.
        lookups.check(
            actor=work.actor,
            file_id=work.file.id,
            nik=work.file.nik or "",
            reason=inputs.lookup_reason,
            now=work.now,
        )
    asked = work.program.definition.produce_fields
    if action is Action.COMPLETE and asked and process.steps[state.step].kind is StepKind.PRODUCE:
        result = validate(asked, inputs.produced, today=work.today)
        if not result.ok:
            raise IntakeRefused(errors=result.errors)
        work.facts["produced"] = result.values
    if (
        action is Action.COMPLETE
        and inputs.collector
        and process.steps[state.step].kind is StepKind.HAND_OVER
    ):
        collecting.check(inputs.collector, work.file.name)
        work.facts["receiver"] = inputs.collector.facts()
    if action is Action.RESUBMIT and inputs.form is not None:
        form = looked_up(inputs.form, besides=work.file.id)
        checked = check(work.program, form, today=work.today, villages=villages())
        fill(work.file, inputs.form, checked)
        SupportingLetter.objects.filter(file_id=work.file.id).delete()
        _keep_letters(work, checked)
        work.facts["mended"] = True


def _store(
    work: Work, process: workflow.Process, decision: Decision, course: Course, key: str | None
) -> None:
    do(work, decision.effects)
    event = settle(work, process, decision, moments=_moments(work, process, decision, course), key=key)
    file, first = work.file, decision.state.event_no == 1
    if first or work.facts.get("mended"):
        file.save(force_insert=first)
    else:
        file.save(update_fields=MOVING)
    done = Done(
        office=work.office,
        file=file,
        event=event,
        actor=work.actor,
        process=process,
        before=work.state,
        after=decision.state,
        now=work.now,
    )
    changes.save_marked(event, _touched(work), *rows_of(done))
    _announce(work.office.schema_name, file.id)


def _touched(work: Work) -> DirtyMark:
    """What the read model counts anew: the day of this event, and of the one before, which it may undo."""
    days = {work.today} | {wib(event.at).date() for event in work.before[-1:]}
    return changes.new_mark(office_id=work.office.id, days=days, oldest=wib(work.file.received_at).date())


def _announce(schema: str, file_id: UUID) -> None:
    """Tell open pages, once the change is committed."""

    def tell() -> None:
        publish(schema, "files")
        publish(schema, f"file-{file_id}")

    transaction.on_commit(tell, robust=True)


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
