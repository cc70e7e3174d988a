"""What anyone may learn about a letter from its code."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from commons.ids import read_code
from lettercheck.details import open_details
from lettercheck.models import LetterIndex, LetterUse
from offices.models import OfficeState
from offices.succession import Succession, successor_of


@dataclass(frozen=True)
class CheckedLetter:
    """A letter as the check page shows it. Never the NIK, never the address."""

    code: str
    state: str
    state_at: datetime
    number: str
    date: date
    service_name: str
    office_name: str
    initials: str
    signer: str
    sha256: str
    replaced_by: str
    replaced_number: str
    office_id: UUID
    office_level: str
    office_code: str
    """The Kemendagri code of the office that wrote it."""
    succession: Succession | None = None
    """Which office carries on for the one that wrote it, when that one was merged."""
    details: dict[str, str] = field(default_factory=dict)


def check(code: str, *, nik: str = "") -> CheckedLetter | None:
    """The letter behind `code`, with its details when `nik` is the one on it; None when there is none."""
    row = LetterIndex.objects.select_related("office").filter(code=read_code(code)).first()
    if row is None:
        return None
    details = open_details(row.code, nik, bytes(row.details)) if nik else None
    return CheckedLetter(
        code=row.code,
        state=row.state,
        state_at=row.state_at,
        number=row.number,
        date=row.date,
        service_name=row.service_name,
        office_name=row.office.full_name,
        initials=row.initials,
        signer=row.signer,
        sha256=row.sha256,
        replaced_by=row.replaced_by,
        replaced_number=_number_of(row.replaced_by),
        office_id=row.office_id,
        office_level=row.office.level,
        office_code=row.office.kemendagri_code,
        succession=successor_of(row.office_id) if row.office.state == OfficeState.ARCHIVED else None,
        details=details or {},
    )


def _number_of(code: str) -> str:
    row = LetterIndex.objects.filter(code=code).only("number").first() if code else None
    return row.number if row else ""


def states(codes: Collection[str]) -> dict[str, tuple[str, str]]:
    """(state, code of what replaced it) of letters by their codes. Ask in the public scope."""
    rows = LetterIndex.objects.filter(code__in=codes).values_list("code", "state", "replaced_by")
    return {code: (state, replaced_by) for code, state, replaced_by in rows}


@dataclass(frozen=True, kw_only=True)
class UsedAt:
    """Where one letter was used: by which office, for which service, since when. Never for whom."""

    code: str
    number: str
    office_name: str
    service_name: str
    used_at: datetime
    withdrawn_at: datetime | None
    ended_at: datetime | None
    settled_at: datetime | None


def uses_of(codes: Iterable[str]) -> list[UsedAt]:
    """Where letters of the current office are used, in the order of use; withdrawn uses are left out."""
    found = LetterUse.objects.filter(code__in=list(codes), withdrawn_at=None)
    return [_used_at(row) for row in found.select_related("office").order_by("used_at", "id")]


def used_elsewhere(issuer_id: UUID, *, before: datetime | None = None, most: int = 50) -> list[UsedAt]:
    """Where letters of this office are used, newest first, at most `most`; only those before an instant."""
    found = LetterUse.objects.filter(issuer_id=issuer_id)
    found = found.filter(used_at__lt=before) if before else found
    return [_used_at(row) for row in found.select_related("office").order_by("-used_at", "-id")[:most]]


def ended_for(office_id: UUID) -> list[UUID]:
    """Files of this office that rest on a letter that ended since, and nobody dealt with it yet."""
    rows = LetterUse.objects.filter(
        office_id=office_id, ended_at__isnull=False, settled_at=None, withdrawn_at=None
    )
    return list(dict.fromkeys(rows.order_by("ended_at").values_list("file_id", flat=True)))


def is_to_settle(file_id: UUID) -> bool:
    """Whether a letter that this file of the current office rests on ended, and nobody dealt with it yet."""
    rows = LetterUse.objects.filter(file_id=file_id, ended_at__isnull=False, settled_at=None)
    return rows.filter(withdrawn_at=None).exists()


def _used_at(row: LetterUse) -> UsedAt:
    return UsedAt(
        code=row.code,
        number=row.number,
        office_name=row.office.full_name,
        service_name=row.service_name,
        used_at=row.used_at,
        withdrawn_at=row.withdrawn_at,
        ended_at=row.ended_at,
        settled_at=row.settled_at,
    )
