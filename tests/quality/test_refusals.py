"""What is refused on the way from objectives to a signed report: by role, state, form and figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from commons import clock as clocks
from commons.errors import DomainError
from commons.ids import new_id
from quality import operations, queries, results
from quality.achieving import Direction
from quality.operations import Analysis
from quality.terms import Grain, Term
from tests.quality.round import Q4, at, wording

pytestmark = pytest.mark.django_db


def refusals(office, plan, draft, submitted, signed):
    """(name, call): every one is refused and changes nothing."""
    now, ghost = clocks.now(), new_id()
    row = draft.objectives.first()
    line = queries.lines(submitted)[0]
    words = wording(row)
    sign: dict[str, Any] = {"evaluation": "Baik", "targets": {}, "looked_at": "", "now": now}

    def each(*names):
        return [(name, office.who(name)) for name in names]

    for name, actor in each("counter", "operator", "information", "head"):
        how: dict[str, Any] = {"actor": actor, "now": now}
        yield f"{name} begins", lambda how=how: operations.begin(year=2027, start="kosong", **how)
        yield f"{name} revises", lambda how=how: operations.revise(plan_id=plan.id, reason="x", **how)
        yield (
            f"{name} words",
            lambda how=how: operations.save_objective(
                plan_id=draft.id, objective_id=row.id, words=words, seen=draft.turn, **how
            ),
        )
        yield f"{name} submits", lambda how=how: operations.submit(plan_id=draft.id, seen=draft.turn, **how)
        yield f"{name} discards", lambda how=how: operations.discard(plan_id=draft.id, seen=draft.turn, **how)
    for name, actor in each("counter", "operator", "information", "section_head", "secretary", "admin"):
        how = {"actor": actor, "now": now}
        yield (
            f"{name} signs",
            lambda how=how: operations.sign(
                report_id=submitted.id, seen=submitted.turn, **sign | {"actor": how["actor"]}
            ),
        )
        yield (
            f"{name} gives back",
            lambda how=how: operations.send_report_back(
                report_id=submitted.id, reason="x", seen=submitted.turn, **how
            ),
        )
    head: dict[str, Any] = {"actor": office.who("head"), "now": now}
    kasi: dict[str, Any] = {"actor": office.who("section_head"), "now": now}
    yield "approve twice", lambda: operations.approve(plan_id=plan.id, number="1", seen=plan.turn, **head)
    yield "approve a draft", lambda: operations.approve(plan_id=draft.id, number="1", seen=draft.turn, **head)
    yield "a second draft", lambda: operations.revise(plan_id=plan.id, reason="x", **kasi)
    yield "begin twice", lambda: operations.begin(year=2026, start="kosong", **kasi)
    yield "long ago", lambda: operations.begin(year=2020, start="kosong", **kasi)
    yield "old form", lambda: operations.submit(plan_id=draft.id, seen=draft.turn + 1, **kasi)
    yield "nowhere", lambda: operations.submit(plan_id=ghost, seen=0, **kasi)
    for bad in (
        {"target": Decimal(-1)},
        {"target": Decimal(0), "direction": Direction.MORE},
        {"formula": "no_such"},
        {"formula": "hand", "unit": ""},
        {"section": "Seksi yang tidak ada"},
        {"owner": ghost},
    ):
        yield (
            f"objective {bad}",
            lambda bad=bad: operations.save_objective(
                plan_id=draft.id, objective_id=row.id, words=wording(row, **bad), seen=draft.turn, **kasi
            ),
        )
    yield (
        "analyse what is submitted",
        lambda: operations.analyse(
            report_id=submitted.id, line_id=line.id, words=Analysis(), seen=submitted.turn, **kasi
        ),
    )
    yield (
        "submit twice",
        lambda: operations.submit_report(report_id=submitted.id, seen=submitted.turn, **kasi),
    )
    yield (
        "sign what nobody looked at",
        lambda: operations.sign(report_id=submitted.id, seen=submitted.turn, **sign | head),
    )
    good = results.digest(submitted, results.results(submitted, office=office.office, now=now))
    yield (
        "sign without a word",
        lambda: operations.sign(
            report_id=submitted.id, seen=submitted.turn, **sign | head | {"looked_at": good, "evaluation": ""}
        ),
    )
    yield (
        "a target of nothing",
        lambda: operations.sign(
            report_id=submitted.id,
            seen=submitted.turn,
            **sign | head | {"looked_at": good, "targets": {line.id: Decimal(0)}},
        ),
    )
    yield "sign twice", lambda: operations.sign(report_id=signed.id, seen=signed.turn, **sign | head)
    yield "reopen what is open", lambda: operations.reopen(report_id=submitted.id, reason="x", **kasi)
    yield "reopen without a reason", lambda: operations.reopen(report_id=signed.id, reason="", **kasi)
    yield (
        "draw as the head",
        lambda: operations.draw(term=Term(date(2026, 4, 1), Grain.QUARTER), **head),
    )


def refused(call):
    try:
        with transaction.atomic():
            call()
    except DomainError:
        return True
    return False


def test_what_is_refused_changes_nothing(office, clock):
    signed = office.whole()
    clock.set("2027-01-04 09:00")
    office.figures()
    plan = None
    submitted = office.submitted(office.drawn(Q4))
    with office.inside():
        plan = queries.holding(2026)
        assert plan is not None
        draft = operations.revise(
            plan_id=plan.id, reason="Digabung", actor=office.who("section_head"), now=at("2026-12-01 09:00")
        )
    before = office.rows()
    with office.inside():
        for name, call in refusals(office, plan, draft, submitted, signed):
            assert refused(call), f"{name}: was not refused"
    assert office.rows() == before


def test_no_target_is_set_past_a_draft_that_is_open(office):
    plan = office.approved()
    report = office.submitted(office.drawn())
    with office.inside():
        operations.revise(plan_id=plan.id, reason="Digabung", actor=office.who("secretary"), now=clocks.now())
    before = office.rows()
    with pytest.raises(DomainError, match="rancangan revisi"), transaction.atomic():
        office.signed(report, promise_kept="96")
    assert office.rows() == before
    assert office.signed(report).state == "SIGNED"


def test_who_prepared_it_does_not_decide_on_it(office):
    office.approved()
    report = office.submitted(office.drawn())
    both = office.who("section_head")
    same = replace(both, roles=frozenset({"SECTION_HEAD", "HEAD"}))
    before = office.rows()
    with office.inside(), pytest.raises(DomainError, match="bukan yang mengajukan"):
        operations.sign(
            report_id=report.id, evaluation="x", targets={}, looked_at="", seen=report.turn, actor=same,
            now=clocks.now(),
        )  # fmt: skip
    assert office.rows() == before
