"""Finding out what became of a signature whose answer was lost: by asking, by a person, never by signing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.queries import people
from applications.electronic import Result, complete
from commons.clock import wib
from commons.errors import DomainError
from offices.scope import current_office
from signatures import operations as attempts
from signatures import words
from signatures.models import Attempt, Service
from signatures.services.bsre import BsreService
from signatures.services.choosing import chosen, door_of
from signatures.services.port import Answer, Declined, Lost, Signed, SigningService
from signatures.workflow import Code, Status

MOST_BYTES = 5 * 1024 * 1024


class CannotSettle(DomainError):
    """What was given does not say what became of the signature; nothing was changed."""


def ask(*, attempt_id: UUID, actor: Actor, now: datetime) -> Result:
    """Ask the service again, which changes nothing there. Raises `AttemptRefused` for a known outcome."""
    row = _unknown(attempt_id, now)
    service = _asked(row)
    # A key of our own that was cut off showed its signature to nobody.
    answer: Answer = service.ask(row.remote_id) if service else Declined(Code.NOT_SIGNED)
    match attempts.judged(row, answer, service=service, now=now):
        case Signed(pdf):
            return _done(row, pdf, by=actor, now=now)
        case Declined() as declined:
            attempts.settle_unsigned(row.id, declined, actor=actor, now=now)
            return Result(Status.REFUSED, str(words.why(declined.code)))
        case Lost(code):
            return Result(Status.UNKNOWN, str(words.why(code)))


def give(*, attempt_id: UUID, content: bytes, actor: Actor, now: datetime) -> Result:
    """The signed PDF, as somebody fetched it from the service's own pages. It proves itself.

    Raises `CannotSettle` for any other document, `AttemptRefused`.
    """
    row = _unknown(attempt_id, now)
    if len(content) > MOST_BYTES:
        raise CannotSettle("given_size", _("Berkas ini lebih dari 5 MB, jadi bukan surat ini."))
    judged = attempts.judged(row, Signed(content), service=_asked(row), now=now)
    if not isinstance(judged, Signed):
        raise CannotSettle(
            "given_other",
            _("PDF ini bukan surat yang dikirim dengan tanda tangan yang sah. Tidak ada yang diubah."),
        )
    return _done(row, judged.pdf, by=actor, now=now)


def _unknown(attempt_id: UUID, now: datetime) -> Attempt:
    with transaction.atomic():
        return attempts.unknown(attempt_id, now=now)


def _asked(row: Attempt) -> SigningService | None:
    return BsreService(door_of(chosen()), "") if row.service == Service.BSRE else None


def _done(row: Attempt, pdf: bytes, *, by: Actor, now: datetime) -> Result:
    """The step is the signer's, at the moment of signing: that is when the authority counted."""
    return complete(row, pdf, actor=_signer(row), key=row.key, now=now, at=row.prepared_at, by=by.name)


def _signer(row: Attempt) -> Actor:
    office = current_office()
    for person in people(office, on=wib(row.prepared_at).date()):
        if person.user_id == row.signer_id:
            roles = frozenset(person.roles)
            return Actor(
                row.signer_id, row.signer_name, row.signer_title, roles, office.id, person.assignment_id
            )
    raise CannotSettle("signer_gone", _("Penandatangan tidak lagi tercatat bertugas pada hari itu."))
