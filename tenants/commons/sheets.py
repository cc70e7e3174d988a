"""Cells that a spreadsheet opens: what somebody typed stays text, however it begins. Pure."""

import csv
import io
from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run


def unformula(text: str) -> str:
    """With an apostrophe where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A CSV in which nothing is run as a formula; numbers stay numbers, None is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    return value if value is None or isinstance(value, int | float) else unformula(str(value))
