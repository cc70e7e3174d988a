"""What the TVs of a waiting room show of a day. Each asks after every call, so it is one round trip of plain
SQL: to run these queries takes a fraction of what it takes to build them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from queueing.numbers import written
from queueing.workflow import AT_COUNTER, WAITING, State

LAST_CALLS = 6

_OF_DAY = "(t.carried_to = %(day)s OR (t.carried_to IS NULL AND t.date = %(day)s))"
_CALLED = f"{_OF_DAY} AND t.called_at IS NOT NULL AND t.counter_id IS NOT NULL"
_NEWEST = "ORDER BY t.called_at DESC, t.call_no DESC"
# Who is at a counter and who was called last; groups in use and how many wait; counters in use; is it closed.
_BOARD = f"""
SELECT t.prefix, t.seq, t.carried, c.number, t.called_at, t.priority, coalesce(t.code, t.id::text), t.calls,
       t.state
FROM queueing_ticket t JOIN queueing_counter c ON c.id = t.counter_id
WHERE {_CALLED} AND (t.state = ANY(%(there)s)
    OR t.id IN (SELECT t.id FROM queueing_ticket t WHERE {_CALLED} {_NEWEST} LIMIT {LAST_CALLS}))
{_NEWEST};
SELECT g.prefix, g.name,
       (SELECT count(*) FROM queueing_ticket t
        WHERE {_OF_DAY} AND t.group_id = g.id AND t.state = ANY(%(wait)s))
FROM queueing_queuegroup g WHERE g.active ORDER BY g."order", g.prefix;
SELECT number FROM queueing_counter WHERE active ORDER BY number;
SELECT 1 FROM queueing_ticketday WHERE date = %(day)s AND closed_at IS NOT NULL
"""  # noqa: S608 - of our own constants
_STATES = {"there": [state.value for state in AT_COUNTER], "wait": [state.value for state in WAITING]}


@dataclass(frozen=True)
class Call:
    """One call as a public screen shows it. `utterance` changes with every call and recall: speak it once."""

    number: str
    counter: int
    at: datetime
    priority: bool
    utterance: str
    state: State

    @property
    def there(self) -> bool:
        """Whether its holder is at the counter, or on the way to it."""
        return self.state in AT_COUNTER


@dataclass(frozen=True)
class Board:
    """What a public screen shows: `now` by counter number, `last` newest first, (prefix, name, how many wait)
    of each group in use, the numbers of the counters in use, and whether the day was closed."""

    now: tuple[Call, ...]
    last: tuple[Call, ...]
    waiting: tuple[tuple[str, str, int], ...]
    counters: tuple[int, ...]
    closed: bool


def board(day: date) -> Board:
    """The calls of a day. One query; nothing personal."""
    with connection.cursor() as cursor:
        cursor.execute(_BOARD, {"day": day, **_STATES})
        called, groups, counters, closed = _answers(cursor, 4)
    calls = [_call(row) for row in called]
    return Board(
        now=tuple(sorted((call for call in calls if call.there), key=lambda call: call.counter)),
        last=tuple(calls[:LAST_CALLS]),
        waiting=tuple(groups),
        counters=tuple(number for (number,) in counters),
        closed=bool(closed),
    )


def _answers(cursor: Any, count: int) -> Iterator[list[Any]]:
    for n in range(count):
        if n:
            cursor.nextset()
        yield cursor.fetchall()


def _call(row: Sequence[Any]) -> Call:
    prefix, seq, carried, counter, at, lane, code, calls, state = row
    number = written(prefix, seq, carried=carried)
    return Call(number, counter, at, bool(lane), f"{code}-{calls}", State(state))
