"""What a recommendation can be taken from: an office's published standard, or Loket's own examples."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from offices.models import REHEARSAL
from offices.scope import public_scope
from servicetypes.models import PublishedStandard
from standards.adopting import models_for
from standards.document import StandardDocument

CATALOGUE = "catalogue"


@dataclass(frozen=True)
class Source:
    """`key` names it in a form: the office's Kemendagri code, or "catalogue"."""

    key: str
    words: str


def sources(service: str, level: str) -> list[Source]:
    """What there is for a service and a level, offices first."""
    with public_scope():
        rows = _published(service, level).values_list("office__kemendagri_code", "office__name", "title")
        found = [Source(code, f"{level.title()} {name}: {title}") for code, name, title in rows]
    if service in models_for(level):
        found.append(Source(CATALOGUE, _("Contoh dari katalog Loket")))
    return found


def document_from(source: str, service: str, level: str) -> StandardDocument | None:
    """The document of a source; None when there is none (any more)."""
    if source == CATALOGUE:
        return models_for(level).get(service)
    with public_scope():
        row = _published(service, level).filter(office__kemendagri_code=source).first()
    return StandardDocument.model_validate(row.document) if row else None


def _published(service: str, level: str) -> QuerySet[PublishedStandard]:
    rows = PublishedStandard.objects.filter(service_type__code=service, office__level=level)
    return rows.exclude(office__kemendagri_code__startswith=REHEARSAL).order_by("office__kemendagri_code")
