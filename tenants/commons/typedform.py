"""A plain staff form: what was typed, read field by field; what is wrong with it; its questions with both."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.text import clean_line, clean_text
from commons.typed import Question, problem, read_date


class TypedForm:
    """`typed` is a POST, or None for a fresh form, which then shows `start`. What cannot be read goes to
    `errors`."""

    def __init__(self, typed: QueryDict | None, start: Mapping[str, Any] | None = None) -> None:
        self._typed, self._start = typed, dict(start or {})
        self.errors: list[dict[str, str]] = []

    def refuse(self, message: Any, name: str = "") -> None:
        """Add an error, beside the field `name` where there is one."""
        self.errors.append(problem(message, name))

    def raw(self, name: str) -> str:
        """As it stands in the form."""
        if self._typed is None:
            return str(self._start.get(name, "") or "")
        return self._typed.get(name, "")

    def many(self, name: str) -> list[str]:
        """Every value of a field of checkboxes."""
        if self._typed is None:
            return [str(each) for each in self._start.get(name, ())]
        return self._typed.getlist(name)

    def line(self, name: str, *, longest: int, missing: Any = "") -> str:
        """One line, cleaned; `missing` says that it must not be empty."""
        return self._clean(clean_line, name, longest, missing)

    def text(self, name: str, *, longest: int, missing: Any = "") -> str:
        """Several lines, cleaned."""
        return self._clean(clean_text, name, longest, missing)

    def day(self, name: str, *, missing: Any = "") -> date | None:
        """A date; None when it is empty or cannot be read."""
        if not self.raw(name).strip():
            if missing:
                self.refuse(missing, name)
            return None
        try:
            return read_date(self.raw(name))
        except DomainError as refusal:
            self.refuse(refusal, name)
            return None

    def choice(self, name: str, allowed: Iterable[str], *, missing: Any = "") -> str:
        """One of `allowed`; "" when nothing was chosen. Anything else is an error."""
        value = self.raw(name)
        if value in set(allowed):
            return value
        if value or missing:
            self.refuse(missing or _("Pilih salah satu dari daftar."), name)
        return ""

    def chosen(self, name: str, allowed: Iterable[str]) -> list[str]:
        """Those that were ticked, in the order of `allowed`."""
        ticked = set(self.many(name))
        return [each for each in allowed if each in ticked]

    def seen(self) -> int:
        """The number in the hidden field `seen` (see `audit.changing`); 0 for what is no number."""
        word = self.raw("seen")
        return int(word) if word.isascii() and word.isdigit() and len(word) < 18 else 0

    def _clean(self, clean: Any, name: str, longest: int, missing: Any) -> str:
        try:
            text: str = clean(self.raw(name), max_length=longest)
        except DomainError as refusal:
            self.refuse(refusal, name)
            return ""
        if missing and not text:
            self.refuse(missing, name)
        return text

    def ask(self, name: str, label: Any, kind: str = "text", **more: Any) -> Question:
        """The question `name` with what stands in it and what is wrong with it."""
        value: Any = self.many(name) if kind == "choices" else self.raw(name)
        said = [error["message"] for error in self.errors if error["field"] == name]
        return Question(name=name, label=label, kind=kind, value=value, errors=said, **more)


def read_id(text: str) -> UUID | None:
    """The UUID in `text`, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
