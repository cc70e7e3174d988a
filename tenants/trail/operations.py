"""The office's trail: writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from accounts.actors import Actor
from audit import writing
from audit.writing import Line
from commons.crypto import current_key
from offices.scope import current_office
from trail.models import TrailEntry, TrailHead


def record(
    *,
    action: str,
    actor: Actor | None,
    subject: str = "",
    data: Mapping[str, Any] | None = None,
    now: datetime,
) -> TrailEntry:
    """Write a line on the current office's trail. No actor: the system itself.

    `action` is a registered dotted name, `subject` names what it is about (`file:<id>`, `user:<id>`), `data`
    holds JSON without floats. Never put a NIK, phone or citizen's name here: lines are kept for good.
    Raises `NoOffice` in the public scope and `UnknownAction`. The trail stays locked to other writers until
    the caller's transaction ends, so call this last.
    """
    current_office()
    return writing.append(
        TrailEntry,
        TrailHead,
        key=current_key().chain_key,
        action=action,
        actor=actor,
        subject=subject,
        data=data,
        now=now,
    )


def record_all(lines: Sequence[Line]) -> None:
    """Write several lines on the current office's trail, in this order; raises as `record`."""
    current_office()
    writing.append_all(TrailEntry, TrailHead, key=current_key().chain_key, lines=lines)
