"""Letters as PDF and the register as XLSX."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from config.paths import root
from documents.models import Letter, LetterKind, RegisterEntry
from documents.render import render
from offices.scope import office_scope
from tools.bench.figures import Figure, note
from tools.bench.ground import NAMES, Ground
from tools.bench.lifecycles import closed_file

LETTER_MS, REGISTER_SECONDS, REGISTER_ROWS = 10.0, 3.0, 10_000
# "Flat" is what the process's own noise is: the fiftyfold book may need no more than this on top.
FLAT_MB = 10.0


def letters(ground: Ground, *, count: int) -> Iterator[Figure]:
    """Letters and strips as they are frozen, each with its own words, numbers and QR code."""
    for service in ("sktm-rekomendasi", "sktm"):
        closed_file(ground, service)
    for kind, template in ((LetterKind.LETTER, "letter"), (LetterKind.STRIP, "strip")):
        note(f"{count} PDFs: {template}")
        with office_scope(ground.office):
            row = Letter.objects.filter(kind=kind, signed_at__isnull=False, pdf__isnull=False).first()
        assert row is not None
        took, cpu, size = [], [], 0
        for number in range(-5, count):
            sheet = _varied(row.sheet, number)
            began, used = time.perf_counter(), time.process_time()
            size = len(render(template, sheet, standard="a-2b"))
            if number >= 0:
                took.append((time.perf_counter() - began) * 1000)
                cpu.append((time.process_time() - used) * 1000)
        target = LETTER_MS if kind is LetterKind.LETTER else None
        words = f"{size / 1024:.0f} kB, of CPU: median {median(cpu):.1f} ms, quickest {min(took):.1f} ms"
        yield Figure.of(f"{template} as PDF/A", took, "ms", at_most=target, note=words)


def _varied(sheet: Any, number: int) -> dict[str, Any]:
    """The sheet with other names, number and QR code, so that nothing Typst kept of the last one helps."""
    name = f"{NAMES[number % len(NAMES)]} {number + 5}"
    text = json.dumps(sheet, ensure_ascii=False)
    for word in NAMES:
        text = text.replace(word, name)
    text = text.replace(str(sheet["number"]), f"400.{number + 5}/2026").replace("/v/", f"/v/{number + 5}")
    varied: dict[str, Any] = json.loads(text)
    return varied


def register(ground: Ground) -> Iterator[Figure]:
    """The whole way from the rows in the database to the XLSX file, each in a fresh process."""
    with office_scope(ground.office):
        there = RegisterEntry.objects.count()
    if there < REGISTER_ROWS:
        yield Figure.skipped("register as XLSX", f"left out: only {there} lines in the book")
        return
    sizes = [size for size in (1_000, REGISTER_ROWS, 50_000) if size <= there]
    found = {size: [_book(ground, size) for _n in range(3)] for size in sizes}
    took = [run["seconds"] for run in found[REGISTER_ROWS]]
    figure = Figure.of(f"register of {REGISTER_ROWS:,} lines as XLSX", took, "s", at_most=REGISTER_SECONDS)
    yield figure
    peaks = {size: min(run["grown_mb"] for run in runs) for size, runs in found.items()}
    grown = peaks[sizes[-1]] - peaks[sizes[0]]
    yield Figure(
        name=f"memory from {sizes[0]:,} to {sizes[-1]:,} lines",
        value=grown,
        unit="MB",
        n=3,
        target=f"≤ {FLAT_MB:g}",
        met=grown <= FLAT_MB,
        note=", ".join(f"{size:,}: +{peak:.1f} MB" for size, peak in peaks.items()),
    )


def _book(ground: Ground, size: int) -> dict[str, float]:
    note(f"register of {size:,} lines")
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tools.bench.book", ground.office.slug, str(size)],
        capture_output=True,
        text=True,
        cwd=root(),
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
