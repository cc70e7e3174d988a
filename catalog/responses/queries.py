"""Sentences for answers: those an office is offered, and those that are kept."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from responses.models import Category, ResponseTemplate
from responses.words import fill

TTL = 60.0
SIZE = 512

_held: dict[UUID, tuple[float, list[ResponseTemplate]]] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Suggestion:
    """A sentence as it is offered beside a field."""

    title: str
    text: str


def suggestions(office_id: UUID, category: Category, facts: Mapping[str, str]) -> list[Suggestion]:
    """What an office is offered for an answer, its own first, filled with the facts of the file. At most a
    minute old; runs in the office's scope."""
    rows = [row for row in _active(office_id) if row.category == category]
    return [Suggestion(row.title, fill(row.text, facts)) for row in rows]


def _active(office_id: UUID) -> list[ResponseTemplate]:
    held = _held.get(office_id)
    if held is not None and held[0] > time.monotonic():
        return held[1]
    mine = Q(office_id=office_id) | Q(office=None)
    rows = list(ResponseTemplate.objects.filter(mine, is_active=True).order_by("title"))
    rows.sort(key=lambda row: row.office_id is None)
    with _lock:
        if len(_held) >= SIZE:
            _held.clear()
        _held[office_id] = (time.monotonic() + TTL, rows)
    return rows


def forget_suggestions() -> None:
    """Make this process read them again."""
    with _lock:
        _held.clear()


def kept_by(office_id: UUID | None) -> list[ResponseTemplate]:
    """Those of the kabupaten (None) or of one office, by use and title."""
    return list(_of(office_id).order_by("category", "title"))


def kept(response_id: UUID, office_id: UUID | None) -> ResponseTemplate | None:
    """One of them."""
    return _of(office_id).filter(pk=response_id).first()


def _of(office_id: UUID | None) -> QuerySet[ResponseTemplate]:
    return ResponseTemplate.objects.filter(Q(office=None) if office_id is None else Q(office_id=office_id))
