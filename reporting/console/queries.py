"""The console's reads: how every office does. Public schema only, a fixed number of queries for any number of
offices: nothing here goes into an office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from console.findings import Seen, fine, judge, judge_common
from console.health_checks import facts_of
from console.models import OfficeHealth
from offices import health
from offices.health import Finding, Ground
from offices.models import OfficeState
from offices.queries import OfficeCard, offices
from offices.scope import public_scope


@dataclass(frozen=True)
class Overview:
    """All offices, and what concerns the whole kabupaten."""

    offices: list[Seen]
    common: list[Finding]

    @property
    def troubled(self) -> int:
        """How many offices have findings."""
        return sum(bool(office.findings) for office in self.offices)


def overview(cards: Sequence[OfficeCard], *, now: datetime) -> Overview:
    """How each of these offices does. One query, and those of the registered checks."""
    with public_scope():
        checks = health.all_checks()
        gathered = {check.key: check.gather(now) for check in checks if check.gather}
        looked = {row.office_id: row for row in OfficeHealth.objects.all()}
    gathered |= facts_of(looked.values())
    common = judge_common(checks, gathered=gathered, ground=Ground(now, live=True))
    return Overview([_seen(card, checks, gathered, looked.get(card.id), now) for card in cards], common)


def office(code: str, *, now: datetime) -> Seen | None:
    """How one office does; None when there is none with this code."""
    cards = [card for card in offices(live_only=False) if card.code == code]
    return overview(cards, now=now).offices[0] if cards else None


def _seen(
    card: OfficeCard,
    checks: list[health.Check],
    gathered: Mapping[str, Mapping[UUID, Any]],
    row: OfficeHealth | None,
    now: datetime,
) -> Seen:
    stored = row.facts if row else {}
    ground = Ground(now, live=card.state == OfficeState.LIVE)
    files = gathered.get("files", {}).get(card.id)
    found = judge(checks, card.id, gathered=gathered, stored=stored, ground=ground)
    last = stored.get("activity")
    closed = card.state in {OfficeState.ARCHIVED, OfficeState.SUSPENDED}
    return Seen(
        id=card.id,
        code=card.code,
        level=card.level,
        name=card.full_name,
        parent=card.parent_name,
        slug=card.slug,
        state=card.state,
        findings=[] if closed else found,
        open=files[0] if files else None,
        overdue=files[1] if files else 0,
        last_active=date.fromisoformat(last) if last else None,
        looked_at=row.looked_at if row else None,
        fine=fine(checks, card.id, gathered=gathered, stored=stored, findings=found),
    )
