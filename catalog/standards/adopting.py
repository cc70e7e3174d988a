"""A standard taken over from the kabupaten's catalogue: another office's document as a model (pure).

Procedure, requirements, time limit and fee are taken over; the office's name, its complaint channels and its
document control are its own. What was written for the model's office and cannot be known here is said in
`notes`, so that whoever enacts the standard reads it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from standards.catalogue import load_documents
from standards.document import StandardDocument
from standards.vocabulary import Origin

PREFIX = {"kec": "KECAMATAN", "kel": "KELURAHAN"}
# For each kind of contact an office has: the channel of the complaints component, and its word.
CHANNELS = {
    "PHONE": ("phone", "Telp."),
    "MOBILE_SERVICE": ("phone", "HP Pelayanan"),
    "WHATSAPP": ("whatsapp", "WhatsApp"),
    "ADDRESS": ("address", "Alamat"),
    "WEBSITE": ("website", "Website"),
    "COMPLAINT_SITE": ("lapor", "Lapor"),
    "EMAIL": ("email", "Email"),
}
KABUPATEN_CHANNEL = {"kind": "lapor", "shown": "Laporlumajang.lumajangkab.go.id", "label": "Lapor"}


@dataclass(frozen=True)
class ForOffice:
    """Who takes the standard over. `contacts`: kind of contact and how it is shown."""

    slug: str
    level: str
    """KECAMATAN or KELURAHAN."""
    name: str
    contacts: tuple[tuple[str, str], ...] = ()


def models_for(level: str) -> dict[str, StandardDocument]:
    """The documents an office of this level can take over, by service code."""
    return {
        document.service: document
        for document in load_documents()
        if PREFIX.get(document.office.partition("-")[0]) == level
    }


def adopt(service: str, office: ForOffice, *, origin: Origin = Origin.LOKET) -> StandardDocument:
    """The catalogue's standard of `service` for `office`. Raises KeyError when there is none for its level.

    As LOKET it waits for number, date and three people; as LEGACY it can be tried out at once (a rehearsal).
    """
    return adapted(models_for(office.level)[service], office, origin=origin)


def adapted(model: StandardDocument, office: ForOffice, *, origin: Origin = Origin.LOKET) -> StandardDocument:
    """A document written for another office, as `office` would take it over; its own comes back unchanged."""
    if model.office == office.slug:
        return model
    plain = model.model_dump(mode="json")
    plain |= {"office": office.slug, "origin": origin, "source": None, "control": {}, "other_text": []}
    plain = _renamed(plain, _words(model.office, office))
    plain["pengaduan"] = _complaints(plain["pengaduan"], office)
    plain["notes"] = [{"paths": ["title"], "text": _note(model)}]
    return StandardDocument.model_validate(plain)


def _note(model: StandardDocument) -> str:
    text = _(
        "Diambil dari katalog kabupaten dengan contoh “{title}”. Periksa sarana, jumlah dan kompetensi "
        "pelaksana, dan dasar hukum sebelum ditetapkan."
    )
    return text.format(title=model.title)


def _words(model: str, office: ForOffice) -> list[tuple[str, str]]:
    """What names the model's office, and what stands there for this one; longer words first."""
    theirs = model.partition("-")[2].replace("-", " ").title()
    kind = office.level.title()
    head = {"KECAMATAN": "Camat", "KELURAHAN": "Lurah"}[office.level]
    pairs = [
        (f"Kantor {head} {theirs}", f"Kantor {kind} {office.name}"),
        (f"{kind} {theirs}", f"{kind} {office.name}"),
        (f"{head} {theirs}", f"{head} {office.name}"),
    ]
    return [*pairs, *((old.upper(), new.upper()) for old, new in pairs)]


def _renamed(value: Any, words: Iterable[tuple[str, str]]) -> Any:
    """`value` with the model's office renamed, and without line numbers of a file this is not from."""
    if isinstance(value, Mapping):
        return {key: None if key == "line" else _renamed(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, words) for item in value]
    if isinstance(value, str):
        for old, new in words:
            value = value.replace(old, new)
    return value


def _complaints(component: dict[str, Any], office: ForOffice) -> dict[str, Any]:
    channels = [
        {"kind": CHANNELS[kind][0], "shown": shown, "label": CHANNELS[kind][1]}
        for kind, shown in office.contacts
        if kind in CHANNELS
    ] or [KABUPATEN_CHANNEL]
    text = "; ".join(f"{each['label']} {each['shown']}" for each in channels)
    return {**component, "source_text": [{"text": text}], "channels": channels}
