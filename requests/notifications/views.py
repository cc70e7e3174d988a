"""Messages as the people of the office see them: the list, one of them, whom to call, the bell."""

from typing import Any
from uuid import UUID

from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Actor
from accounts.models import Role
from accounts.permissions import role_required, the_actor
from applications import contacts
from applications.errors import NotFound
from applications.presenters_file import REVEALERS, contact_questions
from applications.queries_desk import CALLERS
from applications.views_common import READERS, desk_of, live
from applications.views_inbox import tagged
from commons import clock
from commons.errors import DomainError
from commons.typed import problem
from commons.typedform import TypedForm
from notifications import operations, presenters, queries
from notifications.kinds import AUTOMATIC, CHANNELS, NOTICES, STATES, Channel, Kind
from notifications.models import OutMessage
from notifications.settling import may_call
from offices.http import office_of

ADMIN = "OFFICE_ADMIN"
LOOKERS = (*READERS, ADMIN)
CALLING = tuple(sorted(CALLERS))
MENDERS = (*CALLING, ADMIN)
ANSWERED = 422
MOST_NOTICES = 200  # of which many may be one line
_ACTS: dict[str, tuple[Any, Any]] = {
    "ulangi": (operations.send_again, gettext_lazy("Dikirim lagi dalam beberapa detik.")),
    "tangan": (operations.take_by_hand, gettext_lazy("Sekarang ada di daftar yang perlu dihubungi.")),
    "sampai": (operations.it_arrived, gettext_lazy("Dicatat: pesan sudah sampai.")),
}


@role_required(*LOOKERS)
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message, filtered by state and channel; numbers only as much as tells them apart."""
    state, channel = request.GET.get("keadaan", ""), request.GET.get("saluran", "")
    known = {*STATES, queries.STUCK, ""}
    if state not in known or channel not in {*CHANNELS, ""}:
        raise Http404
    page = _page_number(request)
    found = queries.messages(state=state, channel=channel, page=page)
    context = {
        "page": "messages",
        "rows": [presenters.line(row) for row in found.rows],
        "counts": found.counts,
        "stuck": sum(found.counts.get(each, 0) for each in ("FAILED", "UNKNOWN")),
        "to_call": found.counts.get("BY_HAND", 0),
        "states": [("", _("Semua")), (queries.STUCK, _("Gagal atau tidak diketahui")), *STATES.items()],
        "channels": [("", _("Semua")), *CHANNELS.items()],
        "state": state,
        "channel": channel,
        "this_page": page,
        "next_page": page + 1 if found.more else 0,
        "previous_page": page - 1,
        "live": live(["messages"], reverse("messages_changes")),
    }
    return render(request, "notifications/outbox.html", context)


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("hal", "1")
    return min(max(int(text), 1), 10_000) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@role_required(*LOOKERS)
@never_cache
@require_safe
def changes(request: HttpRequest) -> HttpResponseBase:
    """Nothing but an ETag, for pages that poll."""
    return tagged(request, repr(sorted(queries.counts().items())))


def _or_404(message_id: UUID) -> tuple[OutMessage, list[Any]]:
    found = queries.message(message_id)
    if found is None:
        raise Http404
    return found


def _may_reveal(row: OutMessage, actor: Actor) -> bool:
    """Who complains is not shown to counter and operator, who do not handle it."""
    less = {Role.COUNTER, Role.OPERATOR} if row.kind == Kind.COMPLAINT else set()
    return actor.has(*(REVEALERS - less))


def _message_page(
    request: HttpRequest, message_id: UUID, *, shown: bool = False, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    row, steps = _or_404(message_id)
    actor = the_actor(request)
    mending = actor.has(*MENDERS)
    context = {
        "page": "messages",
        "row": presenters.line(row),
        "steps": presenters.story(steps),
        "can": presenters.doable(row, may_call=may_call(row)) if mending else {},
        "reveal": _may_reveal(row, actor) and bool(row.to) and not shown,
        "to": row.to if shown else "",
        "text": row.text if shown else "",
        "errors": errors or [],
    }
    return render(request, "notifications/message.html", context, status=ANSWERED if errors else 200)


@role_required(*LOOKERS)
@never_cache
@require_safe
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One message and its story."""
    return _message_page(request, message_id)


@role_required(*sorted(REVEALERS))
@never_cache
@require_POST
def reveal(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Number and words in full. The look is on the office's trail."""
    row, _steps = _or_404(message_id)
    if not _may_reveal(row, the_actor(request)):
        raise Http404
    operations.note_shown(message_id=message_id, actor=the_actor(request), now=clock.now())
    return _message_page(request, message_id, shown=True)


@role_required(*MENDERS)
@never_cache
@require_POST
def act(request: HttpRequest, message_id: UUID, what: str) -> HttpResponse:
    """Send again, take by hand, it arrived, or let go with a reason."""
    _or_404(message_id)
    facts: dict[str, Any] = {"message_id": message_id, "actor": the_actor(request), "now": clock.now()}
    try:
        if what == "lepas":
            operations.drop(**facts, reason=request.POST.get("reason", "")[:500])
            said: Any = _("Pesan dilepas; alasannya dicatat.")
        elif what in _ACTS:
            operation, said = _ACTS[what]
            operation(**facts)
        else:
            raise Http404
    except DomainError as refusal:
        field = "reason" if what == "lepas" else ""
        return _message_page(request, message_id, errors=[problem(refusal, field)])
    flash.success(request, str(said))
    return redirect("message", message_id)


@role_required(*CALLING)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calls(request: HttpRequest) -> HttpResponse:
    """Whom to call, with the words; a POST notes what came of one call."""
    if request.method != "POST":
        return _calls_page(request)
    file_id = _id(request.POST.get("file", ""))
    try:
        contacts.record_attempt(
            actor=the_actor(request),
            file_id=file_id,
            way=request.POST.get("way", ""),
            outcome=request.POST.get("outcome", ""),
            note=request.POST.get("call_note", ""),
            now=clock.now(),
        )
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refusal:
        return _calls_page(request, [problem(refusal)], open_id=file_id)
    flash.success(request, _("Hasil panggilan dicatat."))
    return redirect("calls")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _calls_page(
    request: HttpRequest, errors: list[dict[str, str]] | None = None, *, open_id: UUID | None = None
) -> HttpResponse:
    desk = desk_of(request)
    also = {
        file.id: Kind.READY if file.needs_contact else Kind.LATE
        for file in desk.files
        if file.id in desk.to_call
    }
    rows = [presenters.call(each) for each in queries.by_hand(office_of(request), also)]
    for number, row in enumerate(rows, start=1):
        row["prefix"] = f"call{number}-"
        row["fields"] = contact_questions(
            "PHONE" if row["contact"] and not row["contact"]["whatsapp"] else ""
        )
        row["open"] = row["id"] == open_id
    context = {
        "page": "messages",
        "rows": rows,
        "errors": errors or [],
        "live": live(["messages", "files"], reverse("messages_changes")),
    }
    return render(request, "notifications/calls.html", context, status=ANSWERED if errors else 200)


@role_required(*CALLING)
@never_cache
@require_POST
def consent(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The applicant wants no messages any more, or wants them again."""
    wanted = request.POST.get("mau") == "ya"
    try:
        operations.set_consent(file_id=file_id, wanted=wanted, actor=the_actor(request), now=clock.now())
    except DomainError as refusal:
        raise Http404 from refusal
    said = _("Pemohon akan dikirimi pesan lagi.") if wanted else _("Pemohon tidak akan dikirimi pesan lagi.")
    flash.success(request, said)
    return redirect("file", file_id)


@role_required()
@never_cache
@require_safe
def bell(request: HttpRequest) -> HttpResponse:
    """What this person is told. Looking at it makes nothing disappear; a button says that it was seen."""
    actor = the_actor(request)
    seen = queries.staff_wish(actor.user_id).seen_at
    rows = presenters.notices(queries.notices(actor, most=MOST_NOTICES))[: queries.PAGE]
    for row in rows:
        row["new"] = seen is None or row["at"] > seen
    context = {
        "page": "bell",
        "rows": rows,
        "any_new": any(row["new"] for row in rows),
        "live": live(["files"], reverse("bell_changes")),
    }
    return render(request, "notifications/bell.html", context)


@role_required()
@never_cache
@require_safe
def bell_count(request: HttpRequest) -> HttpResponse:
    """The number beside the bell, for a page that has been open for a while."""
    return render(request, "notifications/bell_count.html", {"lively": True})


@role_required()
@never_cache
@require_safe
def bell_changes(request: HttpRequest) -> HttpResponseBase:
    """Nothing but an ETag, for the bell's page."""
    newest = queries.notices(the_actor(request), most=1)
    return tagged(request, str(newest[0].pk if newest else ""))


@role_required()
@never_cache
@require_POST
def bell_seen(request: HttpRequest) -> HttpResponse:
    """All that there is has been seen."""
    operations.look_at_notices(actor=the_actor(request), now=clock.now())
    return redirect("bell")


@role_required()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_way(request: HttpRequest) -> HttpResponse:
    """How this person is told outside Loket."""
    actor = the_actor(request)
    kept = queries.staff_wish(actor.user_id)
    start = {"way": kept.way, "to": kept.to or "", "kinds": kept.kinds}
    form = TypedForm(request.POST if request.method == "POST" else None, start)
    if request.method == "POST":
        try:
            operations.set_staff_wish(
                actor=actor,
                way=request.POST.get("way", ""),
                to=request.POST.get("to", "")[:200],
                kinds=request.POST.getlist("kinds")[:20],
            )
        except DomainError as refusal:
            form.refuse(refusal, str(refusal.context.get("field", "to")))
        else:
            flash.success(request, _("Disimpan."))
            return redirect("bell")
    ways = [(each.value, CHANNELS[each]) for each in AUTOMATIC if each is not Channel.CONSOLE]
    context = {
        "page": "bell",
        "title": _("Beri tahu saya juga lewat"),
        "lead": _(
            "Di dalam Loket Anda selalu diberi tahu. Di sini: juga di luar Loket, untuk kantor ini. Tentang "
            "pengaduan Anda diberi tahu di dalam Loket saja."
        ),
        "fields": [
            form.ask(
                "way", _("Saluran"), "choice", choices=[("", _("Hanya di Loket")), *ways], required=False
            ),
            form.ask("to", _("Nomor HP atau alamat surel"), required=False, max_length=200),
            form.ask(
                "kinds",
                _("Tentang apa"),
                "choices",
                choices=list(NOTICES.items()),
                required=False,
                hint=_("Tidak ada yang dipilih: semuanya."),
            ),
        ],
        "errors": form.errors,
        "back_url": reverse("bell"),
        "back_label": _("Pemberitahuan"),
    }
    return render(request, "form_page.html", context, status=ANSWERED if form.errors else 200)
