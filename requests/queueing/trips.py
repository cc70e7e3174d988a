"""The ledger of trips: who was sent home without a file, what was missing, which later visit closed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.clock import wib
from commons.crypto import blind_index, current_key
from commons.nik import check_nik
from commons.phones import BadPhone, parse_phone
from commons.text import clean_line
from queueing import visits
from queueing.errors import KeyUsed, NotFound, SettingRefused
from queueing.issuing import Wanted
from queueing.models import Counter, Ticket, Trip
from queueing.recording import Doer, tell

LONGEST_NAME, LONGEST_NOTE, LONGEST_ITEM, MOST_ITEMS = 120, 300, 200, 60
BY_NIK, BY_HAND = "NIK", "HAND"


@dataclass(frozen=True, kw_only=True)
class MissingItem:
    """A paper of the published standard that was not there."""

    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class SentHome:
    """What the counter says of it. Name, phone and NIK may be empty; `nik` is 16 digits."""

    service: Wanted
    missing: Sequence[MissingItem]
    note: str = ""
    name: str = ""
    phone: str = ""
    nik: str = ""
    ticket_id: UUID | None = None
    counter_id: UUID | None = None


def send_home(*, actor: Actor, said: SentHome, idempotency_key: str | None = None, now: datetime) -> Trip:
    """Count a person sent home without a file; a ticket that is named goes on or is done. The same key counts
    once. Raises `SettingRefused` (`field` missing, nik or phone), `BadText`, `KeyUsed`: nothing is kept."""
    if (earlier := _earlier(idempotency_key, said)) is not None:
        return earlier
    trip = _trip(actor, said, idempotency_key, now)
    try:
        with transaction.atomic():
            trip.save(force_insert=True)
            if said.ticket_id is not None:
                counter = Counter.objects.filter(id=said.counter_id).first() if said.counter_id else None
                doer = Doer.of(actor, counter)
                visits.send_home(ticket_id=said.ticket_id, service=said.service, doer=doer, now=now)
            tell(now)
    except IntegrityError:
        earlier = _earlier(idempotency_key, said)
        if earlier is None:
            raise
        return earlier
    return trip


def _earlier(key: str | None, said: SentHome) -> Trip | None:
    found = Trip.objects.filter(idempotency_key=key).first() if key else None
    if found is not None and found.service_code != said.service.code:
        raise KeyUsed
    return found


def _trip(actor: Actor, said: SentHome, key: str | None, now: datetime) -> Trip:
    note = clean_line(said.note, max_length=LONGEST_NOTE)
    missing = [
        {"key": item.key, "name": clean_line(item.name, max_length=LONGEST_ITEM)}
        for item in said.missing[:MOST_ITEMS]
    ]
    if not missing and not note:
        raise SettingRefused(
            "missing_items", _("Tandai apa yang kurang, atau tulis alasannya."), field="missing"
        )
    nik, phone = _nik(said.nik), _phone(said.phone)
    office_key = current_key()
    return Trip(
        day=wib(now).date(),
        at=now,
        service_code=said.service.code,
        service_name=said.service.name,
        missing=missing,
        note=note,
        name=clean_line(said.name, max_length=LONGEST_NAME) or None,
        phone=phone or None,
        phone_index=blind_index(office_key, phone, kind="phone") if phone else "",
        nik=nik or None,
        nik_index=blind_index(office_key, nik, kind="nik") if nik else "",
        ticket=Ticket.objects.filter(id=said.ticket_id).first() if said.ticket_id else None,
        actor_id=actor.user_id,
        actor_name=actor.name,
        idempotency_key=key,
    )


def _nik(text: str) -> str:
    if not text.strip():
        return ""
    checked = check_nik(text)
    if not checked.ok:
        raise SettingRefused("nik", checked.errors[0].message, field="nik")
    return checked.value


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return parse_phone(text).e164
    except BadPhone as refused:
        raise SettingRefused("phone", refused.message, field="phone") from refused


def close_by_nik(*, nik_index: str, service_code: str, file_id: UUID, now: datetime) -> int:
    """The person has come back with a file: their open trips for the service are closed. Says how many."""
    if not nik_index:
        return 0
    found = Trip.objects.filter(closed_at=None, nik_index=nik_index, service_code=service_code)
    closed = found.update(closed_at=now, closed_file_id=file_id, closed_how=BY_NIK)
    if closed:
        tell(now)
    return closed


@transaction.atomic
def close_by_hand(*, trip_id: UUID, file_id: UUID, now: datetime) -> Trip:
    """The officer knows that this file is the later visit. Raises `NotFound`; one closed before stays so."""
    trip = Trip.objects.select_for_update().filter(id=trip_id).first()
    if trip is None:
        raise NotFound("trip_not_found")
    if trip.closed_at is None:
        same_person = Q(id=trip.id)
        if trip.nik_index:
            same_person |= Q(nik_index=trip.nik_index, service_code=trip.service_code)
        elif trip.phone_index:
            same_person |= Q(phone_index=trip.phone_index, service_code=trip.service_code)
        Trip.objects.filter(same_person, closed_at=None).update(
            closed_at=now, closed_file_id=file_id, closed_how=BY_HAND
        )
        trip.refresh_from_db()
        tell(now)
    return trip
