"""The round of an office's objectives, step by step, for tests."""

from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from commons import clock
from commons.clock import WIB
from indicators.models import FilesMonth, Sweep
from indicators.names import forget_names
from offices.scope import office_scope, public_scope
from quality import operations, queries, results
from quality.achieving import Direction
from quality.models import Line, Objective, Plan, Report, ReportFile
from quality.operations import Analysis, Wording
from quality.terms import Grain, Term
from tests.applications.pages import Site
from tests.board.kabupaten import fill

Q2, Q3, Q4 = (Term(date(2026, month, 1), Grain.QUARTER) for month in (4, 7, 10))
T = TypeVar("T")
SUMMER = "2026-07-10 09:00"


def at(moment: str) -> datetime:
    """An instant in Lumajang."""
    return datetime.fromisoformat(moment).replace(tzinfo=WIB)


class Round:
    """One office; every act is done by who does it in an office."""

    def __init__(self, site: Site) -> None:
        self.site, self.office = site, site.office

    @contextmanager
    def inside(self):
        with office_scope(self.office):
            yield

    def who(self, name: str) -> Any:
        return self.site.people[name]

    def figures(self, **more: Any) -> None:
        """A quarter in the read model: 92,9 % in time, 12 % returned, 1 % corrected."""
        with public_scope():
            FilesMonth.objects.filter(office_id=self.office.id).delete()
        fill([self.office.id], date(2026, 7, 1), date(2026, 9, 1), **{"n": 200, **more})
        with public_scope():
            Sweep.objects.update_or_create(id=1, defaults={"swept_at": clock.now()})
        forget_names()

    def begin(self, start: str = operations.EXAMPLES, *, year: int = 2026, when: str = SUMMER) -> Plan:
        with self.inside():
            return operations.begin(year=year, start=start, actor=self.who("section_head"), now=at(when))

    def approved(self, when: str = SUMMER) -> Plan:
        """The year's document in force."""
        plan = self.begin(when=when)
        self.submit_plan(plan, when=when)
        return self.approve(plan, when=when)

    def submit_plan(self, plan: Plan, *, when: str = SUMMER) -> None:
        with self.inside():
            seen = queries.plan_of(plan.id).turn
            operations.submit(plan_id=plan.id, seen=seen, actor=self.who("section_head"), now=at(when))

    def approve(self, plan: Plan, *, when: str = SUMMER) -> Plan:
        with self.inside():
            operations.approve(
                plan_id=plan.id,
                number="SM-01",
                seen=queries.plan_of(plan.id).turn,
                actor=self.who("head"),
                now=at(when),
            )
            return queries.plan_of(plan.id)

    def revised(self, plan: Plan, formula: str, target: str, *, when: str) -> Plan:
        """Another revision in force, with one target changed."""
        with self.inside():
            made = operations.revise(
                plan_id=plan.id, reason="Perkembangan", actor=self.who("secretary"), now=at(when)
            )
            row = Objective.objects.get(plan=made, formula=formula)
            operations.save_objective(
                plan_id=made.id,
                objective_id=row.id,
                words=wording(row, target=Decimal(target)),
                seen=0,
                actor=self.who("section_head"),
                now=at(when),
            )
        self.submit_plan(made, when=when)
        return self.approve(made, when=when)

    def drawn(self, term: Term = Q3) -> Report:
        with self.inside():
            report = operations.draw(term=term, actor=None, now=clock.now())
        assert report is not None
        return report

    def results(self, report: Report) -> dict[str, results.Result]:
        """By formula."""
        with self.inside():
            found = results.results(queries.report_of(report.id), office=self.office, now=clock.now())
        return {one.objective.formula: one for one in found}

    def analyse(self, report: Report, line: Line, **words: Any) -> None:
        with self.inside():
            operations.analyse(
                report_id=report.id,
                line_id=line.id,
                words=Analysis(**words),
                seen=queries.report_of(report.id).turn,
                actor=self.who("section_head"),
                now=clock.now(),
            )

    def ready(self, report: Report) -> None:
        """Every line analysed or entered."""
        why = {"cause": "Petugas cuti", "action": "Jadwal pengganti", "due_on": date(2026, 12, 1)}
        for one in self.results(report).values():
            if one.objective.formula == "hand":
                self.analyse(report, one.line, value=Decimal(100), evidence="BA-07/2026")
            elif one.missed:
                self.analyse(report, one.line, **why)

    def submitted(self, report: Report) -> Report:
        self.ready(report)
        with self.inside():
            operations.submit_report(
                report_id=report.id,
                seen=queries.report_of(report.id).turn,
                actor=self.who("section_head"),
                now=clock.now(),
            )
            return queries.report_of(report.id)

    def signed(self, report: Report, **targets: str) -> Report:
        """Signed by the head; `targets`: by formula, for the next period."""
        by_formula = self.results(report)
        with self.inside():
            now = queries.report_of(report.id)
            operations.sign(
                report_id=report.id,
                evaluation="Jaga yang sudah baik.",
                targets={by_formula[key].line.id: Decimal(value) for key, value in targets.items()},
                looked_at=results.digest(now, list(by_formula.values())),
                seen=now.turn,
                actor=self.who("head"),
                now=clock.now(),
            )
            return queries.report_of(report.id)

    def whole(self, **targets: str) -> Report:
        """From the document to the signed report of the third quarter."""
        self.approved()
        return self.signed(self.submitted(self.drawn()), **targets)

    def rows(self) -> list[Any]:
        """Everything that is kept, to see that nothing changed."""
        with self.inside():
            kept: list[Any] = []
            for model in (Plan, Objective, Report, Line):
                kept += list(model._default_manager.order_by("pk").values())
            return [*kept, ReportFile.objects.count()]


def wording(row: Objective, **changes: Any) -> Wording:
    """An objective as it stands, as its form would send it."""
    said: dict[str, Any] = {
        "goal": row.goal,
        "indicator": row.indicator,
        "formula": row.formula,
        "target": row.target,
        "direction": Direction(row.direction),
        "grain": Grain(row.grain),
        "unit": row.unit,
        "section": row.section,
        "owner": row.owner_id,
        "data_source": row.data_source,
    }
    return Wording(**{**said, **changes})


def the(found: T | None) -> T:
    """What must be there."""
    assert found is not None
    return found
