"""What the counter works by, told in lines: each component with all its values, the intake form, the letters
(pure)."""

from typing import Any

from django.utils.translation import gettext as _

from servicetypes.fields import APPLICANT
from standards.vocabulary import ComponentKey
from standards.writing.asking import Ask, Part, Rows, Values, lines_of
from standards.writing.fieldrules import asked_by
from standards.writing.forms import SOURCE, form_of
from standards.writing.forms_letter import LETTER, start_letter
from standards.writing.forms_program import ALWAYS, INTAKE, start_intake
from standards.writing.spelling import spelled

Data = dict[str, Any]
_K = ComponentKey
# Where the words of `spelled` say all that is set, or some questions of the form.
_SPELLED: dict[ComponentKey, frozenset[str]] = {
    _K.WAKTU: frozenset({"amount", "unit", "condition_text", "otherwise"}),
    _K.BIAYA: frozenset({"rupiah"}),
    _K.PRODUK: frozenset({"name"}),
    _K.DASAR_HUKUM: frozenset({"cited"}),
}


def component_lines(key: ComponentKey, data: Data) -> list[str]:
    """A line for each value of a component, and one for each row with all that was set in it."""
    form = form_of(key.value)
    values, said = form.start(data), _SPELLED.get(key, frozenset())
    lines = spelled(key, data) if said else []
    for part in form.parts:
        if part.name in said or part.name == SOURCE.name:
            continue
        if isinstance(part, Rows):
            columns = _columns((part,))
            first = next(name for name in columns if name != "kind")
            lines += [_row(row, columns, first=first) for row in values[part.name]]
        elif part.kind == "long_text":
            lines += [f"{part.label}: {line}" for line in lines_of(values[part.name])]
        elif words := _words(part, values[part.name]):
            lines.append(f"{part.label}: {words}")
    return [*lines, *_parts(data)] if key is _K.SARANA else lines


def _parts(data: Data) -> list[str]:
    """What a line of the list consists of, where it was told apart."""
    return [f"{one['name']}: {', '.join(one['parts'])}" for one in data.get("items", ()) if one.get("parts")]


def intake_lines(program: Data) -> list[str]:
    """A line for each question of the form, with all that was set about it."""
    values = start_intake(program)
    asked = {one["key"]: one for one in program["applicant"]}
    applicant = [
        _applicant(asked.get(key) or {"key": key}, required=key in values["required"])
        for key in [ALWAYS, *values["used"]]
    ]
    columns = _columns(INTAKE)
    return [*applicant, *(_row(row, columns, first="label") for row in values["fields"])]


def letter_lines(letter: Data, program: Data) -> list[str]:
    """A line for the title, for each part of the letter, and for what stands below it."""
    values = start_letter(letter, asked_by(program))
    columns = _columns(LETTER)
    lines = [values["title"], values["subtitle"]]
    lines += [_row(row, columns, first="text") for row in values["blocks"]]
    if values["valid_months"]:
        lines.append(_("Berlaku {n} bulan").format(n=values["valid_months"]))
    lines += [_("Tembusan: {name}").format(name=name) for name in lines_of(values["copies"])]
    return [line for line in lines if line]


def _applicant(used: Data, *, required: bool) -> str:
    label = str(used.get("label") or APPLICANT[used["key"]].label)
    told = _("{label} (wajib diisi)").format(label=label) if required or used["key"] == ALWAYS else label
    return f"{told}: {used['help']}" if used.get("help") else told


def _columns(parts: tuple[Part, ...]) -> dict[str, Ask]:
    """What is asked in each row, without what only the form needs."""
    asked = (ask for part in parts if isinstance(part, Rows) for ask in part.columns)
    return {ask.name: ask for ask in asked if ask.kind != "hidden"}


def _row(row: Values, columns: dict[str, Ask], *, first: str) -> str:
    """ "Keperluan surat (Jenis jawaban: Pilihan; Pilihan: Sekolah, Kesehatan)"."""
    told = [
        f"{columns[name].label}: {words}"
        for name, value in row.items()
        if name != first and name in columns and (words := _words(columns[name], value))
    ]
    beginning = ", ".join(lines_of(row[first]))
    return f"{beginning} ({'; '.join(told)})".strip() if told else beginning


def _words(ask: Ask, value: Any) -> str:
    labels = {key: str(label) for key, label in ask.choices}
    if isinstance(value, list):
        return ", ".join(labels.get(str(each), str(each)) for each in value)
    return labels.get(str(value)) or ", ".join(lines_of(str(value)))
