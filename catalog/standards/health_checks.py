"""Whether an office's standards are in force, and whether drafts wait too long."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices import health
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.readiness import Doer
from standards.models import StandardVersion, VersionState

UNFINISHED = (VersionState.DRAFT, VersionState.CHECKED, VersionState.APPROVED)
# A standard is looked at anew once a year (Permenpan RB 15/2014: evaluation at least once a year).
REVIEW_AFTER = timedelta(days=365)


def standard_facts(_office: Office, now: datetime) -> dict[str, int]:
    """How many are in force, how many of those since more than a year, how many drafts lie there."""
    force = StandardVersion.objects.filter(state=VersionState.PUBLISHED)
    return {
        "published": force.count(),
        "due": force.filter(published_at__lt=now - REVIEW_AFTER).count(),
        "drafts": StandardVersion.objects.filter(state__in=UNFINISHED).count(),
    }


def judge_standards(facts: dict[str, Any], ground: Ground) -> list[Finding]:
    """Standards to publish or to look at anew. That there is none at all, readiness says."""
    found = []
    if facts["drafts"] and ground.live:
        text = _("{n} rancangan standar belum terbit. Admin kantor menerbitkannya.")
        found.append(Finding(Weight.SOON, text.format(n=facts["drafts"]), Doer.OFFICE_ADMIN))
    if facts["due"]:
        text = _("{n} standar berumur lebih dari setahun. Pimpinan kantor meninjaunya kembali.")
        found.append(Finding(Weight.SOON, text.format(n=facts["due"]), Doer.HEAD))
    return found


def register_checks() -> None:
    """Put them among the checks."""
    health.register(
        health.Check("standards", gettext_lazy("Standar"), 60, judge_standards, probe=standard_facts)
    )
