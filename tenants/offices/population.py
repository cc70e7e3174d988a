"""How many people live in an area, from the data file in this package (its README: source and licence)."""

import csv
from functools import cache
from importlib.resources import files

YEAR = 2010


@cache
def _known() -> dict[str, int]:
    text = files("offices").joinpath("data/lumajang_population_2010.csv").read_text(encoding="utf-8")
    return {row["kemendagri_code"]: int(row["population_2010"]) for row in csv.DictReader(text.splitlines())}


def population_of(code: str) -> int | None:
    """Residents of the area with this Kemendagri code at the census of `YEAR`; None for one it lacks."""
    return _known().get(code)
