"""The page of the numbers: unit code, pattern of letter numbers, where the paper books ended. Pure."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commons.typed import Question, problem
from documents import patterns
from documents.patterns import Preview, Rule
from onboarding.asking import Choices, Errors, Part, Reader, Typed, not_filled
from onboarding.plans import BOOKS, OfficePlan

LAST_NUMBER = 999_999
PATTERN = "letter_pattern"
BOOK_LABELS = {
    "RECEIPT": gettext_lazy("Nomor agenda (penerimaan) terakhir"),
    "LETTER": gettext_lazy("Nomor surat terakhir"),
    "REGISTER": gettext_lazy("Nomor urut Buku Register terakhir"),
}


def number_parts(plan: OfficePlan, choices: Choices) -> list[Part]:
    """Its questions."""
    unit = Question(
        name="unit_code",
        label=_("Kode unit dalam nomor surat"),
        hint=_("Misalnya 427.91."),
        value=plan.unit_code,
        max_length=12,
    )
    books = [
        Question(
            name=f"book_{kind}",
            label=BOOK_LABELS[kind],
            kind="text" if kind == "LETTER" else "integer",
            hint=_("Angkanya saja, atau seluruh nomor seperti tertulis di buku.") if kind == "LETTER" else "",
            required=False,
            value=plan.books.get(kind) or "",
        )
        for kind in BOOKS
    ]
    hint = _("Nomor terakhir yang dipakai di buku kertas tahun ini; Loket melanjutkan sesudahnya.")
    numbered = [unit, _pattern_question(plan, choices.rules_of(plan))]
    return [Part("", numbered), Part(_("Buku kertas tahun ini"), books, hint)]


def _pattern_question(plan: OfficePlan, rules: list[Rule]) -> Question:
    usual = patterns.usual(rules)
    hint = _("Kosongkan untuk memakai pola bawaan {pattern}.").format(pattern=usual)
    return Question(
        name=PATTERN,
        label=_("Pola nomor surat"),
        hint=hint if usual else _("Kosongkan untuk memakai pola bawaan tiap layanan."),
        required=False,
        value=plan.letter_pattern or usual,
        max_length=patterns.MOST_TYPED,
    )


def next_number(plan: OfficePlan, choices: Choices) -> Preview:
    """What the office's first letters would be numbered, with the answers so far."""
    pattern = plan.letter_pattern or ""
    return patterns.preview(
        pattern,
        choices.rules_of(plan),
        serial=plan.books.get("LETTER", 0) + 1,
        day=choices.day,
        unit=plan.unit_code or ("" if pattern else "…"),
    )


def sample_number(plan: OfficePlan, day: date) -> str:
    """The first number on a letter that is only shown."""
    unit = plan.unit_code or "…"
    for pattern in (plan.letter_pattern or "", ""):
        shown = patterns.preview(pattern, [], serial=1, day=day, unit=unit)
        if shown.examples:
            return shown.examples[0].number
    return ""


def read_numbers(plan: OfficePlan, typed: Typed, choices: Choices) -> tuple[OfficePlan, Errors]:
    """The plan with its answers."""
    reader, rules = Reader(typed), choices.rules_of(plan)
    unit = reader.line("unit_code", 12, not_filled(_("Kode unit")))
    if any(sign.isspace() or sign == "/" for sign in unit):
        text = _("Kode unit harus seperti 427.91, tanpa spasi dan garis miring.")
        reader.errors.append(problem(text, "unit_code"))
    pattern = _read_pattern(reader, unit, rules, choices.day)
    unsound = any(each["field"] in {PATTERN, "unit_code"} for each in reader.errors)
    held = [] if unsound else patterns.held(pattern, rules)
    books = {
        kind: _last(reader, f"book_{kind}", held if kind == "LETTER" else [], choices.day) for kind in BOOKS
    }
    kept = {kind: number for kind, number in books.items() if number}
    return replace(plan, unit_code=unit, letter_pattern=pattern, books=kept), reader.errors


def _read_pattern(reader: Reader, unit: str, rules: list[Rule], day: date) -> str:
    pattern = reader.line(PATTERN, patterns.MOST_TYPED)
    pattern = "" if pattern == patterns.usual(rules) else pattern
    if not any(each["field"] in {PATTERN, "unit_code"} for each in reader.errors):
        reader.tried(PATTERN, lambda: patterns.check(pattern, rules, year=day.year, unit=unit))
    return pattern


def _last(reader: Reader, name: str, held: list[str], day: date) -> int:
    text = reader.line(name, 80)
    if not text:
        return 0
    whole = patterns.read_whole(text, held, year=day.year)
    if whole is not None and whole <= LAST_NUMBER:
        return whole
    if not (text.isascii() and text.isdigit() and int(text) <= LAST_NUMBER):
        reader.errors.append(problem(_("Tulis angka 0 sampai 999999."), name))
        return 0
    return int(text)
