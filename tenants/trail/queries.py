"""The office's trail: reads, in the current office."""

from collections.abc import Iterator, Mapping

from audit.chain import Head
from audit.queries import PAGE, Row, check_trail, rows
from audit.verifiers import Finding
from commons.crypto import current_key
from offices.scope import current_office
from trail.models import TrailEntry, TrailHead


def latest(*, subject: str = "", before: int | None = None, limit: int = PAGE) -> list[Row]:
    """The newest lines of the current office's trail first. Raises `NoOffice` in the public scope."""
    current_office()
    return rows(TrailEntry, subject=subject, before=before, limit=limit)


def has_any(action: str) -> bool:
    """Whether the current office's trail has a line of this action."""
    current_office()
    return TrailEntry.objects.filter(action=action).exists()


def check_office(kept: Mapping[str, Head]) -> Iterator[Finding]:
    """The verifier of an office's trail."""
    current_office()
    key = current_key().chain_key
    return check_trail(TrailEntry, TrailHead, key=key, name="trail", kept=kept)
