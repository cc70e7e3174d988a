"""What waits for the virus scanner."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attachments.models import Attachment, State
from offices import health
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.readiness import Doer


def facts(_office: Office, _now: datetime) -> int:
    """How many attachments nobody may see yet."""
    return Attachment.objects.filter(state=State.QUARANTINED).count()


def judge(waiting: int | None, _ground: Ground) -> list[Finding]:
    """The scanner has been away: what came meanwhile lies in quarantine."""
    if not waiting:
        return []
    text = _("{n} lampiran menunggu pemeriksa virus. Admin kabupaten memeriksa apakah clamd berjalan.")
    return [Finding(Weight.SOON, text.format(n=waiting), Doer.KABUPATEN)]


def register_checks() -> None:
    """Put it among the checks."""
    health.register(health.Check("attachments", gettext_lazy("Lampiran"), 60, judge, probe=facts))
