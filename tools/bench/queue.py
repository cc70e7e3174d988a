"""The queue under fifty kiosks at once: neither gap nor twin; and counters that call at the same time."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

from django.db import connections

from commons import clock
from offices.scope import office_scope
from tools.bench.figures import Figure
from tools.bench.ground import Ground

KIOSKS, TICKETS = 50, 1_000
COUNTERS, MOST_CALL_MS = 8, 300.0
FIRST_NUMBER = 21  # the screens' own measurement has counters 1 and up in the same office


def measure(ground: Ground) -> Iterator[Figure]:
    """A thousand numbers by fifty kiosks, then everybody called by eight counters."""
    yield _kiosks(ground)
    yield _counters(ground)


def _kiosks(ground: Ground) -> Figure:
    from queueing import operations  # noqa: PLC0415 - after the environment names the database
    from queueing.models import Ticket  # noqa: PLC0415

    def press(key: str) -> None:
        operations.issue(
            actor=None, service_code="ktp-el", service_name="KTP-el", idempotency_key=key, now=clock.now()
        )

    turns = count()
    times = _together(ground, KIOSKS, lambda: _until(turns, TICKETS, lambda n: press(f"bench-{n}")))
    with office_scope(ground.office):
        numbers = sorted(Ticket.objects.values_list("date", "prefix", "seq"))
    days: dict[tuple[Any, str], list[int]] = {}
    for day, prefix, seq in numbers:
        days.setdefault((day, prefix), []).append(seq)
    gapless = all(found == list(range(1, len(found) + 1)) for found in days.values())
    figure = Figure.of(f"{TICKETS} queue numbers by {KIOSKS} kiosks at once", times, "ms")
    figure.target = "no twin, no gap"
    figure.met = gapless and len(numbers) >= TICKETS
    figure.note = f"{len(numbers)} numbers, {'no gap' if gapless else 'GAPS OR TWINS'}"
    return figure


def _counters(ground: Ground) -> Figure:
    from queueing import operations  # noqa: PLC0415 - after the environment names the database
    from queueing.errors import NobodyWaits  # noqa: PLC0415
    from queueing.models import TicketEvent  # noqa: PLC0415
    from queueing.workflow import Action  # noqa: PLC0415

    actor = ground.people["counter"]
    with office_scope(ground.office):
        places = [
            operations.save_counter(actor=actor, number=FIRST_NUMBER + n, now=clock.now())
            for n in range(COUNTERS)
        ]
    seats = iter(places)
    lock = threading.Lock()

    def work() -> list[float]:
        with lock:
            place = next(seats)
        took: list[float] = []
        while len(took) < TICKETS // COUNTERS:
            began = time.perf_counter()
            try:
                ticket = operations.call_next(actor=actor, counter_id=place.id, now=clock.now())
            except NobodyWaits:
                break
            took.append((time.perf_counter() - began) * 1000)
            operations.act(actor=actor, ticket_id=ticket.id, action=Action.FINISH, now=clock.now())
        return took

    times = _together(ground, COUNTERS, work)
    with office_scope(ground.office):
        calls = list(TicketEvent.objects.filter(action="call").values_list("ticket_id", flat=True))
    once = len(calls) == len(set(calls))
    figure = Figure.of(f"calls by {COUNTERS} counters at once", times, "ms")
    figure.target = f"nobody twice, p95 < {MOST_CALL_MS:g} ms"
    figure.met = once and figure.p95 is not None and figure.p95 < MOST_CALL_MS
    figure.note = f"{len(calls)} calls, {'each another person' if once else 'SOMEBODY TWICE'}"
    return figure


def _until(turns: "count[int]", most: int, do: Callable[[int], None]) -> list[float]:
    took = []
    while (turn := next(turns)) < most:
        began = time.perf_counter()
        do(turn)
        connections.close_all()  # as at the end of a request: there are fewer connections than kiosks
        took.append((time.perf_counter() - began) * 1000)
    return took


def _together(ground: Ground, many: int, work: Callable[[], list[float]]) -> list[float]:
    """What so many threads took that began at once, in milliseconds."""
    start = threading.Barrier(many)

    def run(_n: int) -> list[float]:
        start.wait(timeout=60)
        try:
            with office_scope(ground.office):
                return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        found: list[Any] = list(pool.map(run, range(many)))
    return [one for each in found for one in each]
