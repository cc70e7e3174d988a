"""An intake form built from data: what was sent is checked whole, and every error is told at once (pure).

    result = validate(definition.intake, raw, today=clock.today(), villages=villages)
    if not result.ok: show the form again with `raw` and `result.errors`

A path names a field ("nik") or a cell of a group ("ahli_waris.0.nik").
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commons.indonesian import date_words, rupiah
from commons.nik import Finding
from servicetypes.fieldtypes import APPLICANT, Choice, Field, FieldType, When
from servicetypes.readers import Read, Setting, Unreadable, Value, Village, read

__all__ = [
    "APPLICANT",
    "Choice",
    "Field",
    "FieldType",
    "Finding",
    "Result",
    "Value",
    "Village",
    "When",
    "from_form",
    "input_text",
    "shown",
    "to_choose",
    "validate",
]

ELSEWHERE = "lain"  # the choice "another place" of a village list; its name comes in `<key>__lain`
# A NIK is compared with birth date and sex, a KK with the NIK: these two are read after the rest.
_LAST = {FieldType.NIK: 1, FieldType.KK: 2}
_LEVEL_WORDS = {"desa": "Desa", "kelurahan": "Kelurahan", "kecamatan": "Kecamatan"}


@dataclass
class Result:
    """`values` holds what could be read, JSON-safe: dates ISO, money in rupiah, a village as a mapping,
    a group as a list of rows, None for what was left out. Nothing of it is stored while there are errors."""

    values: dict[str, Value] = field(default_factory=dict)
    errors: dict[str, Finding] = field(default_factory=dict)
    warnings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.errors


def validate(
    fields: Sequence[Field],
    raw: Mapping[str, object],
    *,
    today: date,
    villages: Mapping[str, Village] | None = None,
) -> Result:
    """Check a whole form. `raw`: typed text or JSON values by key, a group as a list of mappings.

    `today` is the day in WIB; `villages` are those one may choose, by Kemendagri code (any other text is
    taken as a place elsewhere). A key the form does not have is an error, so that nothing is lost unsaid.
    """
    return _form(fields, raw, Setting(today=today, villages=villages or {}), at="")


def from_form(fields: Sequence[Field], data: Mapping[str, str]) -> dict[str, object]:
    """Raw values out of an HTML form. Cells of a group are named `<group>-<row>-<key>`; rows left wholly
    blank are dropped. A village elsewhere comes in `<key>__lain`. Other names are not ours and ignored."""
    found: dict[str, object] = {}
    for each in fields:
        if each.type is FieldType.GROUP:
            found[each.key] = _rows_of_form(each, data)
        elif (value := _cell(each, data, each.key)) is not None:
            found[each.key] = value
    return found


def input_text(value: Value) -> str:
    """A stored value as a form or a condition takes it: dates ISO, ya/tidak, a village's code or name."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, dict):
        return value.get("code") or value.get("name", "")
    return str(value)


def shown(each: Field, value: Value) -> str:
    """A stored value as a person reads it, and as letters print it; "" for what was left out."""
    match value:
        case None | list():
            text = ""
        case bool():
            text = "Ya" if value else "Tidak"
        case dict():
            level = _LEVEL_WORDS.get(value.get("level", ""), "")
            text = f"{level} {value.get('name', '')}".strip()
        case int() if each.type is FieldType.MONEY:
            text = rupiah(value)
        case str() if each.type in {FieldType.DATE, FieldType.BIRTH_DATE}:
            text = date_words(date.fromisoformat(value))
        case _:
            text = dict(each.options).get(str(value), str(value))
    return text


def to_choose(fields: Sequence[Field], keys: Container[str] | None = None) -> list[Field]:
    """The same questions (or those of `keys`) with no choice made for the person who answers them."""
    return [
        each.model_copy(update={"default": None})
        if each.options and (keys is None or each.key in keys)
        else each
        for each in fields
    ]


def _form(fields: Sequence[Field], raw: Mapping[str, object], setting: Setting, at: str) -> Result:
    result = Result()
    for each in sorted(fields, key=lambda f: _LAST.get(f.type, 0)):
        if each.when and input_text(result.values.get(each.when.field)) not in each.when.equals:
            continue
        if each.type is FieldType.GROUP:
            _read_group(each, raw.get(each.key), setting, result)
        else:
            _read_one(each, raw.get(each.key), setting, result, at)
    result.values = {f.key: result.values[f.key] for f in fields if f.key in result.values}
    _refuse_unknown(raw, {f.key for f in fields}, result, at)
    return result


def _read_one(each: Field, sent: object, setting: Setting, result: Result, at: str) -> None:
    raw = each.default if _is_blank(sent) and each.default is not None else sent
    path = f"{at}{each.key}"
    if _is_blank(raw):
        result.values[each.key] = None
        if each.required:
            result.errors[path] = _missing(each, path)
        return
    try:
        got: Read = read(each, raw, setting, result.values)
    except Unreadable as error:
        result.errors[path] = replace(error.finding, field=path)
        return
    result.values[each.key] = got.value
    if got.warnings:
        result.warnings[path] = tuple(replace(finding, field=path) for finding in got.warnings)


def _read_group(each: Field, sent: object, setting: Setting, result: Result) -> None:
    rows = sent if isinstance(sent, list | tuple) else []
    if not _is_blank(sent) and not isinstance(sent, list | tuple):
        message = format_lazy(_("{label} harus berupa daftar baris."), label=each.label)
        result.errors[each.key] = Finding("not_rows", message, each.key)
        return
    values: list[dict[str, object]] = []
    for number, row in enumerate(rows[: each.most_rows]):
        values.append(_read_row(each, row, setting, result, at=f"{each.key}.{number}."))
    result.values[each.key] = values
    if finding := _wrong_count(each, len(rows)):
        result.errors[each.key] = finding
    _refuse_twins(each, values, result)


def _read_row(each: Field, row: object, setting: Setting, result: Result, at: str) -> dict[str, object]:
    if not isinstance(row, Mapping):
        path = at.rstrip(".")
        result.errors[path] = Finding("not_a_row", _("Baris ini tidak terbaca."), path)
        return {}
    inner = _form(each.fields, row, setting, at)
    result.errors |= inner.errors
    result.warnings |= inner.warnings
    return dict(inner.values)


def _wrong_count(each: Field, count: int) -> Finding | None:
    least = each.min if each.min is not None else int(each.required)
    if count < least:
        message = _("{label}: isi paling sedikit {n} baris.")
        return Finding("too_few_rows", format_lazy(message, label=each.label, n=least), each.key)
    if count > each.most_rows:
        message = _("{label}: paling banyak {n} baris, yang dikirim {count}.")
        text = format_lazy(message, label=each.label, n=each.most_rows, count=count)
        return Finding("too_many_rows", text, each.key)
    return None


def _refuse_twins(each: Field, rows: list[dict[str, object]], result: Result) -> None:
    """One NIK twice in a list is one person twice."""
    for column in (f for f in each.fields if f.type is FieldType.NIK):
        first: dict[object, int] = {}
        for number, row in enumerate(rows):
            nik = row.get(column.key)
            if nik and nik in first:
                path = f"{each.key}.{number}.{column.key}"
                message = format_lazy(_("NIK ini sudah ada di baris {n}."), n=first[nik] + 1)
                result.errors[path] = Finding("twice", message, path)
            first.setdefault(nik, number)


def _is_blank(raw: object) -> bool:
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping):
        return not any(raw.values())
    return raw is None or (isinstance(raw, list | tuple) and not raw)


def _missing(each: Field, path: str) -> Finding:
    return Finding("missing", format_lazy(_("{label} belum diisi."), label=each.label), path)


def _refuse_unknown(raw: Mapping[str, object], known: set[str], result: Result, at: str) -> None:
    for key in raw.keys() - known:
        path = f"{at}{key}"
        message = format_lazy(_("Isian {key} tidak dikenal pada layanan ini."), key=key)
        result.errors[path] = Finding("unknown_field", message, path)


def _rows_of_form(each: Field, data: Mapping[str, str]) -> list[dict[str, object]]:
    pattern = re.compile(rf"{re.escape(each.key)}-([0-9]{{1,3}})-")
    numbers = sorted({int(match[1]) for name in data if (match := pattern.match(name))})
    rows = [_row_of_form(each, data, f"{each.key}-{number}-") for number in numbers]
    return [row for row in rows if not all(_is_blank(value) for value in row.values())]


def _row_of_form(each: Field, data: Mapping[str, str], prefix: str) -> dict[str, object]:
    cells = ((column.key, _cell(column, data, prefix + column.key)) for column in each.fields)
    return {key: value for key, value in cells if value is not None}


def _cell(each: Field, data: Mapping[str, str], name: str) -> str | None:
    value = data.get(name)
    if each.type is FieldType.VILLAGE and (value or ELSEWHERE) == ELSEWHERE:
        return data.get(f"{name}__lain") or (None if value is None else "")
    return value
