"""Writes by the office's admin: rules, channels with their secrets, words. Each is on the trail."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.errors import DomainError
from commons.ids import new_id
from commons.phones import PhoneKind, parse_phone
from commons.targets import read
from commons.text import clean_line, clean_text
from notifications import waking
from notifications.channels import ADAPTERS
from notifications.channels.base import Option
from notifications.kinds import AUTOMATIC, KINDS, WORDED, Channel, Kind
from notifications.models import ChannelSetting, MessagePolicy, MessageTemplate, OutMessage
from notifications.operations import MessageRefused, read_mail
from notifications.wording import Words, check
from offices.scope import current_office
from trail import operations as trail

DAYS = range(1, 91)
HOURS = range(1, 73)


class SettingRefused(DomainError):
    """The setting cannot be kept like this; nothing was changed. `context["field"]` names it."""


@transaction.atomic
def save_policy(
    *,
    quiet_from: time,
    quiet_to: time,
    not_collected_days: int,
    returned_days: int,
    unsigned_hours: int,
    told: Iterable[str],
    actor: Actor,
    now: datetime,
) -> None:
    """Keep the rules; `told`: the kinds that are told. Raises `SettingRefused`."""
    for field, value in (("not_collected_days", not_collected_days), ("returned_days", returned_days)):
        if value not in DAYS:
            raise SettingRefused("days", _("Antara 1 dan 90 hari."), field=field)
    if unsigned_hours not in HOURS:
        raise SettingRefused("hours", _("Antara 1 dan 72 jam."), field="unsigned_hours")
    off = sorted(set(WORDED) - set(told))
    values = {
        "quiet_from": quiet_from,
        "quiet_to": quiet_to,
        "not_collected_days": not_collected_days,
        "returned_days": returned_days,
        "unsigned_hours": unsigned_hours,
        "off": off,
        "changed_at": now,
        "changed_by": actor.name,
    }
    MessagePolicy.objects.update_or_create(only=True, defaults=values)
    data = {"quiet": f"{quiet_from:%H.%M}-{quiet_to:%H.%M}", "off": [str(kind) for kind in off]}
    trail.record(action="messages.policy_changed", actor=actor, data=data, now=now)


@transaction.atomic
def save_channel(
    *, channel: Channel, is_on: bool, typed: Mapping[str, str], actor: Actor, now: datetime
) -> None:
    """Keep a channel's settings. A secret left empty stays as it is. Raises `SettingRefused`, `BadTarget`."""
    if channel not in AUTOMATIC:
        raise SettingRefused("unknown_channel", _("Saluran ini tidak ada."))
    row = ChannelSetting.objects.select_for_update().filter(channel=channel).first()
    row = row or ChannelSetting(channel=channel, changed_at=now)
    secrets = dict(row.secrets or {})
    options: dict[str, str] = {}
    for option in ADAPTERS[channel].options:
        _keep(option, typed.get(option.name, ""), options, secrets, needed=is_on)
    row.is_on, row.options, row.secrets = is_on, options, secrets or None
    row.failures, row.failing_since, row.resting_until, row.last_words = 0, None, None, ""
    row.changed_at, row.changed_by = now, actor.name
    row.save()
    data = {"channel": channel.value, "on": is_on}
    trail.record(action="messages.channel_changed", actor=actor, data=data, now=now)
    waking.wake(current_office().id, at=now)


def _keep(
    option: Option, text: str, options: dict[str, str], secrets: dict[str, str], *, needed: bool
) -> None:
    value = clean_line(text, max_length=500)
    if option.secret:
        if value:
            secrets[option.name] = value
        kept = secrets.get(option.name, "")
    else:
        kept = options[option.name] = value or option.default
    if needed and option.required and not kept:
        raise SettingRefused("missing", _("Isi dulu sebelum saluran dinyalakan."), field=option.name)
    if kept and option.choices and kept not in {code for code, _label in option.choices}:
        raise SettingRefused("choice", _("Pilih salah satu dari daftar."), field=option.name)
    if kept and option.name in {"url", "base"}:
        try:
            read(kept)
        except DomainError as refusal:
            raise SettingRefused(refusal.code, refusal.message, field=option.name) from refusal


@transaction.atomic
def send_test(*, channel: Channel, to: str, actor: Actor, now: datetime) -> UUID:
    """A message to oneself by this channel, whether it is on or not; it leaves within seconds.

    Raises `MessageRefused`, `BadPhone`.
    """
    if channel not in AUTOMATIC:
        raise SettingRefused("unknown_channel", _("Saluran ini tidak ada."))
    way, kept = channel.value, to
    if channel is Channel.EMAIL:
        kept = read_mail(to)
    elif channel is Channel.CONSOLE:
        way, kept = Channel.EMAIL.value, "uji@contoh.go.id"
    else:
        phone = parse_phone(to)
        if phone.kind is not PhoneKind.MOBILE:
            text = _("Nomor telepon rumah tidak menerima WhatsApp atau SMS. Tulis nomor HP.")
            raise MessageRefused("landline", text, field="to")
        kept = phone.e164
    key = new_id()
    OutMessage.objects.create(
        id=key,
        kind=Kind.TEST,
        user_id=actor.user_id,
        once=f"T:{key.hex}",
        facts={"channel": channel.value, "way": way},
        to=kept,
        next_at=now,
        created_at=now,
    )
    waking.wake(current_office().id, at=now)
    return key


@transaction.atomic
def save_words(*, kind: Kind, channel: Channel, words: Words, actor: Actor, now: datetime) -> MessageTemplate:
    """A new version of the office's words; messages that left keep theirs. Raises `BadTemplate`."""
    kept = Words(
        text=clean_text(words.text),
        subject=clean_line(words.subject, max_length=150) if channel is Channel.EMAIL else "",
        wa_name=words.wa_name.strip(),
        wa_language=words.wa_language.strip() or "id",
        wa_params=words.wa_params,
    )
    check(kept, KINDS[kind].names)
    last = MessageTemplate.objects.filter(kind=kind, channel=channel).aggregate(last=Max("version"))["last"]
    whatsapp = channel is Channel.WHATSAPP
    row = MessageTemplate.objects.create(
        kind=kind,
        channel=channel,
        version=(last or 0) + 1,
        subject=kept.subject,
        text=kept.text,
        wa_name=kept.wa_name if whatsapp else "",
        wa_language=kept.wa_language if whatsapp else "",
        wa_params=list(kept.wa_params) if whatsapp else [],
        created_at=now,
        created_by=actor.name,
    )
    data: dict[str, Any] = {"kind": kind.value, "channel": channel.value, "version": row.version}
    trail.record(action="messages.template_changed", actor=actor, data=data, now=now)
    return row
