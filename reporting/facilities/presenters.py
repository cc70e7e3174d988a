"""The inventory as its pages show it."""

from typing import Any

from django.urls import reverse

from commons.indonesian import date_shown
from facilities import words
from facilities.models import Check, ItemKind, Round
from facilities.proposing import Proposal
from facilities.queries import Line
from upkeep.rounds import Month


def line_row(line: Line) -> dict[str, Any]:
    """An item in a list."""
    item = line.item
    return {
        "id": item.id,
        "name": item.name,
        "kind": item.kind,
        "amount": words.amount(item),
        "promise": words.promise(item),
        "troubles": words.trouble_words(line),
        "broken": line.is_broken,
        "checked": line.checked,
        "checked_at": item.checked_at,
        "number": item.number,
        "expires_on": item.expires_on,
        "new": item.quantity is None,
        "plain": item.kind in {ItemKind.PLAIN, ItemKind.CCTV},
    }


def proposal_row(one: Proposal) -> dict[str, Any]:
    """A proposal to tick."""
    return {"mark": one.mark, "words": words.proposal_words(one)}


def month_row(month: Month, round_: Round | None) -> dict[str, Any]:
    """A month with what became of it."""
    return {
        "title": date_shown(month.first, "F Y"),
        "url": reverse("facilities_round", args=[f"{month.first:%Y-%m}"]),
        "due": month.due_on,
        "stand": words.STANDS[month.stand],
        "tone": words.TONES[month.stand],
        "by": round_.confirmed_by if round_ else "",
        "at": round_.confirmed_at if round_ else None,
        "items": round_.items if round_ else 0,
        "troubled": round_.troubled if round_ else 0,
    }


def check_row(row: Check) -> dict[str, Any]:
    """A check in the history of its item."""
    return {
        "at": row.at,
        "by": row.by_name,
        "month": date_shown(row.month, "F Y") if row.month else "",
        "quantity": row.quantity,
        "working": row.working,
        "expires_on": row.expires_on,
        "number": row.number,
        "note": row.note,
        "expected_on": row.expected_on,
        "photo_url": reverse("facility_photo", args=[row.photo_id]) if row.photo_id else "",
    }
