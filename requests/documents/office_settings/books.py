"""Settings: where the books begin, and a Buku Register brought in from paper."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.held import hold, used
from commons.nik import mask_nik
from commons.tables import MAX_BYTES, BadLine
from commons.typed import problem
from documents import operations, paper_loading, queries
from documents.models import BookKind
from documents.office_settings.shared import ADMIN, LOOKERS, show
from documents.paper import PaperBook, PaperLine, parse
from documents.register_xlsx import write_blank
from standards import queries as standards

PURPOSE = "paper-register"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_BAD, SHOWN_GOOD = 200, 5
Errors = list[dict[str, str]]


@role_required(*LOOKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def books(request: HttpRequest) -> HttpResponse:
    """This year's books. A POST begins one after the last number on paper."""
    if request.method != "POST":
        return _page(request)
    kind, typed = request.POST.get("kind", ""), request.POST.get("after", "").strip()
    if kind not in BookKind.values:
        return _page(request, errors=[problem(_("Pilih bukunya."))])
    name, year = f"after_{kind}", clock.today().year
    after = queries.read_last(BookKind(kind), year, typed)
    if after is None:
        return _page(request, errors=[problem(_unread(kind), name)])
    try:
        operations.begin_book(
            actor=the_actor(request), kind=BookKind(kind), year=year, after=after, now=clock.now()
        )
    except operations.BookError as refusal:
        return _page(request, errors=[problem(refusal, name)])
    messages.success(request, _("Nomor berikutnya: {n}.").format(n=after + 1))
    return redirect("settings_books")


def _unread(kind: str) -> str:
    if kind == BookKind.LETTER:
        return _("Tulis nomor terakhir sebagai angka, atau seluruhnya menurut pola nomor; 0 bila buku baru.")
    return _("Tulis nomor terakhir sebagai angka, 0 bila buku baru.")


def _page(request: HttpRequest, errors: Errors | None = None) -> HttpResponse:
    year = clock.today().year
    rows = [
        {
            "kind": book.kind.value,
            "title": book.kind.label,
            "begun_after": book.begun_after,
            "last": book.last,
            "next": book.last + 1,
            "in_use": book.in_use,
            "whole": book.kind == BookKind.LETTER,
        }
        for book in queries.books(year)
    ]
    context = {"books": rows, "year": year, "load_action": reverse("settings_paper")}
    return show(request, "documents/settings_books.html", context, errors)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest) -> HttpResponse:
    """Look at an uploaded paper register: every bad line, or a last look before it is loaded."""
    if request.method != "POST":
        return redirect("settings_books")
    upload = request.FILES.get("table")
    if upload is None:
        return _page(request, [problem(_("Pilih berkasnya dulu."), "table")])
    content = upload.read(MAX_BYTES + 1)
    try:
        book = parse(content, today=clock.today())
    except DomainError as refusal:
        return _page(request, [problem(refusal, "table")])
    bad = paper_loading.conflicts(book, today=clock.today())
    if bad or not book.lines:
        return _refused(request, bad, good=len(book.lines))
    token = hold(content, purpose=PURPOSE, owner=the_actor(request).user_id)
    return show(request, "documents/settings_paper.html", _preview(book, token))


@role_required(ADMIN)
@never_cache
@require_safe
def paper_template(request: HttpRequest) -> FileResponse:
    """The file to fill in, with the columns that are read."""
    out = BytesIO()
    write_blank(out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename="buku-register-kertas.xlsx", content_type=XLSX)


def _refused(request: HttpRequest, bad: list[BadLine], *, good: int) -> HttpResponse:
    text = (
        _("{n} baris perlu dibetulkan. Tidak ada yang dimuat.").format(n=len(bad))
        if bad
        else _("Berkas ini tidak memuat satu baris pun di bawah judul kolom.")
    )
    context = {
        "bad": bad[:SHOWN_BAD],
        "more_bad": max(len(bad) - SHOWN_BAD, 0),
        "good": good,
        "load_action": reverse("settings_paper"),
        "back_url": reverse("settings_books"),
    }
    return show(request, "documents/settings_paper.html", context, [problem(text)])


def _preview(book: PaperBook, token: str) -> dict[str, Any]:
    lines = book.lines
    days = [line.dated for line in lines]
    void = sum(line.state != "VALID" for line in lines)
    return {
        "token": token,
        "back_url": reverse("settings_books"),
        "confirm_action": reverse("settings_paper_confirm"),
        "facts": [
            (_("Baris"), str(len(lines))),
            (_("Tanggal"), f"{min(days):%d-%m-%Y} – {max(days):%d-%m-%Y}"),
            (_("Batal atau diganti"), str(void)),
            (_("Dengan NIK"), str(sum(bool(line.nik) for line in lines))),
        ],
        "rows": [_shown(line) for line in (*lines[: SHOWN_GOOD - 1], *lines[SHOWN_GOOD - 1 :][-1:])],
    }


def _shown(line: PaperLine) -> dict[str, Any]:
    return {
        "seq": line.seq,
        "date": line.dated,
        "number": line.texts["number"],
        "name": line.texts["name"],
        "nik": mask_nik(line.nik),
        "service": line.texts["service"],
        "void": line.state != "VALID",
    }


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_confirm(request: HttpRequest) -> HttpResponse:
    """Load what was looked at: all of it or nothing."""
    if request.method != "POST":
        return redirect("settings_books")
    actor = the_actor(request)
    try:
        with used(request.POST.get("token", ""), purpose=PURPOSE, owner=actor.user_id) as content:
            book = parse(content, today=clock.today())
            loaded = paper_loading.load(actor=actor, book=book, services=_services(), now=clock.now())
    except paper_loading.BookRefused as refusal:
        return _refused(request, refusal.context["bad"], good=0)
    except DomainError as refusal:
        return _page(request, [problem(refusal, "table")])
    years = ", ".join(map(str, loaded.years))
    done = _("{n} baris buku kertas dimuat (tahun {years}).").format(n=loaded.rows, years=years)
    messages.success(request, done)
    return redirect("settings_books")


def _services() -> dict[str, str]:
    """The office's services by every name they go by, in lower case."""
    return {
        name.casefold(): row.code
        for row in standards.services()
        for name in (row.name, row.short_name, row.title, row.code)
    }
