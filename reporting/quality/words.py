"""Figures and periods of objectives as a reader sees them. Pure."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from commons.indonesian import date_shown, decimal_words, roman
from quality.achieving import Direction, Verdict
from quality.formulas import Formula
from quality.models import Objective
from quality.terms import Grain, Term
from quality.vocabulary import SIGNS, VERDICTS

DASH = "–"
WHOLE = Decimal(100)


def term_words(term: Term) -> str:
    """ "Triwulan III 2026"."""
    year = term.first.year
    if term.grain is Grain.MONTH:
        return date_shown(term.first, "F Y")
    if term.grain is Grain.YEAR:
        return _("Tahun {year}").format(year=year)
    name = _("Triwulan") if term.grain is Grain.QUARTER else _("Semester")
    return f"{name} {roman(term.number)} {year}"


def number(value: Decimal | None) -> str:
    """ "95", "2,5", "94,37"; a dash for nothing."""
    if value is None:
        return DASH
    shown = decimal_words(value)
    return shown.rstrip("0").rstrip(",")


def amount(value: Decimal | None, unit: str) -> str:
    """ "94,37 %"."""
    return DASH if value is None else f"{number(value)} {unit}".strip()


def target(objective: Objective) -> str:
    """ "≥ 95 %"; "100 %" where there is no more to reach."""
    if is_whole(objective):
        return amount(objective.target, objective.unit)
    return f"{SIGNS[Direction(objective.direction)]} {amount(objective.target, objective.unit)}"


def is_whole(objective: Objective) -> bool:
    """Whether the target is all of it: nothing lies above 100 %."""
    more = Direction(objective.direction) is Direction.MORE
    return more and objective.unit == "%" and objective.target == WHOLE


def verdict(found: Verdict) -> str:
    """In words."""
    return str(VERDICTS[found])


def sample(n: int, formula: Formula | None) -> str:
    """ "n 412 berkas"; "" where there is nothing to count."""
    if not n or formula is None or not formula.counted:
        return ""
    return _("n {n} {counted}").format(n=f"{n:,}".replace(",", "."), counted=formula.counted)


def day(value: date | None) -> str:
    """ "10 Oktober 2026"; a dash for none."""
    return date_shown(value) if value else DASH


def revision(value: int) -> str:
    """ "00"."""
    return f"{value:02d}"
