"""What a period's seed says of the hand-overs in its days, written into the log of the draw once."""

from surveys import drawing
from surveys.models import Draw, SurveyPeriod


def decide(draw: Draw, period: SurveyPeriod) -> None:
    """Write the number of one hand-over, unless it stands there."""
    if draw.number is not None or not period.seed:
        return
    draw.period, draw.threshold = period, period.threshold
    draw.number = drawing.number_of(period.seed, draw.file_id)
    draw.drawn = drawing.is_drawn(draw.number, period.threshold)
    draw.save(update_fields=["period", "threshold", "number", "drawn"])


def decide_days(period: SurveyPeriod) -> int:
    """Decide every hand-over of the period's days that has not been; how many. In a transaction."""
    waiting = Draw.objects.select_for_update(skip_locked=True).filter(
        number=None, day__gte=period.opens, day__lte=period.closes
    )
    count = 0
    for draw in waiting.order_by("id"):
        decide(draw, period)
        count += 1
    return count
