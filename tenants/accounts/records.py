"""Where this app's facts are written down. The trails are above it, so they register themselves here."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from accounts.actors import Actor
from offices.models import Office
from offices.scope import office_or_none, office_scope


class Recorder(Protocol):
    """The `record` of a trail."""

    def __call__(
        self,
        *,
        action: str,
        actor: Actor | None,
        subject: str = "",
        data: Mapping[str, Any] | None = None,
        now: datetime,
    ) -> object: ...


_recorders: dict[str, Recorder] = {}


def set_office_recorder(recorder: Recorder) -> None:
    """Register what writes on the trail of the current office."""
    _recorders["office"] = recorder


def set_kabupaten_recorder(recorder: Recorder) -> None:
    """Register what writes on the kabupaten's trail, in whatever scope."""
    _recorders["kabupaten"] = recorder


def record_in(
    office: Office | None,
    *,
    action: str,
    actor: Actor | None,
    now: datetime,
    subject: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write a line on the trail of `office`, or of the kabupaten when there is none."""
    if office is None:
        _recorders["kabupaten"](action=action, actor=actor, subject=subject, data=data, now=now)
        return
    with office_scope(office):
        _recorders["office"](action=action, actor=actor, subject=subject, data=data, now=now)


def record_here(
    *,
    action: str,
    actor: Actor | None,
    now: datetime,
    subject: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """Write a line on the trail of the current host: the office's, or the kabupaten's."""
    record_in(office_or_none(), action=action, actor=actor, now=now, subject=subject, data=data)
