"""Staff as the standards promise it (component 11), and files as they lie. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Lying:
    """Open files: how many, how many past their promise, since when; `promised` people, None when unsaid."""

    open: int
    overdue: int
    oldest: date | None
    promised: int | None

    @classmethod
    def together(cls, parts: Iterable[Lying], *, promised: int | None) -> Lying:
        """Several services as one."""
        parts = list(parts)
        oldest = min((part.oldest for part in parts if part.oldest is not None), default=None)
        return cls(sum(part.open for part in parts), sum(part.overdue for part in parts), oldest, promised)


def headcount(components: Sequence[Mapping[str, Any] | None]) -> int | None:
    """The people that several standards promise together: the same post serves them all, so each post counts
    as often as the standard that wants most of it; at least the largest total. None when none says."""
    said = [component for component in components if component]
    posts: dict[str, int] = {}
    for component in said:
        own: dict[str, int] = {}
        for post in component.get("posts") or ():
            name = str(post.get("role") or post.get("post") or "").casefold()
            own[name] = own.get(name, 0) + int(post["count"])
        posts = {name: max(posts.get(name, 0), own.get(name, 0)) for name in posts | own}
    totals = [int(component["total"]) for component in said if component.get("total") is not None]
    return max([sum(posts.values()), *totals]) if said else None
