"""The survey on the page of a file that was handed over: was its applicant drawn, and the slip."""

from typing import Any

from applications.queries_file import Detail
from commons.clock import wib
from surveys import drawing, queries
from surveys.models import Given, PeriodState, SurveyPeriod
from surveys.operations_invite import MOST_PRINTS, reachable
from surveys.views_common import INVITERS


def context(detail: Detail) -> dict[str, Any]:
    """What `surveys/file_panel.html` shows: nothing but for who stands at the counter, while a survey runs.

    The number is worked out again, not written: looking changes nothing."""
    if not detail.state.handed_over or not detail.actor.has(*INVITERS):
        return {"draw": None}
    draw = queries.draw_at(detail.file.id)
    today = wib(detail.now).date()
    if draw is None:
        return {"draw": None}
    period = SurveyPeriod.objects.filter(
        state=PeriodState.OPEN, opens__lte=draw.day, closes__gte=max(draw.day, today)
    ).first()
    if period is None or not period.seed:
        return {"draw": None}
    number = drawing.number_of(period.seed, draw.file_id) if draw.number is None else draw.number
    return {
        "draw": draw,
        "file_id": detail.file.id,
        "drawn": drawing.is_drawn(number, draw.threshold or period.threshold),
        "number": number,
        "threshold": draw.threshold or period.threshold,
        "declined": draw.given == Given.REFUSED,
        "printed": draw.prints,
        "may_print": draw.prints < MOST_PRINTS,
        "may_write": draw.prints < MOST_PRINTS and reachable(detail.file),
    }
