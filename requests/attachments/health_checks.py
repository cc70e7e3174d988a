"""What waits for the virus scanner."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attachments.models import Attachment, State
from offices import health
from offices.health import EVERYWHERE, Finding, Ground, Weight
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


def scanned(_now: datetime) -> dict[UUID, bool]:
    """Whether this deployment has a scanner at all."""
    return {EVERYWHERE: bool(settings.VIRUS_SCAN)}


def judge_scanner(there: bool, _ground: Ground) -> list[Finding]:
    """Without a scanner uploads are opened and made anew, but nobody looks for viruses in PDFs."""
    if there:
        return []
    text = _("Unggahan tidak diperiksa virus. Admin sistem memasang clamd dan mengisi VIRUS_SCAN.")
    return [Finding(Weight.SOON, text, Doer.KABUPATEN)]


def register_checks() -> None:
    """Put them among the checks."""
    title = gettext_lazy("Lampiran")
    health.register(
        health.Check("attachments", title, 60, judge, probe=facts),
        health.Check("virus_scan", title, 61, gather=scanned, common=judge_scanner),
    )
