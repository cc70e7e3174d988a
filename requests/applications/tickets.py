"""Queue tickets as files know them: the queue stands above and registers itself here when it is loaded."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Ticket:
    """A number called to the counter."""

    id: UUID
    number: str
    service_code: str


Find = Callable[[UUID], Ticket | None]
Bind = Callable[[UUID, UUID], None]

_desk: list[tuple[Find, Bind]] = []


def set_queue(find: Find, bind: Bind) -> None:
    """`find(ticket_id)`: an unserved ticket of today or None; `bind(ticket_id, file_id)`: served by now."""
    _desk[:] = [(find, bind)]


def find(ticket_id: UUID | None) -> Ticket | None:
    """The unserved ticket with this id; None too where no queue is installed."""
    return _desk[0][0](ticket_id) if _desk and ticket_id else None


def bind(ticket_id: UUID | None, file_id: UUID) -> None:
    """The ticket's holder handed in this file."""
    if _desk and ticket_id:
        _desk[0][1](ticket_id, file_id)
