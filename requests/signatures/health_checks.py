"""What signing says about an office: certificates that end, outcomes that nobody has found out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from commons.indonesian import date_shown
from offices import health
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.readiness import Doer
from signatures.models import Attempt, Identity, Service
from signatures.services.choosing import chosen
from signatures.workflow import LOST_AFTER, Status

ENDS_SOON = 30


def facts(_office: Office, now: datetime) -> dict[str, Any]:
    """The first day a certificate in use ends (ISO), and how many outcomes are unknown."""
    choice = chosen()
    if choice is None:
        return {"ends": None, "unknown": 0}
    current = Identity.objects.filter(service=Service.LOCAL, ended_at=None)
    ends = current.aggregate(at=Min("not_after"))["at"] if choice.service == Service.LOCAL else None
    waiting = Attempt.objects.filter(
        state__in=[Status.SENT, Status.UNKNOWN], state_at__lt=now - LOST_AFTER
    ).count()
    return {"ends": wib(ends).date().isoformat() if ends else None, "unknown": waiting}


def judge(found: Mapping[str, Any], ground: Ground) -> list[Finding]:
    """A certificate that ends, an outcome that is unknown."""
    said = []
    if n := int(found.get("unknown") or 0):
        text = _("{n} surat belum diketahui apakah sudah ditandatangani elektronik. Pimpinan memastikannya.")
        said.append(Finding(Weight.NOW, text.format(n=n), Doer.HEAD))
    ends = date.fromisoformat(found["ends"]) if found.get("ends") else None
    if ends is not None and ground.days_until(ends) < 0:
        text = _("Sertifikat tanda tangan berakhir {day}. Pemegangnya mendaftarkan yang baru.")
        said.append(Finding(Weight.NOW, text.format(day=date_shown(ends)), Doer.HEAD))
    elif ends is not None and ground.days_until(ends) <= ENDS_SOON:
        text = _("Sertifikat tanda tangan berakhir {day}. Pemegangnya mengurus perpanjangannya.")
        said.append(Finding(Weight.SOON, text.format(day=date_shown(ends)), Doer.HEAD))
    return said


def register_checks() -> None:
    """Put it among the checks."""
    health.register(
        health.Check("signatures", gettext_lazy("Tanda tangan elektronik"), 45, judge, probe=facts)
    )
