"""The offices' own checks: what they need to work at all, and whether their schema is the release's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from offices import health, readiness
from offices.health import Finding, Ground, Weight
from offices.models import JobItem, JobItemState, Office
from offices.readiness import Doer


def ready_facts(office: Office, now: datetime) -> list[str]:
    """Keys of the readiness checks that are not met."""
    return [each.check.key for each in readiness.look(office, day=wib(now).date()) if each.todo]


def judge_ready(missing: Sequence[str], ground: Ground) -> list[Finding]:
    """What an open office has lost of what it opened with."""
    if not ground.live:
        return []
    return [
        Finding(
            Weight.NOW if check.needed else Weight.SOON,
            _("{what}: tidak lengkap lagi. {who} melengkapinya di pengaturan kantor.").format(
                what=check.title, who=check.doer.label
            ),
            check.doer,
        )
        for check in readiness.checks()
        if check.key in missing
    ]


def schema_facts(_now: datetime) -> Mapping[UUID, Any]:
    """Why the last attempt to bring an office's schema up to date was refused or failed. One query."""
    last = JobItem.objects.order_by("office_id", "-at").distinct("office_id")
    rows = last.values_list("office_id", "state", "error")
    return {office_id: error for office_id, state, error in rows if state != JobItemState.DONE}


def judge_schema(error: str | None, _ground: Ground) -> list[Finding]:
    """An office left behind by a release."""
    if error is None:
        return []
    text = _("Skema kantor belum mutakhir. Admin kabupaten membaca sebabnya di halaman Pekerjaan.")
    return [Finding(Weight.NOW, text, Doer.KABUPATEN)]


def calendar_findings(today: date, known: Mapping[int, bool]) -> list[Finding]:
    """About the whole kabupaten: cuti bersama of this and the next year; `known` by year.

    The decree (SKB 3 Menteri) for the next year usually comes by October, so nothing is said before.
    """
    found = []
    if not known[today.year]:
        text = _("Cuti bersama {year} belum ada di kalender: janji waktu masih perkiraan.")
        found.append(_calendar(Weight.NOW, text, today.year))
    if today.month >= NEXT_YEAR_FROM and not known[today.year + 1]:
        text = _("Cuti bersama {year} belum ada di kalender.")
        found.append(_calendar(Weight.SOON, text, today.year + 1))
    return found


NEXT_YEAR_FROM = 10


def _calendar(weight: Weight, text: str, year: int) -> Finding:
    doing = _("Admin kabupaten memasukkan hari-harinya dari SKB 3 Menteri.")
    return Finding(weight, f"{text.format(year=year)} {doing}", Doer.KABUPATEN, "calendar")


def register_checks() -> None:
    """Put them among the checks."""
    health.register(
        health.Check("ready", gettext_lazy("Kelengkapan kantor"), 10, judge_ready, probe=ready_facts),
        health.Check("schema", gettext_lazy("Skema"), 90, judge_schema, gather=schema_facts),
    )
