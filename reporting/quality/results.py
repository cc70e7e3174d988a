"""What the lines of a report come to: read anew while it is drawn up, as kept once it is signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from attachments.models import Attachment
from commons.clock import wib
from indicators import queries as indicators
from indicators.measures import Definition
from indicators.results import Scope
from offices.models import Office
from quality import evidence, queries
from quality.achieving import Achieved, Direction, Verdict, achieved, rounded
from quality.formulas import HAND, NOT_READ, Formula, Reading, formula_of, reading_of
from quality.models import Line, Objective, Report
from quality.terms import Term
from quality.vocabulary import ReportState


@dataclass(frozen=True, slots=True)
class Before:
    """The period before: its figure, and where a signed report says so what it came to, what was to be done
    about it and until when."""

    realised: Decimal | None = None
    percent: Decimal | None = None
    verdict: Verdict | None = None
    action: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A line with its figure."""

    line: Line
    objective: Objective
    formula: Formula | None
    achieved: Achieved
    n: int
    before: Before
    papers: Sequence[Attachment] = ()
    """The evidence of what was entered by hand."""

    @property
    def missed(self) -> bool:
        """Whether causes and actions are asked for."""
        return self.achieved.verdict is Verdict.MISSED

    @property
    def analysed(self) -> bool:
        """Whether they are there."""
        return bool(self.line.cause and self.line.action and self.line.due_on)

    @property
    def lacks_value(self) -> bool:
        """Whether a figure must be entered by hand and is not."""
        return self.objective.formula == HAND and self.line.value is None


Pair = tuple[Reading, Reading]


def results(report: Report, *, office: Office, now: datetime) -> list[Result]:
    """The lines of a report. Two queries of the read model while it is drawn up, none once it is signed."""
    rows, before = queries.lines(report), queries.lines_before(report)
    papers = evidence.of_lines(rows)
    if report.state == ReportState.SIGNED:
        found = [_kept(line, before.get(line.objective.lineage)) for line in rows]
    else:
        read = readings([row.objective for row in rows], queries.term_of(report), office=office, now=now)
        found = [_fresh(line, read, before.get(line.objective.lineage)) for line in rows]
    return [replace(one, papers=papers.get(one.line.id, ())) for one in found]


def readings(rows: Sequence[Objective], term: Term, *, office: Office, now: datetime) -> Mapping[str, Pair]:
    """By formula: the figure of this period and of the one before."""
    formulas = {row.formula: formula_of(row.formula) for row in rows if row.formula != HAND}
    known = {key: one for key, one in formulas.items() if one is not None}
    found: dict[str, Pair] = {
        key: (one.count(term, now), one.count(term.before(), now)) for key, one in known.items() if one.count
    }
    return found | _measured([one.definition for one in known.values() if one.definition], term, office)


def _measured(wanted: Sequence[Definition], term: Term, office: Office) -> dict[str, Pair]:
    if not wanted:
        return {}
    scope = Scope(term.period, "", None, frozenset({office.id}))
    seen = indicators.summary(scope=scope, keys=[one.key for one in wanted])
    return {
        one.key: (reading_of(one, seen.values[one.key]), reading_of(one, seen.before[one.key]))
        for one in wanted
    }


def _fresh(line: Line, read: Mapping[str, Pair], old: Line | None) -> Result:
    objective = line.objective
    now, then = read.get(objective.formula, (NOT_READ, NOT_READ))
    if objective.formula == HAND:
        now, then = Reading(line.value), NOT_READ
    found = achieved(Direction(objective.direction), objective.target, now.value, enough=now.enough)
    return Result(line, objective, formula_of(objective.formula), found, now.n, _before(old, then))


def _kept(line: Line, old: Line | None) -> Result:
    found = Achieved(Verdict(line.verdict), line.realised, line.percent)
    return Result(
        line, line.objective, formula_of(line.objective.formula), found, line.n, _before(old, NOT_READ)
    )


def _before(old: Line | None, then: Reading) -> Before:
    if old is not None and old.verdict:
        return Before(old.realised, old.percent, Verdict(old.verdict), old.action, old.due_on)
    if then.value is not None and then.enough:
        return Before(rounded(then.value))
    return Before()


def digest(report: Report, found: Sequence[Result]) -> str:
    """SHA-256 of what the head looks at: a form carries it, so that nothing else is signed."""
    words = [
        [str(one.objective.id), one.n, one.line.cause, one.line.action, one.line.evidence]
        + [str(each) for each in (*astuple(one.achieved), one.line.due_on)]
        + [str(paper.id) for paper in one.papers]
        for one in found
    ]
    text = json.dumps([str(report.id), report.revision, words], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def figures_until(office: Office) -> date | None:
    """Up to which day the read model holds everything about this office; None: nobody knows."""
    fresh = indicators.freshness()
    stale = next((one for one in fresh.stale if one.office.id == office.id), None)
    until = stale.as_of if stale is not None else fresh.as_of
    return wib(until).date() if until is not None else None


def is_measured(found: Sequence[Result]) -> bool:
    """Whether any line rests on the read model."""
    return any(one.formula is not None and one.formula.definition is not None for one in found)


@dataclass(frozen=True, slots=True)
class Tally:
    """How a report as a whole did."""

    due: int
    judged: int
    met: int


def tally(found: Sequence[Result]) -> Tally:
    """Objectives, those judged, those reached."""
    met = sum(one.achieved.verdict is Verdict.MET for one in found)
    missed = sum(one.achieved.verdict is Verdict.MISSED for one in found)
    return Tally(len(found), met + missed, met)
