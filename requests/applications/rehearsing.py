"""Invented applicants for the rehearsal of a counter: the form comes filled in, people tick and press."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from applications.forms import Sent
from applications.program import Program
from servicetypes.fieldtypes import Field
from standards.components import Paper

NAMES = ("SITI AMINAH", "SUMIATI", "NGATINI", "WIWIK SULASTRI", "TUTIK WAHYUNI", "NUR HASANAH")
BORN = date(1968, 8, 5)
WOMAN = 40  # is added to the day of birth in a woman's NIK
ANSWERS = {
    "kk": "3508170101100002",
    "tempat_lahir": "Lumajang",
    "tanggal_lahir": f"{BORN:%d-%m-%Y}",
    "jenis_kelamin": "P",
    "agama": "1",
    "status_kawin": "2",
    "pekerjaan": "Buruh tani",
    "telepon": "081234567890",
    "alamat": "Dusun Krajan",
    "rt": "3",
    "rw": "12",
    "desa": "Kaliboto Lor",
}
WEEK = timedelta(days=7)


def invented(program: Program, typed: Mapping[str, str], *, on: date) -> Sent:
    """Everything a form asks, about somebody who does not exist; what was typed stays."""
    nik = f"350817{BORN.day + WOMAN:02d}{BORN:%m%y}{secrets.randbelow(9000) + 1000:04d}"
    known = {**ANSWERS, "nama": secrets.choice(NAMES), "nik": nik, **typed}
    texts = {field.key: known.get(field.key) or _answer(field) for field in program.definition.intake}
    groups = program.document.persyaratan.groups
    condition = groups[0].conditions[0].key if groups[0].conditions else ""
    return Sent(
        texts={key: text for key, text in texts.items() if text},
        letters=dict(_letters(program, on)),
        group=groups[0].key,
        condition=condition,
        contact_way="NONE",
    )


def _answer(field: Field) -> str:
    if not field.required or field.type == "group":
        return ""
    return field.options[0][0] if field.options else "Latihan"


def _letters(program: Program, on: date) -> Iterator[tuple[str, str]]:
    for group in program.document.persyaratan.groups:
        papers: list[Paper] = [p for r in group.requirements for p in r.papers if p.has_letter_data]
        for paper in papers:
            name = f"l-{group.key}-{paper.key}"
            yield f"{name}-issuer", "Kaliboto Lor"
            yield f"{name}-signer", "Suharto"
            yield f"{name}-number", f"470/{secrets.randbelow(300) + 10}/{on.year}"
            yield f"{name}-date", f"{on - WEEK:%d-%m-%Y}"
