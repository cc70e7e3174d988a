"""What an office may choose as the pattern of its letter numbers (pure).

Stricter than `numbering.check_pattern`, which the patterns of service types follow: what an office chooses
must read back to one serial and year whatever classification code and unit code stand in it, and must never
write a number that exists already. A classification code or a unit code may hold dots and hyphens, never `/`
or a space; so these two, and only these, keep them off the serial and the year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.errors import DomainError
from commons.text import clean_line
from documents.numbering import (
    LONGEST,
    SERIAL,
    YEAR,
    BadNumber,
    BadPattern,
    Part,
    Reader,
    check_pattern,
    format_number,
)
from servicetypes.definition import USUAL_PATTERN

UNIT, CODE = "unit", "kode"
HARD = "/ "
HIGHEST = 999_999
LONGEST_MONTH = 8  # VIII


@dataclass(frozen=True)
class Rule:
    """How a service numbers its letters when the book has no pattern; its code is used in any case."""

    service: str
    code: str
    pattern: str


@dataclass(frozen=True)
class Example:
    """The number that a service's next letter gets."""

    service: str
    number: str


@dataclass(frozen=True)
class Preview:
    """What a pattern would write next, each service's letter; or why it cannot be chosen."""

    examples: list[Example] = field(default_factory=list)
    problem: str = ""
    lacks_code: bool = False


# What a number looks like before the office has services.
SAMPLE = Rule("", "400.9.5", USUAL_PATTERN)
MOST_TYPED = 200


def check_chosen(pattern: str) -> tuple[Part, ...]:
    """The parts of a pattern that an office may choose. Raises `BadPattern` and says what to write instead.

    Besides what `check_pattern` asks: {unit}, because a number names who issued it (klasifikasi / urut /
    kode unit / tahun, as decrees and offices of Lumajang write it); a sign between any two placeholders; `/`
    or a space between {kode} or {unit} and {urut} or {tahun}; no figure right beside {tahun}.
    """
    if len(pattern) > LONGEST:
        message = _("Pola nomor terlalu panjang: {n} huruf, paling banyak {limit}. Singkatkan.")
        raise BadPattern("pattern_too_long", format_lazy(message, n=len(pattern), limit=LONGEST))
    parts = check_pattern(pattern)
    if UNIT not in [part.name for part in parts]:
        raise BadPattern(
            "pattern_lacks_unit",
            _("Tulis {unit} di tempat kode unit kantor, supaya nomor menyebut kantor yang menerbitkannya."),
        )
    for left, text, right in _neighbours(parts):
        _check_apart(left, text, right)
    _check_year(parts)
    return parts


def check(pattern: str, rules: Sequence[Rule], *, year: int, unit: str) -> None:
    """Whether an office with these services may choose this pattern, whatever was issued; "" it always may.

    Raises `BadPattern`, `BadNumber`.
    """
    if pattern:
        check_chosen(pattern)
        check_numbers(pattern, rules or [SAMPLE], year=year, unit=unit)


def read_whole(number: str, held: Iterable[str], *, year: int) -> int | None:
    """The serial of a whole number of that year by one of these patterns; None for anything else."""
    found = (Reader(pattern).read(number) for pattern in held)
    return next((each[0] for each in found if each is not None and each[1] == year), None)


def usual(rules: Sequence[Rule]) -> str:
    """The pattern that holds while none is chosen; "" when services differ."""
    found = held("", rules)
    return found[0] if len(found) == 1 else ""


def held(pattern: str, rules: Sequence[Rule]) -> list[str]:
    """The patterns that a book with this one writes its numbers by: itself, or those of the services."""
    return [pattern] if pattern else sorted({rule.pattern for rule in rules or [SAMPLE]})


def cleaned(pattern: str, rules: Sequence[Rule]) -> str:
    """What was typed as it is kept: "" also for what holds anyway. Raises `BadText`."""
    text = clean_line(pattern, max_length=MOST_TYPED)
    return "" if text == usual(rules) else text


def preview(pattern: str, rules: Sequence[Rule], *, serial: int, day: date, unit: str) -> Preview:
    """What this pattern, as typed, would write next."""
    try:
        wanted = cleaned(pattern, rules)
        check(wanted, rules, year=day.year, unit=unit)
        found = examples(wanted, rules or [SAMPLE], serial=serial, day=day, unit=unit)
    except DomainError as refusal:
        return Preview(problem=str(refusal))
    return Preview(found, lacks_code=bool(wanted) and f"{{{CODE}}}" not in wanted)


def _neighbours(parts: Sequence[Part]) -> list[tuple[str, str, str]]:
    """Each placeholder with the text up to the next one: (name, text, name)."""
    at = [i for i, part in enumerate(parts) if part.name]
    return [
        (parts[i].name, "".join(part.text for part in parts[i + 1 : j]), parts[j].name)
        for i, j in pairwise(at)
    ]


def _check_apart(left: str, text: str, right: str) -> None:
    names = {"left": f"{{{left}}}", "right": f"{{{right}}}"}
    if all(sign.isalnum() for sign in text):
        message = _("Beri tanda pemisah antara {left} dan {right}, misalnya {left}/{right}.")
        raise BadPattern("pattern_touching", format_lazy(message, **names))
    pair = {left, right}
    if pair & {CODE, UNIT} and pair & {SERIAL, YEAR} and not any(sign in HARD for sign in text):
        message = _(
            "Pisahkan {left} dan {right} dengan garis miring: {left}/{right}. Kode dapat memuat titik dan "
            "strip, sehingga nomor urut atau tahunnya dapat terbaca lain."
        )
        raise BadPattern("pattern_ambiguous", format_lazy(message, **names))


def _check_year(parts: Sequence[Part]) -> None:
    at = next(i for i, part in enumerate(parts) if part.name == YEAR)
    sides = [part.text[-1] for part in parts[max(at - 1, 0) : at] if part.text]
    sides += [part.text[0] for part in parts[at + 1 : at + 2] if part.text]
    if any(sign.isdigit() for sign in sides):
        raise BadPattern(
            "pattern_year", _("Jangan tulis angka tepat di sebelah {tahun}; beri tanda pemisah, misalnya /.")
        )


class Coming:
    """The numbers that a book will still write this year, by any of these patterns: those after `after`."""

    def __init__(self, patterns: Iterable[str], *, year: int, after: int) -> None:
        self._readers = [Reader(pattern) for pattern in patterns]
        self._year, self._after = year, after

    def has(self, number: str) -> bool:
        """Whether this number will be written one day."""
        found = (reader.written(number) for reader in self._readers)
        return any(each is not None and each[0] > self._after and each[1] == self._year for each in found)

    def first_among(self, numbers: Iterable[str]) -> str | None:
        """The first of these numbers that will be written."""
        return next((number for number in numbers if self.has(number)), None)


def examples(pattern: str, rules: Sequence[Rule], *, serial: int, day: date, unit: str) -> list[Example]:
    """What each service's letter would be numbered; the service type's own pattern where `pattern` is "".

    Raises `BadPattern`, `BadNumber`.
    """
    return [
        Example(
            rule.service,
            format_number(pattern or rule.pattern, serial=serial, day=day, code=rule.code, unit=unit),
        )
        for rule in rules
    ]


def check_numbers(pattern: str, rules: Sequence[Rule], *, year: int, unit: str) -> None:
    """Try a chosen pattern with the codes of this office, up to the highest serial and the longest month.

    Raises `BadNumber`: a code is missing, a number too long, a code has a sign that cannot be read back.
    """
    for serial in (1, HIGHEST):
        for each in examples(pattern, rules, serial=serial, day=date(year, LONGEST_MONTH, 1), unit=unit):
            if Reader(pattern).written(each.number) != (serial, year):
                message = _(
                    "Dengan pola ini nomor menjadi “{number}” dan tidak dapat dibaca kembali. Periksa kode "
                    "unit dan kode klasifikasi layanan {service}: hanya huruf, angka, titik, dan strip."
                )
                said = format_lazy(message, number=each.number, service=each.service)
                raise BadNumber("number_unreadable", said, number=each.number)
