"""Trips: who was sent home and has not come back, and what was missing."""

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from applications.models import File
from commons.crypto import blind_index, current_key
from commons.nik import check_nik, mask_nik
from commons.phones import BadPhone, parse_phone
from queueing.models import Trip

MOST = 200
RANKED = 10


@dataclass(frozen=True)
class TripRow:
    """One trip. The NIK is masked; name and phone as given, for who works with files."""

    id: UUID
    day: date
    at: datetime
    service_code: str
    service_name: str
    missing: tuple[str, ...]
    note: str
    name: str
    phone: str
    masked_nik: str
    officer: str
    ticket_id: UUID | None
    closed_at: datetime | None
    closed_file_id: UUID | None


def open_trips() -> list[TripRow]:
    """Trips no later visit has closed yet, newest first; at most `MOST`."""
    return [_row(each) for each in Trip.objects.filter(closed_at=None).order_by("-at")[:MOST]]


@dataclass(frozen=True)
class TripFigures:
    """Of a span of days: people sent home, how many came back, files received, what was missing."""

    sent_home: int
    came_back: int
    files: int
    missing: tuple[tuple[str, int], ...]

    @property
    def visits_per_file(self) -> float | None:
        """How often people came for one file on average; None where no file was received."""
        return (self.files + self.came_back) / self.files if self.files else None


def trip_figures(*, start: datetime, end: datetime) -> TripFigures:
    """The trips begun, and those closed, between two instants; missing items most frequent first."""
    begun = Trip.objects.filter(at__gte=start, at__lt=end)
    counted = Tally(item["name"] for row in begun.values_list("missing", flat=True) for item in row)
    return TripFigures(
        sent_home=begun.count(),
        came_back=Trip.objects.filter(closed_at__gte=start, closed_at__lt=end).count(),
        files=File.objects.filter(received_at__gte=start, received_at__lt=end).count(),
        missing=tuple(counted.most_common(RANKED)),
    )


def trip(trip_id: UUID) -> TripRow | None:
    """One trip, open or closed."""
    found = Trip.objects.filter(id=trip_id).first()
    return _row(found) if found else None


def trips_of(query: str) -> list[TripRow]:
    """Open trips of the person with this NIK or telephone number, newest first: "pernah datang"."""
    key, wanted = current_key(), Q()
    nik = check_nik(query)
    if nik.ok:
        wanted = Q(nik_index=blind_index(key, nik.value, kind="nik"))
    else:
        try:
            wanted = Q(phone_index=blind_index(key, parse_phone(query).e164, kind="phone"))
        except BadPhone:
            return []
    return [_row(each) for each in Trip.objects.filter(wanted, closed_at=None).order_by("-at")[:MOST]]


def _row(trip: Trip) -> TripRow:
    return TripRow(
        id=trip.id,
        day=trip.day,
        at=trip.at,
        service_code=trip.service_code,
        service_name=trip.service_name,
        missing=tuple(item["name"] for item in trip.missing),
        note=trip.note,
        name=trip.name or "",
        phone=trip.phone or "",
        masked_nik=mask_nik(trip.nik) if trip.nik else "",
        officer=trip.actor_name,
        ticket_id=trip.ticket_id,
        closed_at=trip.closed_at,
        closed_file_id=trip.closed_file_id,
    )
