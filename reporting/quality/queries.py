"""Reads of objectives and reports, in the current office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import OFFICE_ROLES, Role
from accounts.queries import Person, people
from commons.clock import wib
from offices.models import Office
from quality.achieving import Direction
from quality.errors import Missing
from quality.models import Line, Objective, Plan, Report, ReportFile
from quality.terms import Grain, Term, ended
from quality.vocabulary import PlanState, ReportState

HELD = (PlanState.APPROVED, PlanState.SUPERSEDED)
OPEN = (PlanState.DRAFT, PlanState.SUBMITTED)
OWNERS = tuple(sorted(OFFICE_ROLES - {Role.OFFICE_ADMIN}))


def plans(year: int) -> list[Plan]:
    """The revisions of a year, the newest first."""
    return list(Plan.objects.filter(year=year).order_by("-revision"))


def years() -> list[int]:
    """The years that have a document, the newest first."""
    return sorted(set(Plan.objects.values_list("year", flat=True)), reverse=True)


def plan_of(plan_id: UUID) -> Plan:
    """A document. Raises `Missing`."""
    found = Plan.objects.filter(id=plan_id).first()
    if found is None:
        raise Missing
    return found


def holding(year: int) -> Plan | None:
    """The revision that holds."""
    return Plan.objects.filter(year=year, state=PlanState.APPROVED).first()


def objectives(plan: Plan) -> list[Objective]:
    """Its objectives, in order."""
    return list(Objective.objects.filter(plan=plan).order_by("place", "id"))


def objective_of(plan: Plan, objective_id: UUID) -> Objective:
    """One of them. Raises `Missing`."""
    found = Objective.objects.filter(plan=plan, id=objective_id).first()
    if found is None:
        raise Missing
    return found


def in_force(term: Term) -> list[Objective]:
    """The objectives to report on: as they stood on the period's first day. One query."""
    rows = Objective.objects.filter(
        plan__year=term.first.year, plan__state__in=HELD, since__lte=term.first
    ).order_by("plan__revision")
    newest: dict[UUID, Objective] = {row.lineage: row for row in rows}
    found = [row for row in newest.values() if row.active and row.grain == term.grain]
    return sorted(found, key=lambda row: (row.place, str(row.lineage)))


def due_terms(*, now: datetime) -> list[Term]:
    """Periods that are over and have objectives, but no report yet: from the day the year's first document
    was approved."""
    today = wib(now).date()
    begun = Plan.objects.filter(revision=0, state__in=HELD, year__in=[today.year - 1, today.year])
    there = set(Report.objects.values_list("grain", "first"))
    found: list[Term] = []
    for plan in begun:
        assert plan.approved_at is not None
        since = max(wib(plan.approved_at).date(), date(plan.year, 1, 1))
        grains = set(
            Objective.objects.filter(plan__year=plan.year, plan__state__in=HELD).values_list(
                "grain", flat=True
            )
        )
        for grain in map(Grain, grains):
            found += [
                term
                for term in ended(grain, since=since, today=today)
                if term.first.year == plan.year and (term.grain, term.first) not in there
            ]
    return sorted(term for term in found if in_force(term))


def reports(*, signed_only: bool = False, limit: int = 40) -> list[Report]:
    """The reports, the newest period first."""
    rows = Report.objects.order_by("-last", "grain", "-revision").defer("facts")
    if signed_only:
        rows = rows.filter(state=ReportState.SIGNED)
    return list(rows[:limit])


def report_of(report_id: UUID) -> Report:
    """A report. Raises `Missing`."""
    found = Report.objects.filter(id=report_id).first()
    if found is None:
        raise Missing
    return found


def lines(report: Report) -> list[Line]:
    """Its lines with their objectives, in order."""
    return list(Line.objects.filter(report=report).select_related("objective__plan").order_by("place", "id"))


def line_of(report: Report, line_id: UUID) -> Line:
    """One of them. Raises `Missing`."""
    found = Line.objects.filter(report=report, id=line_id).select_related("objective__plan").first()
    if found is None:
        raise Missing
    return found


def term_of(report: Report) -> Term:
    """The period it is about."""
    return Term(report.first, Grain(report.grain))


def signed(term: Term) -> Report | None:
    """The newest signed report of a period."""
    rows = Report.objects.filter(grain=term.grain, first=term.first, state=ReportState.SIGNED)
    return rows.order_by("-revision").first()


def latest(term: Term) -> Report | None:
    """The newest report of a period, whatever its state."""
    return Report.objects.filter(grain=term.grain, first=term.first).order_by("-revision").first()


def lines_before(report: Report) -> dict[UUID, Line]:
    """The signed lines of the period before, by lineage. Two queries."""
    before = signed(term_of(report).before())
    if before is None:
        return {}
    return {line.objective.lineage: line for line in lines(before)}


def pdf_of(report: Report) -> bytes | None:
    """The signed report as it was printed."""
    found = ReportFile.objects.filter(report=report).first()
    return bytes(found.content) if found else None


def owners(office: Office, *, on: date) -> list[Person]:
    """Who may answer for an objective: the people of the office, by name."""
    return people(office, on=on, roles=OWNERS)


@dataclass(frozen=True, slots=True)
class Attained:
    """A report as the kabupaten's figures count it: the numbers of objectives, nothing else."""

    last: date
    due: int
    judged: int
    met: int
    signed: bool


def attained(days: Iterable[date]) -> list[Attained]:
    """The reports of the periods that ended on these days; of each the newest signed revision, else what is
    drawn up. Two queries."""
    rows = Report.objects.filter(last__in=list(days)).order_by("revision").defer("facts")
    newest: dict[tuple[str, date], Report] = {}
    for row in rows:
        key = (row.grain, row.first)
        if key not in newest or row.state == ReportState.SIGNED:
            newest[key] = row
    counted: dict[UUID, list[Line]] = {}
    for line in Line.objects.filter(report__in=list(newest.values())):
        counted.setdefault(line.report_id, []).append(line)
    return [_attained(row, counted.get(row.id, [])) for row in newest.values()]


def _attained(row: Report, found: Sequence[Line]) -> Attained:
    met = sum(line.verdict == "MET" for line in found)
    missed = sum(line.verdict == "MISSED" for line in found)
    return Attained(row.last, len(found), met + missed, met, row.state == ReportState.SIGNED)


def first_attained() -> date | None:
    """The last day of the first period that has a report."""
    return Report.objects.order_by("last").values_list("last", flat=True).first()


def next_targets(year: int) -> dict[UUID, Line]:
    """By lineage, the newest signed line of a year with a target for the next period."""
    rows = Line.objects.filter(
        report__state=ReportState.SIGNED, report__first__year=year, next_target__isnull=False
    )
    rows = rows.select_related("objective").order_by("report__last", "report__revision")
    return {line.objective.lineage: line for line in rows}


def direction_of(objective: Objective) -> Direction:
    """Which way is better."""
    return Direction(objective.direction)
