"""What offices have published, as the kabupaten sees it."""

from uuid import UUID

from django.db.models import Count

from servicetypes.models import PublishedStandard


def published_counts() -> dict[UUID, int]:
    """How many services each office has in force."""
    rows = PublishedStandard.objects.values("office_id").annotate(count=Count("id"))
    return {row["office_id"]: row["count"] for row in rows}
