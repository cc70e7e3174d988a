"""A score as a table and as JSON, with the proof behind each point (pure)."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from completeness.queries import Scored
from completeness.rules import Point

HEAD = (
    "kode_kantor", "kantor", "nilai", "butir", "bobot", "diperoleh",
    "bukti", "isi_bukti", "tanggal", "tautan", "memenuhi", "keadaan",
)  # fmt: skip
TENTH = Decimal("0.1")


def number(value: Fraction | None) -> str:
    """ "87.5"; "" for what is not measured."""
    if value is None:
        return ""
    return str((Decimal(value.numerator) / Decimal(value.denominator)).quantize(TENTH, ROUND_HALF_UP))


def lines(offices: Iterable[Scored]) -> Iterator[list[str]]:
    """A line for each proof; a point without proof has one, too."""
    for one in offices:
        for point in one.points:
            head = [one.code, one.name, number(one.score), str(point.name), str(point.weight)]
            head.append(number(point.got) if point.found else "")
            for proof in _proofs(point):
                yield [*head, *proof, one.on.isoformat()]


def _proofs(point: Point) -> list[list[str]]:
    if point.found is None:
        return [["", "belum diukur", "", "", ""]]
    return [
        [
            one.what,
            one.says,
            one.dated.isoformat() if one.dated else "",
            one.where,
            "ya" if one.good else "tidak",
        ]
        for one in point.found.proofs
    ] or [["", "tidak ada bukti", "", "", "tidak"]]


def plain(one: Scored) -> dict[str, Any]:
    """As JSON; exact shares as text."""
    return {
        "office": one.code,
        "name": one.name,
        "on": one.on.isoformat(),
        "score": number(one.score) or None,
        "points": [_point(point) for point in one.points],
    }


def _point(point: Point) -> dict[str, Any]:
    found = point.found
    return {
        "key": point.key,
        "name": str(point.name),
        "weight": point.weight,
        "measured": found is not None,
        "got": number(point.got) if found else None,
        "proofs": [
            {
                "what": one.what,
                "says": one.says,
                "where": one.where,
                "dated": one.dated.isoformat() if one.dated else None,
                "good": one.good,
            }
            for one in (found.proofs if found else ())
        ],
    }
