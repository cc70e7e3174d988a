"""The ticket on paper: the same whoever gives it, a kiosk or a person at the counter."""

from datetime import datetime

from django.utils.translation import gettext as _

from commons.clock import wib
from commons.ids import show_code
from commons.indonesian import date_words, day_name, in_indonesian, time_words
from documents.letterheads import letterhead_of
from documents.sheets import Roll, Status, TicketSheet
from offices.hosts import url_of
from offices.models import Office
from queueing import queries, screen_words
from queueing.models import Ticket
from queueing.queries_tickets import row_of

ROLLS: dict[str, Roll] = {"58": "58mm", "80": "80mm"}


def ticket_sheet(office: Office, ticket: Ticket, *, width: str, now: datetime) -> TicketSheet:
    """The sheet for a roll of this width ("58" or "80"), in Indonesian. Raises `KeyError` for another."""
    row, at = row_of(ticket), wib(ticket.issued_at)
    expected = queries.expected_wait(ticket, now=now)
    with in_indonesian():
        return TicketSheet(
            letterhead=letterhead_of(office),
            number=row.number,
            service=screen_words.services([visit.service_name for visit in row.visits] or [row.service_name]),
            taken_at=f"{day_name(at)}, {date_words(at)}, {time_words(at)}",
            dated=ticket.date,
            ahead=queries.ahead_of(ticket),
            wait=screen_words.wait(expected) if expected else "",
            priority=bool(ticket.priority),
            note=_("Karcis ini berlaku hari ini saja."),
            status=Status(url=turn_url(office, ticket), code=show_code(ticket.code)) if ticket.code else None,
            paper=ROLLS[width],
        )


def turn_url(office: Office, ticket: Ticket) -> str:
    """Where the holder follows the turn: in the QR code."""
    return url_of(office.slug, f"/giliran/{ticket.code}/")
