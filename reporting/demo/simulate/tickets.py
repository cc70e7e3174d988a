"""Queue numbers of the year: who takes one waits a little, and is called in the order of the numbers."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from applications.program import Program
from commons.clock import wib
from demo.queue_rows import Place, Rows, Served, rows_of
from demo.simulate.marks import Marks
from demo.simulate.recorder import Record
from queueing.groups import default_group, first_counter
from queueing.models import TicketDay

SHORTEST, LONGEST = 2, 14
AT_COUNTER = timedelta(minutes=4)


def tickets_of(
    records: Sequence[Record], programs: Mapping[str, Program], marks: Marks, chance: random.Random
) -> Rows:
    """A ticket for every file whose standard has one; days that have tickets already get none."""
    taken = frozenset(TicketDay.objects.values_list("date", flat=True))
    ticketed = {code for code, program in programs.items() if program.document.prosedur.ticket}
    wanted = [
        _served(record, chance)
        for record in records
        if record.file.service_code in ticketed and wib(record.file.received_at).date() not in taken
    ]
    if not wanted:
        return Rows()
    place = Place(default_group(), first_counter(), marks.id_at, marks.code, chance)
    return rows_of(wanted, place)


def _served(record: Record, chance: random.Random) -> Served:
    """The file was received when its holder had been at the counter for some minutes."""
    done: datetime = record.file.received_at
    wait = timedelta(minutes=chance.randrange(SHORTEST, LONGEST))
    called = max(done - AT_COUNTER, done - wait)
    return Served(
        issued_at=done - wait,
        called_at=called,
        done_at=done,
        service_code=record.file.service_code,
        service_name=record.file.service_name,
        officer=record.events[0].actor_name,
        officer_id=record.events[0].actor_id,
        file_id=record.file.id,
    )
