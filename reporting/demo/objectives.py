"""Sasaran Mutu in the demo: a document in force, last quarter's report signed, last month's being analysed.

The demo's files begin a few days ago, so what the quarter came to is invented, as its people are.
"""

import random
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal

from accounts.actors import Actor
from accounts.models import Role
from accounts.queries import people
from commons.clock import WIB, wib
from offices.models import Office
from quality import operations, queries, reports
from quality.achieving import Direction, achieved
from quality.formulas import HAND, formula_of
from quality.models import Line, Report
from quality.results import Before, Result
from quality.terms import Grain, Term

LATE_MORNING = time(10, 30)
# What a quarter may have come to: from, to, and how many are behind it.
FIGURES: Mapping[str, tuple[str, str, int]] = {
    "promise_kept": ("91", "98", 412),
    "complaints_answered_in_time": ("90", "100", 31),
    "box_kept": ("92", "100", 62),
    "ikm": ("79", "88", 150),
    "corrections": ("0.4", "2.6", 398),
    "returned": ("7", "14", 412),
    "queue_wait_minutes": ("8", "17", 530),
    HAND: ("100", "100", 0),
}
CAUSE = "Dua petugas cuti bersamaan pada minggu terakhir; antrean menumpuk pada hari Senin."
ACTION = "Jadwal cuti disusun bergantian; satu petugas informasi membantu loket pada hari Senin."
EVALUATION = "Pertahankan yang sudah tercapai. Jadwal pengganti dibahas pada rapat intern bulan ini."


def seed_objectives(office: Office, *, now: datetime) -> None:
    """As the office's people would have done it; what is signed is signed on a day gone by."""
    cast = _cast(office, now)
    kasi, head = cast[Role.SECTION_HEAD], cast[Role.HEAD]
    quarter = Term.of(Grain.QUARTER, wib(now).date()).before()
    begun = datetime.combine(quarter.last - timedelta(days=20), LATE_MORNING, WIB)
    plan = operations.begin(year=quarter.first.year, start=operations.EXAMPLES, actor=kasi, now=begun)
    operations.submit(plan_id=plan.id, seen=plan.turn, actor=kasi, now=begun)
    number = f"SM-{office.slug.upper()}-01"
    operations.approve(plan_id=plan.id, number=number, seen=plan.turn + 1, actor=head, now=begun)
    operations.draw_due(now=now)
    chance = random.Random(f"objectives {office.kemendagri_code}")  # noqa: S311  invented figures
    for report in queries.reports():
        if report.last <= quarter.last:
            _sign(report, office, kasi, head, chance, now=now)


def _cast(office: Office, now: datetime) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for one in people(office, on=wib(now).date()):
        actor = Actor(
            one.user_id, one.name, one.title, frozenset(one.roles), office.id, one.assignment_id, nip=one.nip
        )
        for role in one.roles:
            found.setdefault(role, actor)
    return found


def _sign(
    report: Report, office: Office, kasi: Actor, head: Actor, chance: random.Random, *, now: datetime
) -> None:
    signed_at = min(datetime.combine(report.last + timedelta(days=6), LATE_MORNING, WIB), now)
    found = [_result(line, report, kasi, chance, signed_at) for line in queries.lines(report)]
    report.prepared_id, report.prepared_by, report.prepared_title = kasi.user_id, kasi.name, kasi.title
    report.prepared_at, report.evaluation = signed_at, EVALUATION
    report.signed_by, report.signed_title, report.signed_nip = head.name, head.title, head.nip or ""
    report.signed_at = signed_at
    reports.freeze(report, found, office, now=signed_at)


def _result(line: Line, report: Report, kasi: Actor, chance: random.Random, at: datetime) -> Result:
    row = line.objective
    low, high, n = FIGURES.get(row.formula, ("", "", 0))
    value = _between(low, high, chance) if low else None
    result = achieved(Direction(row.direction), row.target, value)
    if row.formula == HAND:
        line.value, line.evidence = value, f"BA arsip {report.last:%m/%Y}"
        line.entered_by, line.entered_at = kasi.name, at
    one = Result(line, row, formula_of(row.formula), result, n if value is not None else 0, Before())
    if one.missed:
        line.cause, line.action, line.analysed_by = CAUSE, ACTION, kasi.name
        line.due_on = report.last + timedelta(days=45)
    line.next_target = row.target
    return one


def _between(low: str, high: str, chance: random.Random) -> Decimal:
    first, last = (int(Decimal(each) * 100) for each in (low, high))
    return Decimal(chance.randint(first, last)) / 100
