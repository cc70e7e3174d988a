"""What the work itself says about an office: whether anything happens, and whether somebody can sign."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Event
from applications.presence import presence_since
from commons.clock import wib
from commons.indonesian import date_shown
from offices import health
from offices.health import Finding, Ground, Weight, working_days
from offices.models import Office
from offices.readiness import Doer

# Working days without any act on a file; calendar days before a stand-in's appointment ends.
QUIET = {Weight.SOON: 3, Weight.NOW: 10}
ENDS_SOON = 3


def activity_facts(_office: Office, _now: datetime) -> str | None:
    """The day of the last act on a file (ISO), None when there never was one."""
    last = Event.objects.aggregate(at=Max("at"))["at"]
    return wib(last).date().isoformat() if last else None


def judge_activity(last: str | None, ground: Ground) -> list[Finding]:
    """An open office where nothing happens."""
    if not ground.live:
        return []
    if last is None:
        text = _("Belum ada satu berkas pun. Admin kantor memastikan loket memakai Loket.")
        return [Finding(Weight.SOON, text, Doer.OFFICE_ADMIN)]
    day = date.fromisoformat(last)
    quiet = working_days(day, ground.today)
    weight = next((weight for weight in (Weight.NOW, Weight.SOON) if quiet >= QUIET[weight]), None)
    if weight is None:
        return []
    text = _("Tidak ada kegiatan {n} hari kerja, terakhir {day}. Pimpinan kantor memastikan loket berjalan.")
    return [Finding(weight, text.format(n=quiet, day=date_shown(day)), Doer.HEAD)]


def leader_facts(_office: Office, now: datetime) -> dict[str, str | None]:
    """Until when the leader is away, if so, and the last day of who stands in (ISO), if anybody does."""
    presence = presence_since(now)
    away = [row.to_at for row in presence.absences if row.from_at <= now < row.to_at]
    acting = [row.to_date for row in presence.acting if row.holds(wib(now).date())]
    return {
        "away_until": wib(max(away)).date().isoformat() if away else None,
        "acting_until": max(acting).isoformat() if acting else None,
    }


def judge_leader(facts: Mapping[str, Any], ground: Ground) -> list[Finding]:
    """The leader is away and nobody signs, or who signs may not much longer."""
    away, acting = (_day(facts.get(key)) for key in ("away_until", "acting_until"))
    if away is not None and away >= ground.today and acting is None:
        text = _(
            "Pimpinan tidak di tempat sampai {day}, tidak ada yang mewakili. Sekretaris menunjuk pengganti."
        )
        return [Finding(Weight.NOW, text.format(day=date_shown(away)), Doer.OFFICE_ADMIN)]
    if acting is None or (away is not None and away <= acting):
        return []
    left = ground.days_until(acting)
    if not 0 <= left <= ENDS_SOON:
        return []
    text = _(
        "Penunjukan pengganti pimpinan berakhir {day}. Admin kantor mencatat yang berikutnya bila perlu."
    )
    return [Finding(Weight.SOON, text.format(day=date_shown(acting)), Doer.OFFICE_ADMIN)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def register_checks() -> None:
    """Put them among the checks."""
    health.register(
        health.Check("activity", gettext_lazy("Kegiatan"), 20, judge_activity, probe=activity_facts),
        health.Check("leader", gettext_lazy("Pimpinan"), 40, judge_leader, probe=leader_facts),
    )
