"""Keep the kabupaten's catalogue of service types."""

from collections.abc import Iterable

from django.db import transaction

from audit.changing import newest
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.keeping import subject_of
from servicetypes.models import ServiceType

_RENEWED = ("family", "name", "short_name", "aliases", "authority", "product_kind", "definition")


@transaction.atomic
def install(definitions: Iterable[ServiceTypeDefinition]) -> int:
    """Add or renew service types by their code; returns how many. Runs in the public scope.

    What the kabupaten has changed stays as it is. Offices keep the definition they published with: a renewed
    type reaches them with their next version.
    """
    there = set(ServiceType.objects.values_list("code", flat=True))
    rows = [
        _row(definition)
        for definition in definitions
        if definition.code not in there or not newest(subject_of(definition.code))
    ]
    ServiceType.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=_RENEWED
    )
    return len(rows)


def _row(definition: ServiceTypeDefinition) -> ServiceType:
    return ServiceType(
        code=definition.code,
        family=definition.family,
        name=definition.name,
        short_name=definition.short_name,
        aliases=list(definition.aliases),
        authority=definition.authority,
        product_kind=definition.product_kind,
        definition=definition.model_dump(mode="json"),
    )
