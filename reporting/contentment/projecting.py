"""What offices publish is put where the kabupaten reads it, in the transaction of the signature."""

from datetime import datetime
from uuid import UUID

from contentment.models import PublishedResult
from satisfaction import watching
from satisfaction.watching import Published


def show(office_id: UUID, shown: Published, now: datetime) -> None:
    """In the office's scope; the same revision twice is one row."""
    row = PublishedResult(
        office_id=office_id,
        kind=shown.kind,
        year=shown.year,
        part=shown.part,
        opens=shown.opens,
        closes=shown.closes,
        revision=shown.revision,
        population=shown.population,
        sample_size=shown.sample_size,
        n=shown.tally.n,
        sums=dict(shown.tally.sums),
        squares=shown.tally.totals_squared or 0,
        digest=shown.digest,
        published_at=now,
    )
    PublishedResult.objects.bulk_create([row], ignore_conflicts=True)


def register_watcher() -> None:
    """Watch results."""
    watching.register(show)
