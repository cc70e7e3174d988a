"""Background work for the board. In the public scope; may run twice."""

from typing import Any

from celery import shared_task

from board import news
from commons import clock


@shared_task(name="board.look_for_news")
def look_for_news(**_kwargs: Any) -> int:
    """Every few minutes: what changed lately, so that the page need not look."""
    return sum(len(news.look(level=level, today=clock.today())) for level in news.LEVELS)
