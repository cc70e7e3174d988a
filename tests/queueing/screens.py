"""Paired screens at work, for tests: a browser that is a kiosk or a TV of an office."""

from typing import Any

from django.test import Client

from commons import clock
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations, operations_devices
from queueing.device_access import COOKIES
from queueing.models import Device, DeviceKind, Roll, Ticket
from queueing.workflow import Action
from tests.applications.pages import Site
from tests.desk import address

KIOSK, TV = DeviceKind.KIOSK, DeviceKind.DISPLAY


def paired(site: Site, kind: DeviceKind = KIOSK, roll: Roll = Roll.MM80) -> Client:
    """A browser that has been paired as a screen of this kind."""
    _device, token = paired_device(site, kind, roll)
    browser = site.stranger()
    browser.cookies[COOKIES[kind]] = token
    return browser


def paired_device(site: Site, kind: DeviceKind = KIOSK, roll: Roll = Roll.MM80) -> tuple[Device, str]:
    """The same as a row and its token."""
    admin, now = site.people["admin"], clock.now()
    with office_scope(site.office):
        device = operations_devices.add_device(actor=admin, kind=kind, name="Uji", roll=roll, now=now)
        code, _until = operations_devices.pairing_code(actor=admin, device_id=device.id, now=now)
        done = operations_devices.pair(code=code, now=now)
    return done.device, done.token


def press(kiosk: Client, *services: str, key: Any = None, priority: str = "") -> Any:
    """Press "Ambil nomor antrean"; each press has a key of its own unless one is given."""
    typed = {
        "service": services or ("ktp-el",),
        "idempotency_key": str(key or new_id()),
        "priority": priority,
    }
    return kiosk.post(address("kiosk_issue"), typed)


def tickets(site: Site) -> list[Ticket]:
    """All tickets of the office, as they were taken."""
    with office_scope(site.office):
        return list(Ticket.objects.select_related("counter").order_by("date", "prefix", "seq"))


def act(site: Site, ticket: Ticket, action: Action, **more: Any) -> None:
    """Something a person at the counter does to a ticket."""
    with office_scope(site.office):
        operations.act(
            actor=site.people["counter"], ticket_id=ticket.id, action=action, now=clock.now(), **more
        )


def counter(site: Site, number: int = 2) -> Any:
    """A counter with this number."""
    with office_scope(site.office):
        return operations.save_counter(actor=site.people["admin"], number=number, now=clock.now())
