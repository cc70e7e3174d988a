"""Signing a recap electronically, as letters are: prepare, commit, call with nothing locked, then freeze.

What was signed is what the leader saw: the content is taken with the attempt and frozen with its answer. If
the recap moved meanwhile, the signed document is kept with the attempt and said.
"""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from applications.compose import place_of
from applications.electronic import TRIES, WINDOW, Result
from applications.signing import SignerCard
from commons.errors import DomainError
from documents.sheets import print_sheet
from offices.scope import current_office
from recaps import queries
from recaps.figures import digest
from recaps.operations import RecapRefused, freeze, held_for_signature
from recaps.quarters import Quarter
from recaps.sheet import document
from signatures import operations as attempts
from signatures import queries as signing
from signatures import words
from signatures.models import Attempt
from signatures.operations import NewAttempt
from signatures.services.choosing import CannotSign, chosen, service_for
from signatures.services.port import Declined, Lost, Secret, Signed
from signatures.workflow import Status


def sign(*, actor: Actor, quarter: Quarter, secret: Secret, now: datetime, key: str) -> Result:
    """Sign the completed recap with this person's certificate.

    Raises `CannotSign` (no certificate, too many wrong passphrases), `RecapRefused` as `operations.approve`.
    """
    ready = signing.ready(actor.user_id)
    if ready.identity is None or not secret.value:
        raise CannotSign("cannot_sign", _("Isi passphrase sertifikat Anda, atau tanda tangani basah."))
    if signing.wrong_secrets(actor.user_id, since=now - WINDOW) >= TRIES:
        raise CannotSign("too_often", _("Passphrase terlalu sering salah. Coba lagi satu jam lagi."))
    key = hashlib.sha256(f"{key}/{quarter.key}".encode()).hexdigest()
    earlier = signing.by_key(key)
    if earlier is not None:
        return _told(earlier, now)
    service = service_for(ready.identity, choice=chosen(), now=now)
    new, card = _prepared(actor, quarter, now)
    row = attempts.prepare(new=new, actor=actor, identity=ready.identity, key=key, now=now)
    attempts.send(row, now=now)
    where = place_of(current_office())
    answer = attempts.call(row, service=service, secret=secret, place=None, where=where, now=now)
    match answer:
        case Signed(pdf):
            return _done(row, pdf, quarter=quarter, card=card, actor=actor, now=now)
        case Declined() as declined:
            attempts.refuse(row.id, declined, actor=actor, now=now)
            return Result(Status.REFUSED, str(words.why(declined.code)), code=declined.code)
        case Lost() as lost:
            attempts.lose(row.id, lost, actor=actor, now=now)
            return Result(Status.UNKNOWN, str(words.why(lost.code)))


@transaction.atomic
def _prepared(actor: Actor, quarter: Quarter, now: datetime) -> tuple[NewAttempt, SignerCard]:
    row, card = held_for_signature(actor=actor, quarter=quarter, now=now)
    found = queries.whole(row)
    sheet = document(found, card=card, electronic=True, now=now)
    content = queries.content_of(found)
    new = NewAttempt(
        file_id=row.id,
        receipt_number=quarter.words,
        letter_id=row.id,
        letter_number=sheet.number,
        event_no=0,
        card=card.stored(),
        sheet={**sheet.data(), "content": content},
        pdf=print_sheet(sheet),
    )
    return new, card


def _done(
    attempt: Attempt, pdf: bytes, *, quarter: Quarter, card: SignerCard, actor: Actor, now: datetime
) -> Result:
    """Frozen as signed, in one transaction with the attempt's end."""
    content = attempt.sheet["content"]
    try:
        with transaction.atomic():
            attempts.done(attempt.id, pdf=pdf, used=True, now=now)
            row, _card = held_for_signature(actor=actor, quarter=quarter, now=now)
            if digest(queries.content_of(queries.whole(row))) != digest(content):
                raise RecapRefused("moved", _("Rekap berubah sementara ditandatangani."))
            freeze(row, content, card=card, how=attempt.service, pdf=pdf, actor=actor, now=now)
    except DomainError as refused:
        why = _("Sudah ditandatangani, tetapi tidak dipakai: {why}").format(why=refused.message)
        attempts.done(attempt.id, pdf=pdf, used=False, reason=why, now=now)
        return Result(Status.REFUSED, why)
    return Result(Status.DONE)


def _told(earlier: Attempt, now: datetime) -> Result:
    line = signing.line(earlier, now=now)
    if line.status is Status.DONE and earlier.used:
        return Result(Status.DONE)
    return Result(line.status, line.why)
