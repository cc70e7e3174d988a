"""The Buku Register on screen, on paper and as XLSX."""

import tempfile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import in_indonesian, moment_words
from commons.nik import check_nik
from commons.typed import problem
from documents import operations, queries
from documents.forms import Chosen, query_of, read_filter
from documents.letterheads import letterhead_of
from documents.permissions import EXPORTERS, READERS, REVEALERS
from documents.queries import Line, read_place
from documents.register_xlsx import write_register
from documents.registers import MOST_ROWS, RegisterSheet, TooManyRows
from documents.sheets import print_sheet
from offices.http import office_of

# Everyone who works with files may read the book; the technical admin does not.
MOST_IN_XLSX = 50_000
ANSWERED = 422  # the page is shown again with its errors
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@role_required(*READERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The book, newest first. A POST asks for names or a NIK, which are no part of an address."""
    if request.method == "POST":
        return _asked(request)
    chosen = read_filter(request.GET, today=clock.today())
    return _page(request, chosen)


def _asked(request: HttpRequest) -> HttpResponse:
    if request.POST.get("nik", "").strip():
        return _by_nik(request)
    chosen = read_filter(request.POST, today=clock.today())
    if chosen.errors:
        return _page(request, chosen)
    return redirect(f"{reverse('register')}?{chosen.query_string}")


def _by_nik(request: HttpRequest) -> HttpResponse:
    chosen = read_filter({"semua": "1"}, today=clock.today())
    checked = check_nik(request.POST["nik"][:40])
    errors = [problem(finding.message, "nik") for finding in checked.errors]
    lines = [] if errors else queries.by_nik(checked.value)
    context = _context(request, chosen, lines) | {"filter_errors": errors, "period": _("Semua tahun")}
    context["asked_nik"] = not errors
    return render(request, "documents/register.html", context, status=ANSWERED if errors else 200)


def _page(request: HttpRequest, chosen: Chosen) -> HttpResponse:
    before, after = read_place(request.GET.get("before", "")), read_place(request.GET.get("after", ""))
    found = queries.Page([], newer=False, older=False)
    if not chosen.errors:
        found = queries.page(chosen.filter, before=before, after=after)
    context = _context(request, chosen, found.lines) | {"paging": _paging(chosen, found)}
    return render(request, "documents/register.html", context, status=ANSWERED if chosen.errors else 200)


def _context(request: HttpRequest, chosen: Chosen, lines: list[Line]) -> dict[str, Any]:
    actor = the_actor(request)
    used_at = queries.used_at(lines) if lines else {}
    return {
        "page": "register",
        "filters": chosen.typed,
        "books": [("", _("Semua tahun")), *((str(year), str(year)) for year in queries.years())],
        "services": queries.services(),
        "filter_errors": chosen.errors,
        "rows": [
            _row(line) | {"used_at": used_at.get(line.letter_id, []) if line.letter_id else []}
            for line in lines
        ],
        "query_string": chosen.query_string,
        "period": chosen.period,
        "may_export": actor.has(*EXPORTERS),
        "may_reveal": actor.has(*REVEALERS),
    }


def _row(line: Line) -> dict[str, Any]:
    row = line.row
    return {
        "serial": f"{row.seq}",
        "date": row.dated,
        "number": row.number,
        "receipt_number": row.receipt_number,
        "name": row.name,
        "masked_nik": row.nik,
        "village": row.village,
        "service": row.service,
        "purpose": row.purpose,
        "basis": row.basis,
        "signer": row.signer,
        "receiver": row.received_by,
        "handed_over": row.handed_over,
        "note": row.note,
        "void": row.state == "VOID",
        "replaced": row.state == "REPLACED",
        "void_reason": row.note,
        "file_id": str(line.file_id or ""),
        "paper": line.source == "PAPER",
    }


def _paging(chosen: Chosen, found: queries.Page) -> dict[str, str]:
    """Addresses of the newer and the older page; a place in the book, because nobody counts its lines."""
    if not found.lines:
        return {}
    first, last = found.lines[0].place, found.lines[-1].place
    newer, older = f"{first.year}-{first.seq}", f"{last.year}-{last.seq}"
    return {
        "first": f"{first.seq}",
        "last": f"{last.seq}",
        "previous": query_of(chosen.filter, after=newer) if found.newer else "",
        "next": query_of(chosen.filter, before=older) if found.older else "",
    }


@role_required(*EXPORTERS)
@never_cache
@require_safe
def register_print(request: HttpRequest) -> HttpResponse:
    """The chosen lines on A4 landscape, in the order of the book."""
    chosen = read_filter(request.GET, today=clock.today())
    if chosen.errors:
        return _page(request, chosen)
    try:
        sheet = _register_sheet(request, chosen)
    except TooManyRows as refusal:
        chosen.errors.append(problem(refusal, "start"))
        return _page(request, chosen)
    return HttpResponse(
        print_sheet(sheet),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{_name(chosen)}.pdf"'},
    )


def _register_sheet(request: HttpRequest, chosen: Chosen) -> RegisterSheet:
    with in_indonesian():
        return RegisterSheet(
            letterhead=letterhead_of(office_of(request)),
            period=chosen.period,
            printed=_made(request),
            dated=clock.today(),
            rows=tuple(queries.rows(chosen.filter, most=MOST_ROWS + 1)),
        )


@role_required(*EXPORTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_xlsx(request: HttpRequest) -> HttpResponseBase:
    """The chosen lines as XLSX. The NIK in full only by POST, with a reason, and on the office's trail."""
    data = request.POST if request.method == "POST" else request.GET
    chosen = read_filter(data, today=clock.today())
    errors = chosen.errors
    if not errors and queries.exceeds(chosen.filter, MOST_IN_XLSX):
        errors.append(problem(_("Lebih dari 50.000 baris. Pilih masa yang lebih pendek."), "start"))
    masked = request.method != "POST"
    if not masked and not errors:
        errors += _reveal(request, chosen)
    if errors:
        return _page(request, chosen)
    return _xlsx(request, chosen, masked=masked)


def _reveal(request: HttpRequest, chosen: Chosen) -> list[dict[str, str]]:
    actor = the_actor(request)
    if not actor.has(*REVEALERS):
        return [problem(_("Hanya sekretaris dan pimpinan yang dapat mengunduh NIK lengkap."))]
    try:
        operations.note_reveal(
            actor=actor, period=chosen.period, reason=request.POST.get("reason", ""), now=clock.now()
        )
    except DomainError as refusal:
        return [problem(refusal, "reason")]
    return []


def _xlsx(request: HttpRequest, chosen: Chosen, *, masked: bool) -> FileResponse:
    # A file without a name: it is gone with the answer, whatever happens.
    out = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    rows = queries.rows(chosen.filter, most=MOST_IN_XLSX, masked=masked)
    try:
        with in_indonesian():
            lead = (str(office_of(request)), chosen.period, _made(request))
            write_register(rows, out, title="BUKU REGISTER PELAYANAN", lead=lead)
        out.seek(0)
    except BaseException:
        out.close()
        raise
    return FileResponse(out, as_attachment=True, filename=f"{_name(chosen)}.xlsx", content_type=XLSX)


def _made(request: HttpRequest) -> str:
    name, at = the_actor(request).name, moment_words(clock.now())
    return _("Dicetak oleh {name}, {at}").format(name=name, at=at)


def _name(chosen: Chosen) -> str:
    """A file name that says which time; nothing of what was searched for."""
    words = [chosen.typed["book"], chosen.typed["start"], chosen.typed["end"]]
    return "-".join(["buku-register", *(word for word in words if word)])
