"""The Kotak Saran: the days, one opening with its witnesses and berita acara, what is set right."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import role_required, the_actor
from applications.views_common import READERS, error
from commons import clock
from commons.errors import DomainError
from commons.typed import read_date, shown_date
from suggestionbox import operations, presenters, queries
from suggestionbox.queries import Whole
from suggestionbox.sheet import pdf_of
from suggestionbox.slipform import SlipForm

SHOWN = timedelta(days=62)
PAGE = "box"


@role_required(*READERS)
@never_cache
@require_http_methods(["GET", "POST"])
def box(request: HttpRequest) -> HttpResponse:
    """The last two months of days, and what is due; a POST opens the box of a day."""
    if request.method == "POST":
        return _open(request)
    return _days(request)


def _open(request: HttpRequest) -> HttpResponse:
    post = request.POST
    try:
        made = operations.open_box(
            actor=the_actor(request),
            day=read_date(post.get("day", "")),
            found=number(post.get("found", "")),
            late_reason=post.get("reason", ""),
            now=clock.now(),
        )
    except DomainError as refused:
        return _days(request, refused=refused)
    messages.success(request, _("Kotak Saran dibuka. Catat slipnya, lalu minta saksi membenarkan."))
    return HttpResponseRedirect(reverse("box_opening", args=[made.id]), status=303)


def number(text: str) -> int:
    """A small whole number, or -1."""
    word = text.strip()
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else -1


def _days(request: HttpRequest, refused: DomainError | None = None) -> HttpResponse:
    now, actor, rule = clock.now(), the_actor(request), queries.rule()
    found = queries.days(first=clock.today() - SHOWN, now=now)
    field = str(refused.context.get("field", "found")) if refused else ""
    running = queries.running()
    context = {
        "page": PAGE,
        "days": [presenters.day_row(one) for one in found],
        "forgotten": sum(presenters.day_row(one)["forgotten"] for one in found),
        "rule": presenters.rule_words(rule),
        "running": presenters.opening_context(queries.whole(running), actor=actor, rule=rule)
        if running
        else None,
        "may_open": actor.has(rule.opener) and running is None,
        "may_say": actor.has(rule.opener, "SECTION_HEAD", "SECRETARY", "HEAD"),
        "to_copy": len(queries.to_copy()),
        "day": request.POST.get("day", "") if refused else _asked_day(request),
        "found": request.POST.get("found", ""),
        "reason": request.POST.get("reason", ""),
        "today": shown_date(clock.today()),
        "errors": [error(refused.message, field)] if refused else [],
    }
    return render(request, "suggestionbox/box.html", context, status=422 if refused else 200)


def _asked_day(request: HttpRequest) -> str:
    try:
        return shown_date(date.fromisoformat(request.GET.get("hari", "")))
    except ValueError:
        return shown_date(clock.today())


@role_required(*READERS)
@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    """Why the box stayed shut on a day that is over."""
    try:
        operations.record_missed(
            actor=the_actor(request),
            day=read_date(request.POST.get("day", "")),
            reason=request.POST.get("reason", ""),
            now=clock.now(),
        )
    except DomainError as refused:
        return _days(request, refused=refused)
    messages.success(request, _("Alasannya dicatat. Hari itu tetap tampil sebagai terlewat."))
    return HttpResponseRedirect(reverse("box"), status=303)


@role_required(*READERS)
@never_cache
@require_safe
def opening(request: HttpRequest, id: UUID) -> HttpResponse:
    """One opening: its slips, its witnesses, and what is still to be done."""
    return opening_page(request, load(id))


def load(id: UUID) -> Whole:
    """The opening, or 404."""
    found = queries.opening(id)
    if found is None:
        raise Http404
    return found


def opening_page(
    request: HttpRequest,
    found: Whole,
    *,
    errors: list[dict[str, Any]] | None = None,
    slip: SlipForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an opening, with what was refused and typed (`slip`)."""
    context = presenters.opening_context(found, actor=the_actor(request), rule=queries.rule())
    next_one = queries.next_serial(found.opening.day.year)
    context |= {"page": PAGE, "errors": errors or [], "form": (slip or SlipForm(None)).shown(next_one)}
    return render(request, "suggestionbox/opening.html", context, status=status)


@role_required(*READERS)
@require_safe
def record_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The berita acara; printing it again gives the same."""
    found = load(id)
    answer = HttpResponse(pdf_of(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="kotak-saran-{found.opening.day}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _witness(request: HttpRequest, id: UUID) -> str:
    operations.witness(actor=the_actor(request), opening_id=id, now=clock.now())
    return _("Anda tercatat sebagai saksi.")


def _visitor(request: HttpRequest, id: UUID) -> str:
    name = request.POST.get("name", "")
    operations.add_visitor(actor=the_actor(request), opening_id=id, name=name, now=clock.now())
    return _("Saksi pengunjung dicatat. Ia menandatangani berita acara yang dicetak.")


def _close(request: HttpRequest, id: UUID) -> str:
    operations.close(actor=the_actor(request), opening_id=id, now=clock.now())
    return _("Selesai. Berita acara bernomor dan siap dicetak.")


def _recount(request: HttpRequest, id: UUID) -> str:
    operations.recount(
        actor=the_actor(request),
        opening_id=id,
        found=number(request.POST.get("found", "")),
        reason=request.POST.get("reason", ""),
        now=clock.now(),
    )
    return _("Jumlah slip dibetulkan; alasannya tercetak pada berita acara.")


def _withdraw(request: HttpRequest, id: UUID) -> str:
    reason = request.POST.get("reason", "")
    operations.withdraw(actor=the_actor(request), opening_id=id, reason=reason, now=clock.now())
    return _("Pembukaan dibatalkan. Catatannya tetap ada.")


ACTS: Mapping[str, Callable[[HttpRequest, UUID], str]] = {
    "saksi": _witness,
    "tamu": _visitor,
    "selesai": _close,
    "hitung": _recount,
    "batal": _withdraw,
}


@role_required(*READERS)
@require_POST
def act(request: HttpRequest, id: UUID, what: str) -> HttpResponse:
    """Witness, name a visitor, close, recount or withdraw."""
    found = load(id)
    if what not in ACTS:
        raise Http404
    try:
        said = ACTS[what](request, id)
    except DomainError as refused:
        field = {"hitung": "count", "tamu": "visitor"}.get(what, "")
        errors = [error(refused.message, field)]
        return opening_page(request, found, errors=errors, status=422)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("box_opening", args=[id]), status=303)
