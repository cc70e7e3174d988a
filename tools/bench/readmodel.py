"""The read model: pages over ten million files, how far it is behind, how long an office-year takes anew."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import cycle
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from accounts.models import Assignment, Role, User
from commons import clock
from commons.worktime import EXAMPLE_HOURS
from indicators import operations, queries
from indicators.names import forget_names
from indicators.periods import Period
from indicators.results import Scope
from indicators.sources import all_sources
from offices.details import set_opening_hours
from offices.hosts import KABUPATEN_LABEL
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from tools.bench import bulk, lifecycles, readmodel_fill
from tools.bench.actions import completing, receiving
from tools.bench.figures import Figure, note, p95
from tools.bench.ground import Ground, owner_here
from tools.bench.inprocess import Answer, Effort, Stack
from tools.bench.pages import session_of

MOST_MS, MOST_QUERIES, MOST_BEHIND, MOST_REBUILD = 150.0, 12, 10.0, 5.0
RATE = 50
PAGES = {
    "21 kecamatan, 12 months": "?masa=12-bulan",
    "21 kecamatan, 28 days": "?masa=28-hari",
    "226 offices, 12 months": "?masa=12-bulan&tingkat=semua",
}
# 10 million files of 226 offices in 5 years.
OFFICE_YEAR = 10_000_000 // readmodel_fill.OFFICES // readmodel_fill.YEARS
# Files and a year apart from those that the office may have got for other figures.
BEYOND, YEARS_AGO = 2_000_000, 4


def measure(ground: Ground, *, seconds: float, requests: int) -> Iterator[Figure]:
    """Everything about the read model; the office's own files first."""
    yield from behind(ground, seconds=seconds)
    yield rebuild(ground)
    with public_scope():
        readmodel_fill.offices()
    forget_names()
    for files in (100_000, 10_000_000):
        readmodel_fill.cells(files)
        yield from pages(ground, files, requests=requests)


def pages(ground: Ground, files: int, *, requests: int) -> Iterator[Figure]:
    """The bupati's page as a browser gets it, over months and over days, of kecamatan and of all offices."""
    name = f"bupati's page, {files:,} files"
    try:
        path = reverse("board", urlconf="config.urls.kabupaten")
    except NoReverseMatch:
        yield Figure.skipped(name, "left out: there is no page named board yet")
        return
    host, stack = f"{KABUPATEN_LABEL}.localhost:{ground.port}", Stack(ground)
    cookie = _bupati(host)
    for case, query in PAGES.items():
        note(f"{name}: {case}")
        url = f"{path}{query}"
        yield _page(f"{name}, {case}", partial(stack.request, "GET", url, cookie=cookie, host=host), requests)


def _bupati(host: str) -> str:
    """A session cookie of somebody of the bupati's office."""
    with public_scope():
        user, new = User.objects.get_or_create(
            username="bench.bupati", defaults={"name": "Bench", "created_at": clock.now()}
        )
        if new:
            Assignment.objects.create(
                user=user, roles=[Role.EXECUTIVE], title="Bench", from_date=clock.today()
            )
    return session_of(user.id, None, host=host)


def _page(name: str, get: Callable[[], Answer], requests: int) -> Figure:
    took, cpu, counts = [], [], []
    for number in range(-3, requests):
        with CaptureQueriesContext(connection) as captured:
            answer = get()
        assert answer.status == 200, f"the page answers {answer.status}"
        if number >= 0:
            took.append(answer.ms)
            cpu.append(answer.cpu)
            counts.append(len(captured))
    figure = Figure.of(name, took, "ms")
    assert figure.p95 is not None
    figure.target = f"p95 ≤ {MOST_MS:g} ms, {MOST_QUERIES} queries"
    figure.met = figure.p95 <= MOST_MS and max(counts) <= MOST_QUERIES
    figure.note = f"{max(counts)} queries, of CPU: median {median(cpu):.0f}, p95 {p95(cpu):.0f} ms"
    figure.more = {"queries": max(counts), "cpu_ms": median(cpu), "cpu_p95_ms": p95(cpu)}
    return figure


def behind(ground: Ground, *, seconds: float) -> Iterator[Figure]:
    """How old the oldest change is that is not in the figures yet, while so many happen each second."""
    note(f"{RATE} changes a second for {seconds:g} s, swept every 3 s by another process")
    # What was marked while the office was furnished is no change of now.
    operations.sweep(now=clock.now())
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
    """How long the oldest mark of the read model has waited; a mark's key says when it was made."""
    topics = [source.topic for source in all_sources()]
    with public_scope():
        marks = DirtyMark.objects.filter(topic__in=topics).order_by("id")
        first = marks.values_list("id", flat=True).first()
    return time.time() - (first.int >> 80) / 1000 if first else 0.0


def rebuild(ground: Ground) -> Figure:
    """One office's year worked out anew from its files."""
    year = clock.today().year - YEARS_AGO
    template = lifecycles.closed_file(ground)
    bulk.fill(ground, file_id=template, first=BEYOND, count=OFFICE_YEAR)
    spread_over_the_year(ground, year)
    with office_scope(ground.office):
        set_opening_hours(office_id=ground.office.id, week=EXAMPLE_HOURS, valid_from=date(year, 1, 1))
    took, cpu = [], []
    effort = Effort()
    for number in range(3):
        note(f"a year of {OFFICE_YEAR:,} files anew, {number + 1} of 3")
        effort.begin()
        list(operations.rebuild(office=ground.office, period=Period.year(year), now=clock.now()))
        clocked, used = effort.end()
        took.append(clocked / 1000)
        cpu.append(used / 1000)
    whole = Scope(Period.year(year), level=None, offices=frozenset({ground.office.id}))
    found = queries.summary(scope=whole, keys=["received"]).values["received"].n
    assert found == OFFICE_YEAR, f"{found} of {OFFICE_YEAR} files counted"
    figure = Figure.of("rebuild of one office-year", took, "s", at_most=MOST_REBUILD)
    figure.note = f"{OFFICE_YEAR:,} files; of CPU {median(cpu):.1f} s"
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
            FROM applications_file WHERE id BETWEEN %(first)s AND %(last)s
            """,
            {"year": year, "first": bulk.file_key(BEYOND), "last": bulk.file_key(BEYOND + OFFICE_YEAR - 1)},
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
