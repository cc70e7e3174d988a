"""What an intake field has besides its question: bounds, a condition, the columns of a list (pure)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from servicetypes.fields import APPLICANT
from servicetypes.fieldtypes import Field, FieldType
from standards.writing.asking import Errors, lines_of, whole_number
from standards.writing.keys import key_of

Data = dict[str, Any]
T = FieldType
_BOUNDED = frozenset({T.INTEGER.value, T.MONEY.value, T.GROUP.value})
_NO_COLUMN = frozenset({T.GROUP.value, T.CHOICE.value})
_MOST = 1_000_000_000
_YES_NO = (("ya", "ya"), ("tidak", "tidak"))


def start_bounds(field: Data) -> dict[str, str]:
    """`min` and `max` as they stand in the form."""
    return {name: "" if field.get(name) is None else str(field[name]) for name in ("min", "max")}


def read_bounds(row: Data, prefix: str, errors: Errors) -> Data:
    """Bounds of a number, or of how many rows a list has; nothing else is bounded."""
    if row["type"] not in _BOUNDED:
        if row["min"] or row["max"]:
            errors.add(f"{prefix}min", _("Batas hanya untuk angka, rupiah, dan daftar berbaris."))
        return {"min": None, "max": None}
    least = whole_number(row["min"], f"{prefix}min", errors, most=_MOST)
    most = whole_number(row["max"], f"{prefix}max", errors, most=_MOST)
    if least is not None and most is not None and least > most:
        errors.add(f"{prefix}max", _("Batas terbanyak lebih kecil daripada batas tersedikit."))
    return {"min": least, "max": most}


def start_condition(field: Data, others: Iterable[Data]) -> str:
    """ "Jenis surat = Berita acara | Rekomendasi"; "" where the field is always asked."""
    when = field.get("when")
    if not when:
        return ""
    known = {one["key"]: one for one in others}
    other = known.get(when["field"])
    labels = dict(_options(other) if other else ())
    name = other["label"] if other else when["field"]
    return f"{name} = {' | '.join(labels.get(value, value) for value in when['equals'])}"


def read_condition(typed: str, name: str, before: Sequence[Data], errors: Errors) -> Data | None:
    """The condition on a question that comes before: its label or key, and the answers, with "|" between."""
    if not typed:
        return None
    asked, mark, answers = typed.partition("=")
    wanted = asked.strip().casefold()
    other = next((one for one in before if wanted in {one["key"], one["label"].casefold()}), None)
    said = [answer.strip() for answer in answers.split("|") if answer.strip()]
    if not mark or not said or other is None:
        errors.add(name, _("Tulis “pertanyaan = jawaban | jawaban lain”, dengan pertanyaan yang sudah ada."))
        return None
    values = {label.casefold(): value for value, label in _options(other)}
    unknown = [answer for answer in said if values and answer.casefold() not in {*values, *values.values()}]
    if unknown:
        listed = ", ".join(unknown)
        errors.add(name, str(_("Bukan salah satu jawabannya: {answers}")).format(answers=listed))
        return None
    return {"field": other["key"], "equals": [values.get(answer.casefold(), answer) for answer in said]}


def _options(field: Data) -> tuple[tuple[str, str], ...]:
    """(value, label) of all answers; () where anything may be typed."""
    if field["type"] == T.YES_NO:
        return _YES_NO
    names = ("key", "label", "type", "choices")
    return Field.model_validate({name: field[name] for name in names if field.get(name)}).options


def as_asked(key: str) -> Data:
    """One of the applicant's own fields, as a condition may name it."""
    return APPLICANT[key].model_dump(mode="json")


def asked_by(program: Data) -> list[Data]:
    """Everything the form of a service asks, in its order."""
    return [*(as_asked(one["key"]) for one in program["applicant"]), *program["fields"]]


def start_columns(field: Data, types: Sequence[tuple[str, Any]]) -> str:
    """ "Nama : Nama orang", a line for each column of a list."""
    names = {value: str(label) for value, label in types}
    columns = field.get("fields") or ()
    return "\n".join(f"{one['label']} : {names.get(one['type'], one['type'])}" for one in columns)


def read_columns(
    typed: str, name: str, old: Sequence[Data], types: Sequence[tuple[str, Any]], errors: Errors
) -> list[Data]:
    """The columns of a list; one that stood there keeps what the form does not ask. Without a type: text."""
    values = {str(label).casefold(): value for value, label in types} | {value: value for value, _l in types}
    known = {one["label"]: one for one in old}
    columns: list[Data] = []
    for line in lines_of(typed):
        label, _mark, kind = (part.strip() for part in line.partition(" : "))
        before = known.get(label)
        value = values.get(kind.casefold()) if kind else T.TEXT.value
        if value is None or (value in _NO_COLUMN and not (before and before["type"] == value)):
            errors.add(name, str(_("Jenis kolom ini tidak dikenal: {line}")).format(line=line[:60]))
            continue
        taken = [one["key"] for one in columns]
        same = before if before and before["type"] == value else {}
        key = (before or {}).get("key") or key_of(label, taken, fallback="kolom")
        columns.append({"required": False, **same, "key": key, "label": label, "type": value})
    if not columns:
        errors.add(name, _("Tulis paling sedikit satu kolom."))
    return columns
