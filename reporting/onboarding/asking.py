"""What the pages of the guided way are made of. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commons.errors import DomainError
from commons.text import BadText, clean_line
from commons.typed import Question, problem
from documents.patterns import Rule
from onboarding.plans import OfficePlan

Errors = list[dict[str, str]]
Typed = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """Questions that belong together. `columns`: side by side where there is room."""

    title: "str | Promise"
    questions: list[Question]
    hint: "str | Promise" = ""
    columns: bool = False


@dataclass(frozen=True)
class Choices:
    """What the kabupaten's tables offer: instruments as (key, words), services as (code, words).

    `rules`: by code, how those services number letters that number any; `day`: today.
    """

    instruments: list[tuple[str, str]] = field(default_factory=list)
    services: list[tuple[str, str]] = field(default_factory=list)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    day: date = date.min

    def rules_of(self, plan: OfficePlan) -> list[Rule]:
        """How the services of this plan number their letters, by name."""
        found = [self.rules[code] for code in plan.services if code in self.rules]
        return sorted(found, key=lambda rule: rule.service)


@dataclass(frozen=True)
class Step:
    """A page. `show` gives its parts; `read` the plan with the answers, and what is wrong with them."""

    key: str
    title: "str | Promise"
    lead: "str | Promise"
    show: Callable[[OfficePlan, Choices], list[Part]]
    read: Callable[[OfficePlan, Any, Choices], tuple[OfficePlan, Errors]]


class Reader:
    """Reads typed lines and gathers what is wrong."""

    def __init__(self, typed: Typed) -> None:
        self.typed, self.errors = typed, Errors()

    def line(self, name: str, longest: int, missing: Any = "") -> str:
        """One cleaned line; `missing`: what to say when it is empty."""
        raw = self.typed.get(name, "")
        try:
            text = clean_line(raw, max_length=longest)
        except BadText as refusal:
            self.errors.append(problem(refusal, name))
            return raw[:longest]
        if missing and not text:
            self.errors.append(problem(missing, name))
        return text

    def tried(self, name: str, check: Callable[[], object]) -> None:
        """Note what `check` refuses at this question."""
        try:
            check()
        except DomainError as refusal:
            self.errors.append(problem(refusal, name))


def not_filled(label: Any) -> str:
    """That an answer is missing."""
    return _("{what} belum diisi.").format(what=label)
