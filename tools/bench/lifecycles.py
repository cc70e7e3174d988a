"""Files from intake to hand-over over HTTP: how many a second, and whether anything is lost or doubled."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from django.db import connection

from applications.chain import check
from applications.models import Event, File
from documents.models import BookYear, Letter, RegisterEntry
from offices.scope import office_scope
from tools.bench import bulk, web
from tools.bench.actions import Request, completing, receiving
from tools.bench.figures import Figure, note, p95
from tools.bench.ground import DATABASE, Ground, owner
from tools.bench.inprocess import Stack

AT_LEAST = 12.0
THREADS = 16
WRITERS = 50


def closed_file(ground: Ground, service: str = "sktm-rekomendasi") -> str:
    """The id of a file that went all the way: what the closed files are copied from."""
    stack = Stack(ground)
    request: Request | None = receiving(ground, service)
    file_id = ""
    while request is not None:
        answer = stack.request("POST", request.path, role=request.role, body=request.body)
        assert answer.status < 300, answer.body
        file_id = answer.json["file_id"]
        request = completing(ground, service, answer.json)
    return file_id


def grow(ground: Ground, template: str, *, there: int, size: int) -> int:
    """Let the office have `size` closed files, and say so."""
    if size > there:
        took = bulk.fill(ground, file_id=template, first=there, count=size - there)
        note(f"{size - there:,} closed files in {took:.0f} s")
    return max(size, there)


def rate(ground: Ground, pid: int, *, size: int, seconds: float, rounds: int) -> Figure:
    """Lifecycles a second with so many closed files in the office."""
    rates, took, refused, costs = [], [], [], []
    for number in range(rounds):
        note(f"lifecycles with {size:,} closed files, round {number + 1} of {rounds}, {seconds:g} s")
        before = _cpu(pid)
        seen = web.load(ground.plan(threads=THREADS, seconds=seconds, seed=f"{size}-{number}"))
        after = _cpu(pid)
        rates.append(seen["finished"] / seconds)
        took += [ms * 1000 for _what, ms in seen["took"]]
        refused += seen["refused"]
        whole = seen["finished"] * (seconds + 3) / seconds
        costs.append({name: cpu / max(whole, 1) for name, cpu in _used(before, after).items()})
        costs[-1]["load"] = seen["cpu"] / max(whole, 1)
    cost = {name: median([row[name] for row in costs]) for name in costs[0]}
    total = sum(cost.values())
    return Figure(
        name=f"lifecycles a second, {size:,} closed files",
        value=median(rates),
        unit="/s",
        n=rounds,
        median=median(rates),
        p95=p95(rates),
        target=f"≥ {AT_LEAST:g}",
        met=median(rates) >= AT_LEAST and not refused,
        note=(
            f"request median {median(took):.0f}, p95 {p95(took):.0f} ms; "
            f"CPU a lifecycle {total * 1000:.0f} ms: 2 cores alone give {2 / total:.1f}/s"
        ),
        more={"rates": rates, "requests": len(took), "refused": refused[:5], "cpu_seconds": cost},
    )


def _cpu(pid: int) -> dict[str, dict[int, float]]:
    """CPU seconds so far of the web server's processes and of the database's for us."""
    with owner() as maintenance:
        rows = maintenance.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'",
            [DATABASE],
        )
        backends = [row[0] for row in rows]
    groups = {"web": web.family(pid), "database": backends}
    return {name: {each: web.cpu_of(each) for each in pids} for name, pids in groups.items()}


def _used(before: dict[str, dict[int, float]], after: dict[str, dict[int, float]]) -> dict[str, float]:
    """What they used in between; a process that ended meanwhile is not counted."""
    return {
        name: sum(cpu - before[name].get(pid, 0.0) for pid, cpu in pids.items())
        for name, pids in after.items()
    }


def writers(ground: Ground, *, seconds: float) -> Iterator[Figure]:
    """Many people in one office at once, some of whom click twice; then the books and chains are read."""
    note(f"{WRITERS} writers, {seconds:g} s")
    seen = web.load(ground.plan(threads=WRITERS, seconds=seconds, warm=0, twice=0.1, seed="writers"))
    found = {**_books(ground), **_events(ground, seen["kept"])}
    wrong = {name: count for name, count in found.items() if count}
    unequal, refused = seen["unequal"], seen["refused"]
    yield Figure(
        name=f"{WRITERS} writers: duplicates, gaps, lost events",
        value=sum(found.values()),
        unit="",
        n=len(seen["took"]),
        target="0",
        met=not wrong and not unequal and not refused,
        note=f"{seen['finished']} files handed over; {len(refused)} refused, {len(unequal)} repeats unequal",
        more={**found, "refused": refused[:10], "unequal": unequal[:10]},
    )


def _books(ground: Ground) -> dict[str, int]:
    """Numbers twice or missing, by book; the closed files of earlier years are not asked."""
    found = {}
    with office_scope(ground.office):
        for book in BookYear.objects.all():
            model = {"RECEIPT": File, "LETTER": Letter, "REGISTER": RegisterEntry}[book.kind]
            rows = model._default_manager.filter(year=book.year)
            numbers = sorted(rows.values_list("seq", flat=True))
            found[f"{book.kind.lower()} twice"] = len(numbers) - len(set(numbers))
            expected = set(range(book.begun_after + 1, book.last + 1))
            found[f"{book.kind.lower()} missing"] = len(expected ^ set(numbers))
        codes = list(Letter.objects.values_list("number", flat=True).filter(pdf__isnull=False))
        found["letter numbers twice"] = len(codes) - len(set(codes))
    return found


def _events(ground: Ground, kept: list[list[Any]]) -> dict[str, int]:
    """Acknowledged events that are not there, and chains that do not hold."""
    with office_scope(ground.office), connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FROM unnest(%s::uuid[], %s::int[], %s::text[]) AS k (file, seq, key)
            WHERE NOT EXISTS (
              SELECT FROM applications_event e
              WHERE e.idempotency_key = k.key AND e.file_id = k.file AND e.seq = k.seq
            )
            """,
            [[row[0] for row in kept], [row[1] for row in kept], [row[2] for row in kept]],
        )
        lost = cursor.fetchone()
        files = {row[0] for row in kept}
        broken = 0
        for file in File.objects.filter(id__in=files).only("event_no", "last_digest"):
            events = list(Event.objects.filter(file_id=file.id).order_by("seq"))
            whole = [event.seq for event in events] == list(range(1, file.event_no + 1))
            broken += not (whole and check(file, events).whole)
    assert lost is not None
    return {"events lost": lost[0], "chains broken": broken}
