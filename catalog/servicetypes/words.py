"""The words of a letter as data, and the letter they make of one file's values (pure).

`compose()` gives nested plain data, with the same kinds and names as the blocks a letter is printed from;
every text in it is plain text. Office staff edit words, never a template.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.indonesian import date_words
from commons.worktime import months_later
from servicetypes.fields import Field, FieldType, Value, input_text, shown
from servicetypes.fieldtypes import When
from servicetypes.placeholders import InvalidWords, Shown, check_names, fill, fill_or_nothing
from servicetypes.wordblocks import (
    VALID_UNTIL,
    BasisWords,
    BlockWords,
    FieldsWords,
    GroupWords,
    HeadingWords,
    LetterWords,
    ListWords,
    ParagraphWords,
    SignaturesWords,
    block_texts,
)

__all__ = [
    "InvalidWords",
    "LetterBody",
    "LetterContext",
    "LetterWords",
    "SupportingLetter",
    "check_words",
    "compose",
    "fill_line",
    "known_names",
]

# What a letter knows besides the form. `berlaku_sampai` only exists for words with a validity.
CONTEXT = (
    "kantor",
    "jabatan",
    "tempat",
    "nomor",
    "tanggal_surat",
    "layanan",
    "nomor_terima",
    "tanggal_terima",
)
BIRTH, ADDRESS = "tempat_tanggal_lahir", "alamat_lengkap"
_COUNT = "jumlah_"
_CONTENT = ("text", "rows", "items", "people")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportingLetter:
    """A letter the applicant brought: from whom, its number and date."""

    issuer: str
    number: str
    dated: date
    title: str = "Surat"

    @property
    def line(self) -> str:
        return f"{self.title} {self.issuer} Nomor {self.number} tanggal {date_words(self.dated)}"


@dataclass(frozen=True, kw_only=True)
class LetterContext:
    """What the letter knows besides the form. `office` "Kecamatan Jatiroto", `head` "Camat Jatiroto",
    `law` the instruments the office acts on, in full."""

    office: str
    head: str
    place: str
    service: str
    number: str = ""
    dated: date
    receipt_number: str = ""
    received_on: date | None = None
    supporting: tuple[SupportingLetter, ...] = ()
    law: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterBody:
    """A letter's words. Each block is a mapping with `kind` and the fields of that kind, JSON-safe."""

    title: str
    subtitle: str
    blocks: tuple[dict[str, Any], ...]
    copies: tuple[str, ...] = ()
    valid_until: date | None = None


@dataclass
class _Letter:
    """One letter being composed."""

    fields: Sequence[Field]
    values: Mapping[str, Value]
    context: LetterContext
    filled: dict[str, Shown] = field(default_factory=dict)


def check_words(words: LetterWords, fields: Sequence[Field]) -> None:
    """Raises `InvalidWords` for the first placeholder, group or condition the form does not have."""
    known = known_names(fields) | ({VALID_UNTIL} if words.valid_months else set())
    for text in (words.title, words.subtitle, *words.copies):
        check_names(text, known, where=words.name)
    for block in words.blocks:
        inside = known
        if isinstance(block, GroupWords | SignaturesWords):
            inside = _row_names(_group(block.group, fields, words.name).fields)
        for text in block_texts(block):
            check_names(text, inside, where=words.name)
        _check_condition(block, fields, words.name)


def _group(key: str, fields: Sequence[Field], where: str) -> Field:
    found = next((f for f in fields if f.key == key and f.type is FieldType.GROUP), None)
    if found is None:
        message = format_lazy(_("{where}: daftar {name} tidak dikenal."), where=where, name=key)
        raise InvalidWords("unknown_group", message, name=key)
    return found


def _check_condition(block: BlockWords, fields: Sequence[Field], where: str) -> None:
    if block.when and block.when.field not in {f.key for f in fields}:
        message = _("{where}: syarat memakai isian {name} yang tidak ada.")
        text = format_lazy(message, where=where, name=block.when.field)
        raise InvalidWords("unknown_field", text, name=block.when.field)


def known_names(fields: Sequence[Field]) -> set[str]:
    """Every placeholder that words about this form may use outside a group."""
    counts = {_COUNT + f.key for f in fields if f.type is FieldType.GROUP}
    return _row_names(fields) | counts | set(CONTEXT)


def compose(
    words: LetterWords, *, fields: Sequence[Field], values: Mapping[str, Value], context: LetterContext
) -> LetterBody:
    """The letter for one file: values (as `validate` gave them) put into the words, formatted by field type.

    Raises `InvalidWords` when the words do not fit the form.
    """
    check_words(words, fields)
    until = months_later(context.dated, words.valid_months) if words.valid_months else None
    letter = _Letter(fields, values, context)
    letter.filled = {**_context_values(context), **_form_values(fields, values), **_counts(fields, values)}
    if until:
        letter.filled[VALID_UNTIL] = Shown(date_words(until), until)
    blocks = (_block(block, letter) for block in words.blocks if _applies(block.when, values))
    return LetterBody(
        title=fill(words.title, letter.filled),
        subtitle=fill(words.subtitle, letter.filled) if words.subtitle else "",
        blocks=tuple(block for block in blocks if block),
        copies=tuple(fill(copy, letter.filled) for copy in words.copies),
        valid_until=until,
    )


def fill_line(
    text: str, *, fields: Sequence[Field], values: Mapping[str, Value], extra: Mapping[str, str]
) -> str:
    """One line of words, for a register or a slip; "" when nothing of it was filled in."""
    told = {name: Shown(value) for name, value in extra.items()}
    filled = _form_values(fields, values) | _counts(fields, values) | told
    return fill_or_nothing(text, filled)


def _block(block: BlockWords, letter: _Letter) -> dict[str, Any] | None:
    """The block as printed, None if nothing of it is left."""
    filled = letter.filled
    match block:
        case ParagraphWords():
            made = {**block.model_dump(exclude={"when", "text"}), "text": fill(block.text, filled)}
        case HeadingWords():
            made = {"kind": "heading", "text": fill(block.text, filled)}
        case FieldsWords():
            rows = [[row.label, fill_or_nothing(row.value, filled)] for row in block.rows]
            made = {"kind": "fields", "rows": [row for row in rows if row[1]]}
        case GroupWords():
            made = _table(block, letter)
        case ListWords():
            lines = (fill_or_nothing(item, filled) for item in block.items)
            made = {"kind": "list", "style": block.style, "items": [line for line in lines if line]}
        case BasisWords():
            made = _basis(block, letter)
        case SignaturesWords():
            made = _signatures(block, letter)
    return made if any(made.get(part) for part in _CONTENT) else None


def _table(block: GroupWords, letter: _Letter) -> dict[str, Any]:
    rows = [[fill_or_nothing(c.value, row) for c in block.columns] for row in _rows(block.group, letter)]
    columns = [{"title": c.title, "width": c.width, "align": c.align} for c in block.columns]
    return {"kind": "table", "columns": columns, "rows": rows, "numbered": block.numbered}


def _basis(block: BasisWords, letter: _Letter) -> dict[str, Any]:
    items = [fill(item, letter.filled) for item in block.items]
    items += [supporting.line for supporting in letter.context.supporting if block.letters]
    items += [law for law in letter.context.law if block.law]
    return {"kind": "basis", "title": block.title, "items": items}


def _signatures(block: SignaturesWords, letter: _Letter) -> dict[str, Any]:
    rows = _rows(block.group, letter)
    people = [[fill(block.name, row), fill_or_nothing(block.position, row)] for row in rows]
    return {"kind": "signatures", "title": block.title, "people": people}


def _rows(group: str, letter: _Letter) -> list[dict[str, Shown]]:
    columns = next(f.fields for f in letter.fields if f.key == group)
    rows = letter.values.get(group)
    return [_form_values(columns, row) for row in rows] if isinstance(rows, list) else []


def _applies(when: When | None, values: Mapping[str, Value]) -> bool:
    return when is None or input_text(values.get(when.field)) in when.equals


def _row_names(fields: Sequence[Field]) -> set[str]:
    keys = {f.key for f in fields if f.type is not FieldType.GROUP}
    birth = {BIRTH} if {"tempat_lahir", "tanggal_lahir"} <= keys else set()
    return keys | birth | ({ADDRESS} if {"alamat", "desa"} & keys else set())


def _form_values(fields: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Shown]:
    found = {
        f.key: Shown(shown(f, value), _plain(f, value))
        for f in fields
        if (value := values.get(f.key)) is not None
    }
    text = {key: value.text for key, value in found.items()}
    found[BIRTH] = Shown(", ".join(filter(None, (text.get("tempat_lahir"), text.get("tanggal_lahir")))))
    found[ADDRESS] = Shown(_address(text, values.get("desa")))
    return found


def _plain(each: Field, value: Value) -> int | date | None:
    if each.type in {FieldType.DATE, FieldType.BIRTH_DATE} and isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _address(text: Mapping[str, str], village: Value) -> str:
    """Street or hamlet, RT/RW, village, kecamatan, in the order letters use."""
    numbers = " ".join(f"{label} {text[key]}" for label, key in (("RT", "rt"), ("RW", "rw")) if text.get(key))
    district = village.get("district", "") if isinstance(village, dict) else ""
    parts = (text.get("alamat"), numbers, text.get("desa"), f"Kecamatan {district}" if district else "")
    return " ".join(filter(None, parts))


def _counts(fields: Sequence[Field], values: Mapping[str, Value]) -> dict[str, Shown]:
    found: dict[str, Shown] = {}
    for each in (f for f in fields if f.type is FieldType.GROUP):
        rows = values.get(each.key)
        count = len(rows) if isinstance(rows, list) else 0
        found[_COUNT + each.key] = Shown(str(count), count)
    return found


def _context_values(context: LetterContext) -> dict[str, Shown]:
    received = context.received_on
    return {
        "kantor": Shown(context.office),
        "jabatan": Shown(context.head),
        "tempat": Shown(context.place),
        "nomor": Shown(context.number),
        "tanggal_surat": Shown(date_words(context.dated), context.dated),
        "layanan": Shown(context.service),
        "nomor_terima": Shown(context.receipt_number),
        "tanggal_terima": Shown(date_words(received) if received else "", received),
    }
