"""What intake asks of the ledger of trips (see `applications.arrivals`)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from applications.arrivals import Earlier
from applications.models import File
from queueing import operations, queries
from queueing.errors import NotFound


def find(query: str) -> Sequence[Earlier]:
    """Open trips of who has this NIK or telephone number."""
    return [Earlier(row.id, row.day, row.service_name, row.missing) for row in queries.trips_of(query)]


def came(file: File, now: datetime) -> None:
    """The applicant's own trips for this service end with the file."""
    operations.close_by_nik(
        nik_index=file.nik_index, service_code=file.service_code, file_id=file.id, now=now
    )


def same(visits: Sequence[UUID], file_id: UUID, now: datetime) -> None:
    """The trips that the officer ticked end with the file; one of nobody here is passed over."""
    for trip_id in visits:
        try:
            operations.close_by_hand(trip_id=trip_id, file_id=file_id, now=now)
        except NotFound:
            continue
