"""The form of each section: what is asked, what it starts with, what is made of the answers (pure)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.vocabulary import ComponentKey
from standards.writing import forms_citizen as citizen
from standards.writing import forms_control as control
from standards.writing import forms_letter as letter
from standards.writing import forms_office as office
from standards.writing import forms_program as program
from standards.writing.asking import Ask, Errors, Part, Values, lines_of
from standards.writing.sections import CONTROL, FORM, LETTER
from standards.writing.spelling import spelled
from standards.writing.wholeness import HEAD

Data = dict[str, Any]
Start = Callable[[Data], Values]
Read = Callable[[Values, Data, Errors], Data]
_K = ComponentKey
SOURCE = Ask(
    name="source",
    label=_("Bunyi standar"),
    kind="long_text",
    hint=_("Kata demi kata seperti dicetak. Kosongkan supaya disusun dari isian di atas."),
)


@dataclass(frozen=True)
class Form:
    """`start` gives what the form holds at first; `read` makes stored values of it, given those before."""

    parts: tuple[Part, ...]
    start: Callable[[Any], Values]
    read: Callable[[Values, Any, Errors], Any]


def form_of(slug: str, asked: Sequence[Data] = ()) -> Form:
    """The form of a section; `asked`: what the form of the service asks (`fieldrules.asked_by`), which the
    parts of a letter may depend on. Raises KeyError."""
    if not slug.startswith(LETTER):
        return _FORMS[slug]
    start, read = partial(letter.start_letter, asked=asked), partial(letter.read_letter, asked=asked)
    return Form(letter.LETTER, start, read)


def _component(
    key: ComponentKey,
    parts: tuple[Part, ...],
    start: Start,
    read: Read,
) -> Form:
    """A component's own questions, and its words."""

    def begin(data: Data) -> Values:
        return start(data) | {"source": "\n".join(_words(one) for one in data.get("source_text", ()))}

    def make(values: Values, before: Data, errors: Errors) -> Data:
        own = {name: value for name, value in values.items() if name != "source"}
        made = read(own, before, errors)
        frame = {name: before[name] for name in ("heading", "merged_with") if before.get(name)}
        text = _text(key, values["source"], before, made) if not errors.found else []
        return frame | made | {"source_text": text}

    return Form((*parts, SOURCE), begin, make)


def _words(passage: Data) -> str:
    return f"{passage.get('number', '')} {passage['text']}".strip()


def _text(key: ComponentKey, typed: str, before: Data, made: Data) -> list[Data]:
    """The passages of the words: those that stayed keep their number and line. Words that only repeated the
    values before say the new values."""
    lines = lines_of(typed)
    if not lines or lines == spelled(key, before):
        lines = spelled(key, made)
    return _passages(lines, before.get("source_text", ()))


def _passages(lines: list[str], before: Iterable[Data]) -> list[Data]:
    """The lines; each that stood there before stays the passage it was, one for one."""
    known: dict[str, list[Data]] = {}
    for one in before:
        known.setdefault(_words(one), []).append(one)
    return [known[line].pop(0) if known.get(line) else {"text": line} for line in lines]


def _start_head(data: Data) -> Values:
    return {
        "title": data.get("title") or "",
        "definitions": "\n".join(_words(one) for one in data.get("definitions") or ()),
    }


def _read_head(values: Values, before: Data, errors: Errors) -> Data:
    if not values["title"]:
        errors.add("title", _("Tulis judulnya."))
    passages = _passages(lines_of(values["definitions"]), before.get("definitions") or ())
    return {"title": values["title"], "definitions": passages}


_COMPONENTS: tuple[tuple[ComponentKey, tuple[Part, ...], Start, Read], ...] = (
    (_K.PERSYARATAN, citizen.REQUIREMENTS, citizen.start_requirements, citizen.read_requirements),
    (_K.PROSEDUR, citizen.PROCEDURE, citizen.start_procedure, citizen.read_procedure),
    (_K.WAKTU, citizen.TIME, citizen.start_time, citizen.read_time),
    (_K.BIAYA, citizen.FEE, citizen.start_fee, citizen.read_fee),
    (_K.PRODUK, citizen.PRODUCT, citizen.start_product, citizen.read_product),
    (_K.PENGADUAN, citizen.COMPLAINTS, citizen.start_complaints, citizen.read_complaints),
    (_K.DASAR_HUKUM, office.LAWS, office.start_laws, office.read_laws),
    (_K.SARANA, office.FACILITIES, office.start_facilities, office.read_facilities),
    (_K.KOMPETENSI, office.COMPETENCES, office.start_competences, office.read_competences),
    (_K.PENGAWASAN, office.SUPERVISION, office.start_supervision, office.read_supervision),
    (_K.JUMLAH, office.STAFF, office.start_staff, office.read_staff),
    (_K.JAMINAN_PELAYANAN, office.SERVICE_GUARANTEE, office.start_guarantee, office.read_guarantee),
    (_K.JAMINAN_KEAMANAN, office.SAFETY_GUARANTEE, office.start_guarantee, office.read_safety_guarantee),
    (_K.EVALUASI, office.EVALUATION, office.start_evaluation, office.read_evaluation),
)
_FORMS: dict[str, Form] = {
    HEAD: Form(
        (
            Ask(name="title", label=_("Judul standar"), required=True),
            Ask(
                name="definitions",
                label=_("Definisi"),
                kind="long_text",
                hint=_("Bila standar memuatnya: satu baris satu definisi."),
            ),
        ),
        _start_head,
        _read_head,
    ),
    CONTROL: Form(control.CONTROL, control.start_control, control.read_control),
    FORM: Form(program.INTAKE, program.start_intake, program.read_intake),
} | {key.value: _component(key, parts, start, read) for key, parts, start, read in _COMPONENTS}
