"""What a draft will look like: the citizen's page, the form at the counter, the letter. Nothing is decided
here."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from commons.errors import DomainError
from offices.models import Office
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.fields import Field
from servicetypes.words import LetterBody
from standards import presenters
from standards.document import Control
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey
from standards.writing.agreeing import behind
from standards.writing.asking import Ask
from standards.writing.forms_control import CONTROL as CONTROL_FORM
from standards.writing.loose import real_ones
from standards.writing.previewing import conditions_of, example_letter, stand_in
from standards.writing.sections import CONTROL, FORM, LETTER, mark_of
from standards.writing.wholeness import HEAD

Data = dict[str, Any]


def loose(document: Data) -> dict[str, Any]:
    """`others`: what stands outside the components, with positions; `heads`: what of it only repeats heads of
    pages; `choices`: where a text may be placed."""
    texts = list(enumerate(document.get("other_text") or []))
    real = real_ones([one["text"] for _at, one in texts], document.get("title") or "")
    return {
        "others": [(at, one) for at, one in texts if at in real],
        "heads": [(at, one) for at, one in texts if at not in real],
        "others_seen": mark_of(document.get("other_text") or []),
        "choices": [(HEAD, _("Definisi")), *((key.value, OFFICIAL_NAMES[key]) for key in ComponentKey)],
    }


def look(slug: str, document: Data, program: Data, office: Office, *, day: date) -> dict[str, Any]:
    """What `standards/parts_look.html` shows beside the form of a section."""
    try:
        if slug == FORM:
            return {"kind": "form", "rows": _form(program)}
        if slug == CONTROL:
            return {"kind": "control", "rows": control_rows(document)}
        if slug.startswith(LETTER):
            return {"kind": "letter", "letter": _letter(slug, document, program, office, day)}
    except ValidationError as error:
        fault = str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
        return {"kind": "fault", "fault": fault}
    except DomainError as error:
        return {"kind": "fault", "fault": str(error)}
    late = behind(document.get(slug) or {}) if slug == ComponentKey.PERSYARATAN else []
    return citizen(document) | {"behind": late}


def citizen(document: Data) -> dict[str, Any]:
    """The page a citizen will see, and which components are not written yet."""
    whole, missing = stand_in(document)
    page = presenters.page(whole)
    if ComponentKey.WAKTU.value in missing:
        page["promise"] |= {"words": _("Belum diisi"), "starts": ""}
    if ComponentKey.BIAYA.value in missing:
        page["fee"] = {"words": _("Belum diisi"), "note": ""}
    names = [OFFICIAL_NAMES[key] for key in ComponentKey if key.value in missing]
    return {"kind": "citizen", "title": whole.title, "page": page, "missing": names}


def control_rows(document: Data) -> list[tuple[str, str]]:
    """The control of a document as its cover prints it."""
    shown = Control.model_validate(document.get("control") or {})
    return [(str(ask.label), shown.shown(ask.name)) for ask in CONTROL_FORM[:5] if isinstance(ask, Ask)] + [
        (_("Dibuat oleh"), shown.shown("prepared")),
        (_("Diperiksa oleh"), shown.shown("checked")),
        (_("Disetujui oleh"), shown.shown("approved")),
    ]


def _form(program: Data) -> list[dict[str, Any]]:
    definition = ServiceTypeDefinition.model_validate(program)
    return [_asked(each) for each in definition.intake]


def _asked(each: Field) -> dict[str, Any]:
    return {
        "label": each.label,
        "help": each.help,
        "required": each.required,
        "options": [label for _value, label in each.options],
    }


def letter_body(slug: str, document: Data, program: Data, office: Office, *, day: date) -> LetterBody:
    """A letter of the draft with example values. Raises `ValidationError`, `DomainError`, `StopIteration`."""
    head = {"KECAMATAN": "Camat", "KELURAHAN": "Lurah"}[office.level]
    laws = (document.get("dasar_hukum") or {}).get("cited") or []
    return example_letter(
        program,
        _key(slug),
        office=office.full_name,
        head=f"{head} {office.name}",
        place=office.name,
        law=tuple(laws[-1:]),
        day=day,
    )


def _letter(slug: str, document: Data, program: Data, office: Office, day: date) -> dict[str, Any]:
    body = letter_body(slug, document, program, office, day=day)
    return {
        "title": body.title,
        "subtitle": body.subtitle,
        "blocks": body.blocks,
        "copies": body.copies,
        "conditions": conditions_of(program, _key(slug)),
    }


def _key(slug: str) -> str:
    return slug.removeprefix(LETTER).replace("-", "_")
