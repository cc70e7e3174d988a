"""The roster: writes. A line of the week is ended and another begun; nothing of the past changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import OFFICE_ROLES, Role
from commons.clock import wib
from offices.queries import work_calendar
from offices.scope import current_office
from supervision import once, queries
from supervision.errors import refuse
from supervision.models import Duty, DutyException
from supervision.rostering import REASONS, Stay
from trail import operations as trail
from upkeep.reading import touch

KEEPERS = (Role.SECTION_HEAD, Role.SECRETARY, Role.OFFICE_ADMIN)
WORKING = OFFICE_ROLES - {Role.OFFICE_ADMIN}
LONGEST = timedelta(days=400)
MOST_COUNTERS = 99
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the template week."""

    weekday: int
    role: str
    counter: int | None = None


@transaction.atomic
def set_week(*, actor: Actor, user_id: UUID, lines: Sequence[Line], now: datetime) -> None:
    """From today on this person works so; what was before stays for the days before.

    Raises `SupervisionRefused`.
    """
    _need_keeper(actor)
    today = wib(now).date()
    person = _person(user_id, today)
    wanted: Mapping[int, Line] = {line.weekday: line for line in lines}
    for line in lines:
        _check(person, line.role, line.counter)
        if not 0 <= line.weekday <= 6:
            raise refuse("weekday", _("Hari itu tidak ada."))
    for row in Duty.objects.select_for_update().filter(user_id=user_id, to_date=None):
        same = wanted.get(row.weekday)
        if same is not None and (same.role, same.counter) == (row.role, row.counter):
            wanted = {day: line for day, line in wanted.items() if day != row.weekday}
            continue
        row.to_date, row.ended_by = today - _DAY, actor.name
        row.save(update_fields=["to_date", "ended_by"])
    Duty.objects.bulk_create(
        Duty(
            weekday=line.weekday,
            user_id=user_id,
            role=line.role,
            counter=line.counter,
            from_date=today,
            entered_by=actor.name,
        )
        for line in wanted.values()
    )
    touch(days=[today])
    trail.record(action="supervision.week_set", actor=actor, subject=f"user:{user_id}", now=now)


@transaction.atomic
def propose_week(*, actor: Actor, now: datetime) -> int:
    """Fill the week from the assignments: who is on no weekday yet works on every day the counter opens, in
    their first role. How many people. Raises `SupervisionRefused`."""
    _need_keeper(actor)
    today = wib(now).date()
    calendar = work_calendar(current_office().id)
    usual = [
        day for day in range(7) if calendar.hours_of(today + timedelta(days=(day - today.weekday()) % 7))
    ]
    known = set(Duty.objects.filter(to_date=None).values_list("user_id", flat=True))
    people = [each for each in queries.people_here(today) if each.user_id not in known]
    filled = 0
    for person in people:
        role = next((role for role in person.roles if role in WORKING), "")
        if role and usual:
            lines = [Line(weekday=day, role=role) for day in usual]
            set_week(actor=actor, user_id=person.user_id, lines=lines, now=now)
            filled += 1
    return filled


@transaction.atomic
def enter_exception(
    *,
    actor: Actor,
    user_id: UUID,
    on: bool,
    first: date,
    last: date,
    reason: str,
    role: str = "",
    counter: int | None = None,
    now: datetime,
) -> DutyException:
    """Somebody is not on duty on these days, or is though the week does not say so; sent again, it is the
    first.

    Raises `SupervisionRefused`.
    """
    _need_keeper(actor)
    person = _person(user_id, max(first, wib(now).date()))
    if last < first:
        raise refuse("dates", _("Hari terakhir sebelum hari pertama."), "last")
    if last - first > LONGEST or abs(first - wib(now).date()) > LONGEST:
        raise refuse("dates", _("Paling lama satu tahun."), "last")
    if reason not in REASONS:
        raise refuse("reason", _("Pilih alasannya."), "reason")
    if on:
        _check(person, role, counter)
    facts: dict[str, Any] = {
        "user_id": user_id, "on": on, "role": role if on else "", "counter": counter if on else None,
        "from_date": first, "to_date": last, "reason": reason,
    }  # fmt: skip
    once.alone("exception")
    newest = DutyException.objects.filter(user_id=user_id, cancelled_at=None).order_by("-entered_at", "-id")
    last_said = newest.values("id", *facts).first()
    if last_said is not None and {name: last_said[name] for name in facts} == facts:
        return DutyException.objects.get(id=last_said["id"])
    row = DutyException.objects.create(entered_at=now, entered_by=actor.name, **facts)
    touch(since=first)
    data = {"on": on, "from": first.isoformat(), "to": last.isoformat()}
    trail.record(action="supervision.exception", actor=actor, subject=f"user:{user_id}", data=data, now=now)
    return row


@transaction.atomic
def cancel_exception(*, actor: Actor, exception_id: UUID, now: datetime) -> None:
    """It was a mistake, or ended early; the line stays. Raises `SupervisionRefused`."""
    _need_keeper(actor)
    row = DutyException.objects.select_for_update().filter(id=exception_id, cancelled_at=None).first()
    if row is None:
        raise refuse("unknown", _("Pengecualian ini tidak ada atau sudah dibatalkan."))
    row.cancelled_at, row.cancelled_by = now, actor.name
    row.save(update_fields=["cancelled_at", "cancelled_by"])
    touch(since=row.from_date)
    trail.record(
        action="supervision.exception_cancelled", actor=actor, subject=f"user:{row.user_id}", now=now
    )


def _need_keeper(actor: Actor) -> None:
    if not actor.has(*KEEPERS):
        raise refuse("not_keeper", _("Jadwal disusun kepala seksi, sekretaris, atau admin kantor."))


def _person(user_id: UUID, day: date) -> Stay:
    person = next((each for each in queries.people_here(day) if each.user_id == user_id), None)
    if person is None:
        raise refuse("nobody", _("Orang ini tidak bertugas di kantor ini."), "person")
    return person


def _check(person: Stay, role: str, counter: int | None) -> None:
    if role not in WORKING or role not in person.roles:
        raise refuse("role", _("Peran ini tidak diberikan kepada orang ini."), "role")
    if counter is not None and not 1 <= counter <= MOST_COUNTERS:
        raise refuse("counter", _("Nomor loket 1 sampai 99."), "counter")
