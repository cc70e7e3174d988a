"""Results of all offices put together for a quarter, half-year or year (pure).

By respondents: the kabupaten's index is that of all forms together. An office that surveyed by quarters
stands in a half-year with its quarters added up. Ranks only where a difference is more than chance.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from indicators import statistics
from indicators.statistics import Z998, Estimate
from surveys.elements import KEYS
from surveys.index import SCALE, Index, Tally, index
from surveys.sampling import sample_size

LEAST_RANKED = 30
MONTHS = {"QUARTER": 3, "SEMESTER": 6, "YEAR": 12}
WORDS = {"QUARTER": "triwulan", "SEMESTER": "semester", "YEAR": "tahun"}
_SLUG = re.compile(r"(?:(triwulan|semester)-([1-4])|(tahun))-(2\d{3})")


@dataclass(frozen=True)
class Span:
    """A quarter, half-year or year; `part` from 1."""

    kind: str
    year: int
    part: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.part - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.part * MONTHS[self.kind]
        following = date(self.year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=1)

    @property
    def slug(self) -> str:
        """As addresses name it."""
        head = WORDS[self.kind]
        return f"{head}-{self.year}" if self.kind == "YEAR" else f"{head}-{self.part}-{self.year}"


def span_of(slug: str) -> Span | None:
    """The span an address names; None for anything else."""
    found = _SLUG.fullmatch(slug)
    if found is None:
        return None
    kind = next(kind for kind, word in WORDS.items() if word == (found[1] or found[3]))
    part = int(found[2] or 1)
    return Span(kind, int(found[4]), part) if part * MONTHS[kind] <= 12 else None


def spans_to(day: date, *, years: int = 2) -> list[Span]:
    """All that ended before `day`, the newest first, half-years before quarters."""
    found = [
        Span(kind, year, part)
        for year in range(day.year - years, day.year + 1)
        for kind in MONTHS
        for part in range(1, 12 // MONTHS[kind] + 1)
    ]
    order = {"SEMESTER": 0, "QUARTER": 1, "YEAR": 2}
    over = [one for one in found if one.last < day]
    return sorted(over, key=lambda one: (-one.last.toordinal(), order[one.kind]))


@dataclass(frozen=True)
class Result:
    """A published result, as the projection holds it."""

    office_id: UUID
    kind: str
    opens: date
    closes: date
    revision: int
    population: int
    tally: Tally


@dataclass(frozen=True)
class OfficeLine:
    """An office in a compilation. No `found`: nothing published. `parts`: how many periods were added up.
    `rank` is None unless it may be ranked."""

    code: str
    name: str
    found: Index | None
    population: int
    needed: int
    parts: int
    rank: int | None

    @property
    def enough(self) -> bool:
        """Whether there are as many respondents as Krejcie and Morgan want, and enough to compare."""
        return self.found is not None and self.found.n >= max(self.needed, 1)


@dataclass(frozen=True)
class Compiled:
    """All offices in a span. `whole`: all respondents together; `ranked`: at least two offices differ by more
    than chance."""

    span: Span
    whole: Index | None
    population: int
    needed: int
    lines: tuple[OfficeLine, ...]
    ranked: bool


def compiled(span: Span, results: Iterable[Result], offices: Sequence[tuple[UUID, str, str]]) -> Compiled:
    """`offices`: (id, code, name) of all that should have surveyed, in the order of pages."""
    chosen = {office: _chosen(span, rows) for office, rows in _by_office(results).items()}
    drafts = [_line(code, name, chosen.get(office, [])) for office, code, name in offices]
    ranks = _ranks(drafts, [_added(chosen.get(office, [])) for office, _code, _name in offices])
    lines = tuple(
        OfficeLine(one.code, one.name, one.found, one.population, one.needed, one.parts, rank)
        for one, rank in zip(drafts, ranks, strict=True)
    )
    whole = _added([row for office, _code, _name in offices for row in chosen.get(office, [])])
    population = sum(one.population for one in lines)
    return Compiled(
        span,
        index(whole),
        population,
        sample_size(population),
        lines,
        any(rank is not None for rank in ranks),
    )


def _by_office(results: Iterable[Result]) -> Mapping[UUID, list[Result]]:
    """The newest revision of each period, by office."""
    newest: dict[tuple[UUID, str, date, date], Result] = {}
    for row in results:
        key = (row.office_id, row.kind, row.opens, row.closes)
        if key not in newest or row.revision > newest[key].revision:
            newest[key] = row
    found: dict[UUID, list[Result]] = {}
    for row in newest.values():
        found.setdefault(row.office_id, []).append(row)
    return found


def _chosen(span: Span, rows: Sequence[Result]) -> list[Result]:
    """Those inside the span, the longest first, none of whose days another has: nobody is counted twice."""
    inside = [row for row in rows if span.first <= row.opens and row.closes <= span.last]
    taken: list[Result] = []
    for row in sorted(inside, key=lambda one: (one.opens - one.closes, one.opens)):
        if all(row.closes < other.opens or other.closes < row.opens for other in taken):
            taken.append(row)
    return taken


def _added(rows: Iterable[Result]) -> Tally:
    return sum((row.tally for row in rows), Tally(0, dict.fromkeys(KEYS, 0), 0))


def _line(code: str, name: str, rows: Sequence[Result]) -> OfficeLine:
    population = sum(row.population for row in rows)
    return OfficeLine(code, name, index(_added(rows)), population, sample_size(population), len(rows), None)


def _ranks(lines: Sequence[OfficeLine], tallies: Sequence[Tally]) -> list[int | None]:
    """1 is the best; None for all where no two can be told apart (99,8 %)."""
    estimates = [
        _estimate(tally) if line.enough and tally.n >= LEAST_RANKED else None
        for line, tally in zip(lines, tallies, strict=True)
    ]
    found = statistics.ranks(estimates, more_is_better=True, z=Z998)
    return found if any(rank is not None and rank > 1 for rank in found) else [None for _ in found]


def _estimate(tally: Tally) -> Estimate:
    times = SCALE / 9
    total = sum(tally.sums.values()) * times
    return statistics.of_mean(tally.n, total, (tally.totals_squared or 0) * times * times)
