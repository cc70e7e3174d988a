"""Inhabitants by Kemendagri code, from the data file in this package."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

YEAR = 2010


@cache
def population() -> Mapping[str, int]:
    """Residents of the census of `YEAR`, by Kemendagri code."""
    text = (files("indicators") / "data" / f"lumajang_population_{YEAR}.csv").read_text(encoding="utf-8")
    return {row["kemendagri_code"]: int(row["population_2010"]) for row in csv.DictReader(text.splitlines())}
