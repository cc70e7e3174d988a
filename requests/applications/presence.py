"""Whether the leader is here, and who signs meanwhile: the dated rows, read once and asked often."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from applications import acting
from applications.acting import Acting, Matter
from applications.ledger import unattended
from applications.models import ActingForm, ActingSigner, LeaderAbsence
from commons.clock import WIB, wib
from commons.worktime import Interval

__all__ = ["Acting", "Away", "Presence", "away_since", "presence_since", "read_acting"]


@dataclass(frozen=True)
class Away:
    """The leader's absences and the appointments beside them: when nobody could sign, service by service."""

    absent: tuple[Interval, ...]
    appointed: tuple[Acting, ...]
    _worked_out: dict[Matter, tuple[Interval, ...]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, matter: Matter) -> tuple[Interval, ...]:
        """When nobody could sign this: absences less the days of who was appointed for it."""
        if matter not in self._worked_out:
            covers = (days for row in self.appointed if (days := self._covered(row, matter)) is not None)
            self._worked_out[matter] = unattended(self.absent, covers)
        return self._worked_out[matter]

    def _covered(self, row: Acting, matter: Matter) -> Interval | None:
        """The time in which this appointment reaches the matter, also where it was ended later."""
        start, end = _start(row.from_date), _start(row.to_date + timedelta(days=1))
        if row.ended_at is not None:
            end = min(end, row.ended_at)
        rules = acting.rules_on(row.from_date)
        if start >= end or acting.reach(row, matter, rules) is not None:
            return None
        return Interval(start, end)


@dataclass(frozen=True)
class Presence:
    """The leader's absences and acting signers since some moment."""

    absences: tuple[LeaderAbsence, ...]
    acting: tuple[Acting, ...]

    @property
    def away(self) -> Away:
        """When nobody could sign, by service."""
        absent = (Interval(row.from_at, row.to_at) for row in self.absences if row.from_at < row.to_at)
        return Away(tuple(absent), self.acting)

    def absence_at(self, now: datetime) -> LeaderAbsence | None:
        """The absence that holds now."""
        return next((row for row in self.absences if row.from_at <= now < row.to_at), None)

    def acting_for(self, user_id: UUID, now: datetime) -> Acting | None:
        """The strongest appointment by which this person may sign anything today."""
        day = wib(now).date()
        return acting.capacity(self.acting, user_id, None, day, acting.rules_on(day))

    def may_sign(self, user_id: UUID, matter: Matter, now: datetime) -> bool:
        """Whether this person is appointed to sign this today."""
        day = wib(now).date()
        return acting.capacity(self.acting, user_id, matter, day, acting.rules_on(day)) is not None

    def stand_in(self, now: datetime, matter: Matter | None = None) -> Acting | None:
        """Who signs (this) in the leader's place today, if anybody: the strongest."""
        day = wib(now).date()
        rules = acting.rules_on(day)
        for row in acting.strongest(each for each in self.acting if each.holds(day)):
            if matter is None or acting.reach(row, matter, rules) is None:
                return row
        return None


_AWAY = """
SELECT from_at, to_at, NULL::uuid, NULL::uuid, NULL::date, NULL::date, NULL::timestamptz, NULL,
       NULL::jsonb, NULL::jsonb
FROM applications_leaderabsence
WHERE cancelled_at IS NULL AND to_at > %(start)s AND from_at < to_at
UNION ALL
SELECT NULL, NULL, id, user_id, from_date, to_date, ended_at, form, services, products
FROM applications_actingsigner WHERE to_date >= %(day)s
"""


def away_since(start: datetime) -> Away:
    """`presence_since(start).away` in one query: every action on a file that meets the leader asks for it."""
    with connection.cursor() as cursor:
        cursor.execute(_AWAY, {"start": start, "day": wib(start).date()})
        rows = cursor.fetchall()
    absent = tuple(Interval(row[0], row[1]) for row in rows if row[0] is not None)
    return Away(absent, tuple(_light(row[2:]) for row in rows if row[0] is None))


def presence_since(start: datetime) -> Presence:
    """Absences and appointments that touch the time from `start` on. Two queries."""
    absences = LeaderAbsence.objects.filter(cancelled_at=None, to_at__gt=start).order_by("from_at")
    appointed = ActingSigner.objects.filter(to_date__gte=wib(start).date()).order_by("-from_date")
    return Presence(tuple(absences), tuple(map(read_acting, appointed)))


def read_acting(row: ActingSigner) -> Acting:
    """A stored appointment as the rules take it."""
    return Acting(
        id=row.id,
        user_id=row.user_id,
        name=row.name,
        title=row.title,
        form=ActingForm(row.form),
        ground=row.ground,
        from_date=row.from_date,
        to_date=row.to_date,
        ended_at=row.ended_at,
        services=_named(row.services),
        products=_named(row.products),
        order_number=row.order_number,
        order_date=row.order_date,
        order_by=row.order_by,
    )


def _light(row: Sequence[Any]) -> Acting:
    """An appointment as far as coverage takes it: names and grounds are not read."""
    services, products = (json.loads(part) if isinstance(part, str) else part for part in row[6:8])
    return Acting(
        id=row[0],
        user_id=row[1],
        name="",
        title="",
        form=ActingForm(row[5]),
        ground="",
        from_date=row[2],
        to_date=row[3],
        ended_at=row[4],
        services=_named(services),
        products=_named(products),
    )


def _named(stored: Iterable[Any] | None) -> frozenset[str] | None:
    return None if stored is None else frozenset(map(str, stored))


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, WIB)
