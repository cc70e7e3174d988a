"""Parts of an office's public front page: each app registers what it knows that citizens should, too."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Part:
    """A heading with its lines; nothing personal, nothing that needs signing in."""

    title: str
    lines: Sequence[str]


# (day) to the part of the current office; None where there is nothing to say.
Source = Callable[[date], Part | None]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a part; once, in `AppConfig.ready`. Asked with every front page, so by few light queries."""
    if source not in _sources:
        _sources.append(source)


def parts(day: date) -> list[Part]:
    """What there is to say on that day."""
    return [part for source in _sources if (part := source(day)) is not None]
