"""Reading answers for the read model, in their office's scope: each stands on the day it was given."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Count, F, IntegerField, Min, Sum
from django.db.models.functions import Cast

from indicators.cells import ALL_SERVICES, Cell, Key
from offices.models import Office
from surveys.elements import KEYS
from surveys.marks import TOPIC
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
    _office: Office, days: Collection[date], _oldest: date | None, _now: datetime
) -> dict[Key, Cell]:
    """The cells of exactly these days, of the forms that count. One statement."""
    cells: dict[Key, Cell] = {}
    if not days:
        return cells
    columns = _columns()
    rows = (
        SurveyResponse.objects.filter(day__in=list(days), excluded=False)
        .order_by()
        .values_list("service_code", "day")
        .annotate(**columns)
    )
    for service, day, *sums in rows:
        cell = cells.setdefault((service, day), Cell(day))
        for column, n in zip(columns, sums, strict=True):
            cell.count(column, int(n))
    for (_service, day), cell in list(cells.items()):
        cells.setdefault((ALL_SERVICES, day), Cell(day)).merge(cell)
    return cells


def first_day() -> date | None:
    """When the first form was filled in."""
    found: date | None = SurveyResponse.objects.aggregate(first=Min("day"))["first"]
    return found
