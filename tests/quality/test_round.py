"""From objectives to a signed report and the next target: what each step keeps."""

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from commons import clock as clocks
from commons.errors import DomainError
from indicators.folding import fold_office, rebuild
from indicators.models import FilesMonth, Sweep
from indicators.periods import Period
from indicators.queries import summary
from indicators.results import Scope
from offices.scope import public_scope
from quality import operations, queries
from quality.achieving import Verdict
from quality.counting import standards_reviewed
from quality.formulas import formula_of, offered
from quality.models import Line, Objective, Plan, Report, ReportFile
from quality.tasks import draw_due
from quality.terms import Grain, Term
from standards.models import StandardVersion
from tests.quality.round import Q2, Q3, Q4, at, the, wording

pytestmark = pytest.mark.django_db
D = Decimal
MISSED = {"promise_kept", "returned"}


def test_examples_are_offered_as_far_as_they_are_measured(office):
    plan = office.begin()
    with office.inside():
        rows = queries.objectives(plan)
    keys = {one.key for one in offered()}
    assert {row.formula for row in rows} <= keys
    assert {"promise_kept", "corrections", "queue_wait_minutes", "returned", "hand"} <= {
        r.formula for r in rows
    }
    assert all(row.example and not row.fixed for row in rows)
    # A mere count and a time that is nobody's to aim at are no objectives; nor is one's own attainment.
    assert not {"received", "closed_minutes", "objectives_met"} & keys
    assert formula_of("no_such_indicator") is None


def test_a_document_in_force_never_changes_and_a_revision_holds_from_the_next_period(office):
    first = office.approved()
    second = office.revised(first, "promise_kept", "97", when="2026-08-03 09:00")
    with office.inside():
        assert [(one.revision, one.state) for one in queries.plans(2026)] == [
            (1, "APPROVED"),
            (0, "SUPERSEDED"),
        ]
        assert second.reason == "Perkembangan"

        def target(term):
            return next(row.target for row in queries.in_force(term) if row.formula == "promise_kept")

        assert (target(Q2), target(Q3), target(Q4)) == (95, 95, 97)
        for rows in (Plan.objects.filter(id=first.id), Plan.objects.filter(id=second.id)):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(number="lain")
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.get().objectives.update(target=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            Objective.objects.filter(plan=second).delete()


def test_an_objective_that_held_is_given_up_and_a_new_one_thrown_out(office):
    plan = office.approved()
    with office.inside():
        who = {"actor": office.who("section_head"), "now": at("2026-08-03 09:00")}
        made = operations.revise(plan_id=plan.id, reason="Digabung", **who)
        old = Objective.objects.get(plan=made, formula="returned")
        words = wording(old, goal="Baru", formula="hand", unit="%")
        new = operations.save_objective(plan_id=made.id, objective_id=None, words=words, seen=0, **who)
        operations.drop_objective(plan_id=made.id, objective_id=new.id, seen=1, **who)
        operations.drop_objective(plan_id=made.id, objective_id=old.id, seen=2, **who)
        assert not Objective.objects.filter(id=new.id).exists()
    office.submit_plan(made, when="2026-08-03 10:00")
    office.approve(made, when="2026-08-03 11:00")
    with office.inside():
        assert "returned" in {row.formula for row in queries.in_force(Q3)}
        assert "returned" not in {row.formula for row in queries.in_force(Q4)}


def test_a_report_is_drawn_up_once_and_follows_corrections_until_it_is_signed(office, clock):
    clock.set("2026-09-30 23:00")
    office.approved()
    with office.inside():
        assert Q3 not in queries.due_terms(now=clocks.now())
        with pytest.raises(DomainError, match="belum berakhir"):
            operations.draw(term=Q3, actor=None, now=clocks.now())
    clock.set("2026-10-01 05:40")
    with office.inside():
        # From the month of the approval on: three months and the quarter.
        months = [Term(date(2026, month, 1), Grain.MONTH) for month in (7, 8, 9)]
        assert set(queries.due_terms(now=clocks.now())) == {Q3, *months}
        assert (draw_due(), draw_due()) == (4, 0)
        report, september = queries.latest(Q3), queries.latest(months[-1])
        assert operations.draw(term=Q2, actor=None, now=clocks.now()) is None
    assert september is not None
    assert office.results(september)["queue_wait_minutes"].achieved.verdict is Verdict.NO_DATA
    assert report is not None
    assert {key for key, one in office.results(report).items() if one.missed} == MISSED
    found = office.results(report)
    assert found["corrections"].achieved.verdict is Verdict.MET
    assert found["promise_kept"].n > 30
    office.figures(shares={"kept": 99, "late": 1, "finished": 97, "rejected": 3, "returned": 12})
    assert not office.results(report)["promise_kept"].missed
    office.figures(n=2)
    few = office.results(report)["promise_kept"].achieved
    assert (few.verdict, few.realised, few.percent) == (Verdict.TOO_FEW, None, None)
    with public_scope():
        FilesMonth.objects.all().delete()
    assert office.results(report)["promise_kept"].achieved.verdict is Verdict.NO_DATA


def test_what_is_missed_needs_causes_and_what_is_entered_needs_evidence(office):
    office.approved()
    report = office.drawn()
    before = office.rows()
    found = office.results(report)
    missed, hand = found["promise_kept"].line, found["hand"].line
    bad: list[tuple[Line, dict[str, Any]]] = [
        (hand, {"value": Decimal(100)}),
        (hand, {"value": Decimal(-1), "evidence": "BA-1"}),
        (missed, {"cause": "A", "action": "B", "due_on": date(2026, 9, 30)}),
    ]
    for line, words in bad:
        with pytest.raises(DomainError):
            office.analyse(report, line, **words)
    with office.inside(), pytest.raises(DomainError, match="waktu standar"):
        operations.submit_report(
            report_id=report.id, seen=0, actor=office.who("section_head"), now=clocks.now()
        )
    assert office.rows() == before
    office.ready(report)
    office.figures()
    with public_scope():
        Sweep.objects.update(swept_at=at("2026-09-30 12:00"))
    assert office.results(report)["hand"].line.entered_by == office.who("section_head").name
    with office.inside(), pytest.raises(DomainError, match="belum selesai dihitung"):
        operations.submit_report(
            report_id=report.id,
            seen=queries.report_of(report.id).turn,
            actor=office.who("section_head"),
            now=clocks.now(),
        )


def test_a_signed_report_is_frozen_with_its_hash_and_its_target_holds_next(office):
    report = office.whole(promise_kept="96", returned="12")
    with office.inside():
        pdf = queries.pdf_of(report) or b""
        assert report.sha256 == hashlib.sha256(pdf).hexdigest()
        assert report.facts["title"] == "LAPORAN PENCAPAIAN SASARAN MUTU"
        plan = queries.holding(2026)
        assert plan is not None
        assert (plan.revision, plan.number) == (1, "SM-01")
        assert "Triwulan III 2026" in plan.reason
        now = {row.formula: row.target for row in queries.in_force(Q4)}
        then = {row.formula: row.target for row in queries.in_force(Q3)}
        assert (now["promise_kept"], now["returned"], now["corrections"]) == (D(96), D(12), D(2))
        assert (then["promise_kept"], then["returned"]) == (D(95), D(10))
        for frozen in (
            lambda: Report.objects.filter(id=report.id).update(evaluation="lain"),
            lambda: Line.objects.filter(report=report).update(realised=1),
            lambda: Line.objects.filter(report=report).delete(),
            lambda: ReportFile.objects.filter(report=report).update(content=b""),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                frozen()
    office.figures(shares={"kept": 99, "late": 1})
    kept = office.results(report)["promise_kept"]
    assert (kept.achieved.verdict, kept.achieved.realised) == (Verdict.MISSED, Decimal("92.93"))


def test_a_revision_of_a_signed_report_leaves_it_and_turns_no_target_back(office):
    report = office.whole(promise_kept="96")
    office.figures(shares={"kept": 99, "late": 1, "finished": 97, "rejected": 3, "returned": 12})
    with office.inside():
        again = operations.reopen(
            report_id=report.id, reason="Berkas dibetulkan", actor=office.who("secretary"), now=clocks.now()
        )
        assert again.revision == 1
        assert the(queries.signed(Q3)).id == report.id
    second = office.signed(office.submitted(again), promise_kept="96")
    with office.inside():
        assert the(queries.signed(Q3)).id == second.id
        assert the(queries.holding(2026)).revision == 1
        assert Report.objects.count() == 2
    assert office.results(second)["promise_kept"].achieved.verdict is Verdict.MET
    assert office.results(report)["promise_kept"].achieved.verdict is Verdict.MISSED


def test_the_period_before_is_what_its_report_said(office, clock):
    office.whole()
    clock.set("2027-01-04 09:00")
    office.figures()
    found = office.results(office.drawn(Q4))["promise_kept"]
    assert (found.before.verdict, found.before.realised) == (Verdict.MISSED, Decimal("92.93"))
    assert (found.before.action, found.before.due_on) == ("Jadwal pengganti", date(2026, 12, 1))
    with office.inside():
        plan = operations.begin(
            year=2027, start=operations.LAST_YEAR, actor=office.who("admin"), now=clocks.now()
        )
        rows = queries.objectives(plan)
        assert [row.lineage for row in rows] == [
            row.lineage for row in queries.objectives(the(queries.holding(2026)))
        ]
        assert not any(row.fixed or row.since for row in rows)


def test_reports_join_the_read_model_step_by_step_as_a_rebuild_would(office):
    def figures(key):
        scope = Scope(Period(date(2026, 7, 1), date(2026, 9, 30)), "", None, frozenset({office.office.id}))
        one = summary(scope=scope, keys=[key]).values[key]
        return one.value, one.n

    office.approved()
    report = office.drawn()
    fold_office(office.office, now=clocks.now())
    assert figures("objectives_reported") == (0, 1)
    assert figures("objectives_met") == (None, 0)
    office.signed(office.submitted(report))
    fold_office(office.office, now=clocks.now())
    assert figures("objectives_reported") == (1, 1)
    # Met: corrections, by hand. Missed: the promise, returns.
    assert figures("objectives_met") == (0.5, 4)
    grown = figures("objectives_met")
    list(rebuild(office.office, period=Period(date(2026, 9, 1), date(2026, 9, 30)), now=clocks.now()))
    assert figures("objectives_met") == grown


def test_standards_count_as_reviewed_by_the_date_on_them(office):
    with office.inside():
        count = standards_reviewed
        year = Term(date(2026, 1, 1), Grain.YEAR)
        found = count(year, clocks.now())
        rows = StandardVersion.objects.filter(published_at__isnull=False)
        assert found.n == rows.count() == 3
        assert count(Term(date(2025, 1, 1), Grain.YEAR), clocks.now()).value is None
        assert found.value is not None
        assert 0 <= found.value <= 100
