"""What anyone may learn about a letter from its code."""

from dataclasses import dataclass, field
from datetime import date, datetime

from commons.ids import read_code
from lettercheck.details import open_details
from lettercheck.models import LetterIndex
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
        succession=successor_of(row.office_id) if row.office.state == OfficeState.ARCHIVED else None,
        details=details or {},
    )


def _number_of(code: str) -> str:
    row = LetterIndex.objects.filter(code=code).only("number").first() if code else None
    return row.number if row else ""
