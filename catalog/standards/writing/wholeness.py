"""What an unfinished document still lacks, component by component, in words (pure)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from commons.errors import DomainError
from servicetypes.faults import KNOWN_FAULTS
from standards.components import Component
from standards.document import StandardDocument, resolves
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey

Data = dict[str, Any]
HEAD = "judul"
MODELS: Mapping[ComponentKey, type[Component]] = {each.key: each for each in Component.__subclasses__()}
NAMES = {
    "groups": gettext_lazy("kelompok persyaratan"),
    "requirements": gettext_lazy("persyaratan"),
    "papers": gettext_lazy("berkas"),
    "steps": gettext_lazy("langkah"),
    "amount": gettext_lazy("lamanya"),
    "unit": gettext_lazy("satuan waktu"),
    "rupiah": gettext_lazy("besarnya biaya"),
    "name": gettext_lazy("nama"),
    "channels": gettext_lazy("saluran pengaduan"),
    "cited": gettext_lazy("dasar hukum"),
    "items": gettext_lazy("sarana"),
    "supervisor": gettext_lazy("pengawas"),
    "role": gettext_lazy("peran"),
    "total": gettext_lazy("jumlah orang"),
    "posts": gettext_lazy("jabatan"),
    "count": gettext_lazy("jumlah orang"),
    "methods": gettext_lazy("cara evaluasi"),
    "title": gettext_lazy("judul"),
    "kind": gettext_lazy("jenis"),
    "text": gettext_lazy("isi"),
    "post": gettext_lazy("jabatan"),
    "shown": gettext_lazy("alamat atau nomor"),
    "target": gettext_lazy("tautan"),
    "copies": gettext_lazy("jumlah salinan"),
    "minutes": gettext_lazy("menit"),
}


@dataclass(frozen=True)
class Lack:
    """What is missing or wrong; `section` is a component's key, or `HEAD` for the whole."""

    section: str
    message: str


class Unfinished(DomainError):
    """The document is not whole yet; `context["lacks"]` lists why."""

    def __init__(self, lacks: list[Lack]) -> None:
        listed = " ".join(lack.message for lack in lacks)
        super().__init__(
            "unfinished", _("Rancangan ini belum lengkap. {why}").format(why=listed), lacks=lacks
        )


def lacks_of(document: Data) -> list[Lack]:
    """Everything that keeps the document from being a `StandardDocument`, in its order."""
    found = [] if str(document.get("title") or "").strip() else [Lack(HEAD, _("Judul belum diisi."))]
    for key in ComponentKey:
        found += component_lacks(key, document.get(key.value) or {})
    return found


def component_lacks(key: ComponentKey, data: Data) -> list[Lack]:
    """What one component lacks."""
    found: list[str] = []
    try:
        MODELS[key].model_validate(data)
    except ValidationError as error:
        found = list(dict.fromkeys(_words(fault) for fault in error.errors(include_url=False)))
    if not data.get("source_text"):
        found.insert(0, _("belum berisi"))
    return [Lack(key.value, f"{OFFICIAL_NAMES[key]}: {'; '.join(found)}.")] if found else []


def _words(fault: Any) -> str:
    what = [name for name in map(str, fault["loc"]) if name in NAMES]
    known = KNOWN_FAULTS.get(fault["type"])
    said = str(known) if known else str(fault["msg"]).removeprefix("Value error, ")
    return f"{NAMES[what[-1]]} {said}" if what else said


def whole(document: Data) -> StandardDocument:
    """The finished document. Raises `Unfinished`."""
    if lacks := lacks_of(document):
        raise Unfinished(lacks)
    try:
        return StandardDocument.model_validate(pruned(document))
    except ValidationError as error:
        faults = [Lack(HEAD, _words(fault)) for fault in error.errors(include_url=False)]
        raise Unfinished(faults) from error


def pruned(document: Data) -> Data:
    """Without marks (`added`, `notes`) on what is no longer there."""
    added = [mark for mark in document.get("added", ()) if resolves(document, mark["path"])]
    notes = [
        {**note, "paths": paths}
        for note in document.get("notes", ())
        if (paths := [path for path in note["paths"] if resolves(document, path)])
    ]
    return {**document, "added": added, "notes": notes}


def by_section(lacks: list[Lack]) -> Mapping[str, list[str]]:
    """The messages of each section."""
    found: dict[str, list[str]] = {}
    for lack in lacks:
        found.setdefault(lack.section, []).append(lack.message)
    return found


def notes_of(document: Data, key: str) -> Iterator[tuple[int, str]]:
    """(position, words) of the notes on one component."""
    for at, note in enumerate(document.get("notes", ())):
        if any(path == key or path.startswith(f"{key}.") for path in note["paths"]):
            yield at, note["text"]
