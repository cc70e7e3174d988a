"""Patterns of receipt and letter numbers (pure): `{kode}/{urut:3}/{unit}/{bulan}/{tahun}`.

Placeholders: `kode` (classification code), `urut` (serial; `{urut:3}` fills with zeros to three digits),
`unit` (code of the office), `bulan` (month in Roman figures), `tahun` (four digits).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.indonesian import roman

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST = 80
SERIAL, YEAR = "urut", "tahun"
PLACEHOLDERS = ("kode", SERIAL, "unit", "bulan", YEAR)

_WIDEST_SERIAL = 6
_PARTS = re.compile(r"\{(\w+)(?::(\d+))?\}|([^{}]+)|([{}])")
_LITERAL = re.compile(r"[A-Za-z0-9 ./_\-]*")


class BadPattern(DomainError):
    """The pattern cannot give a unique, readable number."""


class BadNumber(DomainError):
    """A number cannot be written or read by this pattern."""


@dataclass(frozen=True)
class Part:
    """A literal (`name` empty) or a placeholder with its width (0: as long as it is)."""

    name: str
    text: str = ""
    width: int = 0


def check_pattern(pattern: str) -> tuple[Part, ...]:
    """The parts of a sound pattern. Raises `BadPattern` and says what to change.

    Sound: known placeholders only, each once; serial and year present, because the serial restarts each
    year; the serial set off by a sign, because `1` + `23` and `12` + `3` would read the same.
    """
    parts = _split(pattern)
    names = [part.name for part in parts if part.name]
    for name in (SERIAL, YEAR):
        if name not in names:
            raise _bad("pattern_lacks", _("Pola nomor harus memuat {{{name}}}."), name=name)
    for name in names:
        if names.count(name) > 1:
            raise _bad("pattern_repeats", _("{{{name}}} hanya boleh satu kali dalam pola nomor."), name=name)
    if not _serial_stands_apart(parts):
        raise _bad("pattern_ambiguous", _("Beri tanda pemisah, misalnya /, sebelum dan sesudah {{urut}}."))
    return parts


def format_number(pattern: str, *, serial: int, day: date, code: str = "", unit: str = "") -> str:
    """The number of `serial` on `day`, for example `400.9.5/017/427.116/XI/2026`.

    Raises `BadPattern`, or `BadNumber` for a serial below 1, an empty code or unit that the pattern wants,
    or a number of more than 80 characters.
    """
    if serial < 1:
        raise BadNumber("serial_too_small", _("Nomor urut dimulai dari 1."), serial=serial)
    values = {"kode": code, "unit": unit, "bulan": roman(day.month), YEAR: f"{day.year:04d}"}
    pieces = []
    for part in check_pattern(pattern):
        if part.name == SERIAL:
            pieces.append(str(serial).zfill(part.width))
        elif part.name:
            pieces.append(_filled(part.name, values[part.name]))
        else:
            pieces.append(part.text)
    return _short_enough("".join(pieces))


class Reader:
    """Reads numbers of one pattern back. Raises `BadPattern` when it is made."""

    def __init__(self, pattern: str) -> None:
        parts = check_pattern(pattern)
        shape = "".join(_SHAPES[part.name] if part.name else re.escape(part.text) for part in parts)
        self._shape = re.compile(shape)
        self._width = next(part.width for part in parts if part.name == SERIAL)

    def read(self, number: str) -> tuple[int, int] | None:
        """(serial, year); None for what does not follow the pattern."""
        match = self._shape.fullmatch(number.strip())
        if match is None or int(match[SERIAL]) < 1:
            return None
        return int(match[SERIAL]), int(match[YEAR])

    def written(self, number: str) -> tuple[int, int] | None:
        """As `read`, only when the pattern itself writes the serial with just these zeros."""
        match = self._shape.fullmatch(number)
        found = self.read(number)
        exact = match is not None and found is not None and match[SERIAL] == str(found[0]).zfill(self._width)
        return found if exact else None


_SHAPES = {
    "kode": r"[\w.\-]+",
    SERIAL: r"(?P<urut>[0-9]+)",
    "unit": r"[\w.\-]+",
    "bulan": "[IVX]+",
    YEAR: r"(?P<tahun>[0-9]{4})",
}


def read_number(pattern: str, number: str) -> tuple[int, int]:
    """(serial, year) of a number written by this pattern, as on the last page of a paper book.

    Raises `BadPattern`; `BadNumber` when the number does not follow the pattern.
    """
    found = Reader(pattern).read(number)
    if found is None:
        message = _("Nomor “{number}” tidak sesuai dengan pola {pattern}.")
        raise BadNumber("number_shape", format_lazy(message, number=number, pattern=pattern), number=number)
    return found


def _split(pattern: str) -> tuple[Part, ...]:
    parts = []
    for match in _PARTS.finditer(pattern):
        name, width, literal, brace = match.groups()
        if brace:
            raise _bad("pattern_brace", _("Kurung kurawal pada pola nomor salah tulis. Contoh: {{urut:3}}."))
        parts.append(_placeholder(name, width) if name else _literal(literal))
    return tuple(parts)


def _placeholder(name: str, width: str | None) -> Part:
    if name not in PLACEHOLDERS:
        known = ", ".join(f"{{{p}}}" for p in PLACEHOLDERS)
        raise _bad(
            "pattern_unknown",
            _("{{{name}}} tidak dikenal. Yang dapat dipakai: {known}."),
            name=name,
            known=known,
        )
    if width is None:
        return Part(name)
    if name != SERIAL or not 1 <= int(width) <= _WIDEST_SERIAL:
        raise _bad(
            "pattern_width", _("Lebar angka hanya untuk {{urut}}, dari 1 sampai {most}."), most=_WIDEST_SERIAL
        )
    return Part(name, width=int(width))


def _literal(text: str) -> Part:
    if not _LITERAL.fullmatch(text):
        raise _bad(
            "pattern_literal", _("Pola nomor hanya memuat huruf, angka, spasi, dan tanda . / - _"), text=text
        )
    return Part("", text=text)


def _serial_stands_apart(parts: tuple[Part, ...]) -> bool:
    at = next(i for i, part in enumerate(parts) if part.name == SERIAL)
    before, after = parts[max(at - 1, 0) : at], parts[at + 1 : at + 2]
    before_ok = all(not part.name and not part.text[-1].isalnum() for part in before)
    return before_ok and all(not part.name and not part.text[0].isalnum() for part in after)


def _filled(name: str, value: str) -> str:
    if not value.strip():
        message = _("Pola nomor meminta {{{name}}}, tetapi {name} belum diisi.")
        raise BadNumber("number_lacks", format_lazy(message, name=name), name=name)
    return value.strip()


def _short_enough(number: str) -> str:
    if len(number) > LONGEST:
        message = _("Nomor menjadi terlalu panjang: {n} huruf, paling banyak {limit}.")
        raise BadNumber("number_too_long", format_lazy(message, n=len(number), limit=LONGEST), number=number)
    return number


def _bad(error: str, message: "StrPromise", **context: Any) -> BadPattern:
    return BadPattern(error, format_lazy(message, **context), **context)
