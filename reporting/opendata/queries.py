"""Reads of what everybody may know: offices, their published standards, and published figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from commons.clock import wib
from offices import hours
from offices.models import REHEARSAL, Contact, Domain, Level, Office, OfficeState
from offices.scope import public_scope
from opendata.comparing import OfficeStandard
from opendata.models import Release
from recommended.aligning import Row, align
from recommended.meaning import papers_of
from recommended.queries import Answer, answers, recommended
from servicetypes.models import PublishedStandard, ServiceType
from standards.document import StandardDocument

PUBLIC_STATES = frozenset({OfficeState.LIVE, OfficeState.SUSPENDED})


@dataclass(frozen=True)
class Asked:
    """Which offices. `everything`: also those that are not open to the public, for the kabupaten's roles."""

    level: str = ""
    parent: str = ""
    state: str = ""
    after: str = ""
    limit: int = 100
    everything: bool = False


@dataclass(frozen=True)
class OfficeFacts:
    """What everybody may know of an office; `former_hosts` and `unit_code` are the kabupaten's."""

    code: str
    slug: str
    level: Level
    name: str
    state: OfficeState
    parent: str
    hosts: list[str]
    contacts: list[dict[str, str]]
    hours: list[dict[str, Any]]
    services: list[dict[str, str]]
    former_hosts: list[str] = field(default_factory=list)
    unit_code: str = ""


def _visible(everything: bool) -> Any:
    rows = Office.objects.exclude(kemendagri_code__startswith=REHEARSAL).defer("emblem")
    return rows if everything else rows.filter(state__in=PUBLIC_STATES)


def offices(asked: Asked, *, today: date) -> tuple[list[OfficeFacts], bool]:
    """A page of offices by code, and whether more follow. Five queries."""
    with public_scope():
        rows = _visible(asked.everything)
        if asked.level:
            rows = rows.filter(level=asked.level)
        if asked.parent:
            rows = rows.filter(parent__kemendagri_code=asked.parent)
        if asked.state:
            rows = rows.filter(state=asked.state)
        page = list(
            rows.filter(kemendagri_code__gt=asked.after)
            .select_related("parent")
            .order_by("kemendagri_code")[: asked.limit + 1]
        )
        return _facts(page[: asked.limit], asked.everything, today), len(page) > asked.limit


def office(key: str, *, everything: bool, today: date) -> OfficeFacts | None:
    """One, by Kemendagri code or slug; a former slug finds nothing."""
    with public_scope():
        rows = _visible(everything).select_related("parent")
        found = list(rows.filter(Q(kemendagri_code=key) | Q(slug=key))[:1])
        return _facts(found, everything, today)[0] if found else None


def _facts(rows: Sequence[Office], everything: bool, today: date) -> list[OfficeFacts]:
    ids = [row.pk for row in rows]
    domains: dict[UUID, list[Domain]] = {}
    for domain in Domain.objects.filter(tenant__in=ids).order_by("-is_primary", "domain"):
        domains.setdefault(domain.tenant_id, []).append(domain)
    contacts: dict[UUID, list[dict[str, str]]] = {}
    for each in Contact.objects.filter(office__in=ids).order_by("order", "id"):
        contacts.setdefault(each.office_id, []).append(
            {"kind": each.kind, "shown": each.shown, "e164": each.e164, "purpose": each.purpose}
        )
    services = _services(ids)
    return [
        OfficeFacts(
            code=row.kemendagri_code,
            slug=row.slug,
            level=Level(row.level),
            name=row.full_name,
            state=OfficeState(row.state),
            parent=row.parent.kemendagri_code if row.parent else "",
            hosts=[each.domain for each in domains.get(row.pk, []) if each.is_primary],
            contacts=contacts.get(row.pk, []),
            hours=_week(row, today),
            services=services.get(row.pk, []),
            former_hosts=[each.domain for each in domains.get(row.pk, []) if not each.is_primary]
            if everything
            else [],
            unit_code=row.unit_code if everything else "",
        )
        for row in rows
    ]


def _services(ids: Sequence[UUID]) -> dict[UUID, list[dict[str, str]]]:
    rows = PublishedStandard.objects.filter(office__in=ids).order_by("service_type__code")
    found: dict[UUID, list[dict[str, str]]] = {}
    for office_id, code, name, title in rows.values_list(
        "office_id", "service_type__code", "service_type__name", "title"
    ):
        found.setdefault(office_id, []).append({"code": code, "name": name, "title": title})
    return found


def _week(row: Office, today: date) -> list[dict[str, Any]]:
    """The usual hours of each weekday on that day, Monday is 0."""
    calendar = hours.work_calendar(row.pk)
    found = []
    for weekday in range(7):
        usual = [one for one in calendar.usual if one.weekday == weekday and one.valid_from <= today]
        day = max(usual, key=lambda one: one.valid_from).hours if usual else None
        periods = day.periods() if day else []
        found.append({"weekday": weekday, "open": [f"{start:%H:%M}-{end:%H:%M}" for start, end in periods]})
    return found


@dataclass(frozen=True)
class ServiceName:
    """A service type that somebody has published a standard of, or may."""

    code: str
    name: str


def service_types() -> list[ServiceName]:
    """The kabupaten's catalogue, by name."""
    with public_scope():
        rows = ServiceType.objects.filter(is_active=True).order_by("name")
        return [ServiceName(row.code, row.name) for row in rows.only("code", "name")]


@dataclass(frozen=True)
class Standards:
    """The published standards of one service, by code of the office, and the offices that have none."""

    service: ServiceName
    found: list[OfficeStandard]
    without: list[tuple[str, str]]


def standards_of(code: str) -> Standards | None:
    """None for an unknown service. Two queries; reads the public projection only."""
    with public_scope():
        kind = ServiceType.objects.filter(code=code).only("code", "name").first()
        if kind is None:
            return None
        rows = list(_published().filter(service_type=kind))
        have = {row.office_id for row in rows}
        others = _visible(False).exclude(pk__in=have).order_by("kemendagri_code")
        without = [(row.kemendagri_code, row.full_name) for row in others]
    return Standards(ServiceName(kind.code, kind.name), [_standard(row) for row in rows], without)


@dataclass(frozen=True)
class Recommended:
    """What the kabupaten recommends to offices of a level."""

    level: str
    version: int
    source: str
    note: str
    document: StandardDocument


@dataclass(frozen=True)
class Beside:
    """Standards side by side. `chosen`: those looked at; `picked`: their codes, none where it is all; `rows`:
    their requirements aligned; `answers`: what offices said to what is recommended now, by code."""

    standards: Standards
    chosen: list[OfficeStandard]
    picked: frozenset[str]
    rows: list[Row]
    recommended: list[Recommended]
    answers: dict[str, Answer]


def beside(code: str, offices: Sequence[str] = ()) -> Beside | None:
    """A service over the offices named (none: all that have published it). None for an unknown service. Four
    queries, however many offices."""
    found = standards_of(code)
    if found is None:
        return None
    picked = frozenset(offices) & {one.code for one in found.found}
    chosen = [one for one in found.found if one.code in picked or not picked]
    ours = [
        Recommended(level, row.version, row.source, row.note, document)
        for level, document, row in recommended(code)
    ]
    asked = [paper for each in ours for paper in papers_of(each.document)] if ours else None
    rows = align({one.code: papers_of(one.document) for one in chosen}, asked)
    return Beside(found, chosen, picked, rows, ours, answers(code))


def _published() -> Any:
    rows = PublishedStandard.objects.filter(office__state__in=PUBLIC_STATES)
    return (
        rows.exclude(office__kemendagri_code__startswith=REHEARSAL)
        .select_related("office", "service_type")
        .defer("office__emblem", "service_type__definition")
        .order_by("office__kemendagri_code", "service_type__code")
    )


def _standard(row: PublishedStandard) -> OfficeStandard:
    return OfficeStandard(
        code=row.office.kemendagri_code,
        name=row.office.full_name,
        title=row.title,
        published_on=wib(row.published_at).date().isoformat(),
        document=StandardDocument.model_validate(row.document),
    )


def standard_rows() -> Iterator[dict[str, Any]]:
    """Every published standard in a line: what it promises, costs and gives."""
    with public_scope():
        rows = list(_published())
    for row in rows:
        one = _standard(row)
        yield {
            "kode_kantor": one.code,
            "kantor": one.name,
            "layanan": row.service_type.code,
            "nama_layanan": row.service_type.name,
            "judul": one.title,
            "terbit": one.published_on,
            "janji_waktu": one.document.waktu.short,
            "biaya_rupiah": one.document.biaya.rupiah,
            "produk": one.document.produk.name,
            "jumlah_persyaratan": sum(
                len(requirement.papers)
                for group in one.document.persyaratan.groups
                for requirement in group.requirements
            ),
        }


def releases() -> list[Release]:
    """The published months, the newest first, without their cells. One query."""
    with public_scope():
        return list(Release.objects.defer("cells").order_by("-month"))


def release(month: date) -> Release | None:
    """One published month."""
    with public_scope():
        return Release.objects.filter(month=month).first()


def latest() -> tuple[date | None, datetime | None]:
    """The newest published month, and when anything was published last."""
    with public_scope():
        found = Release.objects.aggregate(month=Max("month"), made_at=Max("made_at"))
    return found["month"], found["made_at"]
