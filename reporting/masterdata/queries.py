"""What the pages of the master data show, put together from the catalogue's apps."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from commons.holidays_id import HolidayKind, national_days
from commons.indonesian import day_name
from indicators.models import OpenFiles
from offices import calendars
from offices.models import (
    REHEARSAL,
    HolidayChange,
    HolidayOverride,
    HolidaySort,
    Job,
    JobKind,
    JobState,
    Office,
)
from regulations.citations import parse_citation
from regulations.models import Amendment, Delegation, Instrument, InstrumentStatus
from servicetypes.queries import Adoption, adoptions, definitions

SOON = timedelta(days=60)
OVER = frozenset({InstrumentStatus.REVOKED, InstrumentStatus.OUTDATED})


@dataclass(frozen=True)
class HolidayLine:
    """A day of the year's list. `origin`: "" as the package has it, "ADD" or "REMOVE" by a decree."""

    day: date
    weekday: str
    name: str
    kind: str
    estimated: bool
    origin: str
    source: str


def year_of(year: int) -> list[HolidayLine]:
    """All days of a year that are or were free, by date."""
    changes = {row.date: row for row in calendars.overrides(year)}
    known = national_days(year)
    return [_line(day, changes.get(day), known) for day in sorted({*known, *changes})]


def _line(day: date, row: HolidayOverride | None, known: object) -> HolidayLine:
    if row is not None:
        kind, name, estimated = HolidaySort(row.kind), row.name, False
    else:
        found = national_days(day.year)[day]
        kind, name, estimated = HolidaySort(found.kind), found.name, found.estimated
    return HolidayLine(
        day=day,
        weekday=day_name(day),
        name=name,
        kind=str(kind.label),
        estimated=estimated,
        origin=row.change if row else "",
        source=row.source if row else "",
    )


def year_is_known(year: int) -> bool:
    """Whether a year's cuti bersama are there: by the package or by what the kabupaten entered."""
    if any(day.kind is HolidayKind.JOINT_LEAVE for day in national_days(year).values()):
        return True
    rows = calendars.overrides(year)
    return any(row.change == HolidayChange.ADD and row.kind == HolidaySort.JOINT_LEAVE for row in rows)


def job(job_id: UUID) -> Job | None:
    """A job of the calendar."""
    return Job.objects.filter(pk=job_id, kind=JobKind.CALENDAR).first()


def last_jobs(limit: int = 5) -> list[Job]:
    """The newest jobs of the calendar."""
    return list(Job.objects.filter(kind=JobKind.CALENDAR).order_by("-created_at")[:limit])


def unfinished(row: Job) -> bool:
    """Whether it still waits or runs."""
    return row.state in {JobState.WAITING, JobState.RUNNING}


@dataclass(frozen=True)
class InstrumentLine:
    """An instrument in the list, and how many standards in force cite it."""

    key: str
    cited_as: str
    title: str
    status: str
    words: str
    standards: int


def citing() -> dict[str, list[tuple[Adoption, str]]]:
    """By key: the standards in force that cite it, with the words of the citation. Reads the public
    projection only."""
    found: dict[str, list[tuple[Adoption, str]]] = {}
    for standard in adoptions():
        for text in standard.cited:
            citation = parse_citation(text)
            if citation is not None and citation.key:
                found.setdefault(citation.key, []).append((standard, text))
    return found


def instruments(
    *, text: str = "", status: str = "", kind: str = "", cited: bool = False
) -> list[InstrumentLine]:
    """The register, the newest first; each word of `text` stands in the citation or the title."""
    rows = Instrument.objects.order_by("-year", "kind", "number")
    if status in InstrumentStatus.values:
        rows = rows.filter(status=status)
    if kind:
        rows = rows.filter(kind=kind)
    standards, words = citing(), text.casefold().split()
    lines = [
        _instrument(row, len({a.slug + a.code for a, _text in standards.get(row.key, ())})) for row in rows
    ]
    return [
        line
        for line in lines
        if all(word in f"{line.cited_as} {line.title}".casefold() for word in words)
        and (not cited or line.standards)
    ]


def _instrument(row: Instrument, standards: int) -> InstrumentLine:
    status = InstrumentStatus(row.status)
    return InstrumentLine(row.key, cited_as(row), row.title, str(status), str(status.label), standards)


def cited_as(row: Instrument) -> str:
    """ "Undang-Undang Nomor 23 Tahun 2014"; the year once."""
    tail = "" if row.year is None or row.number.endswith(f"/{row.year}") else f" Tahun {row.year}"
    return f"{row.kind} Nomor {row.number}{tail}"


def kinds() -> list[str]:
    """The kinds of instruments that the register has."""
    return list(Instrument.objects.order_by("kind").values_list("kind", flat=True).distinct())


def instrument(key: str) -> Instrument | None:
    """One of the register."""
    return Instrument.objects.filter(key=key).first()


def names() -> dict[str, str]:
    """Every instrument as it is cited, by key."""
    rows = Instrument.objects.order_by("-year", "kind", "number")
    return {row.key: f"{cited_as(row)} tentang {row.title}" for row in rows}


@dataclass(frozen=True)
class Relations:
    """What changes an instrument and what it changes itself."""

    amended_by: list[Amendment]
    amends: list[Amendment]
    revokes: list[Instrument]


def relations(row: Instrument) -> Relations:
    """The relations of an instrument."""
    pairs = Amendment.objects.select_related("instrument", "by").order_by("since", "id")
    return Relations(
        amended_by=list(pairs.filter(instrument=row)),
        amends=list(pairs.filter(by=row)),
        revokes=list(Instrument.objects.filter(status_by=row.key).order_by("year")),
    )


@dataclass(frozen=True)
class Hit:
    """A standard in force that cites an instrument which is not in force any more."""

    standard: Adoption
    key: str
    text: str
    words: str


def impact() -> list[Hit]:
    """Every standard in force that rests on what was revoked or overtaken, by office."""
    over = {row.key: row for row in Instrument.objects.filter(status__in=OVER)}
    hits = [
        Hit(standard, key, text, str(InstrumentStatus(over[key].status).label))
        for key, found in citing().items()
        if key in over
        for standard, text in found
    ]
    return sorted(hits, key=lambda hit: (hit.standard.office, hit.standard.title))


@dataclass(frozen=True)
class Touched:
    """What falls with an instrument besides standards. `offices`: whose head signs under it, with the letters
    that wait there; `letters`: service types whose letter words name it; `files`: open files by standard."""

    offices: list[tuple[str, int]]
    letters: list[str]
    files: list[tuple[str, str, int]]

    @property
    def open(self) -> int:
        return sum(count for _office, _title, count in self.files)


def touched(row: Instrument, *, today: date) -> Touched:
    """Of one instrument. Open files come from the read model: no page walks the offices."""
    lying = {(one.office_id, one.service_code): one.open for one in OpenFiles.objects.filter(open__gt=0)}
    offices = {office.slug: office.id for office in Office.objects.only("id", "slug")}
    files = [
        (standard.office, standard.title, lying.get((offices[standard.slug], standard.code), 0))
        for standard, _text in citing().get(row.key, [])
    ]
    under = _real(Delegation.objects.select_related("office")).filter(
        Q(to_date__isnull=True) | Q(to_date__gte=today), instrument=row, from_date__lte=today
    )
    return Touched(
        sorted((one.office.full_name, lying.get((one.office_id, ""), 0)) for one in under),
        sorted(name for name, definition in definitions() if _names(definition, row)),
        [each for each in files if each[2]],
    )


def _names(definition: dict[str, Any], row: Instrument) -> bool:
    """Whether the letter words give the number of the instrument, however spaced."""
    words = " ".join(json.dumps(definition, ensure_ascii=False).split())
    year = rf"\s+(?:Tahun|Th\.?)\s*{row.year}" if row.number.isdigit() else ""
    return re.search(rf"(?<![\d/.]){re.escape(row.number)}{year}(?![\d/])", words) is not None


@dataclass(frozen=True)
class DelegationRow:
    """An authority given to an office, and how it stands today."""

    id: UUID
    office: str
    office_id: UUID
    instrument: str
    key: str
    from_date: date
    to_date: date | None
    note: str
    is_example: bool
    tone: str
    state: str


def delegations(*, today: date, office_id: UUID | None = None) -> list[DelegationRow]:
    """Who was given which authority, by office, the newest first; a rehearsal's is none."""
    rows = _real(Delegation.objects.select_related("office", "instrument").defer("office__emblem"))
    if office_id is not None:
        rows = rows.filter(office_id=office_id)
    return [_delegation(row, today) for row in rows.order_by("office__kemendagri_code", "-from_date")]


def _real(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    return rows.exclude(office__kemendagri_code__startswith=REHEARSAL)


def delegation(delegation_id: UUID) -> Delegation | None:
    """One of them."""
    rows = _real(Delegation.objects.select_related("office", "instrument").defer("office__emblem"))
    return rows.filter(pk=delegation_id).first()


def _delegation(row: Delegation, today: date) -> DelegationRow:
    state = delegation_state(row, today)
    tones = {"IN_FORCE": "good", "SOON": "warn", "OVER": "bad", "REVOKED": "bad", "LATER": "plain"}
    return DelegationRow(
        id=row.pk,
        office=row.office.full_name,
        office_id=row.office.pk,
        instrument=cited_as(row.instrument),
        key=row.instrument.key,
        from_date=row.from_date,
        to_date=row.to_date,
        note=row.note,
        is_example=row.is_example,
        tone=tones[state],
        state=state,
    )


def delegation_state(row: Delegation, today: date) -> str:
    """IN_FORCE, SOON (ends within 60 days), OVER, REVOKED with its instrument, or LATER."""
    instrument = row.instrument
    if instrument.status == InstrumentStatus.REVOKED and (
        instrument.status_since is None or instrument.status_since <= today
    ):
        return "REVOKED"
    if row.from_date > today:
        return "LATER"
    if row.to_date is None:
        return "IN_FORCE"
    if row.to_date < today:
        return "OVER"
    return "SOON" if row.to_date - today <= SOON else "IN_FORCE"


def without_authority(rows: Iterable[DelegationRow]) -> list[str]:
    """The offices at work that nothing gives authority to today."""
    held = {row.office_id for row in rows if row.state in {"IN_FORCE", "SOON"}}
    return [office.full_name for office in calendars.served() if office.pk not in held]
