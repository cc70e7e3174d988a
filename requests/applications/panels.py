"""Parts of the file page that belong to apps above: each registers a template and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from applications.queries_file import Detail


@dataclass(frozen=True)
class Panel:
    """`context` gives what the template finds under `panel`; a template shows a section or nothing."""

    key: str
    template: str
    context: Callable[[Detail], dict[str, Any]]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a part; the same key again replaces the earlier one."""
    _panels[panel.key] = panel


def of(detail: Detail) -> list[dict[str, Any]]:
    """The parts of this file's page, in order of registration."""
    return [{"template": each.template, **each.context(detail)} for each in _panels.values()]
