"""Terms of complaints in working days (pure).

Class: days until the answer (`domain.md` 4.1: UU 25/2009, Permenpan RB 62/2018 and practice). Verified within
3, a first reply within 5 after that, closed when 10 have passed in silence after an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol


class Calendar(Protocol):
    """What `commons.worktime.WorkCalendar` gives."""

    def add_working_days(self, day: date, count: int) -> date: ...


class Klass(StrEnum):
    """Classes; each has a term."""

    INFORMATION = "INFORMATION"
    LIGHT = "LIGHT"
    PLAIN = "PLAIN"
    SUPERVISORY = "SUPERVISORY"


MOST_DAYS = 120


@dataclass(frozen=True)
class Terms:
    """Working days. `days`: until the answer, by class."""

    days: Mapping[str, int]
    verify: int = 3
    reply: int = 5
    silence: int = 10

    def plain(self) -> dict[str, Any]:
        """JSON that `read` takes."""
        return {
            "days": dict(self.days),
            "verify": self.verify,
            "reply": self.reply,
            "silence": self.silence,
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Terms":
        """What `plain` gave; a class that is missing has the usual term."""
        return cls(
            {**USUAL.days, **stored.get("days", {})},
            *(int(stored.get(name, getattr(USUAL, name))) for name in ("verify", "reply", "silence")),
        )


USUAL = Terms({Klass.INFORMATION: 5, Klass.LIGHT: 2, Klass.PLAIN: 14, Klass.SUPERVISORY: 60})


def tightened(above: Terms, own: Terms) -> Terms:
    """An office may promise less time than the kabupaten, never more. The silence after an answer is the
    citizen's time: it is never shorter than the kabupaten's."""
    days = {klass: min(limit, own.days.get(klass, limit)) for klass, limit in above.days.items()}
    return Terms(
        days, min(above.verify, own.verify), min(above.reply, own.reply), max(above.silence, own.silence)
    )


@dataclass(frozen=True)
class Deadlines:
    """Days, each to its end: verified by, first reply by, answered by."""

    verify_by: date
    reply_by: date
    due_on: date


def deadlines(
    calendar: Calendar, *, received: date, verified: date | None, klass: str, terms: Terms
) -> Deadlines:
    """The three terms. The reply counts from the verification, or from its term as long as there is none; and
    no term lies after the answer's."""
    verify_by = calendar.add_working_days(received, terms.verify)
    due_on = calendar.add_working_days(received, terms.days.get(klass, USUAL.days[Klass.PLAIN]))
    reply_by = calendar.add_working_days(verified or verify_by, terms.reply)
    return Deadlines(min(verify_by, due_on), min(reply_by, due_on), due_on)


def closes_on(calendar: Calendar, *, answered: date, terms: Terms) -> date:
    """The last day of the citizen's silence; closed after it."""
    return calendar.add_working_days(answered, terms.silence)


def late_terms(limits: Deadlines, *, today: date, verified: bool, begun: bool, answered: bool) -> int:
    """How many terms have passed without what they ask for: each lifts the complaint one rung."""
    if answered:
        return 0
    passed = [
        not verified and today > limits.verify_by,
        not begun and today > limits.reply_by,
        today > limits.due_on,
    ]
    return sum(passed)
