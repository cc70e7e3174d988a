"""Regional reorganisation: offices end, and another takes over what they had not finished.

What was numbered, signed and registered stays where it was, archived and checkable; no book goes on in
another's. Each open file is received anew by the successor, under its own number and its own standard, and
the old one is withdrawn: each names the other. Everything may be run again: a file that is over is not taken
twice.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.authority import need_kabupaten_admin
from accounts.queries import person_by_id
from applications import operations
from applications.intake import MAIL, ORIGINAL, ContactWay, IntakeForm, LetterGiven, PaperGiven, PaperState
from applications.models import LIVE_PHASES, File, SupportingLetter
from applications.operations import Inputs, Outcome, act
from applications.workflow_types import Action
from attachments import carrying
from audit import operations as audit
from commons.clock import wib
from commons.errors import DomainError
from documents.models import Letter
from handoff import queries as handoff
from handoff.models import BroughtLetter
from lettercheck.models import LetterState
from offices import jobs
from offices.models import SERVED, Job, JobItem, JobItemState, JobKind, JobState, Office, OfficeState
from offices.operations import move_office
from offices.scope import office_scope, public_scope
from outbox import operations as outbox
from outbox.topics import OFFICE_MERGED
from signatures import queries as signing
from standards.queries import services
from trail import operations as trail

Progress = Callable[[str], object]
# Apps above hand over what is theirs: `move(office=, successor=, now=)`, which may run again.
Move = Callable[..., int]
_moves: list[Move] = []
LONGEST_REASON = 300


def goes_along(move: Move) -> None:
    """Run it for each office that ends, after its files; again changes nothing."""
    if move not in _moves:
        _moves.append(move)


def key_of(file_id: UUID) -> str:
    """By which the successor's file of an old one is found."""
    return f"merge:{file_id}"


class CannotMerge(DomainError):
    """The offices cannot be merged like this; nothing was changed."""


class NotAllTaken(DomainError):
    """Some files could not be taken over; their offices stay closed but not archived, and it can go on."""

    def __init__(self, problems: dict[str, str]) -> None:
        lines = "; ".join(f"{number}: {why}" for number, why in sorted(problems.items()))
        message = _("{count} berkas belum dialihkan; yang lain sudah. Perbaiki, lalu ulangi. {lines}")
        super().__init__("not_all_taken", message.format(count=len(problems), lines=lines))
        self.problems = problems


@dataclass(frozen=True)
class Preview:
    """What a merge would do, and what stands in its way (sentences; empty: nothing)."""

    open_files: dict[UUID, int]
    obstacles: tuple[str, ...]


@dataclass
class Merge:
    """One merge that is being done."""

    successor: Office
    actor: Actor
    reason: str
    now: datetime
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def clerk(self) -> Actor:
        """The actor, as who receives and withdraws files for an office that nobody works in any more."""
        return replace(self.actor, roles=frozenset({"COUNTER"}), title=_("Admin kabupaten (penggabungan)"))


def preview(office_ids: Sequence[UUID], successor_id: UUID) -> Preview:
    """Count the open files of each office, and name what must be settled first."""
    with public_scope():
        offices = list(Office.objects.filter(pk__in=office_ids).order_by("kemendagri_code"))
        successor = Office.objects.get(pk=successor_id)
    obstacles, counts = [], {}
    if successor.state not in SERVED:
        obstacles.append(_("{office} belum siap menerima berkas.").format(office=successor))
    if len(offices) != len(set(office_ids)) or not offices or successor.pk in office_ids:
        obstacles.append(_("Pilih kantor yang digabung, selain kantor penerusnya."))
    with office_scope(successor):
        offered = {row.code for row in services()}
    for office in offices:
        if office.state == OfficeState.PROVISIONING:
            obstacles.append(_("{office} belum selesai disiapkan.").format(office=office))
            continue
        with office_scope(office):
            counts[office.pk] = _live().count()
            obstacles += _in_the_way(office, successor, offered)
    return Preview(counts, tuple(obstacles))


def _live() -> "QuerySet[File]":
    return File.objects.filter(phase__in=LIVE_PHASES).order_by("year", "seq")


def _in_the_way(office: Office, successor: Office, offered: set[str]) -> Iterator[str]:
    lacking = Counter(_live().exclude(service_code__in=offered).values_list("service_name", flat=True))
    for name, count in sorted(lacking.items()):
        message = _("{successor} belum melayani “{service}”; {office} punya {count} berkas terbuka.")
        yield message.format(successor=successor, service=name, office=office, count=count)
    signed = Letter.objects.filter(state=LetterState.VALID, file_id__in=_live().values("id")).count()
    if signed:
        message = _("{office}: serahkan dulu {count} surat yang sudah ditandatangani.")
        yield message.format(office=office, count=signed)
    if unknown := signing.count_open():
        message = _("{office}: pastikan dulu hasil tanda tangan elektronik {count} surat.")
        yield message.format(office=office, count=unknown)


def merge(
    *,
    office_ids: Sequence[UUID],
    successor_id: UUID,
    reason: str,
    actor: Actor,
    now: datetime,
    progress: Progress = lambda _number: None,
) -> int:
    """Close the offices, hand their open files over, archive them; returns how many files were handed over.

    Raises `CannotMerge` before anything is changed, `NotAllTaken` when some files stay behind, and what
    `need_kabupaten_admin` raises.
    """
    job, _new = ask_to_merge(office_ids=office_ids, successor_id=successor_id, reason=reason, actor=actor)
    with public_scope(), jobs.Work(job, "default") as work:
        return _work(work, office_ids=office_ids, reason=reason, actor=actor, now=now, progress=progress)


def ask_to_merge(
    *, office_ids: Sequence[UUID], successor_id: UUID, reason: str, actor: Actor
) -> tuple[Job, bool]:
    """A job that merges, and whether it is a new one; a failed one of this successor takes the new wishes.

    Raises `CannotMerge` and changes nothing, and what `need_kabupaten_admin` raises.
    """
    need_kabupaten_admin(actor)
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise CannotMerge("no_reason", _("Sebutkan dasar penggabungan, paling panjang 300 karakter."))
    seen = preview(office_ids, successor_id)
    if seen.obstacles:
        raise CannotMerge("obstacles", " ".join(seen.obstacles))
    with public_scope(), transaction.atomic():
        offices = Office.objects.filter(pk__in=office_ids).order_by("kemendagri_code")
        details = {"from": [office.schema_name for office in offices], "reason": reason}
        total = sum(seen.open_files.values())
        job, new = jobs.asked(
            JobKind.MERGE, office_id=successor_id, details=details, total=total, asked_by=actor.user_id
        )
        failed = Job.objects.filter(pk=job.pk, state=JobState.FAILED)
        if not new and failed.update(
            state=JobState.WAITING, details=details, total=total, done=0, error="", asked_by=actor.user_id
        ):
            new = True
    job.refresh_from_db()
    return job, new


def carry_out(job_id: UUID, *, now: datetime) -> str:
    """Do what is left of the job; the state it is in. Raises what stopped it; its row says so too."""
    with public_scope():
        job = jobs.claim(job_id)
        if job is None:
            return str(Job.objects.get(pk=job_id).state)
        with jobs.Work(job, "default") as work:
            names = job.details["from"]
            ids = list(Office.objects.filter(schema_name__in=names).values_list("pk", flat=True))
            actor = _who_asked(job, now)
            _work(
                work,
                office_ids=ids,
                reason=job.details["reason"],
                actor=actor,
                now=now,
                progress=lambda _number: None,
            )
    return str(JobState.DONE)


def _who_asked(job: Job, now: datetime) -> Actor:
    person = person_by_id(job.asked_by, None, on=wib(now).date()) if job.asked_by else None
    if person is None or person.actor is None:
        raise CannotMerge("no_actor", _("Yang memintanya tidak lagi bertugas di kabupaten."))
    return person.actor


def _work(
    work: jobs.Work,
    *,
    office_ids: Sequence[UUID],
    reason: str,
    actor: Actor,
    now: datetime,
    progress: Progress,
) -> int:
    need_kabupaten_admin(actor)
    successor = Office.objects.get(jobs=work.job)
    seen = preview(office_ids, successor.pk)  # things may have changed since it was asked for
    if seen.obstacles:
        raise CannotMerge("obstacles", " ".join(seen.obstacles))
    work.expect(sum(seen.open_files.values()))
    offices = list(Office.objects.filter(pk__in=office_ids).order_by("kemendagri_code"))
    return _merged(Merge(successor, actor, " ".join(reason.split()), now), offices, work, progress)


def _merged(merge: Merge, offices: Sequence[Office], work: jobs.Work, progress: Progress) -> int:
    for office in offices:  # nothing new may come in while the old is carried over
        if office.state == OfficeState.LIVE:
            move_office(office_id=office.pk, state=OfficeState.SUSPENDED)
    done = 0
    for office in offices:
        before = len(merge.problems)
        for number in _carried(merge, office):
            done += 1
            progress(number)
            work.beat(done)
        _others(merge, office)
        whole = len(merge.problems) == before
        if whole and office.state != OfficeState.ARCHIVED:
            with transaction.atomic():
                move_office(office_id=office.pk, state=OfficeState.ARCHIVED)
                _tell(merge, office)
        _note(work.job, office, JobItemState.DONE if whole else JobItemState.FAILED)
    if merge.problems:
        raise NotAllTaken(merge.problems)
    return done


def _others(merge: Merge, office: Office) -> None:
    for move in _moves:
        try:
            move(office=office, successor=merge.successor, now=merge.now)
        except DomainError as error:
            merge.problems[office.full_name] = str(error)


def _note(job: Job, office: Office, state: JobItemState) -> None:
    """What came of this office; the day on which it ended stays, however often the job runs again."""
    if not JobItem.objects.filter(job=job, office=office, state=JobItemState.DONE).exists():
        JobItem.objects.update_or_create(job=job, office=office, defaults={"state": state, "at": Now()})


def _tell(merge: Merge, office: Office) -> None:
    said: dict[str, Any] = {
        "action": "office.merged",
        "actor": merge.actor,
        "subject": f"office:{office.pk}",
        "data": {"successor": merge.successor.slug, "reason": merge.reason},
        "now": merge.now,
    }
    audit.record(**said)
    with office_scope(office):
        trail.record(**said)
    outbox.put(
        topic=OFFICE_MERGED,
        office_id=office.pk,
        data={
            "office": office.kemendagri_code,
            "name": office.full_name,
            "level": office.level,
            "successor": merge.successor.kemendagri_code,
        },
        now=merge.now,
    )


def _carried(merge: Merge, office: Office) -> Iterator[str]:
    """Hand the open files of an office over one by one; yields the number of each that is over."""
    with office_scope(office):
        ids = list(_live().values_list("id", flat=True))
    for file_id in ids:
        with office_scope(office):
            file = File.objects.get(pk=file_id)
            form = _form(file, office, merge)
        try:
            with office_scope(merge.successor):
                taken = operations.receive(
                    actor=merge.clerk, form=form, now=merge.now, idempotency_key=key_of(file_id)
                )
            _carry_papers(merge, office, file_id, taken.file_id)
            with office_scope(office):
                _end(merge, file, taken)
        except DomainError as error:
            merge.problems[file.receipt_number] = str(error)
            continue
        yield file.receipt_number


def _carry_papers(merge: Merge, office: Office, old: UUID, new: UUID) -> None:
    """Photographs and scans go along, one at a time: each lies sealed under its office's own key."""
    with office_scope(office):
        ids = carrying.of_file(old)
    for id in ids:
        with office_scope(office):
            carried = carrying.take(id)
        with office_scope(merge.successor):
            carrying.give(carried, file_id=new)


def _form(file: File, office: Office, merge: Merge) -> IntakeForm:
    """What the counter of the old office typed, as the successor's counter would type it again."""
    letters = {letter.requirement: letter for letter in SupportingLetter.objects.filter(file=file)}
    known = handoff.in_force(file.pk)
    note = _("Alihan dari {office}, nomor {number}, diterima {day}. Dasar: {reason}")
    day = file.received_at.date().isoformat()
    return IntakeForm(
        service_code=file.service_code,
        values={key: _typed(value) for key, value in file.intake.items() if key != MAIL},
        papers=[_paper(row, letters.get(row["key"]), known.get(row["key"])) for row in file.checklist],
        group=file.group,
        condition=file.condition,
        contact_way=ContactWay(file.contact_way or "NONE"),
        mail=str(file.intake.get(MAIL) or ""),
        accept_warnings=True,
        note=note.format(office=office, number=file.receipt_number, day=day, reason=merge.reason),
    )


def _typed(value: object) -> object:
    """A village is kept with its code and typed by its name."""
    return value["name"] if isinstance(value, dict) and "name" in value else value


def _paper(row: dict[str, str], letter: SupportingLetter | None, known: BroughtLetter | None) -> PaperGiven:
    """`known`: the letter as Loket knows it; without force it goes along as what was typed."""
    state, given = PaperState(row["state"]), None
    if known is not None and state is PaperState.HERE:
        return PaperGiven(key=row["key"], state=state, code=known.code, letter_reason=known.reason)
    if letter is not None:
        names = ("issuer", "issuer_code", "signer", "number", "date")
        given = LetterGiven(**{name: getattr(letter, name) for name in names})
    return PaperGiven(
        key=row["key"],
        state=state,
        reason=row["reason"],
        letter=given,
        original=row.get("copy") == ORIGINAL,
    )


def _end(merge: Merge, file: File, taken: Outcome) -> None:
    message = _("Dialihkan ke {office}, nomor {number}. Dasar: {reason}")
    note = message.format(office=merge.successor, number=taken.receipt_number, reason=merge.reason)
    act(
        file_id=file.pk,
        actor=merge.clerk,
        action=Action.WITHDRAW,
        expected_event=file.event_no,
        inputs=Inputs(note=note, reason=note),
        now=merge.now,
        idempotency_key=f"merged:{file.pk}",
    )
