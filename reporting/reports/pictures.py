"""The board's drawings on paper: with their own style, as Typst has no page around them. Pure."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from board import chart_map, figures
from board.chart_map import Mark
from board.presenters_charts import cuts_of, tone
from indicators.results import Comparison
from offices.models import Level

STYLE = Path(__file__).parent / "data" / "chart.css"
_LINK = re.compile(r"</?a\b[^>]*>")


@cache
def style() -> str:
    """The rules, as a drawing carries them."""
    return f"<style>{STYLE.read_text('utf-8')}</style>"


def on_paper(drawing: str) -> str:
    """A drawing of the board as a document of its own; "" of nothing. Links lead nowhere on paper."""
    if not drawing:
        return ""
    opened, closed, rest = _LINK.sub("", drawing).partition(">")
    root = opened.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg" font-family="Arimo"', 1)
    return f"{root}{closed}{style()}{rest}"


def the_map(compared: Comparison) -> str:
    """The map of the kecamatan with their figures."""
    definition = compared.definition
    cuts = cuts_of(definition, compared.rows)
    marks: Mapping[str, Any] = {
        row.office.code: Mark(
            tone(definition, row, cuts),
            figures.bare(definition, row.value.value)
            if row.value.enough and row.value.value is not None
            else "?",
            "",
            "",
        )
        for row in compared.rows
        if row.office.level == Level.KECAMATAN
    }
    return on_paper(chart_map.draw(marks, _("Peta kecamatan: {name}").format(name=definition.name)))
