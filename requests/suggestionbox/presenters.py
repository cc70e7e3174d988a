"""Days, openings and slips as their pages show them."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Role
from attachments import queries as attachments
from attachments.models import State
from suggestionbox.models import BoxSlip, OpeningState, SlipState
from suggestionbox.queries import Day, Rule, Whole
from suggestionbox.ritual import Fate
from suggestionbox.sheet import number_of

WORDS = {
    Fate.NOT_YET: (_("Dibuka di akhir pelayanan"), "plain"),
    Fate.DUE: (_("Waktunya dibuka"), "soon"),
    Fate.RUNNING: (_("Sedang berlangsung"), "soon"),
    Fate.KEPT: (_("Dibuka tepat hari"), "good"),
    Fate.LATE: (_("Dibuka terlambat"), "soon"),
    Fate.MISSED: (_("Terlewat, ada alasannya"), "bad"),
    Fate.FORGOTTEN: (_("Terlewat, belum ada alasan"), "bad"),
}
TONES = {
    SlipState.TO_COPY.value: "soon",
    SlipState.FILED.value: "good",
    SlipState.UNREADABLE.value: "bad",
    SlipState.SKIPPED.value: "plain",
}


def day_row(one: Day) -> dict[str, Any]:
    """A day in the list."""
    words, tone = WORDS[one.fate]
    row = one.opening
    return {
        "day": one.day,
        "iso": one.day.isoformat(),
        "words": words,
        "tone": tone,
        "owed": one.fate in {Fate.DUE, Fate.FORGOTTEN},
        "forgotten": one.fate is Fate.FORGOTTEN,
        "url": reverse("box_opening", args=[row.id]) if row else "",
        "number": number_of(row) if row else "",
        "by": row.opened_by if row else "",
        "slips": one.slips,
        "empty": row is not None and row.found == 0,
        "late_reason": row.late_reason if row else "",
        "missed": one.missed.reason if one.missed else "",
        "missed_by": one.missed.by if one.missed else "",
    }


def rule_words(rule: Rule) -> dict[str, Any]:
    """The rule that holds, for a sentence."""
    return {"opener": Role(rule.opener).label, "witnesses": rule.witnesses, "since": rule.since}


def opening_context(found: Whole, *, actor: Actor, rule: Rule) -> dict[str, Any]:
    """An opening with everything that can be done to it by this person."""
    row = found.opening
    goes_on = row.state == OpeningState.OPEN
    mine = actor.user_id == row.opened_by_id or actor.has(rule.opener)
    said = any(one.user_id == actor.user_id for one in found.standing)
    return {
        "opening": row,
        "number": number_of(row),
        "state": OpeningState(row.state).label,
        "state_tone": {"CLOSED": "good", "OPEN": "soon"}.get(row.state, "bad"),
        "late": row.late_reason,
        "slips": [slip_row(slip) for slip in found.slips],
        "witnesses": found.standing,
        "corrections": found.corrections,
        "counted": found.counted,
        "lacks_witnesses": found.lacks_witnesses,
        "lacks_slips": found.lacks_slips,
        "goes_on": goes_on,
        "withdrawn": row.state == OpeningState.WITHDRAWN,
        "may_enter": goes_on and mine,
        "may_witness": goes_on and actor.user_id != row.opened_by_id and not said,
        "has_said": said,
        "may_mend": row.state != OpeningState.WITHDRAWN and actor.has(rule.opener, Role.SECTION_HEAD),
        "ready": goes_on and not found.lacks_witnesses and not found.lacks_slips,
    }


def slip_row(slip: BoxSlip) -> dict[str, Any]:
    """A slip in a list; what it says stands with its complaint alone."""
    return {
        "id": slip.id,
        "serial": f"{slip.serial:03d}",
        "day": slip.opening.day,
        "state": slip.state,
        "label": SlipState(slip.state).shown,
        "tone": TONES[slip.state],
        "reason": slip.reason,
        "filed": slip.state == SlipState.FILED,
        "to_copy": slip.state == SlipState.TO_COPY,
        "by": slip.settled_by or slip.added_by,
        "at": slip.settled_at or slip.added_at,
    }


def photographs(slip_id: UUID) -> list[dict[str, Any]]:
    """The photographs of a slip that may be shown."""
    return [
        {"id": one.id, "url": reverse("box_photo", args=[slip_id, one.id]), "is_pdf": one.is_pdf}
        for one in attachments.of_file(slip_id)
        if one.state is State.KEPT
    ]
