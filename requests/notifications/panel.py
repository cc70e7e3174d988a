"""The messages of a file, for its page."""

from typing import Any

from applications.queries_desk import CALLERS
from applications.queries_file import Detail
from notifications import presenters, queries


def context(detail: Detail) -> dict[str, Any]:
    """What `notifications/file_panel.html` shows: no number, no words. Two queries."""
    return {
        "rows": [presenters.line(row) for row in queries.of_file(detail.file.id)],
        "stopped": queries.is_stopped(detail.file.phone_index),
        "may_stop": detail.actor.has(*CALLERS) and bool(detail.file.phone_index),
        "file_id": detail.file.id,
    }
