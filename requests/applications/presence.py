"""Whether the leader is here, and who signs meanwhile: the dated rows, read once and asked often."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection

from applications.ledger import unattended
from applications.models import ActingForm, ActingSigner, LeaderAbsence
from commons.clock import WIB, wib
from commons.worktime import Interval


@dataclass(frozen=True)
class Acting:
    """An appointment that holds on the days `from_date` to `to_date`."""

    id: UUID
    user_id: UUID
    name: str
    title: str
    form: ActingForm
    ground: str
    from_date: date
    to_date: date
    ended_at: datetime | None

    def holds(self, day: date) -> bool:
        """Whether the person may sign on that day."""
        return self.ended_at is None and self.from_date <= day <= self.to_date


@dataclass(frozen=True)
class Presence:
    """The leader's absences and acting signers since some moment."""

    absences: tuple[LeaderAbsence, ...]
    acting: tuple[Acting, ...]

    @property
    def away(self) -> tuple[Interval, ...]:
        """When nobody could sign: absences less the days of an acting signer."""
        return unattended(
            (Interval(row.from_at, row.to_at) for row in self.absences if row.from_at < row.to_at),
            _covered(self.acting),
        )

    def absence_at(self, now: datetime) -> LeaderAbsence | None:
        """The absence that holds now."""
        return next((row for row in self.absences if row.from_at <= now < row.to_at), None)

    def acting_for(self, user_id: UUID, now: datetime) -> Acting | None:
        """The appointment by which this person may sign today."""
        day = wib(now).date()
        return next((row for row in self.acting if row.user_id == user_id and row.holds(day)), None)

    def stand_in(self, now: datetime) -> Acting | None:
        """Who signs in the leader's place today, if anybody."""
        day = wib(now).date()
        return next((row for row in self.acting if row.holds(day)), None)


_AWAY = """
SELECT from_at, to_at, NULL::date, NULL::date, NULL::timestamptz FROM applications_leaderabsence
WHERE cancelled_at IS NULL AND to_at > %(start)s AND from_at < to_at
UNION ALL
SELECT NULL, NULL, from_date, to_date, ended_at FROM applications_actingsigner WHERE to_date >= %(day)s
"""


def away_since(start: datetime) -> tuple[Interval, ...]:
    """`presence_since(start).away` in one query: every action on a file that meets the leader asks for it."""
    with connection.cursor() as cursor:
        cursor.execute(_AWAY, {"start": start, "day": wib(start).date()})
        rows = cursor.fetchall()
    absent = [Interval(row[0], row[1]) for row in rows if row[0] is not None]
    covered = (_days(*row[2:]) for row in rows if row[0] is None)
    return unattended(absent, (days for days in covered if days is not None))


def presence_since(start: datetime) -> Presence:
    """Absences and appointments that touch the time from `start` on. Two queries."""
    absences = LeaderAbsence.objects.filter(cancelled_at=None, to_at__gt=start).order_by("from_at")
    acting = ActingSigner.objects.filter(to_date__gte=wib(start).date()).order_by("-from_date")
    return Presence(tuple(absences), tuple(map(_acting, acting)))


def _acting(row: ActingSigner) -> Acting:
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
    )


def _covered(rows: Iterable[Acting]) -> Iterable[Interval]:
    found = (_days(row.from_date, row.to_date, row.ended_at) for row in rows)
    return (days for days in found if days is not None)


def _days(from_date: date, to_date: date, ended_at: datetime | None) -> Interval | None:
    start = datetime.combine(from_date, time.min, WIB)
    end = datetime.combine(to_date, time.min, WIB) + timedelta(days=1)
    if ended_at is not None:
        end = min(end, ended_at)
    return Interval(start, end) if start < end else None
