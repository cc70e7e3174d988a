"""What a rule finds: code, severity, place, the words quoted, why it is wrong and how to mend it (pure)."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.text import format_lazy

from commons.seeking import Seeker
from linting.checking.context import Context
from standards.vocabulary import ComponentKey

_LONGEST = 240
Subject = TypeVar("Subject")


class Severity(StrEnum):
    """ERROR: false, unlawful or impossible to keep. WARNING: incomplete or unclear. INFO: a slip of form."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule struck. `where` None: the whole document. `severity` only where it differs from the
    rule's own; `office` and `service` name the standard for rules over several."""

    where: ComponentKey | None
    quote: str
    why: "str | Promise"
    mend: "str | Promise"
    severity: Severity | None = None
    office: str = ""
    service: str = ""


@dataclass(frozen=True)
class Finding:
    """A hit with the rule it came from. `office` and `service` say whose standard it is."""

    code: str
    severity: Severity
    office: str
    service: str
    where: ComponentKey | None
    quote: str
    why: "str | Promise"
    mend: "str | Promise"

    @property
    def place(self) -> str:
        return self.where.value if self.where else ""

    @cached_property
    def key(self) -> str:
        """Stays while the quoted words stay; changes when the text of the standard does."""
        words = "|".join([self.code, self.service, self.place, normal(self.quote)])
        return hashlib.sha256(words.encode()).hexdigest()[:40]

    def as_data(self) -> dict[str, Any]:
        """For JSON, texts in the active language."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "office": self.office,
            "service": self.service,
            "component": self.place,
            "quote": self.quote,
            "explanation": str(self.why),
            "mend": str(self.mend),
            "key": self.key,
        }


def normal(text: str) -> str:
    """Words without case, marks and spacing, so that only another wording makes another key."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A named rule and the severity of what it finds."""

    code: str
    severity: Severity
    check: Callable[[Subject, Context], Iterator[Hit]]
    only: Seeker | None = None


class Rules(Generic[Subject]):
    """Rules over one kind of subject (a standard, an office, the kabupaten), in the order written."""

    def __init__(self) -> None:
        self.all: list[Rule[Subject]] = []

    def __call__(
        self, code: str, severity: Severity, *, only: Seeker | None = None
    ) -> Callable[[Callable[[Subject, Context], Iterator[Hit]]], Callable[[Subject, Context], Iterator[Hit]]]:
        """Decorate the function that checks; its code must be new. `only`: without this somewhere in the
        words of the standard there is nothing to find."""

        def add(
            check: Callable[[Subject, Context], Iterator[Hit]],
        ) -> Callable[[Subject, Context], Iterator[Hit]]:
            assert code not in {rule.code for rule in self.all}
            self.all.append(Rule(code, severity, check, only))
            return check

        return add


def short(text: str) -> str:
    """The words quoted: one line, at most 240 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"


def said(message: Any, **values: object) -> Promise:
    """A message (text or lazy text) with its values, in the language of whoever reads it."""
    text: Promise = format_lazy(message, **values)
    return text
