"""Cells for tests of what is read: an office with so many files, of which so many kept the promise."""

from datetime import date
from typing import Any

from indicators.cells import Cell
from indicators.measures import Duration
from indicators.models import FilesDay, FilesMonth
from indicators.storage import replace
from offices.scope import public_scope

NOVEMBER = date(2026, 11, 1)


def cell(
    *,
    kept: int = 0,
    late: int = 0,
    received: int | None = None,
    minutes: int = 10,
    away: int = 0,
    **counts: int,
) -> Cell:
    """A cell of decided files that took so many office minutes each, give or take one."""
    made = Cell(NOVEMBER)
    n = kept + late
    made.counts |= {
        "kept": kept,
        "late": late,
        "finished": n,
        "received": n if received is None else received,
    }
    made.counts |= counts
    for number in range(n):
        own = minutes + number % 3 - 1
        for duration, amount in (
            (Duration.OFFICE, own),
            (Duration.LEADER_AWAY, away),
            (Duration.WHOLE, own + away),
        ):
            made.spread(duration).add(amount)
    return made


def store(office: Any, services: dict[str, Cell], *, first: date = NOVEMBER, days: bool = False) -> None:
    """Put the cells, and all services together, into the read model."""
    whole = Cell(NOVEMBER)
    for one in services.values():
        whole.merge(one)
    found = {(code, first): one for code, one in (services | {"": whole}).items()}
    with public_scope():
        replace(FilesDay if days else FilesMonth, office.id, [first], found)
