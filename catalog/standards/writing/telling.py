"""What the counter works by besides the document, told in lines: the intake form and the letters (pure)."""

from typing import Any

from django.utils.translation import gettext as _

from servicetypes.fields import APPLICANT
from standards.writing.asking import Ask, Part, Rows, Values, lines_of
from standards.writing.fieldrules import asked_by
from standards.writing.forms_letter import LETTER, start_letter
from standards.writing.forms_program import ALWAYS, INTAKE, start_intake

Data = dict[str, Any]


def intake_lines(program: Data) -> list[str]:
    """A line for each question of the form, with all that was set about it."""
    values = start_intake(program)
    applicant = [_applicant(key, key in values["required"]) for key in [ALWAYS, *values["used"]]]
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


def _applicant(key: str, required: bool) -> str:
    label = str(APPLICANT[key].label)
    return _("{label} (wajib diisi)").format(label=label) if required or key == ALWAYS else label


def _columns(parts: tuple[Part, ...]) -> dict[str, Ask]:
    return {ask.name: ask for part in parts if isinstance(part, Rows) for ask in part.columns}


def _row(row: Values, columns: dict[str, Ask], *, first: str) -> str:
    """ "Keperluan surat (Jenis jawaban: Pilihan; Pilihan: Sekolah, Kesehatan)"."""
    told = [
        f"{columns[name].label}: {words}"
        for name, value in row.items()
        if name not in {first, "key", "from"} and (words := _words(columns[name], value))
    ]
    beginning = ", ".join(lines_of(row[first]))
    return f"{beginning} ({'; '.join(told)})".strip() if told else beginning


def _words(ask: Ask, value: Any) -> str:
    labels = {key: str(label) for key, label in ask.choices}
    if isinstance(value, list):
        return ", ".join(labels.get(str(each), str(each)) for each in value)
    return labels.get(str(value)) or ", ".join(lines_of(str(value)))
