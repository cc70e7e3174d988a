"""On which day each office opened to citizens: as who opened it says, else the day it was entered here."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from uuid import UUID

from commons.clock import wib
from offices.models import Office
from offices.scope import public_scope

Reader = Callable[[], Mapping[UUID, datetime]]
_readers: list[Reader] = []


def register(reader: Reader) -> None:
    """`reader()` in the public scope: moments of opening by office; once, in `AppConfig.ready`."""
    if reader not in _readers:
        _readers.append(reader)


def opened_days() -> dict[UUID, date]:
    """Every office. One query, and one for each reader."""
    with public_scope():
        found = dict(Office.objects.values_list("id", "created_at"))
        for reader in _readers:
            found |= reader()
    return {office_id: wib(moment).date() for office_id, moment in found.items()}
