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
