"""What kiosks, TVs and the phones of people who wait are shown. Numbers, counters, groups: nobody's name."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from applications.models import File
from commons.clock import wib
from commons.ids import read_code
from offices import opening
from offices.queries import work_calendar
from offices.scope import current_office
from queueing import queries, queries_board
from queueing.expectation import Expected
from queueing.kiosk_rules import gives_numbers
from queueing.models import Ticket
from queueing.queries_setup import Offered
from queueing.queries_tickets import TicketRow, ahead_of, row_of, waiting_in
from queueing.voice import Spoken, spoken
from queueing.workflow import State
from standards.queries import BriefService

LONGEST_CODE = 24


@dataclass(frozen=True)
class Door:
    """Whether a kiosk gives numbers now: a headline for when it does not, and when the counter is open."""

    open: bool
    title: str
    words: str


def door(*, now: datetime) -> Door:
    """From the office's hours, its holidays and closures, and whether today's queue was closed."""
    office, day = current_office(), wib(now).date()
    calendar = work_calendar(office.id)
    sessions = calendar.sessions(day)
    if queries.day_state(day).closed_at is not None:
        after = max(now, sessions[-1].end) if sessions else now
        return Door(False, _("Antrean hari ini sudah ditutup"), opening.today(office.id, now=after).words)
    words = opening.today(office.id, now=now).words
    if gives_numbers(sessions, now):
        return Door(True, "", words)
    holiday = calendar.day_off(day)
    why = _("Hari ini libur: {name}.").format(name=holiday) if holiday else ""
    return Door(False, _("Nomor antrean belum dapat diambil"), f"{why} {words}".strip())


@dataclass(frozen=True)
class Offer:
    """A group's services on a kiosk, how many wait for it now, and how long a wait is to be expected."""

    name: str
    services: tuple[BriefService, ...]
    waiting: int
    expected: Expected | None


def offers(*, now: datetime) -> list[Offer]:
    """What a kiosk offers. An office that never set up groups offers its services as one."""
    found = queries.offered()
    if not found:
        services = tuple(queries.with_ticket())
        return [Offer("", services, 0, None)] if services else []
    return [_offer(each, now) for each in found]


def _offer(each: Offered, now: datetime) -> Offer:
    waiting = len(waiting_in(wib(now).date(), each.group.id))
    expected = queries.expected_behind(each.group.id, waiting, now=now)
    return Offer(each.group.name, each.services, waiting, expected)


@dataclass(frozen=True)
class SpokenCall:
    """A call on a TV. `key` is new with each call and recall, and says nothing; `quiet`: nobody waits."""

    key: str
    number: str
    counter: int
    at: datetime
    quiet: bool
    spoken: Spoken


@dataclass(frozen=True)
class TvBoard:
    """What a TV shows of a day: calls newest first, (counter, number or ""), (prefix, name, waiting)."""

    calls: tuple[SpokenCall, ...]
    counters: tuple[tuple[int, str], ...]
    groups: tuple[tuple[str, str, int], ...]
    closed: bool


def tv_board(day: date) -> TvBoard:
    """The day's calls, in one query."""
    board = queries_board.board(day)
    there = {call.counter: call.number for call in board.now}
    awaited = {call.utterance for call in board.now if call.state is not State.SERVING}
    return TvBoard(
        calls=tuple(_call(call, quiet=call.utterance not in awaited) for call in board.last),
        counters=tuple((number, there.get(number, "")) for number in board.counters),
        groups=board.waiting,
        closed=board.closed,
    )


def _call(call: queries_board.Call, *, quiet: bool) -> SpokenCall:
    # The utterance carries the code that opens the holder's page: no business of a screen that all can read.
    key = hashlib.sha256(call.utterance.encode()).hexdigest()[:16]
    words = spoken(call.number, max(1, call.counter))
    return SpokenCall(key, call.number, call.counter, call.at, quiet, words)


@dataclass(frozen=True)
class Turn:
    """A ticket as its holder sees it; `kept_for` a later day, `files` (code, service, receipt number)."""

    ticket: TicketRow
    ahead: int
    expected: Expected | None
    kept_for: date | None
    files: tuple[tuple[str, str, str], ...]


def ticket_of(code: str, *, now: datetime) -> Ticket | None:
    """The ticket behind the code of a QR, on its day (or kept for a later one); None for any other code."""
    day = wib(now).date()
    stands = Q(carried_to__gte=day) | Q(carried_to=None, date=day)
    wanted = read_code(code)[:LONGEST_CODE]
    return Ticket.objects.select_related("group", "counter").filter(stands, code=wanted).first()


def turn(code: str, *, now: datetime, changing: bool = False) -> Turn | None:
    """The same as its holder sees it; with `changing` only what may change while the page is open."""
    found, day = ticket_of(code, now=now), wib(now).date()
    if found is None:
        return None
    # Whoever was never at a counter has handed nothing in: phones ask this all day.
    row = row_of(found, visits=() if changing and found.called_at is None else None)
    later = found.carried_to if found.carried_to and found.carried_to > day else None
    waits = row.waits and later is None
    ahead = ahead_of(found) if waits else 0
    group = found.group_id if waits else None
    return Turn(
        ticket=row,
        ahead=ahead,
        expected=queries.expected_behind(group, ahead, now=now) if group else None,
        kept_for=later,
        files=_files(row),
    )


def _files(row: TicketRow) -> tuple[tuple[str, str, str], ...]:
    ids = [visit.file_id for visit in row.visits if visit.file_id]
    if not ids:
        return ()
    rows = File.objects.filter(id__in=ids).order_by("received_at", "id")
    return tuple(rows.values_list("track_code", "service_name", "receipt_number"))
