"""What messages say about an office: a channel that fails, messages nobody has looked at."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.kinds import CHANNELS, DEAD, State
from notifications.models import ChannelSetting, OutMessage
from offices import health
from offices.health import Finding, Ground, Weight
from offices.models import Office
from offices.readiness import Doer

FAILING = timedelta(hours=1)
STUCK, MANY = 5, 25
WAITED = timedelta(hours=2)


def facts(_office: Office, now: datetime) -> dict[str, Any]:
    """Numbers only: messages stuck, messages long due, channels that fail."""
    due = OutMessage.objects.filter(state=State.WAITING, next_at__lt=now - WAITED)
    failing = ChannelSetting.objects.filter(is_on=True, failing_since__lt=now - FAILING)
    return {
        "stuck": OutMessage.objects.filter(state__in=DEAD).count(),
        "due": due.count(),
        "failing": sorted(failing.values_list("channel", flat=True)),
    }


def judge(found: Mapping[str, Any], ground: Ground) -> list[Finding]:
    """In sentences."""
    if not ground.live:
        return []
    findings = []
    for channel in found.get("failing", ()):
        text = _("Saluran {name} gagal lebih dari satu jam. Admin kantor memeriksa pengaturan salurannya.")
        findings.append(
            Finding(Weight.NOW, text.format(name=CHANNELS.get(channel, channel)), Doer.OFFICE_ADMIN)
        )
    stuck = found.get("stuck", 0)
    if stuck >= STUCK:
        weight = Weight.NOW if stuck >= MANY else Weight.SOON
        text = _("{n} pesan gagal atau tidak diketahui. Petugas memutuskannya di halaman Pesan.")
        findings.append(Finding(weight, text.format(n=stuck), Doer.OFFICE_ADMIN))
    if found.get("due", 0):
        text = _("{n} pesan sudah lama harus dikirim. Admin kabupaten memeriksa pekerja latar.")
        findings.append(Finding(Weight.NOW, text.format(n=found["due"]), Doer.KABUPATEN))
    return findings


def register_checks() -> None:
    """Put it among the checks."""
    health.register(health.Check("messages", gettext_lazy("Pesan"), 45, judge, probe=facts))
