"""The Buku Register: reads. Nothing here counts a whole book; a page is found by its place in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from commons.clock import wib
from commons.crypto import blind_index, current_key
from commons.nik import mask_nik
from commons.text import search_key
from documents import patterns
from documents.models import BookKind, BookYear, EntrySource, Letter, RegisterEntry
from documents.patterns import Rule
from documents.registers import RegisterRow
from lettercheck import queries as lettercheck
from standards import queries as standards

PAGE = 50
MOST_BY_NIK = 200
BATCH = 1_000


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which lines. Empty values leave a question open; `text` with a figure asks for numbers, else names."""

    year: int | None = None
    service: str = ""
    start: date | None = None
    end: date | None = None
    text: str = ""


@dataclass(frozen=True, order=True)
class Place:
    """Where a line stands: the book's year and the line's number in it."""

    year: int
    seq: int


def read_place(text: str) -> Place | None:
    """ "2026-17" as a place in the book; None for anything else."""
    year, _dash, seq = text.partition("-")
    good = all(part.isascii() and part.isdigit() and len(part) <= 9 for part in (year, seq))
    return Place(int(year), int(seq)) if good and int(year) < 10_000 and int(seq) < 2**31 else None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line with what only a screen needs: its file, and where it stands."""

    place: Place
    row: RegisterRow
    service_code: str
    file_id: UUID | None
    source: str
    letter_id: UUID | None = None


@dataclass(frozen=True)
class Page:
    """Lines, newest first, and whether there are newer and older ones."""

    lines: list[Line]
    newer: bool
    older: bool


def page(
    chosen: Filter, *, before: Place | None = None, after: Place | None = None, size: int = PAGE
) -> Page:
    """At most `size` lines: the newest, those right before (older than) a place, or right after it."""
    rows = _chosen(chosen)
    if after is not None:
        found = list(rows.filter(_beyond(after)).order_by("year", "seq")[: size + 1])
        lines = [_line(entry) for entry in reversed(found[:size])]
        return Page(lines, newer=len(found) > size, older=True)
    if before is not None:
        rows = rows.filter(_short_of(before))
    found = list(rows.order_by("-year", "-seq")[: size + 1])
    return Page([_line(entry) for entry in found[:size]], newer=before is not None, older=len(found) > size)


def by_nik(nik: str) -> list[Line]:
    """The newest lines of one person, at most `MOST_BY_NIK`."""
    index = blind_index(current_key(), nik, kind="nik")
    rows = RegisterEntry.objects.filter(nik_index=index).order_by("-year", "-seq")
    return [_line(entry) for entry in rows[:MOST_BY_NIK]]


def rows(chosen: Filter, *, most: int, masked: bool = True) -> Iterator[RegisterRow]:
    """Lines in the order of the book, fetched in batches; at most `most`. Use it up in the same scope."""
    found = _chosen(chosen).order_by("year", "seq")[:most].iterator(chunk_size=BATCH)
    return (_row(entry, masked=masked) for entry in found)


def exceeds(chosen: Filter, most: int) -> bool:
    """Whether there are more than `most` lines; counts no further than that."""
    return _chosen(chosen)[most : most + 1].exists()


def used_at(lines: Iterable[Line]) -> dict[UUID, list[str]]:
    """Which offices use the letters of these lines, by letter."""
    ids = [line.letter_id for line in lines if line.letter_id]
    codes = dict(Letter.objects.filter(id__in=ids).values_list("code", "id"))
    found: dict[UUID, list[str]] = {}
    for use in lettercheck.uses_of(codes):
        found.setdefault(codes[use.code], []).append(use.office_name)
    return found


def years() -> list[int]:
    """The years a Buku Register was kept, newest first."""
    kept = BookYear.objects.filter(kind=BookKind.REGISTER).values_list("year", flat=True)
    return sorted(kept, reverse=True)


def services() -> list[tuple[str, str]]:
    """(code, name) of services in the newest lines of this year's and last year's books, by name.

    Reads the last thousand lines only: a service nobody asked for since is found by its name.
    """
    newest = RegisterEntry.objects.order_by("-year", "-seq").values_list("service_code", "service_name")
    found = {code: name for code, name in reversed(newest[:BATCH]) if code}
    return sorted(found.items(), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Book:
    """A book of this year: the last number on paper before Loket, and the last one used."""

    kind: BookKind
    year: int
    begun_after: int
    last: int
    pattern: str = ""

    @property
    def in_use(self) -> bool:
        """Whether a number was taken here, so that the beginning is fixed."""
        return self.last != self.begun_after


def books(year: int) -> list[Book]:
    """The three books of a year, also those not yet begun: they will go on with last year's pattern."""
    rows = list(BookYear.objects.filter(year__lte=year).order_by("year"))
    known = {row.kind: row for row in rows if row.year == year}
    going_on = {row.kind: row.pattern for row in rows}
    return [_book(kind, year, known.get(kind.value), going_on.get(kind.value, "")) for kind in BookKind]


def book(kind: BookKind, year: int) -> Book:
    """One of them."""
    return next(each for each in books(year) if each.kind == kind)


def _book(kind: BookKind, year: int, row: BookYear | None, pattern: str) -> Book:
    begun_after, last = (row.begun_after, row.last) if row else (0, 0)
    return Book(kind, year, begun_after, last, pattern)


def read_last(kind: BookKind, year: int, typed: str) -> int | None:
    """The last number on paper as typed: figures, or a whole letter number as that year's book writes it;
    None for anything else."""
    if typed.isascii() and typed.isdigit() and len(typed) <= 9:
        return int(typed)
    if kind != BookKind.LETTER:
        return None
    held = patterns.held(book(kind, year).pattern, letter_rules())
    return patterns.read_whole(typed, held, year=year)


def letter_rules() -> list[Rule]:
    """How the services in force number their letters, by name: what holds while the book has no pattern."""
    return [Rule(name, rule.code, rule.pattern) for name, rule in standards.number_rules()]


def issued_numbers(year: int) -> Iterator[str]:
    """Every letter number of a year's book: drawn here, void ones too, or brought in from paper."""
    yield from Letter.objects.filter(year=year).values_list("number", flat=True).iterator(chunk_size=BATCH)
    yield from paper_numbers(year)


def paper_numbers(year: int) -> Iterator[str]:
    """The letter numbers of the lines brought in from paper, as written there."""
    lines = RegisterEntry.objects.filter(year=year, source=EntrySource.PAPER).exclude(number="")
    yield from lines.values_list("number", flat=True).iterator(chunk_size=BATCH)


def taken(places: Iterable[Place], numbers: Iterable[str]) -> tuple[set[Place], set[str]]:
    """Which of these places and letter numbers are in the book already."""
    wanted, asked = sorted(set(places)), sorted(set(numbers))
    there, used = set[Place](), set[str]()
    for year in {place.year for place in wanted}:
        entries = RegisterEntry.objects.filter(year=year)
        seqs = [place.seq for place in wanted if place.year == year]
        there |= {Place(year, seq) for seq in _among(entries, "seq", seqs)}
        used |= set(_among(entries, "number", asked))
        used |= set(_among(Letter.objects.filter(year=year), "number", asked))
    return there, used


def _among(entries: "models.QuerySet[Any]", column: str, values: list[int] | list[str]) -> Iterator[Any]:
    left = iter(values)
    while part := list(islice(left, BATCH)):
        yield from entries.filter(**{f"{column}__in": part}).values_list(column, flat=True)


def _chosen(chosen: Filter) -> "models.QuerySet[RegisterEntry]":
    found = RegisterEntry.objects.all()
    chosen = _bounded(chosen)
    if chosen.year is not None:
        found = found.filter(year=chosen.year)
    if chosen.start is not None:
        found = found.filter(date__gte=chosen.start, year__gte=chosen.start.year)
    if chosen.end is not None:
        found = found.filter(date__lte=chosen.end, year__lte=chosen.end.year)
    if chosen.service:
        found = found.filter(service_code=chosen.service)
    return found.filter(_matches(chosen.text)) if chosen.text else found


def _bounded(chosen: Filter) -> Filter:
    """The same lines; a period within one year names its book, so that the book's index serves."""
    if chosen.year is None and chosen.start and chosen.end and chosen.start.year == chosen.end.year:
        return replace(chosen, year=chosen.start.year)
    return chosen


def _matches(text: str) -> Q:
    if not any(sign.isdigit() for sign in text):
        return Q(search_name__contains=search_key(text))
    found = Q(number__icontains=text) | Q(receipt_number=text)
    return found | Q(seq=int(text)) if text.isascii() and text.isdigit() and len(text) <= 7 else found


def _short_of(place: Place) -> Q:
    return Q(year__lte=place.year) & (Q(year__lt=place.year) | Q(seq__lt=place.seq))


def _beyond(place: Place) -> Q:
    return Q(year__gte=place.year) & (Q(year__gt=place.year) | Q(seq__gt=place.seq))


def _line(entry: RegisterEntry) -> Line:
    return Line(
        place=Place(entry.year, entry.seq),
        row=_row(entry, masked=True),
        service_code=entry.service_code,
        file_id=entry.file_id,
        source=entry.source,
        letter_id=entry.letter_id,
    )


def _is_external(entry: RegisterEntry) -> bool:
    """Whether something made elsewhere was handed over (KTP-el): the book holds its receipt number."""
    return entry.letter_id is None and bool(entry.receipt_number) and entry.number == entry.receipt_number


def _row(entry: RegisterEntry, *, masked: bool) -> RegisterRow:
    nik = entry.nik or ""
    return RegisterRow(
        seq=entry.seq,
        dated=entry.date,
        number="" if _is_external(entry) else entry.number,
        receipt_number=entry.receipt_number,
        name=entry.name,
        nik=mask_nik(nik) if masked else nik,
        address=entry.address,
        village=entry.village,
        service=entry.service_name,
        purpose=entry.purpose,
        basis=entry.basis,
        signer=", ".join(part for part in (entry.signer_name, entry.signer_title) if part),
        received_by=entry.receiver,
        handed_over=wib(entry.handed_over_at).date() if entry.handed_over_at else None,
        state=entry.state,  # type: ignore[arg-type]  # its choices are EntryState
        note=entry.note,
    )
