"""Background work for the board. In the public scope; may run twice."""

from typing import Any

from celery import shared_task

from board import news
from commons import clock
from indicators.queries import freshness


@shared_task(name="board.look_for_news")
def look_for_news(**_kwargs: Any) -> int:
    """Every few minutes: what changed lately, so that the page need not look. Nothing is kept of figures that
    are being counted anew."""
    if freshness().computing:
        news.forget()
        return 0
    return sum(len(news.look(level=level, today=clock.today())) for level in news.LEVELS)
