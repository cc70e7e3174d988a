"""What the rules find: in the office's own standards, and over the whole kabupaten."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.utils.translation import get_language
from pydantic import ValidationError

from commons.clock import wib
from linting.checking.checks import check_kabupaten, check_office, check_standard
from linting.checking.context import Context
from linting.checking.findings import ORDER, Finding, Severity
from linting.checking.sheet import Sheet
from linting.checking.sheets_document import sheet_of_document
from linting.checking.sheets_sketch import sheet_of_sketch
from linting.checking.side_by_side import by_office
from linting.checking.version import rules_version
from linting.models import AcceptedFinding
from linting.places import places_of_kabupaten, towns_of_kabupaten
from offices.models import Office
from offices.scope import current_office
from regulations.queries import law_book
from servicetypes.models import PublishedStandard
from standards.document import StandardDocument
from standards.models import StandardVersion, VersionState

_ENDED = (VersionState.SUPERSEDED, VersionState.WITHDRAWN)
_KEPT_SECONDS = 86_400


@dataclass(frozen=True)
class Acceptance:
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Line:
    """A finding as pages show it, texts in the reader's language. `title` is the standard's."""

    code: str
    severity: str
    office: str
    service: str
    title: str
    place: str
    quote: str
    why: str
    mend: str
    key: str
    accepted: Acceptance | None = None


@dataclass(frozen=True)
class Counts:
    """Open findings by severity, and how many were accepted."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    accepted: int = 0


@dataclass(frozen=True)
class OfficeCounts:
    slug: str
    name: str
    standards: int
    counts: Counts


@dataclass(frozen=True)
class Overview:
    """`rules`: (code, severity, open findings, offices), the most frequent first."""

    offices: list[OfficeCounts]
    rules: list[tuple[str, str, int, int]]
    standards: int


def own_findings(*, now: datetime) -> list[Line]:
    """Of the office of this scope: for each service the newest version, draft or in force."""
    office = current_office()
    sheets = own_sheets(office)
    found = _check(sheets, _context(now))
    titles = {sheet.service: sheet.title for sheet in sheets}
    return _accepted([_line(one, titles) for one in found], _acceptances(office.id))


def own_sheets(office: Office) -> list[Sheet]:
    """The standards of the office of this scope, unfinished drafts too."""
    rows = StandardVersion.objects.select_related("standard").exclude(state__in=_ENDED)
    newest: dict[str, Sheet] = {}
    for row in rows.order_by("origin", "revision", "id"):
        code = row.standard.service_code
        newest[code] = _sheet(row.document, office.slug, code)
    return list(newest.values())


def overview(*, now: datetime) -> Overview:
    """Counts by office and by rule, of the standards in force."""
    lines = kabupaten_findings(now=now)
    standards = Counter(PublishedStandard.objects.values_list("office__slug", flat=True))
    by_office: dict[str, list[Line]] = {slug: [] for slug in standards}
    for line in lines:
        by_office.setdefault(line.office, []).append(line)
    offices = Office.objects.filter(slug__in=by_office).order_by("name", "slug")
    return Overview(
        [OfficeCounts(o.slug, o.full_name, standards[o.slug], count(by_office[o.slug])) for o in offices],
        _rules(lines),
        sum(standards.values()),
    )


def kabupaten_findings(*, now: datetime, processes: int = 1) -> list[Line]:
    """Everything on the standards in force of all offices, from the public projection only.

    More than one of `processes` is for commands, see `linting.checking.side_by_side`."""
    context = _context(now)
    offices: dict[str, list[Sheet]] = {}
    stamps: dict[str, list[str]] = {}
    for row in PublishedStandard.objects.select_related("office", "service_type").order_by("office", "id"):
        slug = row.office.slug
        offices.setdefault(slug, []).append(_sheet(row.document, slug, row.service_type.code))
        stamps.setdefault(slug, []).append(str(row.version_id))
    found = _cached(offices, stamps, context, processes)
    sheets = [sheet for mine in offices.values() for sheet in mine]
    titles = {(sheet.office, sheet.service): sheet.title for sheet in sheets}
    across = [
        _line(one, {one.service: titles.get((one.office, one.service), "")})
        for one in check_kabupaten(sheets, context)
    ]
    accepted: dict[str, dict[str, Acceptance]] = {}
    for kept in AcceptedFinding.objects.select_related("office"):
        accepted.setdefault(kept.office.slug, {})[kept.key] = _acceptance(kept)
    lines = [line for slug in offices for line in _accepted(found[slug], accepted.get(slug, {}))]
    return sorted([*lines, *across], key=_order)


def with_office(lines: Iterable[Line], names: dict[str, str]) -> list[Line]:
    """The lines with the office's name before the standard's title, for a list over several offices."""
    return [
        replace(
            line,
            title=f"{names.get(line.office, line.office)}: {line.title}",
            service=line.office + line.service,
        )
        for line in lines
    ]


def _cached(
    offices: dict[str, list[Sheet]], stamps: dict[str, list[str]], context: Context, processes: int
) -> dict[str, list[Line]]:
    """Findings by office, kept while standards, register, rules, day and language stay the same."""
    base = f"{context.today}:{get_language()}:{rules_version()}:{_digest(context)}"
    keys = {slug: "lint:" + sha256(f"{base}:{stamps[slug]}".encode()).hexdigest() for slug in offices}
    kept: dict[str, list[dict[str, Any]]] = cache.get_many(list(keys.values()))
    rows = {slug: kept[key] for slug, key in keys.items() if key in kept}
    unknown = {slug: sheets for slug, sheets in offices.items() if slug not in rows}
    fresh = dict(by_office(unknown, context, _rows, processes=processes))
    if fresh:
        cache.set_many({keys[slug]: mine for slug, mine in fresh.items()}, _KEPT_SECONDS)
    rows |= fresh
    return {slug: [Line(**row) for row in rows[slug]] for slug in offices}


def _rows(sheets: Sequence[Sheet], context: Context) -> list[dict[str, Any]]:
    """The findings on one office's standards as they are kept, in the active language."""
    titles = {sheet.service: sheet.title for sheet in sheets}
    return [asdict(_line(one, titles)) for one in _check(sheets, context)]


def _digest(context: Context) -> str:
    return sha256(repr(sorted(context.laws.entries.items())).encode()).hexdigest()


def _context(now: datetime) -> Context:
    return Context(
        today=wib(now).date(), laws=law_book(), places=places_of_kabupaten(), towns=towns_of_kabupaten()
    )


def _check(sheets: Sequence[Sheet], context: Context) -> list[Finding]:
    found = [one for sheet in sheets for one in check_standard(sheet, context)]
    return [*found, *(check_office(sheets, context) if len(sheets) > 1 else [])]


def _sheet(document: dict[str, Any], office: str, service: str) -> Sheet:
    try:
        whole = StandardDocument.model_validate(document)
    except ValidationError:
        return sheet_of_sketch(document, office=office, service=service)
    return sheet_of_document(whole, office=office, service=service)


def _line(one: Finding, titles: dict[str, str]) -> Line:
    return Line(
        code=one.code,
        severity=one.severity.value,
        office=one.office,
        service=one.service,
        title=titles.get(one.service, ""),
        place=one.place,
        quote=one.quote,
        why=str(one.why),
        mend=str(one.mend),
        key=one.key,
    )


def _acceptances(office_id: Any) -> dict[str, Acceptance]:
    return {row.key: _acceptance(row) for row in AcceptedFinding.objects.filter(office_id=office_id)}


def _acceptance(row: AcceptedFinding) -> Acceptance:
    return Acceptance(row.reason, row.accepted_by, row.accepted_at)


def _accepted(lines: Iterable[Line], accepted: dict[str, Acceptance]) -> list[Line]:
    return sorted((replace(line, accepted=accepted.get(line.key)) for line in lines), key=_order)


def _order(line: Line) -> tuple[object, ...]:
    return (ORDER[Severity(line.severity)], line.office, line.service, line.place, line.code)


def count(lines: Sequence[Line]) -> Counts:
    """Open findings by severity."""
    open_lines = Counter(line.severity for line in lines if line.accepted is None)
    return Counts(
        open_lines[Severity.ERROR],
        open_lines[Severity.WARNING],
        open_lines[Severity.INFO],
        sum(line.accepted is not None for line in lines),
    )


def _rules(lines: Iterable[Line]) -> list[tuple[str, str, int, int]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.accepted is None:
            found.setdefault(line.code, []).append(line)
    rows = [
        (code, mine[0].severity, len(mine), len({line.office for line in mine}))
        for code, mine in found.items()
    ]
    return sorted(rows, key=lambda row: (ORDER[Severity(row[1])], -row[2], row[0]))
