"""The offices a year is told for: the demo's, and the others as an invented data file would have them."""

import random
from typing import Any

from demo.seed import real_offices
from demo.simulate.adopting import SOURCES
from demo.simulate.characters import Character
from demo.simulate.people import staff_name
from indicators.population import population
from offices.areas import AreaRow, known_areas
from offices.models import Level
from offices.operations import PREFIX

LEVELS = (Level.KECAMATAN, Level.KELURAHAN)
_HEADS = {
    Level.KECAMATAN: ("Camat", "Sekretaris Kecamatan"),
    Level.KELURAHAN: ("Lurah", "Sekretaris Kelurahan"),
}


def codes(count: int) -> list[str]:
    """The first `count` offices: the three of the demo, then every kecamatan and kelurahan by code."""
    real = [data["code"] for data in real_offices()]
    others = [row.code for row in known_areas().values() if row.level in LEVELS and row.code not in real]
    return (real + sorted(others))[:count]


def is_comparable(code: str) -> bool:
    """Whether the office offers what the others of its level do: only then can it be worse at it."""
    real = next((data for data in real_offices() if data["code"] == code), None)
    return real is None or set(real["services"]) == set(SOURCES[Level(known_areas()[code].level)])


def inhabitants(code: str) -> int:
    """Whom the office serves, by the census the read model counts by. Raises KeyError for an unknown area."""
    return population()[code]


def described(code: str, character: Character, chance: random.Random) -> dict[str, Any]:
    """An office as the demo's data file describes one."""
    real = next((data for data in real_offices() if data["code"] == code), None)
    return real or _invented(known_areas()[code], character, chance)


def _invented(area: AreaRow, character: Character, chance: random.Random) -> dict[str, Any]:
    serial = area.code.rsplit(".", 1)[-1][-2:]
    kecamatan = area.code.split(".")[2]
    address = f"Jalan Raya {area.name} Nomor {chance.randrange(1, 90)} (contoh)"
    phone = f"(0334) 000{int(serial):03d}"
    level = Level(area.level).label
    lines = {
        "government_line": "PEMERINTAH KABUPATEN LUMAJANG",
        "office_line": f"{level} {area.name}".upper(),
        "address": address,
        "phone": phone,
        "place_line": area.name,
        "postal_line": f"{area.name.upper()} - {area.postal_code}" if area.postal_code else "",
    }
    if area.level == Level.KELURAHAN:
        lines["parent_line"] = f"KECAMATAN {known_areas()[area.parent_code].name}".upper()
    return {
        "code": area.code,
        "slug": _slug(area),
        # 427.2 and its own number: a range that no office of Lumajang is known to use. The whole office is
        # demo data ("contoh" in its address), so nobody has to be told that its code is.
        "unit_code": f"427.2{kecamatan}" + (f".{serial}" if area.level == Level.KELURAHAN else ""),
        "unit_code_is_example": False,
        "letterhead": {key: line for key, line in lines.items() if line},
        "contacts": [{"kind": "PHONE", "shown": phone}, {"kind": "ADDRESS", "shown": address}],
        "people": _people(area, character, chance),
        "services": list(SOURCES[Level(area.level)]),
    }


def _slug(area: AreaRow) -> str:
    return f"{PREFIX[Level(area.level)]}-{area.name.lower().replace(' ', '-')}"


def _people(area: AreaRow, character: Character, chance: random.Random) -> dict[str, list[str]]:
    head, secretary = _HEADS[Level(area.level)]
    titles = {
        "COUNTER": "Petugas Loket",
        "OPERATOR": "Operator",
        "SECTION_HEAD": "Kasi Pelayanan Umum",
        "SECRETARY": secretary,
        "HEAD": f"{head} {area.name}",
        "OFFICE_ADMIN": "Pengelola Sistem",
    }
    if character.alone:
        del titles["OPERATOR"]
    return {role: [staff_name(chance), title] for role, title in titles.items()}
