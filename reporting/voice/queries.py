"""The citizens' voice for the kabupaten: sums of the read model and what recaps put on show. No office is
entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Min, Q

from indicators import histogram
from indicators.names import office_names
from indicators.results import OfficeName
from offices import opened
from offices.scope import public_scope
from recaps import queries as recaps
from recaps.quarters import Quarter
from voice.models import RecapOnShow, VoiceMonth

MINIMUM = 10
COUNTS = (
    "voice_received",
    "voice_complaints",
    "voice_aspirations",
    "voice_questions",
    "voice_light",
    "voice_plain",
    "voice_grave",
    "voice_verified",
    "voice_verified_kept",
    "voice_answered",
    "voice_answered_kept",
    "voice_overdue",
    "box_due",
    "box_kept",
)


@dataclass(frozen=True)
class Tally:
    """The sums of one office (or all) over a quarter."""

    counts: Mapping[str, int] = field(default_factory=dict)
    buckets: Sequence[int] = ()

    def n(self, column: str) -> int:
        """One of `COUNTS`; absent is 0."""
        return self.counts.get(column, 0)

    @property
    def median_days(self) -> float | None:
        """Working days until the first answer; None where too few were answered to say."""
        return histogram.percentile(self.buckets, 50) if self.n("voice_answered") >= MINIMUM else None

    def share(self, top: str, bottom: str, *, minimum: int = MINIMUM) -> float | None:
        """A part of a whole, 0 to 1; None below the minimum: *belum cukup data*."""
        whole = self.n(bottom)
        return self.n(top) / whole if whole >= max(minimum, 1) else None


def added(tallies: Sequence[Tally]) -> Tally:
    """All of them as one."""
    counts = {name: sum(one.n(name) for one in tallies) for name in COUNTS}
    return Tally(counts, histogram.added(one.buckets for one in tallies))


@dataclass(frozen=True)
class OfficeVoice:
    """One office over a quarter. `recap`: how its recap stands; None: there is none. `owes_recap`: it was
    here by then."""

    office: OfficeName
    tally: Tally
    recap: RecapOnShow | None
    owes_recap: bool = True


@dataclass(frozen=True)
class Compilation:
    """A quarter over all offices, by code, and together."""

    quarter: Quarter
    offices: list[OfficeVoice]
    together: Tally


def compilation(quarter: Quarter) -> Compilation:
    """Every office that is counted, with and without complaints. A few queries."""
    found, begun = _tallies(quarter), begun_quarters()
    shown = {row.office_id: row for row in _shown([quarter])}
    rows = [
        OfficeVoice(office, found.get(office.id, Tally()), shown.get(office.id), begun[office.id] <= quarter)
        for office in office_names().values()
    ]
    return Compilation(quarter, rows, added([row.tally for row in rows]))


def _tallies(quarter: Quarter) -> dict[UUID, Tally]:
    with public_scope():
        rows = VoiceMonth.objects.filter(
            service_code="", first__gte=quarter.first, first__lte=quarter.last
        ).values("office_id", "answer_hist", *COUNTS)
        found: dict[UUID, list[Tally]] = {}
        for row in rows:
            counts = {name: row[name] for name in COUNTS}
            found.setdefault(row["office_id"], []).append(Tally(counts, row["answer_hist"]))
    return {office_id: added(tallies) for office_id, tallies in found.items()}


def _shown(quarters: Sequence[Quarter]) -> list[RecapOnShow]:
    with public_scope():
        rows = RecapOnShow.objects.filter(year__in={one.year for one in quarters})
        return [row for row in rows if Quarter(row.year, row.quarter) in set(quarters)]


def begun_quarters() -> dict[UUID, Quarter]:
    """The first quarter each office recaps, as `recaps.queries.begun` says of one: in which it opened, or its
    first complaint or ritual is counted."""
    found = opened.opened_days()
    with public_scope():
        rows = VoiceMonth.objects.filter(Q(voice_received__gt=0) | Q(box_due__gt=0), service_code="")
        counted = rows.values_list("office_id").annotate(first=Min("first")).order_by()
        first = {office_id: day for office_id, day in counted if office_id in found}
    return {office_id: Quarter.of(min(day, first.get(office_id, day))) for office_id, day in found.items()}


@dataclass(frozen=True)
class OfficeRecaps:
    """An office and how its recap of each quarter stands, in the order of the quarters asked for. `begun`:
    the first quarter it recaps."""

    office: OfficeName
    recaps: list[RecapOnShow | None]
    quarters: list[Quarter]
    begun: Quarter

    @property
    def published(self) -> int:
        """How many are published."""
        return sum(row is not None and row.published_on is not None for row in self.recaps)

    @property
    def owed(self) -> int:
        """How many are to be published still."""
        return sum(
            one >= self.begun and (row is None or row.published_on is None)
            for one, row in zip(self.quarters, self.recaps, strict=True)
        )


@dataclass(frozen=True)
class RecapTable:
    """Offices × quarters. Quarters before any office was here are left out."""

    quarters: list[Quarter]
    rows: list[OfficeRecaps]


def quarters(*, now: datetime) -> list[Quarter]:
    """The last quarters that are over, the newest first."""
    return recaps.last_quarters(now=now)


def choices(*, now: datetime) -> list[Quarter]:
    """The quarter that runs and those before it, the newest first."""
    return [recaps.due(now=now).after(), *quarters(now=now)]


def recap_table(*, now: datetime) -> RecapTable:
    """Those that owe most first. A few queries."""
    last, begun, offices = quarters(now=now), begun_quarters(), office_names().values()
    shown = {(row.office_id, Quarter(row.year, row.quarter)): row for row in _shown(last)}
    first = min((begun[office.id] for office in offices), default=last[0])
    told = {quarter for _office, quarter in shown}
    asked = [one for one in last if one >= first or one in told]
    rows = [
        OfficeRecaps(office, [shown.get((office.id, one)) for one in asked], asked, begun[office.id])
        for office in offices
    ]
    return RecapTable(asked, sorted(rows, key=lambda row: (-row.owed, row.published)))
