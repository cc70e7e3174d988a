"""What an office admin changes about the office: the change and its line on the trail, both or neither."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.worktime import WeeklyHours
from documents.office_settings import hours_changed
from documents.office_settings.pictures import check_emblem
from offices import details
from offices import operations as offices
from offices.models import Closure, Contact, ContactKind, PaperSize, Section, SpecialHours
from regulations import retention
from regulations.retention import Due, RetentionRefused
from trail import operations as trail


@transaction.atomic
def set_hours(*, actor: Actor, office_id: UUID, week: WeeklyHours, valid_from: date, now: datetime) -> None:
    """Counter hours from a day on. What was promised before is measured by what held before."""
    details.set_opening_hours(office_id=office_id, week=week, valid_from=valid_from)
    hours_changed.tell()
    _record(actor, "settings.hours_changed", now, valid_from=valid_from.isoformat())


@transaction.atomic
def add_special(
    *,
    actor: Actor,
    office_id: UUID,
    name: str,
    from_date: date,
    to_date: date,
    days: Mapping[str, Any],
    now: datetime,
) -> SpecialHours:
    """Other hours for a range of dates. Raises `BadHours`, `BadDetail`."""
    row = details.add_special_hours(
        office_id=office_id, name=name, from_date=from_date, to_date=to_date, days=days
    )
    span = {"from": from_date.isoformat(), "to": to_date.isoformat()}
    hours_changed.tell()
    _record(actor, "settings.special_added", now, name=row.name, **span)
    return row


@transaction.atomic
def remove_special(*, actor: Actor, office_id: UUID, special_id: UUID, now: datetime) -> None:
    """Take other hours away. Raises `SpecialHours.DoesNotExist`, also for another office's."""
    details.remove_special_hours(office_id=office_id, special_id=special_id)
    hours_changed.tell()
    _record(actor, "settings.special_removed", now, id=str(special_id))


@transaction.atomic
def add_closure(
    *,
    actor: Actor,
    office_id: UUID,
    from_date: date,
    to_date: date,
    from_time: time | None,
    to_time: time | None,
    reason: str,
    now: datetime,
) -> Closure:
    """Close the counter for days, or for hours of each. Raises `BadHours`, `BadDetail`."""
    row = details.add_closure(
        office_id=office_id,
        from_date=from_date,
        to_date=to_date,
        from_time=from_time,
        to_time=to_time,
        reason=reason,
    )
    span = {"from": from_date.isoformat(), "to": to_date.isoformat()}
    hours_changed.tell()
    _record(actor, "settings.closure_added", now, reason=row.reason, **span)
    return row


@transaction.atomic
def remove_closure(*, actor: Actor, office_id: UUID, closure_id: UUID, now: datetime) -> None:
    """Open again. Raises `Closure.DoesNotExist`, `BadDetail` for the kabupaten's own."""
    details.remove_closure(office_id=office_id, closure_id=closure_id)
    hours_changed.tell()
    _record(actor, "settings.closure_removed", now, id=str(closure_id))


@transaction.atomic
def set_letterhead(
    *,
    actor: Actor,
    office_id: UUID,
    lines: Mapping[str, str],
    unit_code: str,
    paper_size: PaperSize,
    now: datetime,
) -> None:
    """Change the kop, the unit code and the paper; from then on they are no example. Raises `BadLetterhead`,
    `BadOffice`, `UnprintableCharacter`."""
    offices.set_letterhead(office_id=office_id, lines=lines, unit_code=unit_code, paper_size=paper_size)
    _record(actor, "settings.letterhead_changed", now, unit_code=unit_code)


@transaction.atomic
def set_emblem(*, actor: Actor, office_id: UUID, png: bytes, now: datetime) -> None:
    """Change the emblem of the kop; empty takes it away. Raises `BadOffice`, `BadEmblem`."""
    if png:
        check_emblem(png)
    offices.set_emblem(office_id=office_id, png=png)
    _record(actor, "settings.emblem_changed", now, bytes=len(png))


@transaction.atomic
def add_contact(
    *, actor: Actor, office_id: UUID, kind: ContactKind, shown: str, purpose: str, order: int, now: datetime
) -> Contact:
    """Add a way to reach the office. Raises `BadDetail`, `BadPhone`."""
    row = details.add_contact(office_id=office_id, kind=kind, shown=shown, purpose=purpose, order=order)
    _record(actor, "settings.contact_added", now, kind=str(kind), shown=row.shown)
    return row


@transaction.atomic
def remove_contact(*, actor: Actor, office_id: UUID, contact_id: UUID, now: datetime) -> None:
    """Take a contact away. Raises `Contact.DoesNotExist`, also for another office's."""
    details.remove_contact(office_id=office_id, contact_id=contact_id)
    _record(actor, "settings.contact_removed", now, id=str(contact_id))


@transaction.atomic
def set_sections(*, actor: Actor, office_id: UUID, names: Sequence[str], now: datetime) -> list[Section]:
    """Replace the sections. Raises `BadDetail`."""
    rows = details.set_sections(office_id=office_id, names=names)
    _record(actor, "settings.sections_changed", now, sections=[row.name for row in rows])
    return rows


@transaction.atomic
def apply_retention(*, actor: Actor, minutes_number: str, seen: str, now: datetime) -> list[Due]:
    """Remove what the rules let go, under the number of the berita acara; `seen` stands for the counts the
    actor was shown. Raises `RetentionRefused`, also when there is something else to remove by now."""
    if retention.stamp(retention.due(now=now)) != seen:
        raise RetentionRefused(
            "retention_changed",
            _("Jumlahnya berubah sejak halaman ini dibuka. Periksa lagi jumlah di bawah, lalu kirim ulang."),
        )
    removed = retention.remove(minutes_number=minutes_number, now=now)
    for row in removed:
        if row.count:
            facts = {"subject": row.kind.subject, "count": row.count, "minutes": minutes_number}
            trail.record(action="retention.removed", actor=actor, subject="retention", data=facts, now=now)
    return removed


def _record(actor: Actor, action: str, now: datetime, **data: Any) -> None:
    trail.record(action=action, actor=actor, data=data, now=now)
