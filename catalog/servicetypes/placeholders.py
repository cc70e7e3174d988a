"""Words with placeholders: `{nama}`, `{jumlah_anak:terbilang}`; an unknown one is refused by name (pure).

`{{` and `}}` are braces themselves. What is filled in is plain text and is never read again, so a value
that looks like a placeholder, HTML or Typst stays what it is.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.indonesian import date_spelled, number_words

_PIECES = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}|[{}]|[^{}]+")
_NOTHING = "-"  # printed inside a sentence for what was left out
SPELLED, CAPITALS = "terbilang", "kapital"
MODIFIERS = frozenset({SPELLED, CAPITALS})


class InvalidWords(DomainError):
    """Words cannot be used: `code` says why, `context["name"]` is the placeholder or brace at fault."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Literal text, or a placeholder (`name`) with an optional modifier."""

    text: str = ""
    name: str = ""
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value to fill in: as printed, and the number or date behind it for `terbilang`."""

    text: str
    plain: int | date | None = None


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text. Raises `InvalidWords` ("stray_brace", "unknown_modifier")."""
    return tuple(_piece(match) for match in _PIECES.finditer(text))


def names_in(text: str) -> tuple[str, ...]:
    """The placeholders of a text in their order. Raises `InvalidWords`."""
    return tuple(piece.name for piece in pieces(text) if piece.name)


def check_names(text: str, known: Collection[str], *, where: str) -> None:
    """Raises `InvalidWords` ("unknown_placeholder") naming the first placeholder that is not known."""
    for name in names_in(text):
        if name not in known:
            message = _("{where}: tanda {{{name}}} tidak dikenal. Yang dapat dipakai: {known}.")
            listed = ", ".join(sorted(known))
            raise InvalidWords(
                "unknown_placeholder",
                format_lazy(message, where=where, name=name, known=listed),
                name=name,
                where=where,
            )


def fill(text: str, values: Mapping[str, Shown]) -> str:
    """The text with its placeholders filled in, on one line; "-" for what was left out."""
    return " ".join("".join(_filled(piece, values) for piece in pieces(text)).split())


def fill_or_nothing(text: str, values: Mapping[str, Shown]) -> str:
    """As `fill`, but "" when it has placeholders and none of them has a value."""
    names = names_in(text)
    if names and not any(name in values and values[name].text for name in names):
        return ""
    return fill(text, values)


def _piece(match: re.Match[str]) -> Piece:
    token = match[0]
    if token in {"{{", "}}"}:
        return Piece(text=token[0])
    if token in {"{", "}"}:
        message = _(
            "Kurung kurawal {brace} tidak berpasangan. Tulis {brace}{brace} bila maksudnya tanda itu."
        )
        raise InvalidWords("stray_brace", format_lazy(message, brace=token), name=token)
    name, modifier = match[1], match[2] or ""
    if name is None:
        return Piece(text=token)
    if modifier and modifier not in MODIFIERS:
        message = _("{{{name}:{modifier}}}: pengubah {modifier} tidak dikenal. Yang ada: kapital, terbilang.")
        text = format_lazy(message, name=name, modifier=modifier)
        raise InvalidWords("unknown_modifier", text, name=modifier)
    return Piece(name=name, modifier=modifier)


def _filled(piece: Piece, values: Mapping[str, Shown]) -> str:
    if not piece.name:
        return piece.text
    value = values.get(piece.name, Shown(""))
    if not value.text:
        return _NOTHING
    if piece.modifier == CAPITALS:
        return value.text.upper()
    return _spelled(value) if piece.modifier == SPELLED else value.text


def _spelled(value: Shown) -> str:
    match value.plain:
        case date():
            return date_spelled(value.plain)
        case int() if value.plain >= 0:
            return number_words(value.plain)
    return value.text
