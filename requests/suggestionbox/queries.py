"""The Kotak Saran: reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from accounts.models import Role
from commons.clock import wib
from commons.worktime import WorkCalendar
from offices.queries import work_calendar
from offices.scope import current_office
from suggestionbox.models import (
    BoxCorrection,
    BoxOpening,
    BoxRule,
    BoxSlip,
    BoxWitness,
    MissedDay,
    OpeningState,
    SlipState,
)
from suggestionbox.ritual import OWED, Fate, Opened, fates

# How far back a page looks for days that somebody still owes a word about.
LOOKED_BACK = timedelta(days=92)
USUAL_WITNESSES = 2


@dataclass(frozen=True)
class Rule:
    """Who opens the box and before how many witnesses; `since`: the day this office began (None: not yet)."""

    opener: str = Role.INFORMATION
    witnesses: int = USUAL_WITNESSES
    since: date | None = None


@dataclass(frozen=True)
class Day:
    """A day on which the box was due or opened."""

    day: date
    fate: Fate
    opening: BoxOpening | None
    missed: MissedDay | None
    slips: int = 0


@dataclass(frozen=True)
class Whole:
    """An opening with all that belongs to it. `counted`: slips with a row, without skipped serials;
    `standing`: witnesses of the present round."""

    opening: BoxOpening
    slips: list[BoxSlip]
    witnesses: list[BoxWitness]
    corrections: list[BoxCorrection]

    @property
    def counted(self) -> int:
        """Slips that have a row, skipped serials left out."""
        return sum(slip.state != SlipState.SKIPPED for slip in self.slips)

    @property
    def standing(self) -> list[BoxWitness]:
        """The witnesses of the present round."""
        return [one for one in self.witnesses if one.round == self.opening.round]

    @property
    def lacks_witnesses(self) -> int:
        """How many are still to say so."""
        return max(0, self.opening.wanted - len(self.standing))

    @property
    def lacks_slips(self) -> int:
        """How many of the counted slips are not entered."""
        return max(0, self.opening.found - self.counted)


def rule() -> Rule:
    """The rule that holds now."""
    newest = BoxRule.objects.order_by("-made_at", "-id").first()
    first = BoxRule.objects.aggregate(since=Min("since"))["since"]
    return Rule(newest.opener, newest.witnesses, first) if newest else Rule()


def begun_on() -> date | None:
    """Since when this office keeps the ritual in Loket; None where it never did."""
    first = BoxOpening.objects.exclude(state=OpeningState.WITHDRAWN).aggregate(first=Min("day"))["first"]
    found = [day for day in (first, rule().since) if day is not None]
    return min(found, default=None)


def days(*, first: date, now: datetime) -> list[Day]:
    """Every due day from `first` on, the newest first; nothing before the office began."""
    begun = begun_on() or wib(now).date()
    first = max(first, begun)
    openings = {row.day: row for row in _counting().filter(day__gte=first)}
    missed = {row.day: row for row in MissedDay.objects.filter(day__gte=first)}
    found = fates(
        work_calendar(current_office().id),
        first,
        opened={day: _opened(row) for day, row in openings.items()},
        missed=missed.keys(),
        now=now,
    )
    slips = _slips_by([row.id for row in openings.values()])
    return [
        Day(day, found[day], openings.get(day), missed.get(day), slips.get(_id(openings.get(day)), 0))
        for day in sorted(found, reverse=True)
    ]


def owed(*, now: datetime) -> list[Day]:
    """The days of the last three months that were not opened and of which nobody said why; today, too, once
    the box may be opened."""
    first = wib(now).date() - LOOKED_BACK
    return [one for one in days(first=first, now=now) if one.fate in OWED]


def _counting() -> QuerySet[BoxOpening]:
    return BoxOpening.objects.exclude(state=OpeningState.WITHDRAWN)


def _opened(row: BoxOpening) -> Opened:
    return Opened(row.opened_at, row.closed_at is not None)


def _id(row: BoxOpening | None) -> UUID | None:
    return row.id if row else None


def _slips_by(ids: list[UUID]) -> Mapping[UUID | None, int]:
    counts: dict[UUID | None, int] = {}
    rows = BoxSlip.objects.filter(opening_id__in=ids).exclude(state=SlipState.SKIPPED)
    for opening_id in rows.values_list("opening_id", flat=True):
        counts[opening_id] = counts.get(opening_id, 0) + 1
    return counts


def opening(opening_id: UUID) -> Whole | None:
    """One opening, or None: another office's is as unknown as one that never was."""
    row = BoxOpening.objects.filter(id=opening_id).first()
    return whole(row) if row else None


def whole(row: BoxOpening) -> Whole:
    """An opening with its slips, witnesses and corrections."""
    return Whole(
        row,
        list(row.slips.order_by("year", "serial")),
        list(row.witnesses.order_by("said_at", "id")),
        list(row.corrections.order_by("at", "id")),
    )


def opening_of(day: date) -> BoxOpening | None:
    """The opening that counts for a day."""
    return _counting().filter(day=day).first()


def running() -> BoxOpening | None:
    """The opening that waits for witnesses or slips, if there is one."""
    return BoxOpening.objects.filter(state=OpeningState.OPEN).order_by("-day").first()


def next_serial(year: int) -> int:
    """What the next slip of this year is numbered."""
    last = BoxSlip.objects.filter(year=year).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def slip(slip_id: UUID) -> BoxSlip | None:
    """One slip with its opening."""
    return BoxSlip.objects.select_related("opening").filter(id=slip_id).first()


def to_copy() -> list[BoxSlip]:
    """Photographed slips whose words are not copied yet, the oldest first."""
    rows = BoxSlip.objects.select_related("opening").filter(state=SlipState.TO_COPY)
    return list(rows.order_by("added_at", "id"))


def calendar() -> WorkCalendar:
    """The hours of this office."""
    return work_calendar(current_office().id)
