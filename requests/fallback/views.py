"""Emergency sheets: printing, keying in, confirming signatures, closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import role_required, the_actor
from applications.views_common import COUNTERS, READERS, error
from commons import clock
from commons.errors import DomainError
from commons.typed import read_date, shown_date
from fallback import operations, presenters, queries
from fallback.codes import BadCode
from fallback.models import Sheet
from fallback.operations import PER_PAGE, Keyed
from fallback.rows import FIELDS
from fallback.sheet import pdf_of

BAD_CODES = {
    "form": gettext_lazy("Kode baris ditulis seperti D261130-001-2. Periksa kembali."),
    "digit": gettext_lazy(
        "Angka pemeriksa kode ini tidak cocok: ada angka yang salah atau tertukar. Lihat lagi lembarnya."
    ),
    "date": gettext_lazy("Tanggal pada kode ini tidak ada di kalender. Lihat lagi lembarnya."),
}


@role_required(*COUNTERS)
@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """Every sheet with what became of its lines; a POST makes the next one."""
    if request.method == "POST":
        return _printed(request)
    return _list(request)


def _printed(request: HttpRequest) -> HttpResponse:
    post = request.POST
    try:
        made = operations.print_sheet(
            actor=the_actor(request),
            day=read_date(post.get("day", "")),
            pages=_number(post.get("pages", "")),
            now=clock.now(),
        )
    except DomainError as refused:
        return _list(request, errors=[error(refused.message, "day")], typed=post, status=422)
    messages.success(request, _("Lembar siap dicetak. Simpan di loket; kodenya belum memakai nomor apa pun."))
    return HttpResponseRedirect(reverse("fallback_sheet", args=[made.id]), status=303)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _list(
    request: HttpRequest,
    *,
    errors: list[dict[str, Any]] | None = None,
    typed: QueryDict | None = None,
    code: str = "",
    code_error: str = "",
    status: int = 200,
) -> HttpResponse:
    day = typed.get("day", "") if typed else shown_date(queries.next_day(clock.now()))
    context = {
        "page": "intake",
        "sheets": [presenters.sheet_row(found, counted) for found, counted in queries.sheets()],
        "errors": errors or [],
        "day": day,
        "pages": typed.get("pages", "") if typed else "2",
        "per_page": PER_PAGE,
        "code": code,
        "code_error": code_error,
        "to_confirm": len(queries.to_confirm()),
    }
    return render(request, "fallback/sheets.html", context, status=status)


@role_required(*COUNTERS)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """To the line that a code means; a wrong digit is told in words."""
    typed = request.POST.get("code", "")[:40]
    try:
        found = queries.line(typed)
    except BadCode as bad:
        return _not_found(request, typed, str(BAD_CODES[bad.why]))
    if found is None:
        return _not_found(request, typed, _("Tidak ada lembar kantor ini dengan kode itu."))
    return HttpResponseRedirect(
        reverse("fallback_sheet", args=[found.sheet_id]) + f"#baris-{found.serial}", status=303
    )


def _not_found(request: HttpRequest, typed: str, words: str) -> HttpResponse:
    return _list(request, errors=[error(words, "code")], code=typed, code_error=words, status=422)


@role_required(*COUNTERS)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, id: UUID) -> HttpResponse:
    """The lines of one sheet, to be keyed in; each is kept by itself."""
    found = _sheet(id)
    if request.method == "GET":
        return _page(request, found)
    now, known = clock.now(), queries.services()
    try:
        kept = operations.keep_lines(
            actor=the_actor(request), sheet_id=id, keyed=_keyed(request.POST, found), known=known, now=now
        )
    except DomainError as refused:
        return _page(request, found, errors=[error(refused.message)], typed=request.POST, status=422)
    faulty = [serial for serial, row in kept.rows.items() if row.faults]
    if not faulty and not kept.refused:
        messages.success(request, _("{n} baris disimpan.").format(n=kept.saved))
        return HttpResponseRedirect(reverse("fallback_sheet", args=[id]), status=303)
    errors = [error(words, f"r{serial}-name") for serial, words in kept.refused.items()]
    errors += [
        error(f"{queries.code_of(found.day, serial)}: {words}", f"r{serial}-{name}")
        for serial in faulty
        for name, words in kept.rows[serial].faults.items()
    ]
    return _page(request, found, errors=errors, typed=request.POST, refused=set(kept.refused), status=422)


def _keyed(post: QueryDict, found: Sheet) -> list[Keyed]:
    serials = range(found.first, found.first + found.lines)
    return [
        Keyed(
            serial=n,
            typed={name: post.get(f"r{n}-{name}", "") for name in FIELDS},
            mark=post.get(f"r{n}-mark", "")[:10],
            seen=post.get(f"r{n}-seen", "")[:40],
        )
        for n in serials
        if f"r{n}-seen" in post
    ]


def _page(
    request: HttpRequest,
    found: Sheet,
    *,
    errors: list[dict[str, Any]] | None = None,
    typed: QueryDict | None = None,
    refused: set[int] | None = None,
    status: int = 200,
) -> HttpResponse:
    lines, known = queries.lines_of(found), queries.services()
    context = {
        "page": "intake",
        "sheet": presenters.sheet_row(found, queries.account(lines)),
        "rows": [
            presenters.line_row(
                line,
                queries.row_of(line, day=found.day, known=known, now=clock.now()),
                typed=typed if typed is not None and line.serial in (refused or ()) else None,
            )
            for line in lines
        ],
        "services": [(code, service.name) for code, service in known.items()],
        "errors": errors or [],
    }
    answer = render(request, "fallback/sheet.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _sheet(id: UUID) -> Sheet:
    found = queries.sheet(id)
    if found is None:
        raise Http404
    return found


@role_required(*COUNTERS)
@require_GET
def sheet_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The sheet as it is printed; printing it again gives the same lines."""
    answer = HttpResponse(pdf_of(_sheet(id)), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="lembar-darurat.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@role_required(*COUNTERS)
@require_POST
def close(request: HttpRequest, id: UUID) -> HttpResponse:
    """Declare what is blank unused; every line is accounted for from then on."""
    found = _sheet(id)
    try:
        operations.close_sheet(actor=the_actor(request), sheet_id=id, now=clock.now())
    except DomainError as refused:
        return _page(request, found, errors=[error(refused.message)], status=422)
    messages.success(request, _("Lembar ditutup: semua baris dipertanggungjawabkan."))
    return HttpResponseRedirect(reverse("fallback"), status=303)


@role_required(*READERS)
@require_http_methods(["GET", "POST"])
def signatures(request: HttpRequest) -> HttpResponse:
    """What was signed on paper, for who signed it to say so."""
    if request.method == "POST":
        return _confirmed(request)
    return _signatures(request)


def _confirmed(request: HttpRequest) -> HttpResponse:
    done = operations.confirm_signatures(
        actor=the_actor(request),
        codes=request.POST.getlist("code")[:200],
        known=queries.services(),
        now=clock.now(),
    )
    if done.failed:
        errors = [error(f"{code}: {words}") for code, words in done.failed]
        return _signatures(request, errors=errors, status=422)
    messages.success(request, _("{n} tanda tangan dibenarkan.").format(n=done.signed))
    return HttpResponseRedirect(reverse("fallback_signatures"), status=303)


def _signatures(
    request: HttpRequest, *, errors: list[dict[str, Any]] | None = None, status: int = 200
) -> HttpResponse:
    known, now = queries.services(), clock.now()
    rows = [
        presenters.signature_row(line, queries.row_of(line, day=line.sheet.day, known=known, now=now), known)
        for line in queries.to_confirm()
    ]
    context = {"page": "pile", "rows": rows, "errors": errors or []}
    answer = render(request, "fallback/signatures.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
