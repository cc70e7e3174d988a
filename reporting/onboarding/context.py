"""What every page of a rehearsal shows: the task at hand and the clock."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from onboarding import rehearsals


def rehearsal(request: HttpRequest) -> dict[str, Any]:
    """`rehearsal` (a `rehearsals.Stage`) for who rehearses; nothing elsewhere."""
    row = getattr(request, "rehearsal", None)
    if row is None:
        return {}
    return {"rehearsal": SimpleLazyObject(lambda: rehearsals.stage(row, real=request.real_time))}  # type: ignore[attr-defined]
