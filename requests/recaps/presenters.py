"""Recaps as their pages show them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from commons.typed import shown_date
from recaps.figures import BY, Change, Figures
from recaps.models import Progress, Recap, RecapState
from recaps.operations import COMPLETERS, MOST_PROMISES, PUBLISHERS
from recaps.queries import Kept, Whole, quarter_of
from recaps.words import BY_WORDS, CHANGE_WORDS

TONES = {"DRAFT": "plain", "COMPLETED": "soon", "APPROVED": "soon", "PUBLISHED": "good"}
PROGRESS_TONES = {"PLANNED": "plain", "RUNNING": "soon", "DONE": "good", "DROPPED": "bad"}
BLANK_ROWS = 1


def recap_row(row: Recap) -> dict[str, Any]:
    """A recap in the list."""
    return {
        "quarter": quarter_of(row).words,
        "key": quarter_of(row).key,
        "state": RecapState(row.state).label,
        "tone": TONES[row.state],
        "published_at": row.published_at,
        "posted_at": row.posted_at,
    }


def tables(figures: Figures) -> list[dict[str, Any]]:
    """The counts, each with its heading."""
    return [
        {"key": name, "title": BY_WORDS[name], "rows": list(figures.named(name).items())}
        for name in BY
        if figures.named(name)
    ]


def totals(figures: Figures) -> list[tuple[Any, int]]:
    """The four numbers that say how it went."""
    return [
        (_("Tercatat"), figures.total),
        (_("Tepat waktu"), figures.in_time),
        (_("Terlambat"), figures.late),
        (_("Belum selesai"), figures.open),
    ]


def promise_row(one: Kept) -> dict[str, Any]:
    """A promise and how it stands."""
    return {
        "id": one.promise.id,
        "topic": one.promise.topic,
        "words": one.promise.words,
        "owner": one.promise.owner,
        "due": one.promise.due,
        "state": one.state.label,
        "value": one.state.value,
        "tone": PROGRESS_TONES[one.state.value],
        "steps": [
            {"state": Progress(step.state).label, "words": step.words, "at": step.at, "by": step.by}
            for step in one.steps
        ],
    }


def earlier_row(one: Mapping[str, Any]) -> dict[str, Any]:
    """A promise of an earlier quarter as the recap froze it."""
    return {**one, "state": Progress(one["state"]).label, "tone": PROGRESS_TONES[one["state"]]}


def change_words(one: Change) -> dict[str, Any]:
    """What later changes made of a figure."""
    return {"name": CHANGE_WORDS[one.name], "before": one.before, "now": one.now}


def shown(found: Whole) -> dict[str, Any]:
    """What staff and citizens both see of a recap."""
    return {
        "quarter": found.quarter,
        "recap": found.recap,
        "totals": totals(found.figures),
        "hidden": found.figures.hidden,
        "tables": tables(found.figures),
        "lines": [line for line in found.lines if not line.hidden],
        "analysis": found.analysis,
        "promises": [promise_row(one) for one in found.promises],
        "earlier": [earlier_row(one) for one in found.earlier],
    }


def context(found: Whole, *, actor: Actor, may_sign: bool, electronic: bool) -> dict[str, Any]:
    """The page of a recap for the people of the office, with what this person may do."""
    state = found.recap.state
    return {
        **shown(found),
        "state": RecapState(state).label,
        "tone": TONES[state],
        "since": [change_words(one) for one in found.since],
        "may_complete": not found.frozen and actor.has(*COMPLETERS),
        "may_approve": state == RecapState.COMPLETED and may_sign,
        "waits_for_head": state == RecapState.COMPLETED and not may_sign,
        "may_publish": state == RecapState.APPROVED and actor.has(*PUBLISHERS),
        "may_post": state == RecapState.PUBLISHED and actor.has(*PUBLISHERS, "INFORMATION"),
        "may_say": found.frozen and actor.has(*PUBLISHERS),
        "electronic": electronic,
        "states": Progress.choices,
        "is_public": state == RecapState.PUBLISHED,
        "public_url": reverse("public_recap", args=[found.quarter.key]),
    }


def promise_rows(found: Whole, typed: Any = None) -> list[dict[str, Any]]:
    """The rows of the form: what is there, what was typed, and room for more."""
    if typed is not None:
        rows = [{name: typed.get(f"{name}-{n}", "") for name in FIELDS} for n in range(MOST_PROMISES)]
        used = [row for row in rows if any(value.strip() for value in row.values())]
    else:
        used = [
            {
                "topic": one.promise.topic,
                "words": one.promise.words,
                "owner": one.promise.owner,
                "due": shown_date(one.promise.due),
            }
            for one in found.promises
        ]
    more = max(3 - len(used), BLANK_ROWS)
    rows = (used + [dict.fromkeys(FIELDS, "")] * more)[:MOST_PROMISES]
    return [{**row, "n": n, "first": n == 0} for n, row in enumerate(rows)]


FIELDS = ("topic", "words", "owner", "due")
