"""Hints at the same thing said twice: same service, days apart, like words (pure but for the reading)."""

import re
from collections.abc import Iterable
from datetime import timedelta

from accounts.actors import Actor
from complaints import querysets
from complaints.models import Complaint

WITHIN, MOST, ENOUGH = timedelta(days=14), 60, 0.4
_WORD = re.compile(r"[a-z0-9]{4,}")


def words(text: str) -> frozenset[str]:
    """The words that say something: of four letters and more."""
    return frozenset(_WORD.findall(text.casefold()))


def alike(one: str, other: str) -> float:
    """How much two texts share of their words: 0 to 1, the same both ways."""
    mine, theirs = words(one), words(other)
    union = mine | theirs
    return len(mine & theirs) / len(union) if union else 0.0


def hints(row: Complaint, actor: Actor) -> list[Complaint]:
    """Others like it, of those this person may see; the likest first."""
    near = querysets.visible(actor).filter(
        received_at__gte=row.received_at - WITHIN, received_at__lte=row.received_at + WITHIN
    )
    if row.service_code:
        near = near.filter(service_code__in=["", row.service_code])
    return _likest(row, near.exclude(id=row.id).order_by("-received_at")[:MOST])


def _likest(row: Complaint, others: Iterable[Complaint]) -> list[Complaint]:
    scored = [(alike(row.words, other.words), other) for other in others]
    found = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: -pair[0])
    return [other for _score, other in found[:3]]
