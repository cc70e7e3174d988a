"""Keep the kabupaten's catalogue of service types."""

from collections.abc import Iterable

from django.db import transaction

from audit.changing import newest
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.keeping import subject_of
from servicetypes.models import ServiceType


@transaction.atomic
def install(definitions: Iterable[ServiceTypeDefinition]) -> int:
    """Add or renew service types by their code; returns how many. Runs in the public scope.

    What the kabupaten has changed stays as it is. Offices keep the definition they published with: a renewed
    type reaches them with their next version.
    """
    count = 0
    for definition in definitions:
        if newest(subject_of(definition.code)):
            continue
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
