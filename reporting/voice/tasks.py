"""Each night the day before is counted: a day on which nobody did anything is a figure, too."""

from datetime import timedelta
from typing import Any

from celery import shared_task

from commons import clock
from offices import changes
from offices.scope import public_scope
from recaps.quarters import Quarter
from voice.reading import TOPIC


@shared_task(name="voice.count_day")
def count_day(**_kwargs: Any) -> None:
    """Mark yesterday in every office, and after a quarter its last day. One statement; twice is as good."""
    today = clock.today()
    days = {today - timedelta(days=1), Quarter.of(today).before().last}
    with public_scope():
        changes.mark(office_id=None, topic=TOPIC, days=sorted(days))
