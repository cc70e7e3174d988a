"""The read model: pages over ten million files, how far it is behind, how long an office-year takes anew."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle

from django.db import connection
from django.test.utils import CaptureQueriesContext

from commons import clock
from indicators import operations, queries
from indicators.measures import all_definitions
from indicators.names import forget_names
from indicators.periods import Period, months_back
from indicators.results import Scope
from offices.models import DirtyMark
from offices.scope import public_scope
from tools.bench import bulk, lifecycles, readmodel_fill
from tools.bench.actions import completing, receiving
from tools.bench.figures import Figure, note, p95
from tools.bench.ground import Ground, owner_here
from tools.bench.inprocess import Stack

MOST_MS, MOST_QUERIES, MOST_BEHIND, MOST_REBUILD = 150.0, 12, 10.0, 5.0
RATE = 50
# 10 million files of 226 offices in 5 years.
OFFICE_YEAR = 10_000_000 // readmodel_fill.OFFICES // readmodel_fill.YEARS


def measure(ground: Ground, *, seconds: float, requests: int) -> Iterator[Figure]:
    """Everything about the read model; the office's own files first."""
    yield from behind(ground, seconds=seconds)
    yield rebuild(ground)
    with public_scope():
        readmodel_fill.offices()
    forget_names()
    for files in (100_000, 10_000_000):
        readmodel_fill.cells(files)
        yield from pages(files, requests=requests)


def pages(files: int, *, requests: int) -> Iterator[Figure]:
    """All that the bupati's page reads, for the kecamatan and for every office, over months and over days."""
    today = clock.today()
    months = Period.months(months_back(today, 11), today)
    five_years = Period.months(months_back(today, 59), today)
    weeks = Period(date.fromordinal(today.toordinal() - 27), today)
    cases = {
        "21 kecamatan, 12 months": (Scope(months), five_years),
        "21 kecamatan, 28 days": (Scope(weeks), weeks),
        "226 offices, 12 months": (Scope(months, level=None), months),
    }
    for name, (scope, trend_over) in cases.items():
        note(f"the bupati's page over {files:,} files: {name}")
        yield _page(f"bupati's page, {files:,} files, {name}", scope, trend_over, requests)


def _page(name: str, scope: Scope, trend_over: Period, requests: int) -> Figure:
    keys = cycle(one.key for one in all_definitions())
    took, counts = [], []
    for number in range(-3, requests):
        key = next(keys)
        with CaptureQueriesContext(connection) as captured:
            began = time.perf_counter()
            queries.board(scope=scope, key=key, trend_over=trend_over)
            ms = (time.perf_counter() - began) * 1000
        if number >= 0:
            took.append(ms)
            counts.append(len(captured))
    figure = Figure.of(name, took, "ms")
    assert figure.p95 is not None
    figure.target = f"p95 ≤ {MOST_MS:g} ms, {MOST_QUERIES} queries"
    figure.met = figure.p95 <= MOST_MS and max(counts) <= MOST_QUERIES
    figure.note = f"{max(counts)} queries; what the page reads, without drawing it"
    figure.more = {"queries": max(counts)}
    return figure


def behind(ground: Ground, *, seconds: float) -> Iterator[Figure]:
    """How old the oldest change is that is not in the figures yet, while so many happen each second."""
    note(f"{RATE} changes a second for {seconds:g} s, swept every 3 s by another process")
    command = [sys.executable, "-m", "tools.bench.sweeper"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as sweeper:
        assert sweeper.stdout is not None
        sweeper.stdout.readline()
        ages, done, refused = _change(ground, seconds)
        swept, _none = sweeper.communicate("")
    took = json.loads(swept)
    rate = done / seconds
    yield Figure(
        name=f"read model behind, at {rate:.0f} changes/s",
        value=max(ages),
        unit="s",
        n=len(ages),
        median=sorted(ages)[len(ages) // 2],
        p95=p95(ages),
        target=f"≤ {MOST_BEHIND:g} s at {RATE}/s",
        met=max(ages) <= MOST_BEHIND and rate >= RATE * 0.95 and not refused,
        note=f"the worst seen; {done:,} changes in one office; a sweep took at most {max(took):.2f} s",
        more={"sweeps": took, "refused": refused},
    )


def _change(ground: Ground, seconds: float) -> tuple[list[float], int, int]:
    """Take files from intake to hand-over at that pace; (ages in seconds, changes, refused)."""
    stack, services = Stack(ground), cycle(("sktm", "sktm-rekomendasi", "ktp-el"))
    request = receiving(ground, next(services))
    ages: list[float] = []
    done = refused = 0
    began = time.monotonic()
    while (gone := time.monotonic() - began) < seconds:
        if done > gone * RATE:
            time.sleep(done / RATE - gone)
            continue
        answer = stack.request("POST", request.path, role=request.role, body=request.body)
        done += 1
        refused += answer.status >= 300
        following = completing(ground, request.name.partition(":")[0], answer.json)
        request = following or receiving(ground, next(services))
        if done % 10 == 0:
            ages.append(_oldest())
    return ages, done, refused


def _oldest() -> float:
    """How long the oldest mark has waited; a mark's key says when it was made."""
    with public_scope():
        first = DirtyMark.objects.order_by("id").values_list("id", flat=True).first()
    return time.time() - (first.int >> 80) / 1000 if first else 0.0


def rebuild(ground: Ground) -> Figure:
    """One office's year worked out anew from its files."""
    year = clock.today().year - 1
    template = lifecycles.closed_file(ground)
    bulk.fill(ground, file_id=template, first=0, count=OFFICE_YEAR)
    spread_over_the_year(ground, year)
    took, found = [], 0
    for number in range(3):
        note(f"a year of {OFFICE_YEAR:,} files anew, {number + 1} of 3")
        began = time.monotonic()
        list(operations.rebuild(office=ground.office, period=Period.year(year), now=clock.now()))
        took.append(time.monotonic() - began)
        whole = Scope(Period.year(year), level=None, offices=frozenset({ground.office.id}))
        found = queries.summary(scope=whole, keys=["received"]).values["received"].n
    assert found == OFFICE_YEAR, f"{found} of {OFFICE_YEAR} files counted"
    figure = Figure.of("rebuild of one office-year", took, "s", at_most=MOST_REBUILD)
    figure.note = f"{OFFICE_YEAR:,} files"
    return figure


def spread_over_the_year(ground: Ground, year: int) -> None:
    """Let the copied files be received on all days of a year and their steps take hours and days."""
    with owner_here() as database:
        database.execute(f"SET search_path = {ground.office.schema_name}, public, extensions")
        database.execute(
            """
            CREATE TEMPORARY TABLE moved AS
            SELECT id, make_timestamptz(%(year)s, 1, 1, 8, 0, 0, 'Asia/Jakarta')
                   + make_interval(days => (row_number() OVER (ORDER BY id) %% 360)::int,
                                   mins => (row_number() OVER (ORDER BY id) %% 300)::int) AS at
            FROM applications_file WHERE received_at < now() - interval '100 days'
            """,
            {"year": year},
        )
        database.execute("UPDATE applications_file f SET received_at = m.at FROM moved m WHERE m.id = f.id")
        database.execute(
            """
            UPDATE applications_event e SET at = m.at + (seq - 1) * make_interval(mins => 20 + 7 * seq)
            FROM moved m WHERE m.id = e.file_id
            """
        )
        database.execute("DROP TABLE moved")
        database.execute("VACUUM ANALYZE applications_file")
        database.execute("VACUUM ANALYZE applications_event")
