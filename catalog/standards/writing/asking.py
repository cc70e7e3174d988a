"""Forms of a draft's sections as data: single questions and rows of questions, read and shown (pure).

Names of inputs in rows are `<rows>-<index>-<column>`, as `partials/group.html` writes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.text import clean_line, clean_text
from commons.typed import Question

Values = dict[str, Any]
LONGEST_LINE, LONGEST_TEXT = 500, 20_000
MOST_ROWS = 80


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question; `kind` as in `partials/field.html`."""

    name: str
    label: Any
    kind: str = "text"
    hint: Any = ""
    required: bool = False
    choices: Sequence[tuple[str, Any]] = ()

    @property
    def empty(self) -> Any:
        """What a question nobody answered holds."""
        return [] if self.kind == "choices" else ""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list of like things; each row answers the same questions."""

    name: str
    label: Any
    row_label: Any
    columns: tuple[Ask, ...]
    hint: Any = ""


Part = Ask | Rows


@dataclass(kw_only=True)
class RowsQuestion:
    """A list as `partials/group.html` shows it."""

    name: str
    label: Any
    row_label: Any
    hint: Any
    rows: list[list[Question]]
    blank_row: list[Question]
    errors: list[str] = field(default_factory=list)
    kind: str = "group"
    movable: bool = True
    min_rows: int = 0
    max_rows: int = MOST_ROWS


class Errors:
    """What is wrong with what was typed, by input."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def add(self, name: str, message: Any) -> None:
        """Note a fault beside an input."""
        self.found.append({"field": name, "message": str(message)})

    def of(self, name: str) -> list[str]:
        """The faults of one input."""
        return [each["message"] for each in self.found if each["field"] == name]


def typed(parts: Sequence[Part], post: Any, errors: Errors) -> Values:
    """What stands in a form, cleaned. `post` is a QueryDict."""
    values: Values = {}
    for part in parts:
        if isinstance(part, Rows):
            count = _count(post.get(f"{part.name}__count", ""))
            values[part.name] = [
                {ask.name: _one(ask, f"{part.name}-{at}-{ask.name}", post, errors) for ask in part.columns}
                for at in range(count)
            ]
        else:
            values[part.name] = _one(part, part.name, post, errors)
    return values


def _count(text: str) -> int:
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _one(ask: Ask, name: str, post: Any, errors: Errors) -> Any:
    if ask.kind == "choices":
        allowed = {value for value, _label in ask.choices}
        return [value for value in post.getlist(name) if value in allowed]
    raw = post.get(name, "")
    try:
        if ask.kind == "long_text":
            text = clean_text(raw, max_length=LONGEST_TEXT)
        else:
            text = clean_line(raw, max_length=LONGEST_LINE)
    except DomainError as refusal:
        errors.add(name, refusal)
        return raw
    if ask.choices and text and text not in {value for value, _label in ask.choices}:
        errors.add(name, _("Pilih salah satu dari daftar."))
    return text


def change_rows(parts: Sequence[Part], values: Values, do: str) -> bool:
    """Add, remove or move a row as the button says ("add:steps", "remove:steps:2", "up:steps:2").

    False for another button.
    """
    word, _colon, rest = do.partition(":")
    name, _colon, at = rest.partition(":")
    part = next((each for each in parts if isinstance(each, Rows) and each.name == name), None)
    if part is None or word not in {"add", "remove", "up"}:
        return False
    rows = values[name]
    if word == "add" and len(rows) < MOST_ROWS:
        rows.append({ask.name: ask.empty for ask in part.columns})
    elif at.isascii() and at.isdecimal() and len(at) < 4 and int(at) < len(rows):
        row = rows.pop(int(at))
        if word == "up":
            rows.insert(max(int(at) - 1, 0), row)
    return True


def questions(parts: Sequence[Part], values: Values, errors: Errors) -> list[Question | RowsQuestion]:
    """The form as templates show it."""
    return [
        _rows(part, values, errors)
        if isinstance(part, Rows)
        else _question(part, part.name, values.get(part.name, part.empty), errors)
        for part in parts
    ]


def _rows(part: Rows, values: Values, errors: Errors) -> RowsQuestion:
    return RowsQuestion(
        name=part.name,
        label=part.label,
        row_label=part.row_label,
        hint=part.hint,
        rows=[
            [
                _question(ask, f"{part.name}-{at}-{ask.name}", row.get(ask.name, ask.empty), errors)
                for ask in part.columns
            ]
            for at, row in enumerate(values.get(part.name, []))
        ],
        blank_row=[_question(ask, f"{part.name}-N-{ask.name}", ask.empty, errors) for ask in part.columns],
        errors=errors.of(part.name),
    )


def _question(ask: Ask, name: str, value: Any, errors: Errors) -> Question:
    return Question(
        name=name,
        label=ask.label,
        kind=ask.kind,
        hint=ask.hint,
        required=ask.required,
        value=value,
        choices=list(ask.choices),
        errors=errors.of(name),
    )


def filled(rows: Sequence[Mapping[str, Any]], *, hidden: Sequence[str] = ()) -> list[tuple[int, Any]]:
    """(position, row) of the rows in which anything visible was answered."""
    return [
        (at, row)
        for at, row in enumerate(rows)
        if any(value for name, value in row.items() if name not in hidden)
    ]


def whole_number(text: str, name: str, errors: Errors, *, least: int = 1, most: int = 9_999) -> int | None:
    """A number as people type it ("1.500" too), None when nothing was typed or it is none."""
    plain = text.replace(".", "").replace(" ", "")
    if not plain:
        return None
    if plain.isascii() and plain.isdigit() and len(plain) < 12 and least <= int(plain) <= most:
        return int(plain)
    message = _("Tulis angka {least} sampai {most}.")
    errors.add(name, str(message).format(least=least, most=most))
    return None


def lines_of(text: str) -> list[str]:
    """The lines that hold words."""
    return [line for line in text.split("\n") if line]
