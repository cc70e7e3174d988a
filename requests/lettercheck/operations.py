"""Writes to the public projection of letters, in the transaction of the fact itself."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lettercheck.details import seal_details
from lettercheck.models import LetterIndex, LetterState
from offices.scope import office_or_none


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


def add(facts: Facts, *, state: LetterState, signer: str = "", sha256: str = "", now: datetime) -> None:
    """Make a letter findable by its code. A rehearsal's letters are not: they are no letters."""
    here = office_or_none()
    if here is not None and here.is_rehearsal:
        return
    row_of(facts, state=state, signer=signer, sha256=sha256, now=now).save(force_insert=True)


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


def set_state(
    code: str,
    *,
    state: LetterState,
    now: datetime,
    signer: str | None = None,
    sha256: str | None = None,
    replaced_by: str | None = None,
) -> None:
    """Follow the letter: signed, void or replaced."""
    changes: dict[str, object] = {"state": state, "state_at": now}
    optional = {"signer": signer, "sha256": sha256, "replaced_by": replaced_by}
    changes |= {key: value for key, value in optional.items() if value is not None}
    LetterIndex.objects.filter(code=code).update(**changes)
