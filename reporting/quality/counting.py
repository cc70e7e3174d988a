"""What an office counts in its own tables for an objective."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commons.clock import wib
from quality import formulas
from quality.achieving import Direction
from quality.formulas import Formula, Reading
from quality.terms import Term
from standards.models import Origin, StandardVersion

YEAR = timedelta(days=365)


def standards_reviewed(term: Term, _now: datetime) -> Reading:
    """Of the standards in force on the period's last day: the percentage set or revised in the year to it.

    A document taken over from paper counts by the date that stands on it; without a date it was not reviewed.
    """
    running = Q(effective_to__isnull=True) | Q(effective_to__gt=term.last)
    rows = StandardVersion.objects.filter(running, published_at__isnull=False)
    found = rows.values_list("origin", "document__control", "published_at")
    dates = [
        _reviewed(origin, control or {}, wib(at).date())
        for origin, control, at in found
        if at is not None and wib(at).date() <= term.last
    ]
    if not dates:
        return Reading(None)
    fresh = sum(day is not None and day > term.last - YEAR for day in dates)
    return Reading(Decimal(fresh) * 100 / len(dates), len(dates))


def _reviewed(origin: str, control: dict[str, Any], published: date) -> date | None:
    if origin == Origin.LOKET:
        return published
    said = control.get("revised_on") or control.get("issued_on")
    return date.fromisoformat(said) if said else None


def register_formulas() -> None:
    """Put them among the formulas."""
    formulas.register(
        Formula(
            key="standards_reviewed",
            name=_("Standar ditinjau dalam setahun terakhir"),
            meaning=_(
                "Bagian standar yang berlaku pada akhir masa dan ditetapkan atau direvisi setahun itu."
            ),
            text=_("standar yang ditetapkan atau direvisi setahun terakhir ÷ standar yang berlaku × 100"),
            unit="%",
            direction=Direction.MORE,
            counted=_("standar"),
            count=standards_reviewed,
        )
    )
