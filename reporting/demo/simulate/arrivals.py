"""Who comes when: how many files of each service on each day, and at what moment. Pure."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from commons.worktime import WorkCalendar
from demo.simulate.seasons import factor

# Files a year for 1,000 inhabitants, invented: nobody publishes them. 48,000 people bring some 13 a day.
PER_THOUSAND = {"sktm": 18.0, "sktm-rekomendasi": 18.0, "kp4": 4.0, "ktp-el": 42.0, "dtsen": 38.0}
OTHERS = 5.0
WORKING_DAYS = 237
LAST_CALL = timedelta(minutes=10)


def arrivals(
    service: str,
    *,
    population: int,
    days: Sequence[date],
    calendar: WorkCalendar,
    chance: random.Random,
) -> Iterator[datetime]:
    """Moments inside counter hours, in order."""
    usual = population / 1000 * PER_THOUSAND.get(service, OTHERS) / WORKING_DAYS
    for day in days:
        count = _poisson(usual * factor(service, day, calendar), chance)
        yield from sorted(_moment(day, calendar, chance) for _n in range(count))


def _poisson(mean: float, chance: random.Random) -> int:
    """How many come when `mean` are expected: as many gaps between them as fit into the day."""
    count, at = -1, 0.0
    while at < mean:
        at += chance.expovariate(1.0)
        count += 1
    return max(count, 0)


def _moment(day: date, calendar: WorkCalendar, chance: random.Random) -> datetime:
    """More come in the morning; nobody is taken in just before closing."""
    sessions = calendar.sessions(day)
    whole = sum((part.length for part in sessions), timedelta()) - LAST_CALL
    after = timedelta(seconds=int(whole.total_seconds() * chance.betavariate(1.5, 2.6)))
    for part in sessions:
        if after < part.length:
            return part.start + after
        after -= part.length
    return sessions[-1].start
