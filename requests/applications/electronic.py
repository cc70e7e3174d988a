"""Signing electronically: prepare, commit, call with nothing locked, then do the step with the answer.

One transaction finds out whether the letter may be signed now (and is unwound), one commits the attempt, one
that it is sent. The call holds no lock. The last one writes the event, the frozen PDF and the attempt's end
together; when the file moved meanwhile, the signed PDF is kept with the attempt, and said (ADR 35).
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from applications import compose
from applications.errors import CannotCompose, NotFound
from applications.hands import STANDARD, Inked, Prepared, Rehearsal, Returned
from applications.models import File
from applications.operations import act
from applications.operations_sitting import MOST, Chosen, Failed
from applications.versions import program_of
from applications.workflow_types import Action, ProductKind
from commons.errors import DomainError
from documents.render import Spot, render, spot
from offices.scope import current_office
from signatures import operations as attempts
from signatures import queries as signing
from signatures import words
from signatures.models import Attempt, Identity
from signatures.operations import NewAttempt
from signatures.services.choosing import CannotSign, chosen, service_for
from signatures.services.port import Answer, Declined, Lost, Place, Secret, Signed, SigningService
from signatures.workflow import Status

# A request that takes longer is cut off on its way; what was not reached is said and waits on.
SECONDS = 25.0
# Wrong passphrases of one person: whoever guesses is stopped, whoever mistypes is not.
TRIES, WINDOW = 10, timedelta(hours=1)
# The place of the signature as the letter's template draws it, in points.
BOX_WIDTH, BOX_HEIGHT = 198, 76
PAGE_HEIGHTS = {"a4": 841.89, "f4": 935.43}


@dataclass(frozen=True)
class ElectronicSitting:
    """What a sitting came to. `left`: letters not reached; `stopped`: why it ended before them; `code`: why
    the last letter was not signed (`signatures.workflow.Code`)."""

    signed: int
    failed: tuple[Failed, ...]
    unknown: tuple[Failed, ...] = ()
    left: int = 0
    stopped: str = ""
    code: str = ""


@dataclass(frozen=True)
class Result:
    """What came of one letter; `stops`: the next one would come to the same."""

    status: Status
    why: str = ""
    stops: bool = False
    code: str = ""


def sign_electronically(
    *,
    actor: Actor,
    choice: Iterable[Chosen],
    secret: Secret,
    now: datetime,
    idempotency_key: str,
    seconds: float = SECONDS,
) -> ElectronicSitting:
    """Sign each chosen letter, one after another, each with an outcome of its own.

    Ends at a wrong passphrase, so that nobody's account is locked by fifty tries, and wherever the service
    itself fails. Raises `CannotSign` when this person cannot sign electronically here: nothing was tried.
    """
    ready = signing.ready(actor.user_id)
    if ready.identity is None or not secret.value:
        raise CannotSign("cannot_sign", _lacking(ready, secret))
    if signing.wrong_secrets(actor.user_id, since=now - WINDOW) >= TRIES:
        raise CannotSign(
            "too_often",
            _("Passphrase terlalu sering salah. Coba lagi satu jam lagi, atau tanda tangani basah."),
        )
    service = service_for(ready.identity, choice=chosen(), now=now)
    sitting = _Sitting(actor, ready.identity, service, secret, now, idempotency_key)
    return sitting.go(list(choice)[:MOST], until=monotonic() + seconds)


def _lacking(ready: signing.Ready, secret: Secret) -> str:
    if not ready.possible:
        return _("Kantor ini menandatangani basah. Admin kantor dapat mengubahnya di Pengaturan.")
    if ready.identity is None:
        return _(
            "Sertifikat elektronik Anda belum didaftarkan di kantor ini. "
            "Surat tetap dapat ditandatangani basah."
        )
    return _("Isi passphrase sertifikat Anda.")


@dataclass
class _Sitting:
    """One person signing, with what they typed once."""

    actor: Actor
    identity: Identity
    service: SigningService
    secret: Secret
    now: datetime
    key: str

    def go(self, choice: Sequence[Chosen], *, until: float) -> ElectronicSitting:
        signed, failed, unknown, stopped, code = 0, list[Failed](), list[Failed](), "", ""
        for index, each in enumerate(choice):
            if monotonic() > until:
                stopped = _("Waktu habis.")
            if stopped:
                left = len(choice) - index
                return ElectronicSitting(signed, tuple(failed), tuple(unknown), left, stopped, code)
            known, result = self.one(each)
            if result.status is Status.DONE:
                signed += 1
                continue
            into = unknown if result.status in {Status.UNKNOWN, Status.SENT} else failed
            into.append(Failed(*known, result.why))
            stopped, code = result.why if result.stops else "", result.code
        return ElectronicSitting(signed, tuple(failed), tuple(unknown), code=code)

    def one(self, each: Chosen) -> tuple[tuple[str, str], Result]:
        """(number, applicant) of a letter, and what came of it."""
        file = File.objects.filter(id=each.file_id).first()
        if file is None:
            return ("–", ""), Result(Status.REFUSED, str(NotFound().message))
        key = _key(self.key, file.id)
        known = (file.receipt_number, file.name)
        earlier = signing.by_key(key)
        if earlier is not None:
            return known, _told(earlier, self.now)
        try:
            new = self._prepared(file, each.event, key)
            if new is None:
                return known, Result(Status.DONE)
            attempt, place = new
            return known, self._send(attempt, place, key)
        except DomainError as refused:
            return known, Result(Status.REFUSED, str(refused.message))

    def _prepared(self, file: File, event: int, key: str) -> tuple[Attempt, Place | None] | None:
        """The committed attempt and where it is seen; None when this request signed the letter already."""
        _only_letters(file)
        try:
            # Without `Prepared` the same request was here before: its event is answered, nothing is done.
            act(
                file_id=file.id, actor=self.actor, action=Action.COMPLETE, expected_event=event, now=self.now,
                idempotency_key=key, hand=Rehearsal(self.identity.service),
            )  # fmt: skip
        except Prepared as found:
            pdf = render("letter", found.sheet, standard=STANDARD)
            new = NewAttempt(
                file_id=file.id,
                receipt_number=file.receipt_number,
                letter_id=found.letter.id,
                letter_number=found.letter.number,
                event_no=event,
                card=found.card.stored(),
                sheet=found.sheet,
                pdf=pdf,
            )
            row = attempts.prepare(new=new, actor=self.actor, identity=self.identity, key=key, now=self.now)
            return row, place_of(found.sheet)
        return None

    def _send(self, attempt: Attempt, place: Place | None, key: str) -> Result:
        attempts.send(attempt, now=self.now)
        answer = attempts.call(
            attempt, service=self.service, secret=self.secret, place=place,
            where=compose.place_of(current_office()), now=self.now,
        )  # fmt: skip
        return settle(attempt, answer, actor=self.actor, key=key, now=self.now)


def _only_letters(file: File) -> None:
    if program_of(file.version_id).product is not ProductKind.LETTER:
        raise CannotCompose("paper_wet", _("Kertas pemohon hanya dapat ditandatangani basah."))
    if file.correcting:
        raise CannotCompose(
            "correction_wet", _("Surat pengganti baru mendapat nomor saat disetujui; tandatangani basah.")
        )


def settle(attempt: Attempt, answer: Answer, *, actor: Actor, key: str, now: datetime) -> Result:
    """Write what the call came to; signed, the step is done with it."""
    match answer:
        case Signed():
            return complete(attempt, answer.pdf, actor=actor, key=key, now=now, at=now)
        case Declined():
            attempts.refuse(attempt.id, answer, actor=actor, now=now)
            return Result(Status.REFUSED, str(words.why(answer.code)), True, answer.code)
        case Lost():
            attempts.lose(attempt.id, answer, actor=actor, now=now)
            return Result(Status.UNKNOWN, str(words.why(answer.code)), stops=True)


def complete(
    attempt: Attempt, pdf: bytes, *, actor: Actor, key: str, now: datetime, at: datetime, by: str = ""
) -> Result:
    """The signed PDF becomes the letter and the step is done by the signer at the moment of signing, in one
    transaction; when the file moved meanwhile, it is kept with the attempt and the file stays as it is."""
    inked = Inked(sheet=attempt.sheet, pdf=pdf, how=attempt.service)
    hand = Returned(letter_id=attempt.letter_id, card=attempt.card, inked=inked)
    try:
        with transaction.atomic():
            attempts.done(attempt.id, pdf=pdf, used=True, now=now, by=by)
            act(
                file_id=attempt.file_id, actor=actor, action=Action.COMPLETE, expected_event=attempt.event_no,
                now=at, idempotency_key=key, hand=hand,
            )  # fmt: skip
    except DomainError as refused:
        why = _("Sudah ditandatangani, tetapi tidak dipakai: {why}").format(why=refused.message)
        attempts.done(attempt.id, pdf=pdf, used=False, reason=why, now=now, by=by)
        return Result(Status.REFUSED, why)
    return Result(Status.DONE)


def _told(earlier: Attempt, now: datetime) -> Result:
    """What this request came to when it was here before."""
    line = signing.line(earlier, now=now)
    if line.status is Status.DONE and earlier.used:
        return Result(Status.DONE)
    if line.status in {Status.PREPARED, Status.SENT}:
        return Result(Status.SENT, _("Masih diproses."))
    return Result(Status.REFUSED if line.status is Status.DONE else line.status, line.why)


def place_of(sheet: dict[str, object]) -> Place | None:
    """Where the letter's template left the place of the signature, as a PDF measures it."""
    found = spot("letter", sheet, "tte")
    return _box(found, PAGE_HEIGHTS[str(sheet["paper"])]) if found else None


def _box(found: Spot, height: float) -> Place:
    top = round(height - found.y)
    left = round(found.x)
    return Place(found.page, (left, top - BOX_HEIGHT, left + BOX_WIDTH, top))


def _key(sitting: str, file_id: UUID) -> str:
    """As the key of a sitting by hand, so that one form signs a letter once, whichever way."""
    return hashlib.sha256(f"{sitting}/{file_id}".encode()).hexdigest()
