"""The console's own checks: whether an office could be looked at, and whether its schema is the release's.

Their facts are the console's own rows, which its page reads anyway (`facts_of`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from commons.indonesian import date_shown
from console.models import OfficeHealth
from offices import health
from offices.health import Finding, Ground, Weight
from offices.readiness import Doer

STALE = timedelta(hours=1)
Looked = tuple[datetime | None, datetime | None]


def facts_of(rows: Iterable[OfficeHealth]) -> dict[str, Mapping[UUID, Any]]:
    """What these rows say themselves, by check and office."""
    rows = list(rows)
    return {
        "look": {row.office_id: (row.looked_at, row.failed_at) for row in rows},
        "schema": {row.office_id: row.schema_missing for row in rows},
    }


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


def judge_schema(missing: Sequence[str] | None, _ground: Ground) -> list[Finding]:
    """An office that a release left behind."""
    if not missing:
        return []
    text = _("Skema kantor belum mutakhir. Admin kabupaten membaca sebabnya di halaman Pekerjaan.")
    return [Finding(Weight.NOW, text, Doer.KABUPATEN)]


def _moment(at: datetime) -> str:
    return f"{date_shown(wib(at).date())} {wib(at):%H.%M}"


def register_checks() -> None:
    """Put them among the checks."""
    health.register(
        health.Check("schema", gettext_lazy("Skema"), 90, judge_schema),
        health.Check("look", gettext_lazy("Pembacaan"), 95, judge_look),
    )
