"""Decisions as forms and pages take them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commons.clock import today, wib
from commons.indonesian import date_shown
from commons.typedform import TypedForm, read_id
from supervision.models import Decision
from supervision.operations import Decided
from supervision.rostering import Stay
from supervision.views_common import choices


def read(form: TypedForm) -> Decided:
    """What was typed; what cannot be read is refused by the operation."""
    return Decided(text=form.raw("text"), owner_id=read_id(form.raw("owner")), due_on=form.day("due_on"))


def questions(form: TypedForm, people: Sequence[Stay]) -> list[Any]:
    """What, who, until when."""
    return [
        form.ask("text", _("Apa yang diputuskan"), max_length=500),
        form.ask("owner", _("Siapa yang mengerjakan"), "list", choices=choices(people)),
        form.ask("due_on", _("Tenggat"), "date"),
    ]


def decision_row(row: Decision) -> dict[str, Any]:
    """A decision in a list."""
    return {
        "id": row.id,
        "text": row.text,
        "owner": row.owner,
        "due": row.due_on,
        "late": row.done_at is None and row.due_on < today(),
        "done": row.done_at is not None,
        "done_on": wib(row.done_at).date() if row.done_at else None,
        "done_by": row.done_by,
        "outcome": row.outcome,
        **_source(row),
    }


def _source(row: Decision) -> dict[str, str]:
    if row.meeting is not None:
        words = _("Rapat {day}").format(day=date_shown(row.meeting.held_on))
        return {"source": words, "url": reverse("meeting", args=[row.meeting_id])}
    assert row.review is not None
    month, role = row.review.month, row.review.role.lower()
    words = _("Tinjauan {month}").format(month=date_shown(month, "F Y"))
    return {"source": words, "url": reverse("review", args=[f"{month:%Y-%m}", role])}
