"""Recaps at the office: the list, one recap with its steps, the photograph that closes the round."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import role_required, the_actor
from applications.presenters_esign import LONGEST_SECRET
from applications.signing import SignerCard, authority
from applications.uploads import take
from applications.views_common import READERS, error
from applications.views_papers import SAFE
from attachments import queries as attachments
from attachments.models import Kind, State
from attachments.operations import Owner
from commons import clock
from commons.errors import DomainError
from commons.ids import new_id
from commons.typed import read_date
from offices.scope import current_office
from recaps import operations, presenters, queries, signing
from recaps.operations import DRAFTERS, NewPromise
from recaps.quarters import BadQuarter, Quarter
from recaps.queries import Whole
from recaps.sheet import document_pdf
from signatures import queries as signatures
from signatures.services.port import Secret
from signatures.workflow import Status

PAGE = "recaps"
BOARD = "papan"


@role_required(*READERS)
@never_cache
@require_safe
def recaps(request: HttpRequest) -> HttpResponse:
    """Every recap of this office, and the one that is due."""
    rows = queries.recaps()
    known = {queries.quarter_of(row) for row in rows}
    missing = [one for one in queries.owed(now=clock.now()) if one not in known]
    due = queries.due(now=clock.now())
    context = {
        "page": PAGE,
        "rows": [presenters.recap_row(row) for row in rows],
        "due": due.words if due in missing else "",
        "missing": [(one.key, one.words) for one in missing],
        "may_draft": the_actor(request).has(*DRAFTERS),
    }
    return render(request, "recaps/recaps.html", context)


@role_required(*DRAFTERS)
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Draft the recap of a quarter by hand; the task does it by itself."""
    quarter = _quarter(request.POST.get("quarter", ""))
    try:
        operations.draft(quarter=quarter, actor=the_actor(request), now=clock.now())
    except DomainError as refused:
        messages.error(request, str(refused.message))
        return HttpResponseRedirect(reverse("recaps"), status=303)
    return HttpResponseRedirect(reverse("recap", args=[quarter.key]), status=303)


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.read(text)
    except BadQuarter as bad:
        raise Http404 from bad


def load(key: str) -> Whole:
    """The recap of a quarter, or 404."""
    row = queries.recap(_quarter(key))
    if row is None:
        raise Http404
    return queries.whole(row)


@role_required(*READERS)
@never_cache
@require_safe
def recap(request: HttpRequest, key: str) -> HttpResponse:
    """One recap."""
    return _page(request, load(key))


def _page(
    request: HttpRequest,
    found: Whole,
    *,
    errors: list[dict[str, Any]] | None = None,
    typed: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = the_actor(request)
    may_sign = authority(actor, office_id=current_office().id, on=clock.today()) is not None
    electronic = may_sign and signatures.ready(actor.user_id).can
    context = presenters.context(found, actor=actor, may_sign=may_sign, electronic=electronic)
    photographs = queries.photographs(found.recap.id)
    context |= {
        "page": PAGE,
        "errors": errors or [],
        "rows": presenters.promise_rows(found, typed),
        "typed_analysis": typed.get("analysis", "") if typed is not None else found.recap.analysis,
        "photographs": [
            reverse("recap_photo", args=[found.quarter.key, one.id]) for one in photographs if not one.is_pdf
        ],
        "idempotency_key": str(new_id()),
    }
    return render(request, "recaps/recap.html", context, status=status)


def _complete(request: HttpRequest, quarter: Quarter) -> str:
    operations.complete(
        actor=the_actor(request),
        quarter=quarter,
        analysis=request.POST.get("analysis", ""),
        promises=_promises(request.POST),
        now=clock.now(),
    )
    return _("Dilengkapi. Sekarang menunggu persetujuan pimpinan.")


def _promises(post: QueryDict) -> list[NewPromise]:
    """The rows that have anything in them. Raises `RecapRefused`, `BadTyping` (with its field)."""
    found = []
    for n in range(operations.MOST_PROMISES):
        row = {name: post.get(f"{name}-{n}", "")[:1000] for name in presenters.FIELDS}
        if not any(value.strip() for value in row.values()):
            continue
        try:
            due = read_date(row["due"])
        except DomainError as bad:
            raise operations.RecapRefused("due", bad.message, field=f"due-{n}") from bad
        found.append(NewPromise(topic=row["topic"], words=row["words"], owner=row["owner"], due=due))
    return found


def _send_back(request: HttpRequest, quarter: Quarter) -> str:
    reason = request.POST.get("reason", "")
    operations.send_back(actor=the_actor(request), quarter=quarter, reason=reason, now=clock.now())
    return _("Dikembalikan kepada kepala seksi dengan alasannya.")


def _approve(request: HttpRequest, quarter: Quarter) -> str:
    operations.approve(actor=the_actor(request), quarter=quarter, now=clock.now())
    return _("Disetujui. Isinya beku sejak sekarang.")


def _sign(request: HttpRequest, quarter: Quarter) -> str:
    typed = request.POST.get("secret", "")[:LONGEST_SECRET]
    result = signing.sign(
        actor=the_actor(request),
        quarter=quarter,
        secret=Secret(typed, "totp" if request.POST.get("kind") == "totp" else "passphrase"),
        now=clock.now(),
        key=request.POST.get("idempotency_key", "")[:64] or str(new_id()),
    )
    if result.status is not Status.DONE:
        raise operations.RecapRefused("not_signed", result.why, field="secret")
    return _("Disetujui dengan tanda tangan elektronik. Isinya beku sejak sekarang.")


def _publish(request: HttpRequest, quarter: Quarter) -> str:
    operations.publish(actor=the_actor(request), quarter=quarter, now=clock.now())
    return _("Diumumkan di halaman kantor. Cetak posternya untuk papan pengumuman.")


def _say(request: HttpRequest, _quarter: Quarter) -> str:
    post = request.POST
    operations.say(
        actor=the_actor(request),
        promise_id=_id(post.get("promise", "")),
        state=post.get("state", ""),
        words=post.get("words", ""),
        now=clock.now(),
    )
    return _("Dicatat; tampil pada rekap triwulan berikutnya.")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as bad:
        raise Http404 from bad


def _photograph(request: HttpRequest, quarter: Quarter) -> str:
    files = request.FILES.getlist("photo")
    if not files:
        raise operations.RecapRefused("photo", _("Pilih atau foto dulu papan pengumumannya."), field="photo")
    row = operations.note_posted(actor=the_actor(request), quarter=quarter, now=clock.now())
    owner = Owner(file_id=row.id)
    taken = take(
        files, owner=owner, kind=Kind.PAPER, actor=the_actor(request), now=clock.now(), requirement=BOARD
    )
    if taken.errors:
        raise operations.RecapRefused("photo", taken.words, field="photo")
    return _("Foto papan pengumuman disimpan: putaran triwulan ini selesai.")


ACTS: Mapping[str, Callable[[HttpRequest, Quarter], str]] = {
    "lengkapi": _complete,
    "kembalikan": _send_back,
    "setujui": _approve,
    "tanda-tangan": _sign,
    "umumkan": _publish,
    "janji": _say,
    "foto": _photograph,
}


@role_required(*READERS)
@sensitive_post_parameters("secret")
@require_POST
def act(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """Complete, send back, approve, publish, tell how a promise goes, add the photograph."""
    found = load(key)
    if what not in ACTS:
        raise Http404
    try:
        said = ACTS[what](request, found.quarter)
    except DomainError as refused:
        errors = [error(refused.message, str(refused.context.get("field", "")))]
        typed = request.POST if what == "lengkapi" else None
        return _page(request, load(key), errors=errors, typed=typed, status=422)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("recap", args=[key]), status=303)


@role_required(*READERS)
@require_safe
def recap_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The document: as it was signed, or as it stands."""
    found = load(key)
    kept = queries.document(found.recap)
    card = SignerCard.read(found.recap.card) if found.recap.card else None
    content = kept or document_pdf(found, card=card, electronic=False, now=clock.now())
    return pdf(content, f"rekap-pengaduan-{found.quarter.key}")


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@role_required(*READERS)
@require_safe
def photo(request: HttpRequest, key: str, id: UUID) -> HttpResponse:
    """A photograph of the notice board."""
    found, row = load(key), attachments.attachment(id)
    if row is None or row.file_id != found.recap.id or row.state != State.KEPT:
        raise Http404
    try:
        content = attachments.content(row)
    except DomainError as problem:
        return render(request, "409.html", {"reason": problem.message, "back_url": "/"}, status=409)
    way = "attachment" if row.content_type == "application/pdf" else "inline"
    headers = {**SAFE, "Content-Disposition": f'{way}; filename="papan-{found.quarter.key}"'}
    return HttpResponse(content, content_type=row.content_type, headers=headers)
