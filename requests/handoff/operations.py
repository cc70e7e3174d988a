"""Keep the letters a file rests on, and see that they still have force when the file moves on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from commons.text import clean_line
from handoff import queries
from handoff.models import BroughtLetter
from handoff.queries import Found
from lettercheck import operations as lettercheck
from lettercheck.models import LetterState
from lettercheck.operations import Use
from trail import operations as trail

LONGEST_REASON = 300
SETTLED = "handoff.notice_settled"
CHANGED = "handoff.letter_checked"


class LetterEnded(DomainError):
    """The file rests on a letter that has no force any more: it does not go on."""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A letter accepted for one requirement, with what was odd about it."""

    requirement: str
    found: Found
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfFile:
    """The file that rests on letters."""

    id: UUID
    receipt_number: str
    service_name: str


def keep(file: OfFile, letters: Iterable[Brought], *, actor: Actor, now: datetime) -> None:
    """These letters, and no others, are what the file rests on from now on; run in the event's transaction.

    A letter kept before for the same requirement is kept as it was checked then.
    """
    wanted = {each.requirement: each for each in letters}
    before = queries.brought(file.id)
    gone = [
        row for key, row in before.items() if key not in wanted or wanted[key].found.letter.code != row.code
    ]
    _take_off(file, gone, now=now)
    stay = {row.requirement for row in before.values()} - {row.requirement for row in gone}
    for key, each in wanted.items():
        if key not in stay:
            _put(file, each, actor=actor, now=now)


def put(file: OfFile, letter: Brought, *, actor: Actor, now: datetime) -> None:
    """One letter is checked for a file that is here already; what met the requirement before is let go."""
    row = queries.brought(file.id).get(letter.requirement)
    _take_off(file, [row] if row else [], now=now)
    _put(file, letter, actor=actor, now=now)
    data = {"requirement": letter.requirement, "number": letter.found.letter.number}
    trail.record(action=CHANGED, actor=actor, subject=f"file:{file.id}", data=data, now=now)


def _put(file: OfFile, each: Brought, *, actor: Actor, now: datetime) -> None:
    letter = each.found.letter
    BroughtLetter.objects.create(
        file_id=file.id,
        receipt_number=file.receipt_number,
        requirement=each.requirement,
        code=letter.code,
        issuer_id=each.found.office_id,
        issuer_name=letter.office_name,
        number=letter.number,
        service_name=letter.service_name,
        state=letter.state,
        checked_at=now,
        checked_by=actor.name,
        warnings=list(each.warnings),
        reason=clean_line(each.reason, max_length=LONGEST_REASON),
    )
    use = Use(
        code=letter.code,
        number=letter.number,
        issuer_id=each.found.office_id,
        file_id=file.id,
        service_name=file.service_name,
    )
    lettercheck.note_use(use, now=now)


def _take_off(file: OfFile, rows: list[BroughtLetter], *, now: datetime) -> None:
    if not rows:
        return
    BroughtLetter.objects.filter(id__in=[row.id for row in rows]).update(ended_at=now)
    still = {row.code for row in queries.brought(file.id).values()}
    codes = {row.code for row in rows} - still
    lettercheck.withdraw_uses(file_id=file.id, codes=codes, now=now)


def recheck(file_id: UUID) -> None:
    """Refuse to go on with a file that rests on a letter without force. Raises `LetterEnded`.

    Asked where an officer vouches for the papers (VERIFY) and where the office signs (SIGN). There is no
    reason that lets a void letter pass: it says nothing any more (ADR 42).
    """
    found = queries.ended(list(queries.brought(file_id).values()))
    if not found:
        return
    first = found[0]
    if first.newer_code:
        words = _(
            "Surat {number} dari {office} sudah diganti penerbitnya. Periksa surat penggantinya pada bagian "
            "Surat pengantar, lalu ulangi. Berkas tidak berubah."
        )
    elif first.state is LetterState.UNSIGNED:
        words = _("Surat {number} dari {office} belum ditandatangani. Berkas tidak berubah.")
    else:
        words = _(
            "Surat {number} dari {office} dibatalkan penerbitnya sejak berkas ini diterima. Kembalikan "
            "berkas, atau periksa surat lain pada bagian Surat pengantar. Berkas tidak berubah."
        )
    message = format_lazy(words, number=first.row.number, office=first.row.issuer_name)
    raise LetterEnded("letter_ended", message, requirement=first.row.requirement)


def settle(*, file_id: UUID, actor: Actor, now: datetime) -> None:
    """Somebody read that letters of this file ended, and dealt with it. Twice is once."""
    if lettercheck.settle_uses(file_id=file_id, by=actor.name, now=now):
        trail.record(action=SETTLED, actor=actor, subject=f"file:{file_id}", now=now)
