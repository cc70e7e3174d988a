"""Signing electronically from the pile and from a file's page; finding out what is unknown."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import role_required, the_actor
from applications import electronic, electronic_settling, presenters_file
from applications.electronic import ElectronicSitting, Result
from applications.operations_sitting import Chosen
from applications.presenters_esign import LONGEST_SECRET
from applications.queries_file import Detail
from applications.views_common import READERS, error
from applications.views_file import load, number_of, page
from applications.views_letter import letter_page, pdf
from commons import clock
from commons.errors import DomainError
from commons.ids import new_id
from commons.typed import Question
from signatures import operations as attempts
from signatures import queries as signing
from signatures.queries import Line
from signatures.services.choosing import CannotSign
from signatures.services.port import Secret
from signatures.workflow import Code, Status

ELECTRONIC = "electronic"
SETTLERS = ("HEAD", "SECRETARY", "OFFICE_ADMIN")
LOOKERS = (*READERS, "OFFICE_ADMIN")
MOST_UPLOAD = 5 * 1024 * 1024 + 1


def sit(request: HttpRequest, choice: Sequence[Chosen]) -> ElectronicSitting:
    """Sign what was chosen with the secret in this request. Raises `CannotSign`."""
    actor = the_actor(request)
    typed = request.POST.get("secret", "")[:LONGEST_SECRET]
    secret = Secret(typed, "totp" if request.POST.get("kind") == "totp" else "passphrase")
    return electronic.sign_electronically(
        actor=actor,
        choice=choice,
        secret=secret,
        now=clock.now(),
        idempotency_key=request.POST.get("idempotency_key", "")[:64] or str(new_id()),
    )


@role_required(*READERS)
@sensitive_post_parameters("secret")
@require_POST
def file_esign(request: HttpRequest, id: UUID) -> HttpResponse:
    """Sign this one letter electronically, as this person saw it."""
    detail = load(request, id)  # 404 for what is not here
    seen = Chosen(id, number_of(request.POST.get("expected_event", "")))
    try:
        done = sit(request, [seen])
    except CannotSign as refused:
        return _asked_again(request, detail, str(refused.message))
    if done.code == Code.WRONG_SECRET and not done.signed:
        return _asked_again(request, detail, done.failed[-1].reason)
    _say(request, done)
    return _back(request, id, signed=bool(done.signed))


def _asked_again(request: HttpRequest, detail: Detail, wrong: str) -> HttpResponse:
    """The page from which it was signed, with what is wrong at the field."""
    if _from_pile(request):
        return letter_page(request, detail, wrong=wrong)
    return page(request, detail, presenters_file.context(detail), status=422, wrong=wrong)


def _say(request: HttpRequest, done: ElectronicSitting) -> None:
    if done.signed:
        messages.success(request, _("Surat ditandatangani secara elektronik."))
    for each in done.failed:
        messages.error(request, each.reason)
    for each in done.unknown:
        messages.warning(request, each.reason)


def _back(request: HttpRequest, id: UUID, *, signed: bool) -> HttpResponse:
    """On with the pile; a letter that was not signed is not left."""
    if not _from_pile(request):
        return HttpResponseRedirect(reverse("file", args=[id]), status=303)
    target = reverse("pile") if signed else reverse("file_letter", args=[id])
    return HttpResponseRedirect(target, status=303)


def _from_pile(request: HttpRequest) -> bool:
    return request.GET.get("dari") == "tumpukan"


@role_required(*LOOKERS)
@never_cache
@require_safe
def signing_attempt(request: HttpRequest, id: UUID) -> HttpResponse:
    """One attempt; where its outcome is unknown, the ways to find out."""
    return _attempt_page(request, _line(request, id))


@role_required(*LOOKERS)
@require_safe
def signing_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """A letter that was signed and not used, for the files of who answers for it."""
    content = signing.kept_pdf(_line(request, id).id)
    if content is None:
        raise Http404
    return pdf(content, f"tidak-dipakai-{id}")


@role_required(*LOOKERS)
@require_POST
def signing_settle(request: HttpRequest, id: UUID) -> HttpResponse:
    """Ask the service, give the signed PDF, say that it was not signed, or agree with who said so."""
    line = _line(request, id)
    way = WAYS.get(request.POST.get("do", ""))
    if way is None:
        raise Http404
    try:
        said, good = way(request, line)
    except DomainError as refused:
        name = str(refused.context.get("field", ""))
        return _attempt_page(request, line, errors=[error(refused.message, name)])
    (messages.success if good else messages.warning)(request, said)
    return HttpResponseRedirect(reverse("signing_attempt", args=[id]), status=303)


def _ask(request: HttpRequest, line: Line) -> tuple[str, bool]:
    return _told(electronic_settling.ask(attempt_id=line.id, actor=the_actor(request), now=clock.now()))


def _give(request: HttpRequest, line: Line) -> tuple[str, bool]:
    upload = request.FILES.get("signed")
    if upload is None:
        raise electronic_settling.CannotSettle("given_none", _("Pilih dulu PDF-nya."), field="signed")
    content = upload.read(MOST_UPLOAD)
    return _told(
        electronic_settling.give(
            attempt_id=line.id, content=content, actor=the_actor(request), now=clock.now()
        )
    )


def _claim(request: HttpRequest, line: Line) -> tuple[str, bool]:
    reason = request.POST.get("reason", "")
    attempts.claim_unsigned(attempt_id=line.id, reason=reason, actor=the_actor(request), now=clock.now())
    return _("Dicatat. Orang kedua perlu menyetujuinya di halaman ini."), True


def _confirm(request: HttpRequest, line: Line) -> tuple[str, bool]:
    attempts.confirm_unsigned(attempt_id=line.id, actor=the_actor(request), now=clock.now())
    return _("Dipastikan: surat tidak ditandatangani. Sekarang dapat ditandatangani lagi."), True


WAYS: Mapping[str, Any] = {"ask": _ask, "give": _give, "claim": _claim, "confirm": _confirm}


def _told(result: Result) -> tuple[str, bool]:
    if result.status is Status.DONE:
        return _("Sudah ditandatangani: surat sekarang berlaku."), True
    if result.status is Status.REFUSED:
        return result.why, True
    return _("Layanan belum dapat menjawab. Hasilnya masih belum diketahui."), False


def _line(request: HttpRequest, id: UUID) -> Line:
    """The attempt for whoever may look at it: the signer, and who answers for the office."""
    actor = the_actor(request)
    line = signing.one(id, now=clock.now())
    if line is None or not (actor.has(*SETTLERS) or line.signer_id == actor.user_id):
        raise Http404
    return line


def _attempt_page(request: HttpRequest, line: Line, *, errors: Sequence[dict[str, Any]] = ()) -> HttpResponse:
    actor = the_actor(request)
    reason = Question(
        name="reason",
        label=_("Dari mana diketahui?"),
        kind="long_text",
        hint=_("Misalnya: dicek di halaman BSrE, tidak ada dokumen ini."),
        value=request.POST.get("reason", ""),
        errors=[str(each["message"]) for each in errors if each["field"] == "reason"],
    )
    context = {
        "page": "settings" if actor.has("OFFICE_ADMIN") else "pile",
        "line": line,
        "claimed_by_me": line.claimed_by_id == actor.user_id,
        "fields": [reason],
        "may_read": actor.has(*READERS),
        "errors": errors,
        "back_url": reverse("signing_log"),
    }
    return render(request, "applications/signing_attempt.html", context, status=422 if errors else 200)
