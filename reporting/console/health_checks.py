"""The console's own check: whether an office could be looked at."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from commons.indonesian import date_words
from console.models import OfficeHealth
from offices import health
from offices.health import Finding, Ground, Weight
from offices.readiness import Doer

STALE = timedelta(hours=1)
Looked = tuple[datetime | None, datetime | None]


def look_facts(_now: datetime) -> Mapping[UUID, Looked]:
    """When each office was looked at, and since when it cannot be. One query."""
    rows = OfficeHealth.objects.values_list("office_id", "looked_at", "failed_at")
    return {office_id: (looked_at, failed_at) for office_id, looked_at, failed_at in rows}


def judge_look(facts: Looked | None, ground: Ground) -> list[Finding]:
    """An office that cannot be looked at, or was not for long: what is shown of it is old."""
    looked, failed = facts or (None, None)
    if failed is not None:
        text = _(
            "Kantor ini tidak dapat dibaca sejak {at}. Admin kabupaten memeriksanya di halaman Pekerjaan."
        )
        return [Finding(Weight.NOW, text.format(at=_moment(failed)), Doer.KABUPATEN)]
    if looked is None or ground.now - looked <= STALE:
        return []
    text = _("Keadaan kantor ini terakhir dibaca {at}. Admin sistem memeriksa pekerja (worker).")
    return [Finding(Weight.SOON, text.format(at=_moment(looked)), Doer.KABUPATEN)]


def _moment(at: datetime) -> str:
    return f"{date_words(wib(at).date())} {wib(at):%H.%M}"


def register_checks() -> None:
    """Put it among the checks."""
    health.register(health.Check("look", gettext_lazy("Pembacaan"), 95, judge_look, gather=look_facts))
