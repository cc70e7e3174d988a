"""Queue numbers of the year: who takes one waits a little, and is called in the order of the numbers."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from applications.program import Program
from commons.clock import wib
from demo.simulate.marks import Marks
from demo.simulate.recorder import Record
from queueing.models import Ticket, TicketDay

SHORTEST, LONGEST = 2, 14


def tickets_of(
    records: Sequence[Record], programs: Mapping[str, Program], marks: Marks, chance: random.Random
) -> tuple[list[TicketDay], list[Ticket]]:
    """A ticket for every file whose standard has one; days that have tickets already get none."""
    taken = frozenset(TicketDay.objects.values_list("date", flat=True))
    ticketed = {code for code, program in programs.items() if program.document.prosedur.ticket}
    wanted = [
        (_issued(record, chance), record)
        for record in records
        if record.file.service_code in ticketed and wib(record.file.received_at).date() not in taken
    ]
    last: Counter[date] = Counter()
    tickets = []
    for issued_at, record in sorted(wanted, key=lambda pair: (pair[0], pair[1].file.seq)):
        day = wib(issued_at).date()
        last[day] += 1
        tickets.append(_ticket(record, issued_at, last[day], marks))
    return [TicketDay(date=day, last=count) for day, count in last.items()], tickets


def _issued(record: Record, chance: random.Random) -> datetime:
    return record.file.received_at - timedelta(minutes=chance.randrange(SHORTEST, LONGEST))


def _ticket(record: Record, issued_at: datetime, seq: int, marks: Marks) -> Ticket:
    return Ticket(
        id=marks.id_at(issued_at),
        date=wib(issued_at).date(),
        seq=seq,
        service_code=record.file.service_code,
        service_name=record.file.service_name,
        issued_at=issued_at,
        issued_by=record.events[0].actor_name,
        file_id=record.file.id,
    )
