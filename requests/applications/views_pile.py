"""The signing sitting, made for a phone: read, sign all or some, decline; or sign on paper and tell it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from applications import pile as piles
from applications import presenters_esign, views_esign
from applications.electronic import ElectronicSitting
from applications.errors import SENTENCES
from applications.notices import notices
from applications.operations_sitting import MOST, Chosen, Sitting, sign_many
from applications.queries_desk import Desk
from applications.signing import Authority, authority, why_not
from applications.views_absences import quick
from applications.views_common import READERS, desk_of, error, live
from applications.views_letter import LETTER_READERS, glance_of, pdf
from applications.workflow_types import ProductKind, Refusal
from commons import clock
from commons.clock import wib
from commons.ids import new_id
from commons.indonesian import in_indonesian
from documents import sheets
from offices.scope import current_office
from signatures import queries as signing
from signatures.services.choosing import CannotSign
from signatures.workflow import Code

SECRET = "secret"  # noqa: S105 - the name of a field
# The button of one letter, where a button can say one thing only.
ONE_ELECTRONIC = "one-electronic"


@role_required(*READERS)
@require_GET
def pile(request: HttpRequest) -> HttpResponse:
    """What waits for this person's signature, by promise."""
    return _show(request)


@role_required(*LETTER_READERS)
@require_GET
def pile_letter(request: HttpRequest, id: UUID) -> HttpResponse:
    """The letter itself, to be read without leaving the pile."""
    context = {"id": id, **glance_of(request, id)}
    response = render(request, "applications/pile_letter.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@role_required(*LETTER_READERS)
@require_GET
def pile_list(request: HttpRequest) -> HttpResponse:
    """The pile on paper: what must be signed by hand, with boxes to tick."""
    desk = desk_of(request)
    right = authority(desk.actor, office_id=current_office().id, on=wib(desk.now).date())
    with in_indonesian():
        signer = f"{desk.actor.name}, {desk.actor.title}"
        if right is not None and right.card.form is not None:
            signer = f"{desk.actor.name} ({right.card.form.label})"
        made = piles.signing_list(desk, signer=signer)
    return pdf(sheets.print_sheet(made), "daftar-tanda-tangan")


@role_required(*READERS)
@sensitive_post_parameters("secret")
@require_POST
def pile_sign(request: HttpRequest) -> HttpResponse:
    """Ask once more, then sign: every file on its own; the answer says what was signed and what was not. What
    was ticked and is not signed stays ticked."""
    if "back" in request.POST:
        return _show(request)
    chosen = _chosen(request)
    if not chosen:
        return _show(request, errors=[error(_("Pilih dulu surat yang akan ditandatangani."))], status=422)
    if "confirm" not in request.POST:
        return _ask(request, chosen)
    if _electronic(request):
        return _sign_electronically(request, chosen)
    wrong: dict[str, str] = {}
    signed_at = piles.read_told(request.POST.dict(), clock.now(), wrong)
    if wrong:
        return _ask(request, chosen, wrong)
    done = sign_many(
        actor=the_actor(request),
        chosen=chosen,
        now=clock.now(),
        idempotency_key=request.POST.get("idempotency_key", "")[:64],
        signed_at=signed_at,
    )
    # The desk was not read yet, so the pile below is the one after the sitting.
    return _show(request, done=done)


def _electronic(request: HttpRequest) -> bool:
    return request.POST.get("how") == views_esign.ELECTRONIC or ONE_ELECTRONIC in request.POST


def _sign_electronically(request: HttpRequest, chosen: Sequence[Chosen]) -> HttpResponse:
    try:
        done = views_esign.sit(request, chosen)
    except CannotSign as refused:
        return _ask(request, chosen, {SECRET: str(refused.message)})
    if done.code == Code.WRONG_SECRET and not done.signed:
        return _ask(request, chosen, {SECRET: done.failed[-1].reason})
    return _show(request, done=done)


def _chosen(request: HttpRequest) -> list[Chosen]:
    """The refs of the ticked letters ("<file>.<event>"); what is no ref is left out."""
    one = request.POST.get("one") or request.POST.get(ONE_ELECTRONIC)
    refs = [one] if one else request.POST.getlist("id")
    return [found for ref in refs[:MOST] if (found := _read(ref)) is not None]


def _ticked(request: HttpRequest) -> list[str]:
    """Every ref ticked at this sitting; `keep` are those that are not asked about now."""
    return [*request.POST.getlist("id"), *request.POST.getlist("keep")][: 2 * MOST]


def _read(ref: str) -> Chosen | None:
    text, _dot, event = ref.partition(".")
    try:
        return Chosen(UUID(text), int(event) if event.isascii() and event.isdigit() else -1)
    except ValueError:
        return None


def _ask(request: HttpRequest, chosen: Sequence[Chosen], wrong: dict[str, str] | None = None) -> HttpResponse:
    seen, electronic, wrong = {each.file_id: each.event for each in chosen}, _electronic(request), wrong or {}
    lying = [each for each in piles.letters_of(desk_of(request)) if each["id"] in seen]
    letters = [each for each in lying if _suits(each, electronic=electronic)]
    if not letters:
        gone = _("Surat yang dipilih tidak lagi menunggu tanda tangan Anda.")
        return _show(request, errors=[error(gone)], status=409)
    for each in letters:
        # Signed is what was looked at when it was ticked, not what came since.
        each["ref"] = f"{each['id']}.{seen[each['id']]}"
    asked = {each["ref"] for each in letters}
    confirm = {
        "letters": letters,
        "keep": [ref for ref in _ticked(request) if ref not in asked],
        "skipped": len(lying) - len(letters),
        "fields": [],
        "told": [],
        "idempotency_key": str(new_id()),
    }
    if electronic:
        ready = signing.ready(the_actor(request).user_id)
        confirm["fields"] = presenters_esign.secret_fields(ready, wrong=wrong.get(SECRET, ""))
    else:
        confirm["told"] = piles.told_questions(request.POST.dict() if wrong else {}, wrong)
    errors = [error(message, name) for name, message in wrong.items()]
    return _show(request, confirm=confirm, errors=errors, status=422 if wrong else 200)


def _suits(letter: dict[str, Any], *, electronic: bool) -> bool:
    """An applicant's own paper and a letter not numbered yet are signed by hand; what may be signed already
    is signed in no way."""
    by_hand = letter["kind"] != ProductKind.LETTER or letter["correction"]
    return not letter["unknown"] and not (electronic and by_hand)


def _show(
    request: HttpRequest,
    *,
    confirm: dict[str, Any] | None = None,
    done: Sitting | ElectronicSitting | None = None,
    errors: Sequence[dict[str, Any]] = (),
    status: int = 200,
) -> HttpResponse:
    desk = desk_of(request)
    right = authority(desk.actor, office_id=current_office().id, on=wib(desk.now).date())
    letters = [] if confirm else piles.letters_of(desk, ticked=frozenset(_ticked(request)))
    context = {
        "page": "pile",
        "mode": "electronic" if _electronic(request) else "wet",
        "electronic": signing.ready(desk.actor.user_id),
        "letters": letters,
        "ticked": sum(each["checked"] for each in letters),
        "blocked": _blocked(desk, right),
        "acting": _capacity(right),
        "confirm": confirm,
        "done": done,
        "errors": errors,
        "kept": _("Pilihan surat Anda masih ada di bawah.") if confirm else "",
        "returned": _returned(desk) if not confirm else [],
        "notices": [] if confirm else notices(desk),
        "live": live(["files"], reverse("inbox_changes")),
        **quick(desk.actor, desk.presence, desk.now),
    }
    response = render(request, "applications/pile.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _returned(desk: Desk) -> list[str]:
    """What the leader's own absence came to, said once they are back."""
    if not desk.actor.has(Role.HEAD) or desk.presence.absence_at(desk.now) is not None:
        return []
    found = piles.just_back(desk.now)
    return piles.return_words(found) if found is not None else []


def _blocked(desk: Desk, right: Authority | None) -> str:
    if right is not None:
        return ""
    if not desk.may_sign:
        return _("Anda tidak ditunjuk untuk menandatangani pada hari ini.")
    return f"{SENTENCES[Refusal.NO_AUTHORITY]} {why_not(desk.actor, now=desk.now)}".strip()


def _capacity(right: Authority | None) -> str:
    if right is None or right.card.form is None:
        return ""
    form, ground = right.card.form.label, right.ground
    return _("Anda menandatangani sebagai {form} pimpinan, berdasarkan {ground}.").format(
        form=form, ground=ground
    )
