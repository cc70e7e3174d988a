"""Check a letter by its code for a file that is here: at VERIFY, or when the letter it had was replaced."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from applications import letters
from applications.errors import NotFound, Stale
from applications.intake import NO_SUCH_LETTER, PaperState
from applications.letters import Applicant, Looked
from applications.models import LIVE_PHASES, Event, File, SupportingLetter
from applications.versions import program_of
from applications.workflow_types import StepKind
from commons.clock import wib
from commons.errors import DomainError
from commons.live import publish
from commons.nik import Finding
from documents.models import LIVE_LETTERS, Letter
from handoff import operations as handoff
from offices.scope import current_office
from standards.components import Paper

# Before the office has written anything that rests on it.
OPEN_TO_CHECKS = frozenset(StepKind) - {StepKind.REGISTER, StepKind.HAND_OVER}


class LetterRefused(DomainError):
    """The letter does not meet the requirement, or not before what is odd was read: send `accept` with it."""

    def __init__(
        self, code: str, message: "str | Promise", *, accept: str = "", asks_reason: bool = False
    ) -> None:
        super().__init__(code, message)
        self.accept = accept
        self.asks_reason = asks_reason


@transaction.atomic
def check_letter(
    *,
    actor: Actor,
    file_id: UUID,
    requirement: str,
    code: str,
    reason: str,
    accepted: str,
    expected_event: int,
    now: datetime,
) -> None:
    """The letter behind `code` meets `requirement` from now on; its facts stand under "dasar".

    The file does not move: it is a fact about a paper that is here, on the office's trail. Raises `NotFound`,
    `Stale`, `LetterRefused`, `BadText`; then nothing has changed.
    """
    file = File.objects.select_for_update().filter(id=file_id).first()
    if file is None:
        raise NotFound
    if file.event_no != expected_event:
        last = Event.objects.filter(file_id=file_id).order_by("-seq")[0]
        raise Stale(by=last.actor_name, at=last.at, event=last.seq)
    paper = _paper(file, requirement)
    applicant = Applicant(nik=file.nik or "", village=letters.village_of(file.intake))
    looked = letters.look(code, applicant, besides=file_id)
    if looked is None:
        raise LetterRefused("letter_unknown", NO_SUCH_LETTER)
    verdict = letters.judged(looked, paper, applicant, reason=reason, today=wib(now).date())
    if verdict.errors:
        first = verdict.errors[0]
        raise LetterRefused(first.code, first.message, asks_reason=first.code == "letter_person")
    seen = digest(looked, verdict.warnings)
    if verdict.warnings and accepted != seen:
        words = " ".join(str(each.message) for each in verdict.warnings)
        raise LetterRefused("letter_warnings", words, accept=seen)
    _write(file, requirement, looked)
    brought = letters.accepted(requirement, looked.found, verdict, reason=reason)
    schema = current_office().schema_name
    transaction.on_commit(lambda: publish(schema, f"file-{file_id}"), robust=True)
    handoff.put(letters.of_file(file), brought, actor=actor, now=now)


def _paper(file: File, requirement: str) -> Paper:
    """The paper of the file's own standard, when a letter may still be checked for it."""
    live = file.phase in LIVE_PHASES and not file.correcting
    written = Letter.objects.filter(file_id=file.id, state__in=LIVE_LETTERS).exists()
    if not live or written or StepKind(file.step_kind) not in OPEN_TO_CHECKS:
        words = _("Surat berkas ini sudah bernomor atau berkasnya sudah selesai; dasarnya tidak diubah lagi.")
        raise LetterRefused("letter_too_late", words)
    here = {row["key"] for row in file.checklist if row["state"] == PaperState.HERE}
    groups = program_of(file.version_id).document.persyaratan.groups
    papers = (
        paper
        for group in groups
        if group.key == file.group
        for each in group.requirements
        for paper in each.papers
    )
    for paper in papers:
        if paper.key == requirement and paper.key in here and paper.has_letter_data:
            return paper
    raise NotFound


def _write(file: File, requirement: str, looked: Looked) -> None:
    found = looked.found
    SupportingLetter.objects.update_or_create(
        file_id=file.id,
        requirement=requirement,
        defaults={
            "issuer": letters.issuer_words(found),
            "issuer_code": found.letter.office_code[:13],
            "signer": letters.signer_words(found),
            "number": found.letter.number,
            "date": found.letter.date,
        },
    )


def digest(looked: Looked, warnings: Iterable[Finding]) -> str:
    """Stands for what was odd about this very letter."""
    said = [looked.found.letter.code, *(each.code for each in warnings)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]
