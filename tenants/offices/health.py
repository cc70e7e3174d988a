"""How an office does, in findings: each a sentence that says who must do what. Apps register their checks.

A check gets its facts in one of two ways, and only numbers, dates and names of offices, never people:

- `gather`: from the public schema, for all offices by few queries, when the page is shown;
- `probe`: inside the office, by the task that looks at every office now and then. What it gives is kept as
  JSON with the moment of looking, so that no page ever goes into an office.

`judge` is pure: from the facts to the findings. What is not measured has no check, and shows nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from commons.clock import wib
from commons.holidays_id import national_days
from offices.models import Office
from offices.readiness import Doer

SATURDAY = 5
_DAY = timedelta(days=1)
# Under this key stand facts that concern no office but all of them.
EVERYWHERE = UUID(int=0)


class Weight(IntEnum):
    """How grave a finding is; the graver the larger."""

    SOON = 1
    NOW = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, in one sentence that says what to do; `doer` is who must do it."""

    weight: Weight
    text: str
    doer: Doer
    check: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a judge may know besides the facts: the moment, and whether the office serves citizens."""

    now: datetime
    live: bool

    @property
    def today(self) -> date:
        """The day in Lumajang."""
        return wib(self.now).date()

    def days_until(self, day: date) -> int:
        """Calendar days from today; negative when it has passed."""
        return (day - self.today).days


Judge = Callable[[Any, Ground], Sequence[Finding]]


@dataclass(frozen=True)
class Check:
    """`judge` is asked with None about an office that `gather` has nothing for; with `probe`, only about
    offices that were looked at. A probe answers JSON. `common` judges what `gather` has under `EVERYWHERE`:
    findings about the whole kabupaten. `quiet`: an office that `gather` has nothing for is well."""

    key: str
    title: "str | Promise"
    order: int
    judge: Judge | None = None
    gather: Callable[[datetime], Mapping[UUID, Any]] | None = None
    probe: Callable[[Office, datetime], Any] | None = None
    common: Judge | None = None
    quiet: bool = False


_checks: dict[str, Check] = {}


def register(*checks: Check) -> None:
    """Add checks; the same key again replaces the earlier one."""
    _checks.update({check.key: check for check in checks})


def all_checks() -> list[Check]:
    """Every check, in its order."""
    return sorted(_checks.values(), key=lambda check: check.order)


def working_days(after: date, until: date) -> int:
    """Weekdays that are no national holidays after `after`, up to and with `until`."""
    days = (after + n * _DAY for n in range(1, (until - after).days + 1))
    return sum(day.weekday() < SATURDAY and day not in national_days(day.year) for day in days)
