"""Ten thousand forms of a survey out of a file: read, checked row by row, stored."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta

from commons import clock
from commons.clock import wib
from offices.scope import office_scope
from surveys import operations
from surveys.elements import KEYS
from surveys.models import SurveyPeriod, SurveyResponse
from surveys.operations_import import frame_of
from surveys.rows import parse
from surveys.spans import span_of
from tools.bench.figures import Figure, note
from tools.bench.ground import Ground

AT_MOST = 10.0
REMARKS = ("", "", "", "Kursi tunggu ditambah", "Petugasnya ramah")


def measure(ground: Ground, *, count: int) -> Iterator[Figure]:
    """Seconds from the uploaded bytes to the committed rows; every fiftieth row is bad."""
    now, actor = clock.now(), ground.people["section_head"]
    with office_scope(ground.office):
        today = wib(now).date()
        planned = operations.plan(
            actor=actor, span=span_of("YEAR", today), opens=today, now=now - timedelta(days=1)
        )
        period = operations.open_period(actor=None, period_id=planned.id, now=now)
        content = _file(period, count, f"{today:%d-%m-%Y}")
        note(f"survey: {count:,} forms, {len(content) / 1e6:.1f} MB of CSV")
        began, cpu = time.monotonic(), time.thread_time()
        parsed = parse(content, frame_of(period, now=now))
        batch = operations.take_in(
            actor=actor, period_id=period.id, content=content, parsed=parsed, file_name="skm.csv", now=now
        )
        seconds, cpu = time.monotonic() - began, time.thread_time() - cpu
        stored = SurveyResponse.objects.filter(batch=batch).count()
        operations.close_period(actor=actor, period_id=period.id, reason="bench", now=now)
    yield Figure(
        name=f"survey, import of {count:,} forms",
        value=seconds,
        unit="s",
        n=1,
        target=f"≤ {AT_MOST:g}",
        met=seconds <= AT_MOST and stored == batch.taken == count - batch.refused,
        note=f"{batch.taken:,} stored, {batch.refused:,} refused with reason; CPU {cpu:.1f} s",
        more={"cpu_seconds": cpu, "stored": stored, "refused": batch.refused},
    )


def _file(period: SurveyPeriod, count: int, day: str) -> bytes:
    chance = random.Random(1)  # noqa: S311  invented answers need no secrecy
    services = [row["name"] for row in period.services]
    head = ("tanggal", "jam", "layanan", "jenis kelamin", "pendidikan", "pekerjaan", "saran", *KEYS)
    rows = [";".join(head)]
    for number in range(count):
        nine = [str(chance.randint(1, 4)) for _key in KEYS]
        if number % 50 == 0:
            nine[number % 9] = "5"
        person = (chance.choice("LP"), chance.choice(("SD", "SMP", "SMA", "S1")), "Petani")
        rows.append(";".join((day, "08.30", chance.choice(services), *person, chance.choice(REMARKS), *nine)))
    return "\n".join(rows).encode()
