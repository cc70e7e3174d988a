"""Invented applicants for the rehearsal of a counter: the form comes filled in, people tick and press."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from applications.forms import Sent
from applications.places import label
from applications.program import Program
from servicetypes.fieldtypes import Field
from servicetypes.readers import Village
from standards.components import Paper

NAMES = ("SITI AMINAH", "SUMIATI", "NGATINI", "WIWIK SULASTRI", "TUTIK WAHYUNI", "NUR HASANAH")
BORN = date(1968, 8, 5)
WOMAN = 40  # is added to the day of birth in a woman's NIK
ANSWERS = {
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
}
FAMILY = "0101100002"
ELSEWHERE = ("350817", "Kaliboto Lor")  # of an office without villages in the table of areas
WEEK = timedelta(days=7)


def invented(program: Program, typed: Mapping[str, str], *, on: date, home: Village | None = None) -> Sent:
    """Everything a form asks, about somebody who does not exist and lives in `home`; what was typed stays."""
    area, place = home_of(home)
    nik = f"{area}{BORN.day + WOMAN:02d}{BORN:%m%y}{secrets.randbelow(9000) + 1000:04d}"
    own = {"nama": secrets.choice(NAMES), "nik": nik, "kk": f"{area}{FAMILY}", "desa": place}
    known = {**ANSWERS, **own, **typed}
    texts = {field.key: known.get(field.key) or _answer(field) for field in program.definition.intake}
    groups = program.document.persyaratan.groups
    condition = groups[0].conditions[0].key if groups[0].conditions else ""
    return Sent(
        texts={key: text for key, text in texts.items() if text},
        letters=dict(_letters(program, on, place)),
        group=groups[0].key,
        condition=condition,
        contact_way="NONE",
    )


def home_of(village: Village | None) -> tuple[str, str]:
    """What the numbers of a person of this village begin with, and how it is typed."""
    if village is None:
        return ELSEWHERE
    return "".join(village.code.split(".")[:3]), label(village)


def _answer(field: Field) -> str:
    if not field.required or field.type == "group":
        return ""
    return field.options[0][0] if field.options else "Latihan"


def _letters(program: Program, on: date, place: str) -> Iterator[tuple[str, str]]:
    for group in program.document.persyaratan.groups:
        papers: list[Paper] = [p for r in group.requirements for p in r.papers if p.has_letter_data]
        for paper in papers:
            name = f"l-{group.key}-{paper.key}"
            yield f"{name}-issuer", place
            yield f"{name}-signer", "Suharto"
            yield f"{name}-number", f"470/{secrets.randbelow(300) + 10}/{on.year}"
            yield f"{name}-date", f"{on - WEEK:%d-%m-%Y}"
