"""Whose minutes: bars with their tables. Pure but for addresses."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from board import chart_lines, figures
from board.forms import Chosen
from board.presenters import office_url
from board.words import NOT_ENOUGH, OWNERS
from indicators.measures import Duration
from indicators.results import OwnerSplit

# Closed hours would dwarf the others: the table says them, the bar does not.
BAR_ORDER = (Duration.OFFICE, Duration.LEADER_AWAY, Duration.OTHER_AGENCY, Duration.APPLICANT)


def owner_rows(
    splits: Sequence[OwnerSplit], chosen: Chosen | None, count: int | None = None
) -> list[dict[str, Any]]:
    """Whose minutes: a bar and its numbers for each office (`count` at most), the longest first; too few come
    last."""
    most = max((_open_minutes(split) for split in splits if split.enough), default=0.0)
    ordered = sorted(splits, key=lambda split: (not split.enough, -_open_minutes(split)))
    return [_owner_row(split, most, chosen) for split in ordered[:count]]


def _open_minutes(split: OwnerSplit) -> float:
    return sum(split.minutes.get(owner, 0.0) for owner in BAR_ORDER)


def _owner_row(split: OwnerSplit, most: float, chosen: Chosen | None) -> dict[str, Any]:
    parts = [(str(owner), split.minutes.get(owner, 0.0)) for owner in BAR_ORDER]
    return {
        "office": split.office.name if split.office else _("Semua kantor"),
        "url": office_url(split.office, chosen) if split.office and chosen else "",
        "enough": split.enough,
        "n": _("{n} berkas").format(n=figures.number(split.n)),
        "bar": chart_lines.stacked(parts, most=most) if split.enough else "",
        "total": figures.minutes(_open_minutes(split)) if split.enough else str(NOT_ENOUGH),
        "cells": [
            figures.minutes_short(split.minutes.get(owner, 0.0)) if split.enough else "–"
            for owner in (*BAR_ORDER, Duration.CLOSED)
        ],
    }


def owner_legend() -> list[dict[str, str]]:
    """The owners in the order of the bar."""
    return [{"tone": str(owner), "words": str(OWNERS[owner])} for owner in BAR_ORDER]


def owner_columns() -> list[str]:
    """Heads of the table behind the bars."""
    return [_("Menit {owner}").format(owner=OWNERS[owner]) for owner in (*BAR_ORDER, Duration.CLOSED)]


def paired_owners(splits: Sequence[OwnerSplit]) -> list[dict[str, Any]]:
    """Two bars on one scale, named A and B."""
    most = max((_open_minutes(split) for split in splits if split.enough), default=0.0)
    return [
        _owner_row(split, most, None) | {"office": letter} for letter, split in zip("AB", splits, strict=True)
    ]
