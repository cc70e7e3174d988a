"""The office's standards, as they are in force."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from servicetypes.definition import NumberRule, ServiceTypeDefinition
from standards.document import StandardDocument
from standards.models import Pledge, PledgeKind, StandardVersion, VersionState


class NoSuchService(DomainError):
    """The office has no standard in force for this service."""

    def __init__(self, code: str) -> None:
        super().__init__("service_unknown", _("Kantor ini tidak mempunyai layanan itu."), service=code)


@dataclass(frozen=True)
class ServiceRow:
    """A service of the office, for lists: what it is called, what it promises and costs."""

    code: str
    name: str
    short_name: str
    title: str
    product_kind: str
    product: str
    promise: str
    fee: int
    has_ticket: bool
    version_id: UUID


@dataclass(frozen=True)
class BriefService:
    """A service as a queue knows it."""

    code: str
    name: str
    has_ticket: bool


@dataclass(frozen=True)
class PublishedService:
    """A standard in force, parsed: the whole document and the service type's definition."""

    version_id: UUID
    revision: int
    published_at: datetime
    document: StandardDocument
    definition: ServiceTypeDefinition


def published_version(code: str) -> StandardVersion:
    """The version in force for a service. Raises `NoSuchService`."""
    row = _published().filter(standard__service_code=code).first()
    if row is None:
        raise NoSuchService(code)
    return row


def published_id(code: str) -> UUID:
    """The id of the version in force, without its long documents. Raises `NoSuchService`."""
    found = _published().filter(standard__service_code=code).values_list("id", flat=True).first()
    if found is None:
        raise NoSuchService(code)
    return found


def services() -> list[ServiceRow]:
    """Every service the office offers, by name."""
    return sorted((_row(version) for version in _published()), key=lambda row: row.name)


def names() -> list[tuple[str, str]]:
    """(code, name) of every service, in the order of `services`, without its long documents."""
    found = _published().values_list("program__code", "program__name")
    return sorted(found, key=lambda pair: pair[1])


def briefly() -> list[BriefService]:
    """Every service in the order of `services`, without its long documents: a kiosk asks for each page."""
    found = _published().values_list("program__code", "program__name", "document__prosedur__ticket")
    return sorted(
        (BriefService(code, name, bool(has)) for code, name, has in found), key=lambda row: row.name
    )


def number_rules() -> list[tuple[str, NumberRule]]:
    """(short name, rule) of every service in force that numbers letters, by name; without its documents."""
    found = _published().values_list("program__short_name", "program__number")
    kept = [(name, NumberRule.model_validate(rule)) for name, rule in found if rule]
    return sorted(kept, key=lambda pair: pair[0])


def service(code: str) -> PublishedService:
    """One service with its whole standard. Raises `NoSuchService`."""
    return _parsed(published_version(code))


def whole() -> list[PublishedService]:
    """Every service with its whole standard, in the order of `services`."""
    return sorted(map(_parsed, _published()), key=lambda found: found.definition.name)


def _parsed(row: StandardVersion) -> PublishedService:
    assert row.published_at is not None
    return PublishedService(
        version_id=row.id,
        revision=row.revision,
        published_at=row.published_at,
        document=StandardDocument.model_validate(row.document),
        definition=ServiceTypeDefinition.model_validate(row.program),
    )


def pledges() -> list[Pledge]:
    """What the office promises besides its standards: the newest version of each kind, in their order."""
    newest = {row.kind: row for row in Pledge.objects.order_by("version")}
    return [newest[kind] for kind in PledgeKind if kind in newest]


def pledge_versions(kind: PledgeKind) -> list[Pledge]:
    """Every version of a pledge, the newest first."""
    return list(Pledge.objects.filter(kind=kind).order_by("-version"))


def _published() -> models.QuerySet[StandardVersion]:
    return StandardVersion.objects.select_related("standard").filter(state=VersionState.PUBLISHED)


def _row(version: StandardVersion) -> ServiceRow:
    document = StandardDocument.model_validate(version.document)
    definition = ServiceTypeDefinition.model_validate(version.program)
    return ServiceRow(
        code=definition.code,
        name=definition.name,
        short_name=definition.short_name,
        title=version.title,
        product_kind=definition.product_kind,
        product=document.produk.name,
        promise=document.waktu.short,
        fee=document.biaya.rupiah,
        has_ticket=document.prosedur.ticket,
        version_id=version.id,
    )
