"""Attempts to sign: writes. Each step is committed by itself, so that a crash leaves what is known."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from commons.text import clean_text
from signatures.models import Attempt, Identity
from signatures.services.choosing import known_roots, revocation_lists
from signatures.services.port import Answer, Declined, Lost, Order, Place, Secret, Signed, SigningService
from signatures.workflow import FINAL, OPEN, Code, Move, NotAllowed, Status, advance, standing
from trail import operations as trail

LONGEST_REASON = 500
SHORTEST_REASON = 10


class AttemptRefused(DomainError):
    """The attempt cannot be made or moved; nothing was changed."""


def known_already() -> AttemptRefused:
    """Somebody was first."""
    return AttemptRefused(
        "attempt_known", _("Hasil tanda tangan ini sudah diketahui. Tidak ada yang diubah.")
    )


class StillOpen(AttemptRefused):
    """The letter may be signed already: it is not signed again before that is known."""

    def __init__(self) -> None:
        text = _(
            "Hasil tanda tangan elektronik surat ini belum diketahui. Pastikan dulu di Riwayat tanda tangan "
            "elektronik; surat tidak ditandatangani dua kali."
        )
        super().__init__("attempt_open", text)


@dataclass(frozen=True, kw_only=True)
class NewAttempt:
    """A letter with its number and date, ready to be signed."""

    file_id: UUID
    receipt_number: str
    letter_id: UUID
    letter_number: str
    event_no: int
    card: dict[str, str]
    sheet: dict[str, Any] = field(repr=False)
    pdf: bytes = field(repr=False)


def prepare(*, new: NewAttempt, actor: Actor, identity: Identity, key: str, now: datetime) -> Attempt:
    """Commit the attempt before anything is sent. Raises `StillOpen` while an earlier one is open."""
    row = Attempt(
        file_id=new.file_id,
        receipt_number=new.receipt_number,
        letter_id=new.letter_id,
        letter_number=new.letter_number,
        event_no=new.event_no,
        service=identity.service,
        holder=identity.holder,
        fingerprint=identity.fingerprint,
        signer_id=actor.user_id,
        signer_name=actor.name,
        signer_title=actor.title,
        card=new.card,
        sheet=new.sheet,
        unsigned=new.pdf,
        unsigned_sha256=sha256(new.pdf).hexdigest(),
        state=Status.PREPARED,
        state_at=now,
        prepared_at=now,
        key=key,
    )
    try:
        with transaction.atomic():
            _release(new.letter_id, now)
            row.save(force_insert=True)
    except IntegrityError as error:
        raise StillOpen from error
    return row


def _release(letter_id: UUID, now: datetime) -> None:
    """What was prepared long ago and never sent was never signed."""
    for row in Attempt.objects.select_for_update().filter(letter_id=letter_id, state=Status.PREPARED):
        if standing(row.status, since=row.state_at, now=now) is Status.REFUSED:
            _moved(row, Move.DROP, now, code=Code.NOT_SENT)


def send(attempt: Attempt, *, now: datetime) -> None:
    """Commit that the call begins. Raises `AttemptRefused` when it began already."""
    with transaction.atomic():
        row = _held(attempt.id)
        _moved(row, Move.SEND, now)


def call(attempt: Attempt, *, service: SigningService, secret: Secret, place: Place | None, where: str,
         now: datetime) -> Answer:  # fmt: skip
    """The one call, with no row locked meanwhile; what comes back is looked at before it is believed."""
    order = Order(
        pdf=bytes(attempt.unsigned), place=place, reason=_reason(attempt.letter_number), where=where
    )
    return judged(attempt, service.sign(order, secret), service=service, now=now)


def _reason(number: str) -> str:
    # In the document for good, so Indonesian whatever the signer reads.
    return f"Menandatangani surat nomor {number}"


def judged(attempt: Attempt, answer: Answer, *, service: SigningService | None, now: datetime) -> Answer:
    """The answer, or that it is not known, when what came back is not this letter signed by this person."""
    if not isinstance(answer, Signed):
        return answer
    # What reads signatures takes a third of a second to load: it is loaded where something is signed.
    from signatures.judging import NotThisLetter, check_returned  # noqa: PLC0415
    from signatures.revocation import with_proof  # noqa: PLC0415

    roots = known_roots()
    try:
        check_returned(
            answer.pdf,
            sent=bytes(attempt.unsigned),
            holder=attempt.holder,
            fingerprint=attempt.fingerprint,
            roots=roots,
            vouched=lambda: service is not None and service.vouches(answer.pdf),
            now=now,
        )
    except NotThisLetter as error:
        return Lost(Code.BAD_PDF, str(error), answer.remote_id)
    return replace(answer, pdf=with_proof(answer.pdf, roots=roots, lists=revocation_lists(now), now=now))


def done(attempt_id: UUID, *, pdf: bytes, used: bool, now: datetime, reason: str = "", by: str = "") -> None:
    """It was signed. `used`: the PDF becomes the letter in this transaction; else it is kept here, and
    `reason` says why."""
    with transaction.atomic():
        facts = {
            "signed": None if used else pdf,
            "signed_sha256": sha256(pdf).hexdigest(),
            "used": used,
            "unused_reason": reason,
            "settled_by": by,
        }
        _moved(_held(attempt_id), Move.SIGNED, now, **facts)


def refuse(attempt_id: UUID, answer: Declined, *, actor: Actor, now: datetime) -> None:
    """It was certainly not signed."""
    with transaction.atomic():
        row = _moved(_held(attempt_id), Move.REFUSE, now, code=answer.code, answer=answer.answer)
        _record("signature.refused", row, actor, now)


def lose(attempt_id: UUID, answer: Lost, *, actor: Actor, now: datetime) -> None:
    """Nobody knows whether it was signed."""
    with transaction.atomic():
        facts = {"code": answer.code, "answer": answer.answer, "remote_id": answer.remote_id}
        row = _moved(_held(attempt_id), Move.LOSE, now, **facts)
        _record("signature.unknown", row, actor, now)


def settle_unsigned(attempt_id: UUID, answer: Declined, *, actor: Actor, now: datetime) -> None:
    """The service was asked and says that it was not signed."""
    with transaction.atomic():
        row = unknown(attempt_id, now=now)
        _moved(row, Move.REFUSE, now, code=answer.code, answer=answer.answer, settled_by=actor.name)
        _record("signature.settled", row, actor, now)


def unknown(attempt_id: UUID, *, now: datetime) -> Attempt:
    """The attempt, locked, whose outcome is unknown by now. Raises `AttemptRefused`."""
    row = _held(attempt_id)
    if standing(row.status, since=row.state_at, now=now) is not Status.UNKNOWN:
        raise known_already()
    if row.status is Status.SENT:
        _moved(row, Move.LOSE, now, code=Code.CUT_OFF)
    return row


@transaction.atomic
def claim_unsigned(*, attempt_id: UUID, reason: str, actor: Actor, now: datetime) -> None:
    """One person says that the letter was not signed; it holds once a second one agrees."""
    row = unknown(attempt_id, now=now)
    why = clean_text(reason, max_length=LONGEST_REASON)
    if len(why) < SHORTEST_REASON:
        raise AttemptRefused(
            "claim_reason",
            _("Tulis dari mana diketahui bahwa surat ini tidak ditandatangani."),
            field="reason",
        )
    row.claimed_by_id, row.claimed_by, row.claimed_at, row.claim_reason = actor.user_id, actor.name, now, why
    row.save(update_fields=["claimed_by_id", "claimed_by", "claimed_at", "claim_reason"])
    _record("signature.claimed", row, actor, now)


@transaction.atomic
def confirm_unsigned(*, attempt_id: UUID, actor: Actor, now: datetime) -> None:
    """A second person agrees: the letter may be signed again. Raises `AttemptRefused`."""
    row = unknown(attempt_id, now=now)
    if row.claimed_by_id is None:
        raise AttemptRefused("claim_missing", _("Belum ada yang menyatakan surat ini tidak ditandatangani."))
    if row.claimed_by_id == actor.user_id:
        raise AttemptRefused("claim_same", _("Orang kedua harus orang lain. Tidak ada yang diubah."))
    _moved(row, Move.REFUSE, now, code=Code.DECLARED, settled_by=actor.name)
    _record("signature.settled", row, actor, now)


def _held(attempt_id: UUID) -> Attempt:
    for row in Attempt.objects.select_for_update().filter(id=attempt_id):
        return row
    raise AttemptRefused("attempt_missing", _("Percobaan tanda tangan ini tidak ditemukan di kantor ini."))


def _moved(row: Attempt, move: Move, now: datetime, **facts: Any) -> Attempt:
    try:
        row.state, row.state_at = advance(row.status, move), now
    except NotAllowed as error:
        raise known_already() from error
    if row.status in FINAL:
        # What the letter says stands in the letter; here it was needed to judge the answer.
        facts |= {"sheet": {}, "unsigned": b""}
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "state_at", *facts])
    return row


def _record(action: str, row: Attempt, actor: Actor, now: datetime) -> None:
    data = {"letter": row.letter_number, "service": row.service, "code": row.code}
    trail.record(action=action, actor=actor, subject=f"file:{row.file_id}", data=data, now=now)


def is_open(letter_id: UUID) -> bool:
    """Whether the letter may be signed already, as far as anybody knows."""
    return Attempt.objects.filter(letter_id=letter_id, state__in=sorted(OPEN)).exists()
