"""The desa and kelurahan one may choose at intake: all of the kabupaten, public facts."""

import time
from collections.abc import Mapping
from types import MappingProxyType

from offices.models import Area
from servicetypes.readers import Village

TTL = 60.0

_held: dict[str, tuple[float, Mapping[str, Village]]] = {}


def villages() -> Mapping[str, Village]:
    """Every desa and kelurahan by its Kemendagri code, with its kecamatan's name; at most a minute old."""
    held = _held.get("kabupaten")
    if held is None or held[0] <= time.monotonic():
        held = _held["kabupaten"] = (time.monotonic() + TTL, MappingProxyType(_load()))
    return held[1]


def forget_villages() -> None:
    """Make this process read them again."""
    _held.clear()


def _load() -> dict[str, Village]:
    rows = list(Area.objects.order_by("name"))
    districts = {row.code: row.name for row in rows if row.level == "KECAMATAN"}
    return {
        row.code: Village(row.code, row.name, row.level.lower(), districts.get(row.parent_code, ""))
        for row in rows
        if row.level != "KECAMATAN"
    }
