"""The offices' own checks: what they need to work at all, and the holidays they count by."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.clock import wib
from commons.holidays_id import joint_leave_known
from commons.indonesian import in_indonesian
from offices import health, readiness
from offices.health import EVERYWHERE, Finding, Ground, Weight
from offices.models import HolidayChange, HolidayOverride, Office
from offices.readiness import Doer

NEXT_YEAR_FROM = 10  # the month


ELSEWHERE = frozenset({"authority"})  # looked at closer by a check of its own


def ready_facts(office: Office, now: datetime) -> dict[str, str]:
    """What is still to be done of the readiness checks, by key."""
    with in_indonesian():
        found = readiness.look(office, day=wib(now).date())
    return {each.check.key: each.todo for each in found if each.todo and each.check.key not in ELSEWHERE}


def judge_ready(missing: Mapping[str, str], ground: Ground) -> list[Finding]:
    """What an open office needs and has not, or has no longer."""
    if not ground.live:
        return []
    return [
        Finding(
            Weight.NOW if check.needed else Weight.SOON,
            # It was kept in Indonesian, which is the source of its translation.
            _("{todo}. {who} melengkapinya.").format(todo=_(missing[check.key]), who=check.doer.label),
            check.doer,
        )
        for check in readiness.checks()
        if check.key in missing
    ]


def calendar_facts(now: datetime) -> Mapping[UUID, Mapping[int, bool]]:
    """Whether the cuti bersama of this and the next year are known or entered. One query."""
    this = wib(now).year
    added = HolidayOverride.objects.filter(change=HolidayChange.ADD, date__year__in=(this, this + 1))
    entered = {day.year for day in added.values_list("date", flat=True)}
    return {EVERYWHERE: {year: joint_leave_known(year) or year in entered for year in (this, this + 1)}}


def judge_calendar(known: Mapping[int, bool], ground: Ground) -> list[Finding]:
    """About the whole kabupaten: cuti bersama of this and the next year; `known` by year.

    The decree (SKB 3 Menteri) for the next year usually comes by October, so nothing is said before.
    """
    found, today = [], ground.today
    if not known[today.year]:
        text = _("Cuti bersama {year} belum ada di kalender: janji waktu masih perkiraan.")
        found.append(_calendar(Weight.NOW, text, today.year))
    if today.month >= NEXT_YEAR_FROM and not known[today.year + 1]:
        text = _("Cuti bersama {year} belum ada di kalender.")
        found.append(_calendar(Weight.SOON, text, today.year + 1))
    return found


def _calendar(weight: Weight, text: str, year: int) -> Finding:
    doing = _("Admin kabupaten memasukkan hari-harinya dari SKB 3 Menteri.")
    return Finding(weight, f"{text.format(year=year)} {doing}", Doer.KABUPATEN)


def register_checks() -> None:
    """Put them among the checks."""
    health.register(
        # Behind what citizens wait for now: of two findings as grave, theirs is said first.
        health.Check("ready", gettext_lazy("Kelengkapan kantor"), 65, judge_ready, probe=ready_facts),
        health.Check("calendar", gettext_lazy("Kalender"), 70, gather=calendar_facts, common=judge_calendar),
    )
