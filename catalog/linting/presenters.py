"""Findings as templates take them."""

from collections.abc import Iterable
from typing import Any

from linting.checking.findings import Severity
from linting.names import RULES, SEVERITIES, TONES, component_name
from linting.queries import Line


def finding(line: Line) -> dict[str, Any]:
    """One finding: `anchor` is its id on the page."""
    return {
        "key": line.key,
        "anchor": f"t-{line.key[:12]}",
        "rule": RULES[line.code],
        "severity": SEVERITIES[line.severity],
        "tone": TONES[line.severity],
        "component": component_name(line.place),
        "title": line.title,
        "quote": line.quote,
        "why": line.why,
        "mend": line.mend,
        "accepted": line.accepted,
    }


def standards(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Open findings by standard, the worst standard first; and in each, what was accepted."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.service, line.title), []).append(line)
    shown = [_standard(title, mine) for (_service, title), mine in groups.items()]
    return sorted(shown, key=lambda one: (-one["counts"]["error"], -one["counts"]["warning"], one["title"]))


def _standard(title: str, lines: list[Line]) -> dict[str, Any]:
    standing = [line for line in lines if line.accepted is None]
    return {
        "title": title,
        "findings": [finding(line) for line in standing if line.severity != Severity.INFO],
        "infos": [finding(line) for line in standing if line.severity == Severity.INFO],
        "accepted": [finding(line) for line in lines if line.accepted],
        "counts": {name: sum(line.severity == name for line in standing) for name in SEVERITIES},
    }
