"""Whether an office may sign at all, and for how long."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from commons.indonesian import date_shown
from offices import health
from offices.health import Finding, Ground, Weight
from offices.readiness import Doer
from regulations.models import Delegation, InstrumentStatus

# Days before the end of an authority at which the kabupaten is told: a decree takes months.
ENDS = {Weight.SOON: 90, Weight.NOW: 30}
Ends = tuple[date | None]


def delegation_facts(now: datetime) -> Mapping[UUID, Ends]:
    """The last day (None: open) of the authority each office has today. One query."""
    today = wib(now).date()
    rows = Delegation.objects.filter(Q(to_date=None) | Q(to_date__gte=today), from_date__lte=today)
    good = rows.exclude(
        instrument__status=InstrumentStatus.REVOKED, instrument__status_since__lte=today
    ).values_list("office_id", "to_date")
    found: dict[UUID, Ends] = {}
    for office_id, ends in good:
        before = found.get(office_id, (date.min,))[0]
        latest = None if ends is None or before is None else max(ends, before)
        found[office_id] = (latest,)
    return found


def judge_delegation(facts: Ends | None, ground: Ground) -> list[Finding]:
    """No authority, or one that ends soon."""
    if facts is None:
        text = _("Tidak ada pelimpahan kewenangan yang berlaku. Admin kabupaten mencatat keputusannya.")
        return [Finding(Weight.NOW, text, Doer.KABUPATEN)] if ground.live else []
    (ends,) = facts
    if ends is None:
        return []
    left = ground.days_until(ends)
    weight = next((weight for weight in (Weight.NOW, Weight.SOON) if left <= ENDS[weight]), None)
    if weight is None:
        return []
    text = _("Pelimpahan kewenangan berakhir {day}. Admin kabupaten menyiapkan keputusan penggantinya.")
    return [Finding(weight, text.format(day=date_shown(ends)), Doer.KABUPATEN)]


def register_checks() -> None:
    """Put them among the checks."""
    health.register(
        health.Check("delegation", gettext_lazy("Kewenangan"), 50, judge_delegation, gather=delegation_facts)
    )
