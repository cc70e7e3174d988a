"""The complaints of a quarter as lines of its recap, in Indonesian words.

What is hidden is left out or covered by the complaints themselves (`complaints.queries.lines`): of a
confidential one only that there was one; of those about people, whom everybody who reads a recap would then
be able to count, nothing.
"""

from dataclasses import asdict
from datetime import date

from commons import clock
from commons.indonesian import in_indonesian
from complaints import queries as complaints
from recaps.figures import Line
from recaps.quarters import Quarter

LONGEST = 400


def lines(quarter: Quarter, *, today: date | None = None) -> list[Line]:
    """Every complaint received in the quarter that may be in a recap, in the order of its number."""
    with in_indonesian():
        found = complaints.lines(quarter.first, quarter.last, today=today or clock.today())
    return [_line(one) for one in found]


def _line(one: complaints.RecapLine) -> Line:
    return Line(**{**asdict(one), "done": "" if one.hidden else _short(one.done)})


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
