"""An unfinished document as if it were whole, a letter with example values: only to be looked at (pure)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from servicetypes.definition import ServiceTypeDefinition
from servicetypes.fields import Field, FieldType, Value
from servicetypes.words import LetterBody, LetterContext, SupportingLetter, compose
from standards.document import StandardDocument
from standards.vocabulary import (
    ChannelKind,
    ComponentKey,
    EvaluationKind,
    PaperKind,
    RoleCode,
    StepKind,
    TimeUnit,
)
from standards.writing.fieldrules import asked_by, start_condition
from standards.writing.wholeness import component_lacks, pruned

Data = dict[str, Any]
_K = ComponentKey
T = FieldType


def stand_in(document: Data) -> tuple[StandardDocument, set[str]]:
    """The document with "belum diisi" where a component is not whole, and the keys of those."""
    found = pruned(document)
    missing = {key.value for key in ComponentKey if component_lacks(key, found.get(key.value) or {})}
    for key in missing:
        text = (found.get(key) or {}).get("source_text") or [{"text": _("Belum diisi.")}]
        found[key] = {"source_text": text, **_empty()[ComponentKey(key)]}
    found |= {"title": found.get("title") or _("Tanpa judul"), "added": [], "notes": []}
    return StandardDocument.model_validate(found), missing


def _empty() -> dict[ComponentKey, Data]:
    words = _("Belum diisi")
    paper = {"key": "kosong", "name": words, "kind": PaperKind.FACT}
    requirement = {"key": "kosong", "text": words, "papers": [paper]}
    return {
        _K.PERSYARATAN: {"groups": [{"key": "umum", "requirements": [requirement]}]},
        _K.PROSEDUR: {"steps": [{"key": "kosong", "kind": StepKind.INTAKE, "title": words}]},
        _K.WAKTU: {"amount": 1, "unit": TimeUnit.WORKING_DAY},
        _K.BIAYA: {"rupiah": 0},
        _K.PRODUK: {"name": words},
        _K.PENGADUAN: {"channels": [{"kind": ChannelKind.DESK, "shown": words}]},
        _K.DASAR_HUKUM: {"cited": [words]},
        _K.SARANA: {"items": [{"name": words}]},
        _K.KOMPETENSI: {},
        _K.PENGAWASAN: {"supervisor": words, "role": RoleCode.SECTION_HEAD},
        _K.JUMLAH: {"total": 1},
        _K.JAMINAN_PELAYANAN: {},
        _K.JAMINAN_KEAMANAN: {},
        _K.EVALUASI: {"methods": [{"kind": EvaluationKind.SURVEY, "text": words}]},
    }


def example_letter(
    program: Data, key: str, *, office: str, head: str, place: str, law: tuple[str, ...], day: date
) -> LetterBody:
    """The letter with example values in it, and all its parts whatever they depend on.

    Raises pydantic's ValidationError and `InvalidWords`.
    """
    definition = ServiceTypeDefinition.model_validate(program)
    words = next(letter for letter in definition.letters if letter.key == key)
    brought = SupportingLetter(issuer="Kepala Desa Contoh", number="470/12/2026", dated=day)
    context = LetterContext(
        office=office,
        head=head,
        place=place,
        service=definition.name,
        number="…/…/…/" + str(day.year),
        dated=day,
        receipt_number="1",
        received_on=day,
        supporting=(brought,),
        law=law,
    )
    values = {each.key: _example(each) for each in definition.intake}
    always = tuple(block.model_copy(update={"when": None}) for block in words.blocks)
    shown = words.model_copy(update={"blocks": always})
    return compose(shown, fields=definition.intake, values=values, context=context)


def conditions_of(program: Data, key: str) -> list[tuple[int, str]]:
    """(which part of the letter, from 1; when it is printed) of the parts that are not always."""
    words = next(letter for letter in program["letters"] if letter["key"] == key)
    asked = asked_by(program)
    said = [(at, start_condition(block, asked)) for at, block in enumerate(words["blocks"], start=1)]
    return [(at, condition) for at, condition in said if condition]


def _example(each: Field) -> Value:
    if each.type is T.GROUP:
        return [{column.key: _example(column) for column in each.fields}]
    if each.type in {T.INTEGER, T.MONEY}:
        return max(each.min or 0, 1)
    if each.options:
        return each.options[0][0]
    return _EXAMPLES.get(each.type, f"({each.label.lower()})")


_EXAMPLES: dict[FieldType, Value] = {
    T.DATE: "1990-08-17",
    T.BIRTH_DATE: "1990-08-17",
    T.YES_NO: True,
    T.VILLAGE: {"name": "Contoh", "level": "DESA", "district": "Contoh"},
    T.NIK: "3508000000000000",
    T.KK: "3508000000000000",
}
