"""Questions of a form as `partials/field.html` takes them: for every intake type, and for plain ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from applications.places import offered, village_label
from servicetypes.fields import Field, FieldType, Value
from servicetypes.readers import Village

Question = dict[str, Any]
T = FieldType


def question(name: str, label: object, kind: str = "text", **more: Any) -> Question:
    """A question; what is not given has the plain value of the contract."""
    plain: Question = {
        "name": name,
        "label": label,
        "kind": kind,
        "hint": "",
        "required": True,
        "depends": False,
        "value": "",
        "errors": [],
        "warnings": [],
        "choices": [],
        "villages": [],
        "max_length": None,
        "past": "",
        "frames": "",
        "issuer": "",
        "autofocus": False,
        "settled": False,
        "when": "",
        "when_values": "",
    }
    return {**plain, **more}


@dataclass(frozen=True)
class Typed:
    """What stands in a form now: texts by input name, rows of groups by field key, and what is wrong with
    them by path ("nik", "ahli_waris.0.nik")."""

    texts: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    warnings: Mapping[str, Sequence[str]] = field(default_factory=dict)


def questions(
    fields: Iterable[Field], typed: Typed, *, villages: Mapping[str, Village], here: str = ""
) -> list[Question]:
    """The questions of a form with what was typed. `here`: the kecamatan's code; its villages come first."""
    places = offered(villages, here=here)
    return [
        _group(each, typed, places) if each.type is T.GROUP else _one(each, typed, places) for each in fields
    ]


def _one(each: Field, typed: Typed, places: list[str]) -> Question:
    made = _plain(each, each.key, typed.texts.get(each.key, ""), places)
    made["errors"] = [typed.errors[each.key]] if each.key in typed.errors else []
    made["warnings"] = list(typed.warnings.get(each.key, ()))
    return made


def _plain(each: Field, name: str, value: str, places: list[str]) -> Question:
    return question(
        name,
        each.label,
        each.type.value,
        hint=each.help,
        required=each.required,
        value=value or each.default or "",
        choices=list(each.options),
        villages=places if each.type is T.VILLAGE else [],
        max_length=_longest(each),
        when=each.when.field if each.when else "",
        when_values="|".join(each.when.equals) if each.when else "",
    )


def _longest(each: Field) -> int | None:
    """The browser stops typing only where the limit is the field's own; a name is refused with a sentence."""
    return each.max_length if each.type in {T.TEXT, T.LONG_TEXT} else None


def _group(each: Field, typed: Typed, places: list[str]) -> Question:
    rows = list(typed.rows.get(each.key, ()))
    least = each.min if each.min is not None else int(each.required)
    while len(rows) < least:
        rows.append({})
    made = question(each.key, each.label, "group", hint=each.help, required=each.required)
    made["errors"] = [typed.errors[each.key]] if each.key in typed.errors else []
    made["rows"] = [_row(each, number, row, typed, places) for number, row in enumerate(rows)]
    made["blank_row"] = [_plain(column, f"{each.key}-N-{column.key}", "", places) for column in each.fields]
    made["row_label"], made["min_rows"], made["max_rows"] = each.label, least, each.most_rows
    made["when"] = each.when.field if each.when else ""
    made["when_values"] = "|".join(each.when.equals) if each.when else ""
    return made


def _row(each: Field, number: int, row: Mapping[str, str], typed: Typed, places: list[str]) -> list[Question]:
    found = []
    for column in each.fields:
        path = f"{each.key}.{number}.{column.key}"
        made = _plain(column, path.replace(".", "-"), row.get(column.key, ""), places)
        made["errors"] = [typed.errors[path]] if path in typed.errors else []
        made["warnings"] = list(typed.warnings.get(path, ()))
        found.append(made)
    return found


def as_typed(fields: Iterable[Field], values: Mapping[str, Value]) -> Typed:
    """Stored values as they stand in a form."""
    texts, rows = {}, {}
    for each in fields:
        value = values.get(each.key)
        if isinstance(value, list):
            rows[each.key] = [
                {column.key: text_of(column, row.get(column.key)) for column in each.fields} for row in value
            ]
        else:
            texts[each.key] = text_of(each, value)
    return Typed(texts=texts, rows=rows)


def text_of(each: Field, value: object) -> str:
    """One stored value as typed: dates dd-mm-yyyy, yes/no, a village by its name."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, dict):
        return village_text(value)
    text = str(value)
    if each.type in {T.DATE, T.BIRTH_DATE} and len(text) == 10:
        year, month, day = text.split("-")
        return f"{day}-{month}-{year}"
    return text


def village_text(value: Mapping[str, Any]) -> str:
    """A stored village as the list offers it: "Desa Rojopolo, Kec. Jatiroto"."""
    if not value.get("code"):
        return str(value.get("name", ""))
    return village_label(str(value["level"]), str(value["name"]), str(value.get("district", "")))


def read_raw(fields: Iterable[Field], post: Mapping[str, str]) -> dict[str, str]:
    """Plain answers (no groups, no villages) as `servicetypes.fields.validate` takes them."""
    return {each.key: raw_text(each, post[each.key]) for each in fields if each.key in post}


def raw_text(each: Field, text: str) -> str:
    """One typed answer as the readers take it: eight digits are a date."""
    plain = text.strip()
    if each.type in {T.DATE, T.BIRTH_DATE} and len(plain) == 8 and plain.isdigit():
        return f"{plain[:2]}-{plain[2:4]}-{plain[4:]}"
    return text
