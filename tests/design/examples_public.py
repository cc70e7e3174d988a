"""Example contexts of the citizens' pages."""

from typing import Any

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
