"""The queue: reads. Rows of the current office as plain data, never querysets."""

from queueing.groups import group_for
from queueing.numbers import number_of, written
from queueing.queries_board import Board, Call, board
from queueing.queries_setup import (
    CounterRow,
    GroupRow,
    counters,
    day_state,
    groups,
    offered,
    options,
    with_ticket,
)
from queueing.queries_tickets import (
    Figures,
    TicketRow,
    VisitRow,
    ahead_of,
    at_counter,
    by_code,
    figures,
    row_of,
    stamp,
    ticket,
    today,
    unserved,
)
from queueing.queries_trips import TripFigures, TripRow, open_trips, trip, trip_figures, trips_of
from queueing.queries_waits import expected_behind, expected_wait, expected_waits

__all__ = [
    "Board",
    "Call",
    "CounterRow",
    "Figures",
    "GroupRow",
    "TicketRow",
    "TripFigures",
    "TripRow",
    "VisitRow",
    "ahead_of",
    "at_counter",
    "board",
    "by_code",
    "counters",
    "day_state",
    "expected_behind",
    "expected_wait",
    "expected_waits",
    "figures",
    "group_for",
    "groups",
    "number_of",
    "offered",
    "open_trips",
    "options",
    "row_of",
    "stamp",
    "ticket",
    "today",
    "trip",
    "trip_figures",
    "trips_of",
    "unserved",
    "with_ticket",
    "written",
]
