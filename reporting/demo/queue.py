"""A queue at work in the demo: groups and counters, weeks of waits, this morning's numbers, trips."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from accounts.actors import Actor
from commons.clock import WIB, wib
from commons.ids import new_id, public_code
from demo.files import Cast, cast_of
from demo.queue_rows import Place, Served, rows_of
from offices import changes
from offices.models import Office
from offices.queries import work_calendar
from offices.scope import current_office
from queueing import operations, operations_devices, queries
from queueing.models import Counter, DeviceKind, Roll, Ticket, TicketEvent, TicketSeries, Visit
from queueing.models import TicketDay as Day
from queueing.operations import MissingItem, SentHome, Wanted
from queueing.recording import TOPIC
from queueing.workflow import Action
from standards import queries as standards

WEEKS = 4
A_DAY = (9, 16)
MORNING = timedelta(minutes=75)
COUNTERS = (1, 2)
GROUPS = {"kec-lumajang": ("B", "Surat keterangan", ("sktm", "kp4"))}
TRIPS = 4
RUNNING = "Semua layanan gratis. Nomor yang dipanggil tampil juga di ponsel: pindai kode QR di karcis."


def seed_queue(office: Office, *, now: datetime) -> None:
    """Set the queue up as the office's people would; the past as rows, this morning by the operations."""
    chance = random.Random(f"queue {office.kemendagri_code}")  # noqa: S311  invented people need no secrecy
    cast = cast_of(office, now)
    group, _first = operations.furnish(now=now)
    counters = _counters(cast.counter, now)
    if office.slug in GROUPS:
        _group(cast.counter, *GROUPS[office.slug], now=now)
    services = [Wanted(code=row.code, name=row.name) for row in queries.with_ticket()]
    if services:
        served = list(_people(office, services, cast.counter, chance, now))
        _keep(served, Place(group, counters[0], lambda _at: new_id(), public_code, chance))
        _Morning(cast, counters, services, chance).play(now)
    _trips(cast, chance, now)
    _screens(cast.counter, now)


def _screens(actor: Actor, now: datetime) -> None:
    """A kiosk and a TV that wait to be paired by the office's admin, and what runs below TVs."""
    facts: dict[str, Any] = {"actor": actor, "now": now}
    operations_devices.add_device(kind=DeviceKind.KIOSK, name="Kiosk pintu depan", roll=Roll.MM80, **facts)
    operations_devices.add_device(kind=DeviceKind.DISPLAY, name="TV ruang tunggu", **facts)
    operations_devices.set_running_text(text=RUNNING, **facts)


def _counters(actor: Actor, now: datetime) -> list[Counter]:
    there = {row.number: row.id for row in queries.counters()}
    return [
        operations.save_counter(actor=actor, counter_id=there.get(number), number=number, now=now)
        for number in COUNTERS
    ]


def _group(actor: Actor, prefix: str, name: str, services: Sequence[str], *, now: datetime) -> None:
    known = dict(standards.names())
    wanted = [code for code in services if code in known]
    operations.save_group(actor=actor, prefix=prefix, name=name, services=wanted, order=1, now=now)


def _keep(served: Sequence[Served], place: Place) -> None:
    rows = rows_of(served, place)
    Day.objects.bulk_create(rows.days)
    TicketSeries.objects.bulk_create(rows.series)
    Ticket.objects.bulk_create(rows.tickets)
    TicketEvent.objects.bulk_create(rows.events)
    Visit.objects.bulk_create(rows.visits)
    changes.mark(office_id=current_office().id, topic=TOPIC, days=[row.date for row in rows.days])


def _people(
    office: Office, services: Sequence[Wanted], officer: Actor, chance: random.Random, now: datetime
) -> Iterator[Served]:
    """On every working day some people, one after the other at one counter."""
    calendar, today = work_calendar(office.id), wib(now).date()
    for back in range(WEEKS * 7, 0, -1):
        sessions = calendar.sessions(today - timedelta(days=back))
        if not sessions:
            continue
        free, opens = sessions[0].start, sessions[0].start
        arrivals = sorted(chance.randrange(0, 200) for _n in range(chance.randrange(*A_DAY)))
        for minutes in arrivals:
            issued = opens + timedelta(minutes=minutes)
            called = max(free, issued) + timedelta(seconds=chance.randrange(10, 90))
            free = called + timedelta(minutes=chance.randrange(4, 16))
            service = chance.choice(services)
            yield Served(issued, called, free, service.code, service.name, officer.name, officer.user_id)


@dataclass
class _Morning:
    """This morning's numbers: some served, one at each counter, one held, one gone, some waiting."""

    cast: Cast
    counters: Sequence[Counter]
    services: Sequence[Wanted]
    chance: random.Random

    def play(self, now: datetime) -> None:
        """From an hour ago until now, or since midnight."""
        midnight = datetime.combine(wib(now).date(), time.min, WIB)
        start = max(now - MORNING, midnight)
        step = (now - start) / 20
        clock = (start + step * n for n in range(21))
        tickets = [self._take(next(clock), urgent=n in {4, 8}) for n in range(5)]
        for ticket in tickets[:3]:
            self._serve(ticket, clock)
        self._act(tickets[3], Action.CALL, next(clock), 0)
        self._act(tickets[3], Action.SKIP, next(clock), 0)
        self._act(tickets[4], Action.CALL, next(clock), 0)
        self._act(tickets[4], Action.HOLD, next(clock), 0)
        later = [self._take(now, urgent=n == 3) for n in range(6)]
        self._act(later[0], Action.START, now, 0)
        self._act(later[1], Action.CALL, now, 1)

    def _take(self, at: datetime, *, urgent: bool) -> Ticket:
        service = self.chance.choice(self.services)
        return operations.issue(
            actor=None,
            service_code=service.code,
            service_name=service.name,
            priority="ELDERLY" if urgent else "",
            now=at,
        )

    def _serve(self, ticket: Ticket, clock: Iterator[datetime]) -> None:
        for action in (Action.CALL, Action.START, Action.FINISH):
            self._act(ticket, action, next(clock), 0)

    def _act(self, ticket: Ticket, action: Action, at: datetime, counter: int) -> None:
        operations.act(
            actor=(self.cast.counter, self.cast.operator)[counter],
            ticket_id=ticket.id,
            action=action,
            counter_id=self.counters[counter].id,
            now=at,
        )


def _trips(cast: Cast, chance: random.Random, now: datetime) -> None:
    """People sent home in the last days, each with what the standard asks for."""
    whole = standards.whole()
    for n in range(TRIPS if whole else 0):
        service = chance.choice(whole)
        papers = [
            MissingItem(key=f"{group.key}:{paper.key}", name=paper.name)
            for group in service.document.persyaratan.groups
            for requirement in group.requirements
            for paper in requirement.papers
        ]
        wanted = Wanted(code=service.definition.code, name=service.definition.name)
        operations.send_home(
            actor=cast.counter,
            said=SentHome(service=wanted, missing=chance.sample(papers, min(2, len(papers)))),
            now=now - timedelta(days=n, hours=1),
        )
