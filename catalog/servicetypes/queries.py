"""What offices have published, as the kabupaten sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from offices.scope import public_scope
from servicetypes.definition import NumberRule, ServiceTypeDefinition
from servicetypes.models import PublishedStandard, ServiceType


def published_counts() -> dict[UUID, int]:
    """How many services each office has in force."""
    rows = PublishedStandard.objects.values("office_id").annotate(count=Count("id"))
    return {row["office_id"]: row["count"] for row in rows}


def retired_codes() -> frozenset[str]:
    """The service types that no office may take over any more."""
    return frozenset(ServiceType.objects.filter(is_active=False).values_list("code", flat=True))


def service_types() -> list[ServiceType]:
    """The kabupaten's catalogue, in its order; retired ones last."""
    return list(ServiceType.objects.order_by("-is_active", "order", "name"))


def definition_in_use(code: str) -> ServiceTypeDefinition:
    """The kabupaten's definition of a service type as it stands now. Raises `ServiceType.DoesNotExist`."""
    return ServiceTypeDefinition.model_validate(ServiceType.objects.get(code=code).definition)


def number_rules() -> dict[str, tuple[str, NumberRule]]:
    """Code → (short name, rule) of every type that numbers letters, as the kabupaten keeps it now."""
    rows = ServiceType.objects.values_list("code", "definition__short_name", "definition__number")
    return {code: (name, NumberRule.model_validate(rule)) for code, name, rule in rows if rule}


def definitions() -> list[tuple[str, dict[str, Any]]]:
    """(name, definition) of every service type that is in use."""
    return list(ServiceType.objects.filter(is_active=True).values_list("name", "definition"))


@dataclass(frozen=True)
class Adoption:
    """A standard in force, as an office published it."""

    office: str
    slug: str
    code: str
    title: str
    number: str
    revision: str
    published_at: datetime
    cited: tuple[str, ...]


def adoptions(code: str = "") -> list[Adoption]:
    """Every standard in force, of one service type or of all, by office and title: from the projection
    only."""
    rows = PublishedStandard.objects.select_related("office", "service_type").defer("office__emblem")
    if code:
        rows = rows.filter(service_type__code=code)
    return [_adoption(row) for row in rows.order_by("office__kemendagri_code", "title")]


def offered_elsewhere(code: str) -> bool:
    """Whether more than one office has a standard in force for this service. One query."""
    with public_scope():
        rows = PublishedStandard.objects.filter(service_type__code=code).order_by()
        return rows.values("office_id").distinct().count() > 1


def _adoption(row: PublishedStandard) -> Adoption:
    control = row.document.get("control") or {}
    return Adoption(
        office=row.office.full_name,
        slug=row.office.slug,
        code=row.service_type.code,
        title=row.title,
        number=control.get("number") or "",
        revision=control.get("revision") or "",
        published_at=row.published_at,
        cited=tuple((row.document.get("dasar_hukum") or {}).get("cited") or ()),
    )
