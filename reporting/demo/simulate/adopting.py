"""Standards as an office adopts them from the kabupaten's catalogue: another office's document, made its own.

Adopted means: the promise, the steps, the requirements and the words are those of the document that another
office of the same level published; the office's name and its channels for complaints are its own. What is
the other office's alone (document control, notes on slips of its text) does not come along.
"""

import json
from typing import Any

from offices.models import Level, Office
from standards.catalogue import document_of
from standards.document import StandardDocument

# By level: whose document each service is taken from. 002 (Jatiroto) stays with the office that published it.
SOURCES = {
    Level.KECAMATAN: {"sktm": "kec-lumajang", "kp4": "kec-lumajang", "ktp-el": "kec-lumajang"},
    Level.KELURAHAN: {"dtsen": "kel-tompokersan"},
}
_NAMES = {"kec-lumajang": "Kecamatan Lumajang", "kel-tompokersan": "Kelurahan Tompokersan"}
WHY = "Diadopsi dari katalog kabupaten; saluran pengaduan kantor ini adalah contoh."


def services_of(office: Office) -> tuple[str, ...]:
    """The services an office of this level can adopt."""
    return tuple(SOURCES[Level(office.level)])


def adopted(office: Office, service: str) -> StandardDocument:
    """The document as this office's own. Raises KeyError for a service its level does not have."""
    source = SOURCES[Level(office.level)][service]
    document = document_of(source, service)
    data = _renamed(document.model_dump(mode="json"), _NAMES[source], office.full_name)
    data |= {
        "office": office.slug,
        "source": None,
        "control": {},
        "notes": [],
        "added": [*data["added"], {"path": "pengaduan.channels", "reason": WHY}],
    }
    data["pengaduan"]["channels"] = _channels(office)
    data["pengaduan"]["source_text"] = [
        {"text": f"Langsung di {office.full_name} atau lewat Lapor Lumajang."}
    ]
    return StandardDocument.model_validate(data)


def _renamed(data: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    renamed: dict[str, Any] = json.loads(json.dumps(data).replace(old, new))
    return renamed


def _channels(office: Office) -> list[dict[str, str]]:
    address = str(office.letterhead.get("address") or office.full_name)
    return [
        {"kind": "desk", "shown": f"Loket pelayanan {office.full_name}"},
        {"kind": "address", "shown": address, "label": office.full_name},
        {
            "kind": "lapor",
            "shown": "Laporlumajang.lumajangkab.go.id",
            "target": "laporlumajang.lumajangkab.go.id",
            "label": "Situs pengaduan Pemkab Lumajang",
        },
    ]
