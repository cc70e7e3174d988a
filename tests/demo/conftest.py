"""A small office with everything a simulated year needs."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

import pytest

from applications.program import Program
from applications.villages import forget_villages
from commons.clock import WIB
from demo.simulate import turns
from demo.simulate.characters import Character
from demo.simulate.filling import Wish
from offices.models import Area, Level, Office
from offices.scope import public_scope
from servicetypes.catalogue import definition_of
from standards.catalogue import document_of
from tests import world

SERVICES = ("sktm", "kp4", "ktp-el", "sktm-rekomendasi")
UNTIL = datetime(2026, 9, 30, 11, 0, tzinfo=WIB)

# Every turn comes often, so that few files show all of them.
RESTLESS = Character(returns=0.3, away=0.35, covered=0.8, waits=0.4, unhurried=6.0)

RARE = {"DECLINED": 0.12, "CORRECTED": 0.12, "REJECTED": 0.05, "UNDONE": 0.2, "NEVER_FETCHED": 0.2}


@dataclass(frozen=True)
class Place:
    """The office, and the wish that fills it."""

    office: Office
    wish: Wish


@pytest.fixture
def place(office_a, clock, monkeypatch) -> Place:
    """Kecamatan Uji Barat with staff, four services and one village."""
    clock.set(UNTIL)
    for name, share in RARE.items():
        monkeypatch.setattr(turns, name, share)
    with public_scope():
        Area.objects.create(code="35.99.01.2001", level=Level.DESA, name="Uji Makmur", parent_code="35.99.01")
    forget_villages()
    world.furnish(office_a, *SERVICES)
    wish = Wish(seed=10, days=16, until=UNTIL, character=RESTLESS, population=24_000, services=SERVICES)
    return Place(office_a, wish)


def programs_of(*codes: str) -> dict[str, Program]:
    """The packaged standards of Kecamatan Lumajang as programs, without a database."""
    return {
        code: Program(uuid4(), uuid4(), document_of("kec-lumajang", code), definition_of(code))
        for code in codes
    }


LAST_DAY: date = UNTIL.date()
