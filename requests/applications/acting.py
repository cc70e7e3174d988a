"""Who may sign what in the leader's place: pure rules over appointments, the service and the day.

How far a form reaches is data with its legal source (`data/acting_forms.yaml`). Where appointments overlap,
the strongest form holds (Plt., Plh., a.n., u.b.), then the newer order: a person signs in one capacity.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

import yaml

from applications.models import ActingForm
from commons.indonesian import date_shown

STRENGTH = (ActingForm.PLT, ActingForm.PLH, ActingForm.AN, ActingForm.UB)
STANDS_IN = frozenset({ActingForm.PLT, ActingForm.PLH})
"""Forms that are the leader's office itself for a time, not a mandate beside it."""


class GivenBy(StrEnum):
    """Who gives the order."""

    SUPERIOR = "superior"
    LEADER = "leader"


class Objection(StrEnum):
    """Why an appointment does not allow a signature; the sentences live in `signing`."""

    NONE_THEN = "none_then"
    ENDED = "ended"
    NOT_THIS_SERVICE = "not_this_service"
    WAITS = "waits"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is to be signed. `waits`: its standard says that the file waits for the leader."""

    service: str
    product: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRule:
    """How far one form reaches, and by which source (see the data file)."""

    form: ActingForm
    since: date
    roles: frozenset[str]
    given_by: GivenBy
    one: bool
    longest_days: int | None
    waiting: bool
    never: frozenset[str]
    ends_on_return: bool
    limit: str
    source: str
    advised_from_working_days: int = 0
    advice_source: str = ""


Rules = Mapping[ActingForm, FormRule]


@dataclass(frozen=True, slots=True)
class Acting:
    """An appointment that holds on the days `from_date` to `to_date`. `services`, `products`: what it names;
    both None: whatever its form reaches."""

    id: UUID
    user_id: UUID
    name: str
    title: str
    form: ActingForm
    ground: str
    from_date: date
    to_date: date
    ended_at: datetime | None
    services: frozenset[str] | None = None
    products: frozenset[str] | None = None
    order_number: str = ""
    order_date: date | None = None
    order_by: str = ""

    def holds(self, day: date) -> bool:
        """Whether the person may sign anything on that day."""
        return self.ended_at is None and self.from_date <= day <= self.to_date

    @property
    def is_limited(self) -> bool:
        """Whether it names what may be signed."""
        return self.services is not None or self.products is not None

    def names(self, matter: Matter) -> bool:
        """Whether its order names this service, or the kind of its product."""
        return matter.service in (self.services or ()) or matter.product in (self.products or ())


def objection(row: Acting, matter: Matter, day: date, rules: Rules) -> Objection | None:
    """Why this appointment does not allow this signature on that day; None when it does."""
    return reach(row, matter, rules) if row.holds(day) else Objection.ENDED


def reach(row: Acting, matter: Matter, rules: Rules) -> Objection | None:
    """Why this appointment does not reach this matter, whatever the day; None when it does."""
    rule = rules[row.form]
    if matter.service in rule.never:
        return Objection.NEVER
    if row.is_limited and not row.names(matter):
        return Objection.NOT_THIS_SERVICE
    if matter.waits and not rule.waiting and matter.service not in (row.services or ()):
        return Objection.WAITS
    return None


def strongest(rows: Iterable[Acting]) -> list[Acting]:
    """In the order in which they hold: by form, then the newer order, the later beginning, the id."""
    return sorted(rows, key=_rank)


def _rank(row: Acting) -> tuple[int, int, int, str]:
    ordered = (row.order_date or row.from_date).toordinal()
    return STRENGTH.index(row.form), -ordered, -row.from_date.toordinal(), row.id.hex


def capacity(
    rows: Iterable[Acting], user_id: UUID, matter: Matter | None, day: date, rules: Rules
) -> Acting | None:
    """The one appointment under which this person signs this matter (None: anything) on that day."""
    for row in strongest(row for row in rows if row.user_id == user_id and row.holds(day)):
        if matter is None or reach(row, matter, rules) is None:
            return row
    return None


def why_not(rows: Iterable[Acting], user_id: UUID, matter: Matter, day: date, rules: Rules) -> Objection:
    """Why nobody of these appointments lets this person sign: what lacks least is said."""
    own = [row for row in rows if row.user_id == user_id]
    found = {objection(row, matter, day, rules) for row in own}
    order = (Objection.WAITS, Objection.NEVER, Objection.NOT_THIS_SERVICE, Objection.ENDED)
    return next((each for each in order if each in found), Objection.NONE_THEN)


def rules_on(day: date) -> Rules:
    """The rule of each form in force on that day; the oldest one known for days before it."""
    found: dict[ActingForm, FormRule] = {}
    for rule in all_rules():
        if rule.form not in found or rule.since <= day:
            found[rule.form] = rule
    return found


@cache
def all_rules() -> tuple[FormRule, ...]:
    """Every row of the data file, oldest first."""
    text = (files("applications") / "data" / "acting_forms.yaml").read_text(encoding="utf-8")
    return tuple(sorted(map(_rule, yaml.safe_load(text)["forms"]), key=lambda rule: rule.since))


def _rule(row: dict[str, Any]) -> FormRule:
    changed = {
        "form": ActingForm(row["form"]),
        "roles": frozenset(row["roles"]),
        "given_by": GivenBy(row["given_by"]),
        "never": frozenset(row["never"]),
    }
    return FormRule(**{**row, **changed})


def order_words(number: str, order_date: date | None, order_by: str) -> str:
    """The order as a ground is quoted: "Surat Perintah Bupati Lumajang Nomor 800/12/2026 tanggal 19 November
    2026"; "" without a number."""
    if not number:
        return ""
    words = ["Surat Perintah", order_by, "Nomor", number]
    if order_date is not None:
        words += ["tanggal", date_shown(order_date)]
    return " ".join(word for word in words if word)
