"""The index of satisfaction over a million forms in the database, and over a million answers."""

import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from commons import clock
from offices.scope import office_scope
from surveys.elements import KEYS
from surveys.index import Tally, index
from tools.bench.figures import Figure, note
from tools.bench.ground import Ground, owner_here

FORMS, MOST_SECONDS, ROUNDS = 1_000_000, 1.0, 7
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
SERVICES = ("sktm", "kp4", "ktp-el")

_FILL = f"""
INSERT INTO {{schema}}.surveys_surveyresponse
  (id, period_id, channel, day, slot, service_code, sex, age_band, education, occupation, occupation_words,
   {", ".join(KEYS)}, extra, device, flags, excluded)
SELECT gen_random_uuid(), %s, 'PAPER', %s::date + n %% 180, 'MORNING',
       (%s::text[])[1 + n %% 3], CASE n %% 2 WHEN 0 THEN 'L' ELSE 'P' END, '26-35',
       (ARRAY['SD', 'SMP', 'SMA', 'S1'])[1 + n %% 4], 'SWASTA', '',
       {", ".join(f"1 + (n * {prime}) %% 4" for prime in (3, 7, 11, 13, 17, 19, 23, 29, 31))},
       '{{}}', '', '{{}}', n %% 100 = 0
FROM generate_series(1, %s) AS n
"""  # noqa: S608 - columns of ours


def measure(ground: Ground, *, forms: int = FORMS) -> Iterator[Figure]:
    """A million answers are a ninth of a million forms; both are asked of the same query."""
    for count, what in ((forms // 9, "answers"), (forms, "forms")):
        period = _period(ground, year=2020 if what == "answers" else 2021)
        note(f"{count:,} forms of a survey")
        _fill(ground, period, count)
        yield _index(ground, period, count, f"IKM over {forms:,} {what} in the database")


def _period(ground: Ground, *, year: int) -> Any:
    from surveys.models import Basis, PeriodState, Questionnaire, SurveyPeriod  # noqa: PLC0415

    now = clock.now()
    with office_scope(ground.office):
        questionnaire, _made = Questionnaire.objects.get_or_create(
            version=1, defaults={"label_order": list(KEYS), "created_at": now, "created_by": "bench"}
        )
        return SurveyPeriod.objects.create(
            kind="SEMESTER",
            year=year,
            part=1,
            opens=FIRST.replace(year=year),
            closes=LAST.replace(year=year),
            state=PeriodState.CLOSED,
            questionnaire=questionnaire,
            label_order=list(KEYS),
            basis=Basis.SAME,
            population_from=FIRST,
            population_to=LAST,
            threshold=0,
            seed_hash="",
            planned_at=now,
            planned_by="bench",
        )


def _fill(ground: Ground, period: Any, count: int) -> None:
    schema = ground.office.schema_name
    with owner_here() as direct:
        direct.execute(_FILL.replace("{schema}", schema), [period.id, period.opens, list(SERVICES), count])
        direct.execute(f"ANALYZE {schema}.surveys_surveyresponse")


def _index(ground: Ground, period: Any, count: int, name: str) -> Figure:
    from satisfaction.counting import tallies  # noqa: PLC0415 - after the environment names the database

    times: list[float] = []
    with office_scope(ground.office):
        for _round in range(ROUNDS):
            began = time.perf_counter()
            found = tallies(period.id)
            whole = sum((one for (_code, out), one in found.items() if not out), _nothing())
            result = index(whole)
            times.append(time.perf_counter() - began)
    assert result is not None
    forms = sum(one.n for one in found.values())
    figure = Figure.of(name, times, "s", at_most=MOST_SECONDS, note=f"IKM {result.ikm}, {len(found)} groups")
    figure.met = figure.met and forms == count
    return figure


def _nothing() -> Tally:
    return Tally(0, dict.fromkeys(KEYS, 0), 0)
