"""Workflow actions: how many queries, how long, and how much more than their bare SQL."""

import secrets
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db import connection

from offices.hours import forget_calendars, work_calendar
from offices.scope import office_scope
from tools.bench import web
from tools.bench.figures import Figure, note, p95
from tools.bench.ground import NAMES, Ground
from tools.bench.inprocess import Bare, Recorder, Stack, taken_back

MOST_QUERIES, MOST_MS, MOST_TIMES = 12, 15.0, 8.0
DATA = {"lookup_reason": "Daftar belum dimuat", "receiver": "Pemohon sendiri"}
# A letter, a strip and an external item.
SERVICES = ("sktm-rekomendasi", "sktm", "ktp-el")


@dataclass(frozen=True)
class Request:
    """One POST, by its name."""

    name: str
    path: str
    role: str
    body: dict[str, Any]


def receiving(ground: Ground, service: str) -> Request:
    """A file of another person each time."""
    form = ground.form(service)
    name = f"{secrets.choice(NAMES)} {secrets.choice(NAMES)}"
    body = form | {"values": form["values"] | {"nama": name}, "idempotency_key": str(uuid.uuid4())}
    return Request(f"{service}: receive", "/api/v1/applications/", "counter", body)


def completing(ground: Ground, service: str, outcome: dict[str, Any]) -> Request | None:
    """What completes the file's current step; None when it is handed over."""
    if outcome["phase"] != "OPEN":
        return None
    step = outcome["step"]
    path = f"/api/v1/applications/{outcome['file_id']}/actions/complete/"
    body = {"expected_event": outcome["event"], "idempotency_key": str(uuid.uuid4()), "data": DATA}
    return Request(f"{service}: {step}", path, ground.roles[service][step], body)


@dataclass
class Samples:
    """What was seen of one action: milliseconds whole and bare, by the clock and of CPU, and queries."""

    whole: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    whole_cpu: list[float] = field(default_factory=list)
    bare_cpu: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    def figures(self, name: str) -> Iterator[Figure]:
        """Its rows of the table."""
        whole, bare = Figure.of(name, self.whole, "ms"), Figure.of(name, self.bare, "ms")
        assert whole.median is not None
        assert bare.median is not None
        times, queries = whole.median / bare.median, max(self.queries)
        cpu, bare_cpu = median(self.whole_cpu), median(self.bare_cpu)
        whole.note = f"{queries} queries, {times:.1f} × its SQL ({bare.median:.2f} ms), CPU {cpu:.1f} ms"
        # The milliseconds are a target of all actions together; those that draw a PDF take as much longer.
        whole.met = queries <= MOST_QUERIES and times <= MOST_TIMES
        whole.target = f"≤ {MOST_QUERIES} queries, {MOST_TIMES:g} ×"
        whole.more = {"queries": queries, "bare_ms": bare.median, "bare_p95_ms": bare.p95, "times": times}
        whole.more |= {"cpu_ms": cpu, "bare_cpu_ms": bare_cpu}
        yield whole


def measure(ground: Ground, *, lifecycles: int) -> Iterator[Figure]:
    """Every action of three services, in this process: half the files as they are, half replayed bare."""
    note("actions in this process")
    stack, bare = Stack(ground), Bare()
    seen: dict[str, Samples] = defaultdict(Samples)
    try:
        for service in SERVICES:
            for number in range(-2, 2 * lifecycles):
                _lifecycle(
                    ground, service, stack, bare if number % 2 else None, seen if number >= 0 else None
                )
    finally:
        bare.close()
    for name, samples in seen.items():
        yield from samples.figures(name)
    yield from _together(seen)


def _lifecycle(
    ground: Ground, service: str, stack: Stack, bare: Bare | None, seen: dict[str, Samples] | None
) -> None:
    request: Request | None = receiving(ground, service)
    while request is not None:
        samples = seen[request.name] if seen is not None else Samples()
        outcome = _whole(stack, request, samples) if bare is None else _bare(stack, bare, request, samples)
        request = completing(ground, service, outcome)


def _whole(stack: Stack, request: Request, samples: Samples) -> dict[str, Any]:
    answer = stack.request("POST", request.path, role=request.role, body=request.body)
    assert answer.status < 300, answer.body
    samples.whole.append(answer.ms)
    samples.whole_cpu.append(answer.cpu)
    outcome: dict[str, Any] = answer.json
    return outcome


def _bare(stack: Stack, bare: Bare, request: Request, samples: Samples) -> dict[str, Any]:
    """Let the application do it once, take it back, and do the same with psycopg alone."""
    recorder = Recorder()
    # Once in 20 seconds a process reads the office's hours anew; that is not this action's doing.
    forget_calendars()
    work_calendar(stack.office.id)
    with taken_back(), recorder.recording(inside=True):
        answer = stack.request("POST", request.path, role=request.role, body=request.body)
    assert answer.status < 300, answer.body
    samples.queries.append(recorder.queries)
    clock, cpu = bare.replay(recorder.statements)
    samples.bare.append(clock)
    samples.bare_cpu.append(cpu)
    outcome: dict[str, Any] = answer.json
    return outcome


def _together(seen: dict[str, Samples]) -> Iterator[Figure]:
    """All actions, each as often as a file needs it."""
    whole = [ms for samples in seen.values() for ms in samples.whole]
    bare = [ms for samples in seen.values() for ms in samples.bare]
    cpu = [ms for samples in seen.values() for ms in samples.whole_cpu]
    bare_cpu = [ms for samples in seen.values() for ms in samples.bare_cpu]
    together = Figure.of("all actions, in process", whole, "ms", at_most=MOST_MS)
    together.note = f"of CPU: median {median(cpu):.2f}, p95 {p95(cpu):.2f} ms"
    together.more = {"cpu_ms": median(cpu), "cpu_p95_ms": p95(cpu)}
    yield together
    times = sum(whole) / len(whole) / (sum(bare) / len(bare))
    yield Figure(
        name="all actions, times their bare SQL",
        value=times,
        unit="×",
        n=len(whole),
        target=f"≤ {MOST_TIMES:g}",
        met=times <= MOST_TIMES,
        note=f"means; of CPU {sum(cpu) / sum(bare_cpu):.1f} ×; bare SQL: median {median(bare):.2f} ms",
        more={"bare_ms": median(bare), "bare_p95_ms": p95(bare), "times_cpu": sum(cpu) / sum(bare_cpu)},
    )
    most = max(count for samples in seen.values() for count in samples.queries)
    yield Figure(
        name="queries of an action, at most",
        value=most,
        unit="",
        n=sum(len(samples.queries) for samples in seen.values()),
        target=f"≤ {MOST_QUERIES}",
        met=most <= MOST_QUERIES,
    )


def over_http(ground: Ground, *, seconds: float) -> Iterator[Figure]:
    """The same over HTTP against the running web server, one request at a time."""
    note(f"actions over HTTP, one at a time, {seconds:g} s")
    forms = [ground.form(service) for service in SERVICES]
    seen = web.load(ground.plan(threads=1, seconds=seconds, forms=forms))
    took = [took * 1000 for _what, took in seen["took"]]
    figure = Figure.of("action over HTTP, one at a time", took, "ms", at_most=MOST_MS)
    figure.more = {"refused": seen["refused"][:5]}
    figure.met = figure.met and not seen["refused"]
    yield figure


def resolution(ground: Ground, *, requests: int) -> Iterator[Figure]:
    """Which office a host name means costs no query once the process knows it."""
    note("which office a host means")
    stack, recorder = Stack(ground), Recorder()
    path = "/api/v1/nothing/"
    stack.request("GET", path)
    with recorder.recording():
        took = [stack.request("GET", path).ms for _n in range(requests)]
    found = len(recorder.statements)
    yield Figure(
        name="tenant resolution, queries when warm",
        value=found / requests,
        unit="",
        n=requests,
        target="0",
        met=found == 0,
        note=f"an empty API answer: median {median(took):.2f} ms",
    )


def check_replayed(ground: Ground) -> None:
    """The replayed statements left the office in order: every file's events are complete."""
    with office_scope(ground.office), connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FROM applications_file f
            WHERE event_no <> (SELECT count(*) FROM applications_event e WHERE e.file_id = f.id)
            """
        )
        row = cursor.fetchone()
    assert row == (0,), "a replay did something else than the application"
