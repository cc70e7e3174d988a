"""Reading answers for the read model, in their office's scope: a month at a time, once it is over.

A figure that moves with every form says by how much, and so what the last one said; a week, a service or a
difference of two spans may come down to one form. So the forms of a month are told together, on its last day
and when it is over, and every cell, and what can be worked out between cells, has five forms or none
(ADR 50).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Count, F, IntegerField, Min, Sum
from django.db.models.functions import Cast, Coalesce

from commons.clock import wib
from indicators.cells import ALL_SERVICES, Cell, Key
from offices.models import Office
from satisfaction.withholding import LEAST, withheld
from surveys.elements import KEYS
from surveys.marks import TOPIC, counted_within, month_end
from surveys.models import SurveyResponse

__all__ = ["TOPIC", "first_day", "read_answers"]


def _whole(expression: Any) -> Sum:
    return Sum(expression, output_field=BigIntegerField())


def _columns() -> dict[str, Any]:
    answers = {key: Cast(F(key), IntegerField()) for key in KEYS}
    total: Any = sum(list(answers.values())[1:], start=answers[KEYS[0]])
    found: dict[str, Any] = {
        "skm_n": Count("*"),
        "skm_total": _whole(total),
        "skm_total_squares": _whole(total * total),
    }
    for key, answer in answers.items():
        found[f"skm_{key}"] = _whole(answer)
        found[f"skm_{key}_squares"] = _whole(answer * answer)
    return found


def read_answers(
    _office: Office, days: Collection[date], _oldest: date | None, now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days: of those that end a month which is over. One statement."""
    ends = {day for day in days if day == month_end(day) and day < wib(now).date()}
    cells: dict[Key, Cell] = {}
    for end, counted in _months(ends).items():
        cells.update(_cells(end, counted))
    return cells


Sums = Mapping[str, int]


def _months(ends: Collection[date]) -> dict[date, dict[str, Sums]]:
    """The forms that count of these months, by service."""
    if not ends:
        return {}
    columns = _columns()
    rows = (
        SurveyResponse.objects.filter(counted_within(min(ends).replace(day=1), max(ends)))
        .order_by()
        .annotate(counted=Coalesce("counts_on", "day"))
        .values_list("counted", "service_code", "excluded")
        .annotate(**columns)
    )
    found: dict[date, dict[str, dict[bool, list[Sums]]]] = {}
    for day, service, out, *sums in rows:
        if (end := month_end(day)) in ends:
            one = dict(zip(columns, map(int, sums), strict=True))
            found.setdefault(end, {}).setdefault(service, {}).setdefault(out, []).append(one)
    return {
        end: {code: counts for code, parts in services.items() if (counts := _counting(parts))["skm_n"]}
        for end, services in found.items()
    }


def _counting(parts: Mapping[bool, Iterable[Sums]]) -> Sums:
    """The forms that count; also the few that a decision left out, where the figures before and after it
    would give them, or the few that remain, away."""
    kept, out = _added(parts.get(False, ())), _added(parts.get(True, ()))
    few = 0 < out["skm_n"] < LEAST or 0 < kept["skm_n"] < LEAST
    return _added((kept, out)) if few else kept


def _added(sums: Iterable[Sums]) -> dict[str, int]:
    total = dict.fromkeys(_columns(), 0)
    for one in sums:
        for column, n in one.items():
            total[column] += n
    return total


def _cells(end: date, counted: Mapping[str, Sums]) -> dict[Key, Cell]:
    """A month on its last day: all services, and those that are no small group nor give one away."""
    whole = _added(counted.values())
    if whole["skm_n"] < LEAST:
        return {}
    hidden = withheld({code: one["skm_n"] for code, one in counted.items()})
    shown = {code: one for code, one in counted.items() if code not in hidden}
    return {(code, end): Cell(end, dict(one)) for code, one in {**shown, ALL_SERVICES: whole}.items()}


def first_day() -> date | None:
    """When the first form was filled in."""
    found: date | None = SurveyResponse.objects.aggregate(first=Min("day"))["first"]
    return found
