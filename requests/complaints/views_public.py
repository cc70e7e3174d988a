"""The reporter's pages: the form behind the QR code, and what became of it, by a code that is in no URL."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.ratelimit import rate_limited
from attachments.refusals import UploadRefused
from commons import clock
from commons.errors import DomainError
from commons.typed import problem
from complaints import operations, presenters_public, replying
from complaints.forms import ComplaintForm
from complaints.poster import poster_pdf
from complaints.replying import Found
from complaints.workflow import Action
from offices.scope import current_office

# One address may be a whole waiting room behind the office's own network.
FORMS, FORM_WINDOW = 20, 600
TRIES, WINDOW = 20, 60
DOES = {"tambah": Action.ADD, "terima": Action.ACCEPT, "buka-lagi": Action.REOPEN}
MOST_BYTES = 10 * 1024 * 1024


@sensitive_post_parameters()
@never_cache
@rate_limited("complaint", limit=FORMS, seconds=FORM_WINDOW)
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """Write a complaint, without an account and without scripts."""
    form = ComplaintForm(request.POST if request.method == "POST" else None, current_office())
    if request.method != "POST":
        return _private(render(request, "complaints/complain.html", {"form": form.shown(), "errors": []}))
    new = form.read()
    try:
        made = operations.receive(actor=None, new=new, now=clock.now()) if new else None
    except DomainError as refused:
        form.refuse(refused.message, str(refused.context.get("field", "")))
        made = None
    if made is None:
        context = {"form": form.shown(), "errors": form.errors}
        return _private(render(request, "complaints/complain.html", context, status=422))
    by_code = new is not None and operations.only_by_code(new)
    return _private(render(request, "complaints/received.html", {"made": made, "by_code": by_code}))


@sensitive_post_parameters()
@never_cache
@rate_limited("complaint_code", limit=TRIES, seconds=WINDOW)
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """What became of it: the code is typed, so it is in no address, log or history."""
    if request.method != "POST":
        return _private(render(request, "complaints/code.html", {"errors": [], "code": ""}))
    code = request.POST.get("code", "")[:40]
    found = replying.find(code) if code.strip() else None
    if found is None:
        words = _(
            "Kode ini tidak dikenal di kantor ini. Periksa kode yang Anda simpan atau tanda terima Anda."
        )
        errors = [problem(words, "code")]
        return _private(render(request, "complaints/code.html", {"errors": errors, "code": code}, status=404))
    errors, said = _done(request, found)
    again = replying.find(code) or found
    context = {
        "complaint": presenters_public.progress(again),
        "code": code,
        "errors": errors,
        "said": said,
        "typed": request.POST.get("text", "") if errors else "",
    }
    return _private(render(request, "complaints/progress.html", context, status=422 if errors else 200))


def _done(request: HttpRequest, found: Found) -> tuple[list[dict[str, str]], str]:
    """What the reporter wants done, if anything: errors, or what was done."""
    do, now = request.POST.get("do", ""), clock.now()
    try:
        if do in DOES:
            replying.reply(found=found, action=DOES[do], text=request.POST.get("text", ""), now=now)
            return [], _("Sudah kami catat. Terima kasih.")
        if do == "bukti":
            return _evidence(request, found)
        if do == "berhenti" and found.here is not None:
            replying.stop_messages(complaint_id=found.here.id, now=now)
            return [], _("Kami tidak akan mengirim pesan lagi.")
    except DomainError as refused:
        return [problem(refused.message, str(refused.context.get("field", "")))], ""
    return [], ""


def _evidence(request: HttpRequest, found: Found) -> tuple[list[dict[str, str]], str]:
    file = request.FILES.get("evidence")
    if file is None:
        return [problem(_("Pilih dulu foto atau PDF-nya."), "evidence")], ""
    if (file.size or 0) > MOST_BYTES:
        return [problem(_("Berkas lebih besar dari 10 MB. Tidak ada yang disimpan."), "evidence")], ""
    try:
        replying.add_evidence(found=found, content=file.read(), now=clock.now())
    except UploadRefused as refused:
        return [problem(refused.message, "evidence")], ""
    return [], _("Bukti sudah kami terima.")


@rate_limited("complaint_poster", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
def poster(_request: HttpRequest) -> HttpResponse:
    """The poster for the wall: what may be said here, and the QR code to the form."""
    headers = {"Content-Disposition": 'inline; filename="poster-pengaduan.pdf"'}
    return HttpResponse(poster_pdf(current_office()), content_type="application/pdf", headers=headers)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    # "no-referrer" would make the browser send these forms with the origin "null", which is refused.
    response.headers["Referrer-Policy"] = "same-origin"
    return response
