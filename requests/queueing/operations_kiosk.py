"""A kiosk gives a number: once for each press that a person meant, within the hours of the office."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from queueing import kiosk_rules, queries
from queueing.errors import NotInQueue
from queueing.issuing import Wanted, issue
from queueing.models import Device, Priority, Ticket
from queueing.queries_screens import door

MOST_SERVICES = 4


class TooSoon(DomainError):
    """This kiosk has given a number a moment ago, or many; none was given now. `last` is the latest one."""

    def __init__(self, *, wait: timedelta, last: str) -> None:
        self.seconds, self.last = max(1, -(-wait // timedelta(seconds=1))), last
        message = _(
            "Nomor baru saja diambil di layar ini. Coba lagi sesudah {n} detik; tidak ada yang terbuang."
        )
        super().__init__(
            "kiosk_too_soon", format_lazy(message, n=self.seconds), seconds=self.seconds, last=last
        )


class KioskClosed(DomainError):
    """No numbers at this hour."""

    def __init__(self) -> None:
        super().__init__("kiosk_closed", _("Loket tutup. Tidak ada nomor yang diberikan."))


@transaction.atomic
def take(*, device: Device, services: Sequence[str], priority: str, key: UUID, now: datetime) -> Ticket:
    """A number for these services (codes, one to `MOST_SERVICES`); the same key brings the same number.

    The device's row is locked: what is pressed on one kiosk at once is answered one after the other. Raises
    `NotInQueue` for a service without a queue, `KioskClosed`, `TooSoon`, and what `issue` raises
    (`DayClosed`); then no number is used.
    """
    row = Device.objects.select_for_update().get(id=device.id)
    # Of this kiosk alone: a key that another kiosk drew brings nobody's number here.
    own_key = f"{row.id.hex[-12:]}:{key}"
    earlier = Ticket.objects.filter(idempotency_key=own_key).first()
    if earlier is not None:
        return earlier
    wanted = _wanted(services)
    if not door(now=now).open:
        raise KioskClosed
    if wait := kiosk_rules.pause(row.issued, now):
        raise TooSoon(wait=wait, last=_last(row))
    first, *more = wanted
    ticket = issue(
        actor=None,
        service_code=first.code,
        service_name=first.name,
        more=more,
        priority=priority if priority in Priority.values else "",
        idempotency_key=own_key,
        now=now,
    )
    row.issued = [*kiosk_rules.recent(row.issued, now), now]
    row.save(update_fields=["issued"])
    return ticket


def _wanted(codes: Sequence[str]) -> list[Wanted]:
    offered = {service.code: service.name for service in queries.with_ticket()}
    chosen = list(dict.fromkeys(codes))[:MOST_SERVICES]
    if not chosen or any(code not in offered for code in chosen):
        raise NotInQueue
    return [Wanted(code=code, name=offered[code]) for code in chosen]


def _last(device: Device) -> str:
    """The number this kiosk gave last."""
    mine = Ticket.objects.filter(idempotency_key__startswith=f"{device.id.hex[-12:]}:")
    last = mine.order_by("-id").first()
    return queries.number_of(last) if last else ""
