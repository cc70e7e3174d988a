"""Writes: what an office keeps itself (sections, contacts, hours, closures), and holidays by the kabupaten.

They run in the scope of the caller: an office's role can write its own rows only, the kabupaten's all.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons import worktime
from commons.errors import DomainError
from commons.phones import parse_phone
from commons.worktime import WeeklyHours
from offices import changes, hours
from offices.models import (
    NUMBERED,
    Closure,
    Contact,
    ContactKind,
    OpeningHours,
    Section,
    SpecialHours,
)

SITES = frozenset({ContactKind.WEBSITE, ContactKind.COMPLAINT_SITE})
_url = URLValidator(schemes=["https", "http"])


class BadDetail(DomainError):
    """What was typed is not usable; nothing was changed."""


def _text(value: str, what: str, longest: int) -> str:
    text = " ".join(value.split())
    if not text or len(text) > longest:
        message = _("{what} harus diisi, paling panjang {longest} karakter.")
        raise BadDetail("bad_text", format_lazy(message, what=what, longest=longest))
    return text


def _changed(office_id: UUID | None, since: date) -> None:
    """Open time has changed from that day on; without an office, everywhere."""
    hours.forget_calendars()
    transaction.on_commit(hours.forget_calendars)
    changes.mark(office_id=office_id, since=since)


@transaction.atomic
def set_sections(*, office_id: UUID, names: Sequence[str]) -> list[Section]:
    """Replace the sections by `names`, in this order; those that stay keep their id. Raises `BadDetail`."""
    wanted = [_text(name, str(_("Nama seksi")), 120) for name in names]
    if len(set(wanted)) < len(wanted):
        raise BadDetail("section_twice", _("Nama seksi tertulis dua kali."))
    Section.objects.filter(office_id=office_id).exclude(name__in=wanted).delete()
    return [
        Section.objects.update_or_create(office_id=office_id, name=name, defaults={"order": order})[0]
        for order, name in enumerate(wanted)
    ]


@transaction.atomic
def add_contact(
    *, office_id: UUID, kind: ContactKind, shown: str, purpose: str = "", order: int = 0
) -> Contact:
    """Add a contact as its document writes it; numbers also in E.164. Raises `BadDetail`, `BadPhone`."""
    shown = _text(shown, str(ContactKind(kind).label), 200)
    contact, _new = Contact.objects.update_or_create(
        office_id=office_id,
        kind=kind,
        shown=shown,
        defaults={"e164": _e164(kind, shown), "purpose": " ".join(purpose.split())[:120], "order": order},
    )
    return contact


def _e164(kind: ContactKind, shown: str) -> str:
    if kind in NUMBERED:
        return parse_phone(shown).e164
    try:
        if kind == ContactKind.EMAIL:
            validate_email(shown)
        if kind in SITES:
            _url(shown if "://" in shown else f"https://{shown}")
    except ValidationError as error:
        message = format_lazy(_("“{shown}” tidak dapat dipakai sebagai kontak ini."), shown=shown)
        raise BadDetail("bad_contact", message) from error
    return ""


@transaction.atomic
def remove_contact(*, office_id: UUID, contact_id: UUID) -> None:
    """Remove a contact. Raises `Contact.DoesNotExist`, also for another office's."""
    Contact.objects.get(office_id=office_id, pk=contact_id).delete()


@transaction.atomic
def set_opening_hours(*, office_id: UUID, week: WeeklyHours, valid_from: date) -> None:
    """Counter hours from `valid_from` on; what held before stays for what was promised before.

    `WeeklyHours` has been checked when it was made (`BadHours`).
    """
    for weekday, day in enumerate(week.days):
        OpeningHours.objects.update_or_create(
            office_id=office_id,
            weekday=weekday,
            valid_from=valid_from,
            defaults={
                "opens": day.opens if day else None,
                "closes": day.closes if day else None,
                "breaks": hours.breaks_json(day) if day else [],
            },
        )
    _changed(office_id, valid_from)


@transaction.atomic
def add_special_hours(
    *, office_id: UUID, name: str, from_date: date, to_date: date, days: Mapping[str, Any]
) -> SpecialHours:
    """Other hours for a range of dates; `days` as in `hours.parse_days`. Raises `BadHours`, `BadDetail`."""
    parsed = hours.parse_days(days)
    if to_date < from_date or not parsed:
        raise BadDetail("bad_range", _("Isi jam dan tanggal yang berurutan."))
    _changed(office_id, from_date)
    return SpecialHours.objects.create(
        office_id=office_id,
        name=_text(name, str(_("Nama")), 80),
        from_date=from_date,
        to_date=to_date,
        hours={str(weekday): hours.day_json(day) for weekday, day in parsed.items()},
    )


@transaction.atomic
def add_closure(
    *,
    office_id: UUID | None,
    from_date: date,
    to_date: date,
    reason: str,
    from_time: time | None = None,
    to_time: time | None = None,
) -> Closure:
    """The counter is closed; without an office, all are (kabupaten only). Raises `BadHours`, `BadDetail`."""
    reason = _text(reason, str(_("Alasan")), 200)
    worktime.Closure(from_date, to_date, reason, from_time, to_time)
    _changed(office_id, from_date)
    return Closure.objects.create(
        office_id=office_id,
        from_date=from_date,
        to_date=to_date,
        from_time=from_time,
        to_time=to_time,
        reason=reason,
    )


@transaction.atomic
def remove_closure(*, office_id: UUID | None, closure_id: UUID) -> None:
    """Remove a closure. Raises `Closure.DoesNotExist`, also for another office's; `BadDetail` for
    one that the kabupaten entered: it takes that back itself (`calendars.reopen`)."""
    whose = Q(office=None) if office_id is None else Q(office_id=office_id)
    closure = Closure.objects.get(whose, pk=closure_id)
    if closure.batch is not None:
        message = _("Hari tutup ini ditetapkan kabupaten. Hanya kabupaten yang dapat membatalkannya.")
        raise BadDetail("kabupaten_closure", message)
    closure.delete()
    _changed(office_id, closure.from_date)


@transaction.atomic
def remove_special_hours(*, office_id: UUID, special_id: UUID) -> None:
    """Remove other hours. Raises `SpecialHours.DoesNotExist`, also for another office's."""
    special = SpecialHours.objects.get(office_id=office_id, pk=special_id)
    special.delete()
    _changed(office_id, special.from_date)
