"""A service type as a page shows it: what is asked, and what its letters say."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from servicetypes.definition import ServiceTypeDefinition
from servicetypes.fields import Field
from servicetypes.wordblocks import LetterWords, block_texts


@dataclass(frozen=True)
class FieldLine:
    """A question of the form."""

    label: str
    key: str
    kind: str
    required: bool
    options: tuple[str, ...]
    parts: tuple["FieldLine", ...]


@dataclass(frozen=True)
class LetterLine:
    """A letter as its words stand, placeholders unfilled."""

    name: str
    title: str
    paragraphs: list[str]
    valid_months: int | None


def about(definition: ServiceTypeDefinition) -> dict[str, Any]:
    """Form, words and numbering for the page and the preview."""
    return {
        "levels": ", ".join(level.value for level in definition.levels),
        "authority": definition.authority,
        "why": definition.why,
        "aliases": ", ".join(definition.aliases),
        "number": definition.number,
        "applicant": [_field(used.field()) for used in definition.applicant],
        "fields": [_field(each) for each in definition.fields],
        "produce_fields": [_field(each) for each in definition.produce_fields],
        "letters": [_letter(words) for words in definition.letters],
        "agencies": definition.wait_agencies,
        "examples": definition.examples,
    }


def _field(each: Field) -> FieldLine:
    parts = getattr(each, "fields", None) or ()
    return FieldLine(
        label=each.label,
        key=each.key,
        kind=kinds().get(each.type.value, each.type.value),
        required=each.required,
        options=tuple(label for _value, label in each.options),
        parts=tuple(_field(part) for part in parts),
    )


def _letter(words: LetterWords) -> LetterLine:
    texts = [text for block in words.blocks for text in _texts(block)]
    return LetterLine(words.name, words.title, texts, words.valid_months)


def _texts(block: Any) -> list[str]:
    if block.kind == "fields":
        return [f"{row.label} : {row.value}" for row in block.rows]
    if block.kind == "group":
        return [" | ".join(f"{column.title}: {column.value}" for column in block.columns)]
    return [text for text in block_texts(block) if text]


def kinds() -> dict[str, str]:
    """What each type of field is called."""
    return {
        "text": _("teks"),
        "long_text": _("teks panjang"),
        "name": _("nama"),
        "date": _("tanggal"),
        "birth_date": _("tanggal lahir"),
        "birth_place": _("tempat lahir"),
        "sex": _("jenis kelamin"),
        "religion": _("agama"),
        "marital_status": _("status perkawinan"),
        "occupation": _("pekerjaan"),
        "phone": _("nomor telepon"),
        "village": _("desa atau kelurahan"),
        "address": _("alamat"),
        "integer": _("bilangan"),
        "money": _("rupiah"),
        "choice": _("pilihan"),
        "yes_no": _("ya atau tidak"),
        "group": _("daftar berulang"),
    }
