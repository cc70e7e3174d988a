"""What the pages of a letter show of electronic signing: the form, and what is not known yet."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.queries_file import Detail
from applications.workflow import Action, ProductKind, StepKind
from commons.ids import new_id
from commons.typed import Question
from signatures import queries as signing
from signatures.models import Service
from signatures.queries import Ready

LONGEST_SECRET = 200


def secret_fields(ready: Ready, *, wrong: str = "") -> list[Question]:
    """What the signer types: the passphrase, or with BSrE a one-time code."""
    asked = Question(
        name="secret",
        label=_("Passphrase sertifikat"),
        kind="secret",
        hint=_("Dipakai sekali untuk surat-surat ini dan tidak disimpan."),
        max_length=LONGEST_SECRET,
        errors=[wrong] if wrong else [],
    )
    if ready.service != Service.BSRE:
        return [asked]
    kind = Question(
        name="kind",
        label=_("Dengan"),
        choices=[("passphrase", _("Passphrase")), ("totp", _("Kode OTP dari BSrE"))],
        value="passphrase",
    )
    return [kind, replace(asked, label=_("Passphrase atau kode OTP"))]


def on_letter(detail: Detail, *, from_pile: bool = False, wrong: str = "") -> dict[str, Any]:
    """`esign`: the form for who may sign this letter now, None for all others; `esign_unknown`: an attempt
    whose outcome is not there yet; with what was `wrong` the errors of the page. Asked of the database only
    where a letter waits for its signature."""
    waits = detail.step.kind is StepKind.SIGN and detail.program.product is ProductKind.LETTER
    if not waits or detail.state.correction is not None:
        return {"esign": None, "esign_unknown": None, **_errors(wrong, None)}
    unknown = signing.open_lines([detail.file.id], now=detail.now).get(detail.file.id)
    signs = Action.COMPLETE in detail.actions and unknown is None
    form = _form(detail, from_pile=from_pile, wrong=wrong) if signs else None
    return {"esign": form, "esign_unknown": unknown, **_errors(wrong, form)}


def _errors(wrong: str, form: dict[str, Any] | None) -> dict[str, Any]:
    """The error summary of a letter that was not signed; it leads to the field where there is one."""
    if not wrong:
        return {}
    field = "esign-secret" if form and form["can"] else ""
    return {"errors": [{"field": field, "message": wrong}], "kept": _("Surat ini belum ditandatangani.")}


def _form(detail: Detail, *, from_pile: bool, wrong: str) -> dict[str, Any] | None:
    ready = signing.ready(detail.actor.user_id)
    if not ready.possible:
        return None
    url = reverse("file_esign", args=[detail.file.id])
    return {
        "url": url + ("?dari=tumpukan" if from_pile else ""),
        "can": ready.can,
        "service": ready.label,
        "fields": secret_fields(ready, wrong=wrong),
        "expected_event": detail.state.event_no,
        "idempotency_key": str(new_id()),
    }
