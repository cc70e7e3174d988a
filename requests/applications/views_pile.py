"""The signing sitting, made for a phone: a pile, read, sign all or some, decline."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import role_required, the_actor
from applications import presenters, queries
from applications.errors import SENTENCES
from applications.notices import notices
from applications.operations_sitting import MOST, Chosen, Sitting, sign_many
from applications.queries_rows import Row
from applications.signing import Authority, authority, why_not
from applications.views_common import READERS, desk_of, error, live
from applications.workflow_types import Refusal
from commons import clock
from commons.clock import wib
from commons.ids import new_id
from offices.queries import work_calendar
from offices.scope import current_office


@role_required(*READERS)
@require_GET
def pile(request: HttpRequest) -> HttpResponse:
    """What waits for this person's signature, by promise."""
    return _show(request)


@role_required(*READERS)
@require_POST
def pile_sign(request: HttpRequest) -> HttpResponse:
    """Ask once more, then sign: every file on its own; the answer says what was signed and what was not."""
    chosen = _chosen(request)
    if not chosen:
        return _show(request, errors=[error(_("Pilih dulu surat yang akan ditandatangani."))], status=422)
    if "confirm" not in request.POST:
        return _ask(request, chosen)
    done = sign_many(
        actor=the_actor(request),
        chosen=chosen,
        now=clock.now(),
        idempotency_key=request.POST.get("idempotency_key", "")[:64],
    )
    # The desk was not read yet, so the pile below is the one after the sitting.
    return _show(request, done=done)


def _chosen(request: HttpRequest) -> list[Chosen]:
    """The refs of the ticked letters ("<file>.<event>"); what is no ref is left out."""
    one = request.POST.get("one")
    refs = [one] if one else request.POST.getlist("id")
    return [found for ref in refs[:MOST] if (found := _read(ref)) is not None]


def _read(ref: str) -> Chosen | None:
    text, _dot, event = ref.partition(".")
    try:
        return Chosen(UUID(text), int(event) if event.isascii() and event.isdigit() else -1)
    except ValueError:
        return None


def _ask(request: HttpRequest, chosen: Sequence[Chosen]) -> HttpResponse:
    seen = {each.file_id: each.event for each in chosen}
    letters = [each for each in _letters(request) if each["id"] in seen]
    if not letters:
        gone = _("Surat yang dipilih tidak lagi menunggu tanda tangan Anda.")
        return _show(request, errors=[error(gone)], status=409)
    for each in letters:
        # Signed is what was looked at when it was ticked, not what came since.
        each["ref"] = f"{each['id']}.{seen[each['id']]}"
    confirm = {"letters": letters, "fields": [], "idempotency_key": str(new_id())}
    return _show(request, confirm=confirm)


def _show(
    request: HttpRequest,
    *,
    confirm: dict[str, Any] | None = None,
    done: Sitting | None = None,
    errors: Sequence[dict[str, Any]] = (),
    status: int = 200,
) -> HttpResponse:
    right = authority(the_actor(request), office_id=current_office().id, on=wib(clock.now()).date())
    context = {
        "page": "pile",
        "mode": "wet",
        "letters": [] if confirm else _letters(request),
        "blocked": _blocked(request, right),
        "acting": _capacity(right),
        "confirm": confirm,
        "done": {"count": done.signed, "failed": done.failed} if done else None,
        "errors": errors,
        "notices": [] if confirm else notices(desk_of(request)),
        "live": live(["files"], reverse("inbox_changes")),
    }
    response = render(request, "applications/pile.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _letters(request: HttpRequest) -> list[dict[str, Any]]:
    desk = desk_of(request)
    files = desk.to_sign[:MOST]
    rows = queries.by_promise(
        queries.rows((file.id for file in files), presence=desk.presence, now=desk.now, purpose=True)
    )
    return list(_letter(rows, desk.now))


def _letter(rows: Iterable[Row], now: Any) -> Iterable[dict[str, Any]]:
    calendar = work_calendar(current_office().id)
    for row in rows:
        file = row.file
        correction = row.folded.state.correction
        yield {
            "id": file.id,
            "ref": f"{file.id}.{file.event_no}",
            "number": row.letter_number,
            "service": file.service_name,
            "applicant": file.name,
            "village": file.village,
            "purpose": row.program.purpose(file.intake),
            "correction": correction.reason if correction else "",
            "waiting": "",
            "clock": presenters.clock(row.standing, row.promise, calendar, now=now),
            "checked": True,
            "kind": row.program.product.value,
        }


def _blocked(request: HttpRequest, right: Authority | None) -> str:
    if right is not None:
        return ""
    if not desk_of(request).may_sign:
        return _("Anda tidak ditunjuk untuk menandatangani pada hari ini.")
    return f"{SENTENCES[Refusal.NO_AUTHORITY]} {why_not(now=clock.now())}".strip()


def _capacity(right: Authority | None) -> str:
    if right is None or right.card.form is None:
        return ""
    form, ground = right.card.form.label, right.ground
    return _("Anda menandatangani sebagai {form} pimpinan, berdasarkan {ground}.").format(
        form=form, ground=ground
    )
