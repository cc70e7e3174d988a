"""Measured figures: one row each, with how often it was measured, and what was promised."""

import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any


def p95(values: Sequence[float]) -> float:
    """The smallest value that at least 95 % do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


@dataclass(kw_only=True)
class Figure:
    """One measured figure. `met` is None where nothing was promised, or where it was not measured."""

    name: str
    value: float | None
    unit: str
    n: int = 0
    median: float | None = None
    p95: float | None = None
    target: str = ""
    met: bool | None = None
    note: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, name: str, values: Sequence[float], unit: str, *, at_most: float | None = None, note: str = ""
    ) -> "Figure":
        """The median of `values`, against an upper bound."""
        middle = median(values)
        return cls(
            name=name,
            value=middle,
            unit=unit,
            n=len(values),
            median=middle,
            p95=p95(values),
            target=f"≤ {at_most:g}" if at_most is not None else "",
            met=middle <= at_most if at_most is not None else None,
            note=note,
        )

    @classmethod
    def skipped(cls, name: str, why: str) -> "Figure":
        """A figure that could not be measured."""
        return cls(name=name, value=None, unit="", note=why)


def say(line: str = "") -> None:
    """A line of the report."""
    print(line, flush=True)  # noqa: T201 - the operator's console


def note(line: str) -> None:
    """Progress."""
    print(f"bench: {line}", file=sys.stderr, flush=True)  # noqa: T201 - the operator's console


def conditions() -> dict[str, Any]:
    """What the figures were measured on."""
    model = [line for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": model[0].partition(":")[2].strip() if model else platform.processor(),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "python": platform.python_version(),
        "kernel": platform.release(),
    }


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def table(figures: Iterable[Figure]) -> None:
    """Print the figures as a table."""
    heads = ("figure", "value", "n", "median", "p95", "target", "")
    rows = [heads, *map(_cells, figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    for number, row in enumerate(rows):
        cells = [
            cell.ljust(w) if i in {0, 6} else cell.rjust(w)
            for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())
        if number == 0:
            say("  ".join("-" * width for width in widths))


def line(figure: Figure) -> str:
    """One figure in a line, for who watches a long run."""
    name, value, n, middle, high, target, verdict = _cells(figure)
    return f"{name}: {value}, n = {n or '–'}, median {middle}, p95 {high} {target} {verdict}".rstrip()


def _cells(figure: Figure) -> tuple[str, ...]:
    verdict = {True: "met", False: "NOT MET", None: ""}[figure.met]
    return (
        figure.name,
        f"{_number(figure.value)} {figure.unit}".strip(),
        str(figure.n or ""),
        _number(figure.median),
        _number(figure.p95),
        figure.target,
        f"{verdict}  {figure.note}".strip(),
    )


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value == int(value) or abs(value) >= 1000 else f"{value:.2f}"


def write(path: Path, figures: Iterable[Figure], before: dict[str, Any]) -> None:
    """Keep the figures and the conditions as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = {"before": before, "after": conditions(), "figures": [asdict(figure) for figure in figures]}
    path.write_text(json.dumps(body, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
