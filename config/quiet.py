"""The worker's log tells what was done: a periodic task that found nothing says nothing."""

import logging
from collections.abc import Iterable

TELLERS = ("celery.worker.strategy", "celery.app.trace")  # "received", "succeeded"
NOTHING = frozenset({"0", "None"})


class Idle(logging.Filter):
    """Leaves out that these tasks came and found nothing; at level DEBUG everything stays."""

    def __init__(self, tasks: Iterable[str]) -> None:
        super().__init__()
        self.tasks = frozenset(tasks)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written. Celery gives `data` with the task's name and, at its end, its
        result."""
        facts = getattr(record, "data", None)
        if (
            record.levelno > logging.INFO
            or not isinstance(facts, dict)
            or facts.get("name") not in self.tasks
        ):
            return True
        if logging.getLogger(record.name).isEnabledFor(logging.DEBUG):
            return True
        return facts.get("return_value", "None") not in NOTHING


def hush(tasks: Iterable[str]) -> None:
    """Have these tasks say nothing when there was nothing to do."""
    idle = Idle(tasks)
    for name in TELLERS:
        logging.getLogger(name).addFilter(idle)
