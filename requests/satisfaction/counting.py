"""The forms of a period, counted in the database: one statement for the index, one for who answered."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Count, F, IntegerField, Sum
from django.db.models.functions import Cast

from satisfaction.facts import Counted
from surveys.elements import KEYS
from surveys.index import Tally
from surveys.models import CoinCount, SurveyPeriod, SurveyResponse

QUESTIONS = ("sex", "age_band", "education", "occupation")
# Of one form; nine answers of 1 to 4 fit into an integer, and so does their square.
_TOTAL: Any = reduce(add, (Cast(F(key), IntegerField()) for key in KEYS))


def tallies(period_id: UUID) -> dict[tuple[str, bool], Tally]:
    """By service and whether a decision left the forms out. One statement, one pass over the forms."""
    sums = {f"sum_{key}": Sum(key, output_field=BigIntegerField()) for key in KEYS}
    rows = (
        SurveyResponse.objects.filter(period_id=period_id)
        .order_by()
        .values_list("service_code", "excluded")
        .annotate(n=Count("*"), squares=Sum(_TOTAL * _TOTAL, output_field=BigIntegerField()), **sums)
    )
    return {
        (service, out): Tally(n, dict(zip(KEYS, map(int, each), strict=True)), int(squares))
        for service, out, n, squares, *each in rows
    }


def counted(period_id: UUID, *, extra: Iterable[str] = ()) -> Counted:
    """All that a result is made of. `extra`: keys of the office's own questions, a statement for each."""
    found = tallies(period_id)
    left_out = sum((one for (_code, out), one in found.items() if out), Tally(0, dict.fromkeys(KEYS, 0), 0))
    return Counted(
        services={code: one for (code, out), one in found.items() if not out},
        left_out=left_out,
        people=_people(period_id),
        flags=_flags(period_id),
        extra={key: _own(period_id, key) for key in extra},
    )


def _people(period_id: UUID) -> Mapping[str, Mapping[str, int]]:
    rows = (
        SurveyResponse.objects.filter(period_id=period_id, excluded=False)
        .order_by()
        .values_list(*QUESTIONS)
        .annotate(n=Count("*"))
    )
    found: dict[str, dict[str, int]] = {question: {} for question in QUESTIONS}
    for *answers, n in rows:
        for question, answer in zip(QUESTIONS, answers, strict=True):
            found[question][answer] = found[question].get(answer, 0) + n
    return found


def _own(period_id: UUID, key: str) -> dict[int, int]:
    rows = SurveyResponse.objects.filter(period_id=period_id, excluded=False, extra__has_key=key)
    found = rows.order_by().values_list(f"extra__{key}").annotate(n=Count("*"))
    return {int(answer): n for answer, n in found}


def _flags(period_id: UUID) -> dict[str, int]:
    """How many forms bear each flag, whether they count or not."""
    rows = SurveyResponse.objects.filter(period_id=period_id).exclude(flags=[])
    found: dict[str, int] = {}
    for flags, n in rows.order_by().values_list("flags").annotate(n=Count("*")):
        for flag in flags:
            found[flag] = found.get(flag, 0) + n
    return found


def coins(period: SurveyPeriod) -> dict[str, int]:
    """The coins of a period's days that two people counted; shown beside the index, never in it."""
    rows = CoinCount.objects.filter(day__range=(period.opens, period.closes), second_by_id__isnull=False)
    found = rows.aggregate(
        satisfied=Sum("satisfied"), fair=Sum("fair"), unsatisfied=Sum("unsatisfied"), days=Count("*")
    )
    return {name: int(value or 0) for name, value in found.items()}


def answers(period_id: UUID) -> list[tuple[int, ...]]:
    """The nine answers of each form that counts (order of `KEYS`), sorted by themselves: a row says nothing
    about who, when, or for which service."""
    rows: Iterable[tuple[int, ...]] = SurveyResponse.objects.filter(
        period_id=period_id, excluded=False
    ).values_list(*KEYS)
    return sorted(rows)


def comments(period_id: UUID, *, excluded: bool) -> list[str]:
    """What people wrote, in no order of time."""
    rows = SurveyResponse.objects.filter(period_id=period_id, excluded=excluded, comment__isnull=False)
    return sorted(text for text in rows.order_by().values_list("comment", flat=True) if text)
