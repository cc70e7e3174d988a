"""A compilation as pages and tables show it. No query."""

from typing import Any

from commons.indonesian import roman
from contentment.compiling import LEAST_RANKED, Compiled, OfficeLine, Span
from satisfaction.words import counted, number
from surveys.index import Index, rounded

NAMES = {"QUARTER": "Triwulan", "SEMESTER": "Semester", "YEAR": "Tahun"}
NOT_ENOUGH = "belum cukup data"
NOTHING = "belum diumumkan"


def span_name(span: Span) -> str:
    """ "Semester I Tahun 2026"."""
    if span.kind == "YEAR":
        return f"Tahun {span.year}"
    return f"{NAMES[span.kind]} {roman(span.part)} Tahun {span.year}"


def interval(found: Index | None) -> str:
    """ "79,10 – 83,40"; "" for none."""
    if found is None or found.interval is None:
        return ""
    return f"{number(found.interval.low)} – {number(found.interval.high)}"


def line(one: OfficeLine) -> dict[str, Any]:
    """An office: what it published, or why there is no figure. Below the minimum no index is said."""
    found = one.found if one.enough else None
    why = "" if found else NOTHING if one.found is None else NOT_ENOUGH
    return {
        "code": one.code,
        "name": one.name,
        "ikm": number(found.ikm) if found else "",
        "letter": found.band.letter if found else "",
        "quality": found.band.name if found else "",
        "interval": interval(found),
        "n": counted(one.found.n) if one.found else "0",
        "needed": counted(one.needed),
        "weakest": [each.name for each in found.weakest][:3] if found else [],
        "rank": one.rank,
        "why": why,
        "parts": one.parts,
    }


def page(found: Compiled) -> dict[str, Any]:
    """All of it."""
    whole = found.whole
    published = [one for one in found.lines if one.found is not None]
    return {
        "name": span_name(found.span),
        "slug": found.span.slug,
        "lines": [line(one) for one in found.lines],
        "ranked": found.ranked,
        "least_ranked": LEAST_RANKED,
        "published": len(published),
        "offices": len(found.lines),
        "missing": [one.name for one in found.lines if one.found is None],
        "whole": _whole(found) if whole else None,
        "elements": elements(whole) if whole else [],
    }


def _whole(found: Compiled) -> dict[str, Any]:
    whole = found.whole
    assert whole is not None
    return {
        "ikm": number(whole.ikm),
        "letter": whole.band.letter,
        "quality": whole.band.name,
        "n": counted(whole.n),
        "needed": counted(found.needed),
        "population": counted(found.population),
        "interval": interval(whole),
        "weakest": [one.name for one in whole.weakest],
    }


def elements(whole: Index) -> list[dict[str, Any]]:
    """The nine elements of all respondents together."""
    weak = {one.key for one in whole.weakest}
    return [
        {
            "name": one.name,
            "mean": number(rounded(one.mean, 3)),
            "nik": number(one.nik),
            "letter": one.band.letter,
            "quality": one.band.name,
            "weak": one.key in weak,
        }
        for one in whole.elements
    ]
