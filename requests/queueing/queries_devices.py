"""The office's screens: who is paired, and what they are told."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from offices.models import ContactKind
from offices.queries import contacts
from offices.scope import current_office
from queueing.models import Device, DeviceKind, ScreenText

COMPLAINT = "aduan"  # pengaduan, aduan
TOKEN_LENGTH = 43  # of 32 random bytes as URL-safe base 64


def digest(secret: str) -> str:
    """What is stored of a token or a pairing code."""
    return hashlib.sha256(secret.encode()).hexdigest()


def by_token(token: str, *, kind: DeviceKind) -> Device | None:
    """The device with this token, unless it was revoked or is of another kind."""
    if len(token) != TOKEN_LENGTH:
        return None
    return Device.objects.filter(token_digest=digest(token), kind=kind, revoked_at=None).first()


@dataclass(frozen=True)
class DeviceRow:
    """One device as the settings show it."""

    id: UUID
    kind: DeviceKind
    name: str
    roll: str
    sound: bool
    paired_at: datetime | None
    seen_at: datetime | None


def devices() -> list[DeviceRow]:
    """The devices in use, kiosks first."""
    return [row_of(each) for each in Device.objects.filter(revoked_at=None).order_by("-kind", "name", "id")]


def row_of(device: Device) -> DeviceRow:
    """A device as plain data."""
    return DeviceRow(
        id=device.id,
        kind=DeviceKind(device.kind),
        name=device.name,
        roll=device.roll,
        sound=device.sound,
        paired_at=device.paired_at,
        seen_at=device.seen_at,
    )


def device(device_id: UUID) -> DeviceRow | None:
    """One device in use."""
    found = Device.objects.filter(id=device_id, revoked_at=None).first()
    return row_of(found) if found else None


def running_texts() -> list[str]:
    """The lines that the office wrote for below its TVs."""
    row = ScreenText.objects.first()
    return row.running.splitlines() if row else []


def lines_below() -> list[str]:
    """What runs below a TV: the office's lines, then where to complain as its contacts say."""
    found = [
        _("Pengaduan: {shown}").format(shown=contact.shown)
        for contact in contacts(current_office().id)
        if contact.kind is ContactKind.COMPLAINT_SITE or COMPLAINT in contact.purpose.lower()
    ]
    return [*running_texts(), *found]
