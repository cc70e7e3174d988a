"""How far a draft is on its way into force, for its page. Nothing is decided here."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from standards import controlling
from standards.drafting import Draft


def control(draft: Draft, actor: Actor) -> dict[str, Any]:
    """`steps` done and to do, `mine`: the step this person may do now, `back`: whether it may be sent back;
    {} for a document that was enacted before Loket."""
    step = controlling.step_of(draft)
    if not step:
        return {}
    signed = draft.document.get("control") or {}
    rows = [
        (_("Disusun"), "prepared", _("kepala seksi atau admin kantor")),
        (_("Diperiksa"), "checked", _("sekretaris")),
        (_("Disetujui"), "approved", _("camat atau lurah")),
    ]
    return {
        "steps": [
            {"label": label, "who": _shown(signed.get(place) or {}), "by": by} for label, place, by in rows
        ],
        "mine": controlling.may(draft, actor),
        "back": controlling.may_send_back(draft, actor),
        "on": draft.effective_from,
    }


def _shown(signatory: dict[str, str]) -> str:
    return ", ".join(part for part in (signatory.get("name"), signatory.get("title")) if part)
