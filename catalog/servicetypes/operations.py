"""Keep the kabupaten's catalogue of service types."""

from collections.abc import Iterable

from django.db import transaction

from servicetypes.definition import ServiceTypeDefinition
from servicetypes.models import ServiceType


@transaction.atomic
def install(definitions: Iterable[ServiceTypeDefinition]) -> int:
    """Add or renew service types by their code; returns how many. Runs in the public scope.

    Offices keep the definition they published with: a renewed type reaches them with their next version.
    """
    count = 0
    for definition in definitions:
        ServiceType.objects.update_or_create(
            code=definition.code,
            defaults={
                "family": definition.family,
                "name": definition.name,
                "short_name": definition.short_name,
                "aliases": list(definition.aliases),
                "authority": definition.authority,
                "product_kind": definition.product_kind,
                "definition": definition.model_dump(mode="json"),
            },
        )
        count += 1
    return count
