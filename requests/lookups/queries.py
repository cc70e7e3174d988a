"""What was looked up, and in which list."""

from datetime import date
from uuid import UUID

from lookups.findings import Finding, Outcome
from lookups.models import PovertyCheck, PovertyList


def checks_of(file_id: UUID) -> list[Finding]:
    """Every look-up of one file, newest first."""
    return [_finding(row) for row in PovertyCheck.objects.filter(file_id=file_id).order_by("-at")]


def _finding(row: PovertyCheck) -> Finding:
    result = row.result
    as_of = result["as_of"]
    return Finding(
        outcome=Outcome(result["outcome"]),
        source=result["source"],
        as_of=date.fromisoformat(as_of) if as_of else None,
        desil=result["desil"],
        name=result["name"],
        by=row.by_name,
        at=row.at,
        reason=result["reason"],
    )


def lists() -> list[PovertyList]:
    """Loaded lists, newest first; the first that is not withdrawn is in use."""
    return list(PovertyList.objects.order_by("-loaded_at", "-id")[:50])
