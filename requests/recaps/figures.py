"""The recap of a quarter as the sum of its complaints (pure).

A recap carries what everybody may know: no reporter, and of a *rahasia* complaint only that there was one.
What is hidden is left out before it comes here (`recaps.gathering`), so it cannot reach a page or a print.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

BY = ("kind", "channel", "klass", "service", "section")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One complaint of the quarter in words that may be printed. `open`: nothing final was done yet;
    `in_time`: None while it is open and its term is not over; `hidden`: its text stays inside the office."""

    number: str
    received_on: date
    kind: str
    channel: str
    klass: str
    service: str
    section: str
    open: bool
    in_time: bool | None
    done: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Figures:
    """Counts. `in_time` + `late` + `running` = `total`; the counts of each of `BY` sum up to it, too."""

    total: int = 0
    open: int = 0
    in_time: int = 0
    late: int = 0
    running: int = 0
    hidden: int = 0
    by: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """JSON that `read` takes."""
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Figures":
        """What `plain` gave. The database keeps the order of no JSON object."""
        by = {name: dict(sorted(of.items())) for name, of in stored["by"].items()}
        return cls(**{**stored, "by": by})

    def named(self, name: str) -> Mapping[str, int]:
        """The counts of one of `BY`; none where no complaint names any: a table that says nothing."""
        found = self.by.get(name, {})
        return found if any(found) else {}


def figures(lines: Iterable[Line]) -> Figures:
    """Count the complaints of a quarter."""
    counts = {"total": 0, "open": 0, "in_time": 0, "late": 0, "running": 0, "hidden": 0}
    by: dict[str, dict[str, int]] = {name: {} for name in BY}
    for line in lines:
        counts["total"] += 1
        counts["open"] += line.open
        counts["hidden"] += line.hidden
        counts["running" if line.in_time is None else "in_time" if line.in_time else "late"] += 1
        for name in BY:
            value = getattr(line, name)
            by[name][value] = by[name].get(value, 0) + 1
    return Figures(**counts, by={name: dict(sorted(of.items())) for name, of in by.items()})


def added(one: Figures, other: Figures) -> Figures:
    """Two quarters, or offices, together."""
    names = ("total", "open", "in_time", "late", "running", "hidden")
    by = {name: _merged(one.by.get(name, {}), other.by.get(name, {})) for name in BY}
    return Figures(**{name: getattr(one, name) + getattr(other, name) for name in names}, by=by)


def _merged(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    names = sorted({*one, *other})
    return {name: one.get(name, 0) + other.get(name, 0) for name in names}


@dataclass(frozen=True)
class Change:
    """What a frozen figure would be today."""

    name: str
    before: int
    now: int


def changes(frozen: Figures, today: Figures) -> list[Change]:
    """What late changes made of a recap that is frozen; nothing when nothing did."""
    names = ("total", "open", "in_time", "late", "running")
    pairs = [(name, getattr(frozen, name), getattr(today, name)) for name in names]
    return [Change(*pair) for pair in pairs if pair[1] != pair[2]]


def stored(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Lines as JSON that `lines_of` takes."""
    return [{**asdict(line), "received_on": line.received_on.isoformat()} for line in lines]


def lines_of(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """What `stored` gave."""
    return [Line(**{**row, "received_on": date.fromisoformat(row["received_on"])}) for row in rows]


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of a recap's content, so that anybody can see that it stayed as it was."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
