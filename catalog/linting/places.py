"""The names of the kecamatan and kelurahan of the kabupaten, as the rules know them."""

from functools import cache

from offices.areas import known_areas
from offices.models import Level


@cache
def places_of_kabupaten() -> tuple[tuple[str, str], ...]:
    """(level, name) of each kecamatan and kelurahan of the data file."""
    return tuple(
        (area.level.lower(), area.name) for area in known_areas().values() if area.level != Level.DESA
    )


@cache
def towns_of_kabupaten() -> frozenset[str]:
    """The kecamatan that have a kelurahan, in small letters."""
    areas = known_areas()
    parents = {area.parent_code for area in areas.values() if area.level == Level.KELURAHAN}
    return frozenset(areas[code].name.casefold() for code in parents)
