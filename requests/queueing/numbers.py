"""How a number is written. "A-007"; kept from yesterday "KA-007", so that it is no twin of today's."""

from queueing.models import Ticket

KEPT_MARK = "K"


def number_of(ticket: Ticket) -> str:
    """The number as printed, shown and called: letters, a hyphen, at least three digits."""
    return written(ticket.prefix, ticket.seq, carried=ticket.carried)


def written(prefix: str, seq: int, *, carried: int = 0) -> str:
    """The same from its parts. A prefix never begins with the mark itself."""
    return f"{KEPT_MARK * carried}{prefix}-{seq:03d}"
