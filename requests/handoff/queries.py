"""Letters as an office meets them: looked up by code, in use here, in use elsewhere."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from commons.clock import wib
from commons.nik import check_nik
from commons.stored import stored
from documents.models import Letter as Letters
from handoff.codes import read_letter
from handoff.models import BroughtLetter
from handoff.rules import Holder, Letter
from lettercheck import queries as lettercheck
from lettercheck.models import LetterState
from lettercheck.opening import Opening, try_open
from lettercheck.queries import CheckedLetter, UsedAt
from offices.scope import current_office, public_scope

PAGE = 50
_MOMENT = "%Y%m%dT%H%M%S%fZ"
_HOLDERS = {Opening.OPENED: Holder.SAME, Opening.WRONG: Holder.OTHER, Opening.TOO_OFTEN: Holder.UNKNOWN}


@dataclass(frozen=True, kw_only=True)
class Found:
    """A letter of Loket with what the NIK of the person asking opens: `name` and `village`, else ""."""

    letter: Letter
    office_id: UUID
    replaced_by: str
    name: str = ""
    village: str = ""


def look(text: str, *, nik: str = "") -> Found | None:
    """The letter that a code or check address means, as it stands now; None when there is none.

    `nik`: the applicant's; one in good form is tried on the letter (a wrong one counts as an attempt).
    """
    code = read_letter(text)
    if code is None:
        return None
    with public_scope():
        checked = lettercheck.check(code)
    if checked is None:
        return None
    number = check_nik(nik) if nik else None
    if number is None or number.errors:
        return _found(checked, Holder.UNKNOWN)
    opening, opened = try_open(checked, number.value)
    return _found(opened, _HOLDERS[opening])


def _found(checked: CheckedLetter, holder: Holder) -> Found:
    letter = Letter(
        code=checked.code,
        state=LetterState(checked.state),
        state_at=wib(checked.state_at).date(),
        number=checked.number,
        date=checked.date,
        service_name=checked.service_name,
        office_name=checked.office_name,
        level=checked.office_level,
        office_code=checked.office_code,
        initials=checked.initials,
        signer=checked.signer,
        replaced_number=checked.replaced_number,
        simulated=checked.state == LetterState.VALID and not checked.sha256,
        holder=holder,
    )
    return Found(
        letter=letter,
        office_id=checked.office_id,
        replaced_by=checked.replaced_by,
        name=checked.details.get("name", ""),
        village=checked.details.get("village", ""),
    )


def used_for(code: str, *, besides: UUID | None = None) -> tuple[str, ...]:
    """Receipt numbers of other files of this office that rest on the letter, oldest first."""
    rows = BroughtLetter.objects.filter(code=code, ended_at=None)
    rows = rows.exclude(file_id=besides) if besides else rows
    return tuple(dict.fromkeys(rows.order_by("checked_at").values_list("receipt_number", flat=True)))


def brought(file_id: UUID) -> dict[str, BroughtLetter]:
    """The letters a file rests on now, by the requirement they meet."""
    rows = stored(BroughtLetter, "WHERE file_id = %s AND ended_at IS NULL", [file_id])
    return {row.requirement: row for row in rows}


@dataclass(frozen=True)
class Ended:
    """A letter a file rests on that has lost its force; `newer_code` is "" unless it was replaced."""

    row: BroughtLetter
    state: LetterState
    newer_code: str


def ended(rows: Collection[BroughtLetter]) -> list[Ended]:
    """Which of these letters have no force any more, as the offices that wrote them say now."""
    if not rows:
        return []
    with public_scope():
        states = lettercheck.states([row.code for row in rows])
    found = []
    for row in rows:
        state, newer = states.get(row.code, (LetterState.VOID.value, ""))
        if state != LetterState.VALID:
            found.append(Ended(row, LetterState(state), newer))
    return found


def in_force(file_id: UUID) -> dict[str, BroughtLetter]:
    """The letters a file rests on that have force now, by requirement."""
    rows = brought(file_id)
    gone = {each.row.id for each in ended(rows.values())}
    return {key: row for key, row in rows.items() if row.id not in gone}


def uses_of(codes: Iterable[str]) -> dict[str, list[UsedAt]]:
    """Where letters of the current office are in use, by code."""
    found: dict[str, list[UsedAt]] = {}
    if asked := [code for code in codes if code]:
        for use in lettercheck.uses_of(asked):
            found.setdefault(use.code, []).append(use)
    return found


def our_letters_elsewhere(*, before: datetime | None = None) -> tuple[list[UsedAt], bool]:
    """Where letters of the current office were used, newest first, and whether there are older uses."""
    found = lettercheck.used_elsewhere(current_office().id, before=before, most=PAGE + 1)
    return found[:PAGE], len(found) > PAGE


def files_of(codes: Iterable[str]) -> dict[str, UUID]:
    """The files of the current office that gave these letters."""
    return dict(Letters.objects.filter(code__in=list(codes)).values_list("code", "file_id"))


def show_moment(at: datetime) -> str:
    """An instant for an address, to the microsecond."""
    return at.astimezone(UTC).strftime(_MOMENT)


def read_moment(text: str) -> datetime | None:
    """What `show_moment` wrote; None for anything else."""
    try:
        return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def to_settle(file_id: UUID) -> bool:
    """Whether a letter of this file ended and nobody dealt with it yet."""
    return lettercheck.is_to_settle(file_id)


def files_to_see() -> list[tuple[UUID, str]]:
    """(file, receipt number) of files here that rest on a letter that ended since, not yet dealt with."""
    ids = lettercheck.ended_for(current_office().id)
    if not ids:
        return []
    rows = BroughtLetter.objects.filter(file_id__in=ids).values_list("file_id", "receipt_number")
    numbers = dict(rows)
    return [(file_id, numbers[file_id]) for file_id in ids if file_id in numbers]
