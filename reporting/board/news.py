"""What changed lately, in words: looked for by a worker every few minutes, as it takes longest of the page.

Kept in the cache of the public scope. Where nothing is kept, or the cache is away, the page looks itself.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from django.core.cache import cache
from redis.exceptions import RedisError

from board import alerts, sums
from board.reading import offices_at
from indicators import assembling
from indicators.measures import definition_of
from indicators.results import OfficeName
from offices.models import Level
from offices.scope import public_scope

# The worker looks every five minutes; three misses, and the page looks itself.
KEPT_FOR = 15 * 60
LEVELS: tuple[Level | None, ...] = (None, *Level)


def latest(*, level: Level | None, today: date) -> list[alerts.Alert]:
    """The changes of a level's offices, for kabupaten roles. No query where they are kept."""
    with suppress(RedisError):
        kept = cache.get(_key(level))
        if kept is not None and kept[0] == today:
            return list(kept[1])
    return look(level=level, today=today)


def look(*, level: Level | None, today: date) -> list[alerts.Alert]:
    """Look for them and keep them. One query."""
    found = among(offices_at(level), today=today)
    with suppress(RedisError):
        cache.set(_key(level), (today, found), KEPT_FOR)
    return found


def among(offices: Sequence[OfficeName], *, today: date) -> list[alerts.Alert]:
    """The changes of these offices. One query."""
    watched = [definition_of(key) for key in alerts.WATCHED]
    of = assembling.of_durations()
    asked = [*watched, *(of[owner] for owner in alerts.ACCUSED)]
    with public_scope():
        weekly = sums.weeks(today, asked, [office.id for office in offices])
    by_id = {office.id: office for office in offices}
    return alerts.find(weekly, offices=by_id, watched=watched, durations=of)


def forget() -> None:
    """Keep nothing."""
    cache.delete_many([_key(level) for level in LEVELS])


def _key(level: Level | None) -> str:
    return f"board:news:{level or 'ALL'}"
