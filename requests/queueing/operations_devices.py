"""Kiosks and TVs: added, paired with a code that works once, changed, revoked; and the text below TVs."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from commons.ids import public_code, read_code
from commons.text import clean_line
from queueing.models import Device, DeviceKind, Roll, ScreenText
from queueing.queries_devices import digest
from trail import operations as trail

CODE_LENGTH = 8
CODE_GOOD_FOR = timedelta(minutes=30)
SEEN_EVERY = timedelta(seconds=30)
LONGEST_NAME, LONGEST_LINE, MOST_LINES = 60, 200, 6
MOST_DEVICES = 40


class DeviceRefused(DomainError):
    """A device that cannot be so; `context["field"]` names the question."""

    def __init__(self, code: str, message: object, *, field: str = "") -> None:
        super().__init__(code, message, field=field)  # type: ignore[arg-type]  # a lazy text


@dataclass(frozen=True)
class Paired:
    """A device that has just been paired: its token is known to its browser alone from now on."""

    device: Device
    token: str


def add_device(
    *, actor: Actor, kind: DeviceKind, name: str, roll: Roll = Roll.NONE, sound: bool = True, now: datetime
) -> Device:
    """Name a kiosk or a TV; it works once it is paired. Raises `DeviceRefused`, `BadText`."""
    name = _name(name)
    if Device.objects.filter(revoked_at=None).count() >= MOST_DEVICES:
        message = _("Paling banyak 40 perangkat. Cabut yang tidak dipakai lagi.")
        raise DeviceRefused("too_many_devices", message)
    with transaction.atomic():
        device = Device.objects.create(kind=kind, name=name, roll=roll, sound=sound, created_at=now)
        _record("queue.device_added", device, actor, now)
    return device


def change_device(
    *, actor: Actor, device_id: UUID, name: str, roll: Roll, sound: bool, now: datetime
) -> Device:
    """Another name, printer or sound. Raises `DeviceRefused`, `BadText`."""
    name = _name(name)
    with transaction.atomic():
        device = _locked(device_id)
        device.name, device.roll, device.sound = name, roll, sound
        device.save(update_fields=["name", "roll", "sound"])
        _record("queue.device_changed", device, actor, now)
    return device


def pairing_code(*, actor: Actor, device_id: UUID, now: datetime) -> tuple[str, datetime]:
    """A code for pairing this device, and until when it is good; earlier ones end. Raises `DeviceRefused`.

    A device that is paired stays so until the code is used.
    """
    code = public_code(CODE_LENGTH)
    with transaction.atomic():
        device = _locked(device_id)
        device.code_digest, device.code_until = digest(code), now + CODE_GOOD_FOR
        device.save(update_fields=["code_digest", "code_until"])
        _record("queue.device_code_made", device, actor, now)
        return code, device.code_until


def pair(*, code: str, now: datetime) -> Paired:
    """Use a code up, from the browser of the device itself. Raises `DeviceRefused`, whatever is wrong."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        wanted = digest(read_code(code)[:CODE_LENGTH])
        device = (
            Device.objects.select_for_update()
            .filter(code_digest=wanted, code_until__gt=now, revoked_at=None)
            .first()
        )
        if device is None:
            message = _("Kode ini tidak ada, sudah dipakai, atau sudah lewat. Minta kode baru kepada admin.")
            raise DeviceRefused("bad_pairing_code", message, field="code")
        device.code_digest, device.code_until = "", None
        device.token_digest, device.paired_at, device.seen_at = digest(token), now, now
        device.save(update_fields=["code_digest", "code_until", "token_digest", "paired_at", "seen_at"])
        _record("queue.device_paired", device, None, now)
    return Paired(device, token)


def revoke(*, actor: Actor, device_id: UUID, now: datetime) -> Device:
    """The device is no longer ours: its next question is refused. Raises `DeviceRefused`."""
    with transaction.atomic():
        device = _locked(device_id)
        device.revoked_at, device.token_digest, device.code_digest = now, None, ""
        device.save(update_fields=["revoked_at", "token_digest", "code_digest"])
        _record("queue.device_revoked", device, actor, now)
    return device


def seen(*, device: Device, now: datetime) -> None:
    """The device is there; written at most every half minute."""
    if device.seen_at is None or abs(now - device.seen_at) >= SEEN_EVERY:
        Device.objects.filter(id=device.id).update(seen_at=now)


def set_running_text(*, actor: Actor, text: str, now: datetime) -> list[str]:
    """The lines that run below TVs. Raises `DeviceRefused` for too many, `BadText`."""
    lines = [line for each in text.splitlines() if (line := clean_line(each, max_length=LONGEST_LINE))]
    if len(lines) > MOST_LINES:
        raise DeviceRefused("too_many_lines", _("Paling banyak 6 baris."), field="running_text")
    with transaction.atomic():
        ScreenText.objects.update_or_create(only=True, defaults={"running": "\n".join(lines)})
        trail.record(action="queue.running_text_set", actor=actor, data={"lines": len(lines)}, now=now)
    return lines


def _name(text: str) -> str:
    name = clean_line(text, max_length=LONGEST_NAME)
    if not name:
        raise DeviceRefused("name_missing", _("Beri nama, misalnya “Kiosk pintu depan”."), field="name")
    return name


def _locked(device_id: UUID) -> Device:
    device = Device.objects.select_for_update().filter(id=device_id, revoked_at=None).first()
    if device is None:
        raise DeviceRefused("device_not_found", _("Perangkat itu tidak ada, atau sudah dicabut."))
    return device


def _record(action: str, device: Device, actor: Actor | None, now: datetime) -> None:
    data = {"name": device.name, "kind": device.kind}
    trail.record(action=action, actor=actor, subject=f"device:{device.id}", data=data, now=now)
