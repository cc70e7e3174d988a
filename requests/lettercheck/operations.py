"""Writes to the public projection of letters, in the transaction of the fact itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from commons import together
from lettercheck.details import seal_details
from lettercheck.models import LetterIndex, LetterState, LetterUse
from offices.scope import current_office, office_or_none, public_scope


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the check page may tell of a letter; `details` only to someone who types its NIK."""

    code: str
    office_id: UUID
    number: str
    date: date
    service_name: str
    initials: str
    nik: str
    details: dict[str, str]


def initials(name: str) -> str:
    """The first letter of each word, dotted, at most six: "SITI AMINAH" becomes "S. A."."""
    letters = [word[0].upper() for word in name.split() if word[0].isalpha()]
    return " ".join(f"{letter}." for letter in letters[:6]) or "–"


def added(
    facts: Facts, *, state: LetterState, signer: str = "", sha256: str = "", now: datetime
) -> tuple[LetterIndex, ...]:
    """What makes a letter findable by its code, to be stored with it. Nothing for a rehearsal's letters: they
    are no letters."""
    here = office_or_none()
    if here is not None and here.is_rehearsal:
        return ()
    return (row_of(facts, state=state, signer=signer, sha256=sha256, now=now),)


def row_of(facts: Facts, *, state: LetterState, signer: str, sha256: str, now: datetime) -> LetterIndex:
    """The projection's row of a letter."""
    return LetterIndex(
        code=facts.code,
        office_id=facts.office_id,
        number=facts.number,
        date=facts.date,
        service_name=facts.service_name,
        initials=facts.initials,
        state=state,
        state_at=now,
        signer=signer,
        sha256=sha256,
        details=seal_details(facts.code, facts.nik, facts.details),
    )


def signed(code: str, *, signer: str, sha256: str, now: datetime) -> together.Statement:
    """The letter is valid from now on; for who stores it together with the letter."""
    return together.changed(
        LetterIndex.objects.filter(code=code),
        state=LetterState.VALID,
        state_at=now,
        signer=signer,
        sha256=sha256,
    )


def set_ended(code: str, *, state: LetterState, now: datetime, replaced_by: str | None = None) -> None:
    """Follow the letter: void or replaced. Who used it learns that it ended."""
    changes: dict[str, object] = {"state": state, "state_at": now}
    if replaced_by is not None:
        changes["replaced_by"] = replaced_by
    LetterIndex.objects.filter(code=code).update(**changes)
    # The rows are the using offices' own: the writer of the letter may read them, not change them.
    with public_scope():
        LetterUse.objects.filter(code=code, withdrawn_at=None, ended_at=None).update(ended_at=now)


@dataclass(frozen=True, kw_only=True)
class Use:
    """A letter of `issuer_id` that meets a requirement of a file of the current office."""

    code: str
    number: str
    issuer_id: UUID
    file_id: UUID
    service_name: str


def note_use(use: Use, *, now: datetime) -> None:
    """Say that a file of the current office rests on a letter; once however often it is said. A rehearsal
    uses nothing."""
    here = current_office()
    if here.is_rehearsal:
        return
    facts = {"number": use.number, "issuer_id": use.issuer_id, "service_name": use.service_name}
    # One row for a file and a letter, also when one letter meets two requirements of it.
    LetterUse.objects.get_or_create(
        code=use.code,
        file_id=use.file_id,
        withdrawn_at=None,
        defaults={**facts, "office_id": here.id, "used_at": now},
    )


def withdraw_uses(*, file_id: UUID, codes: Iterable[str], now: datetime) -> None:
    """The file of the current office no longer rests on these letters."""
    LetterUse.objects.filter(file_id=file_id, code__in=list(codes), withdrawn_at=None).update(
        withdrawn_at=now
    )


def settle_uses(*, file_id: UUID, by: str, now: datetime) -> int:
    """The current office dealt with the letters of this file that ended; how many those were."""
    rows = LetterUse.objects.filter(file_id=file_id, settled_at=None, ended_at__isnull=False)
    return rows.update(settled_at=now, settled_by=by)
