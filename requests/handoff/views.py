"""Check any letter of Loket at the counter, and see where our own letters are in use."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import role_required
from accounts.ratelimit import rate_limited
from commons.nik import check_nik
from handoff import queries
from handoff.camera import camera_allowed
from handoff.codes import tidy
from handoff.queries import Found
from handoff.rules import Holder, force

READERS = ("COUNTER", "OPERATOR", "INFORMATION", "SECTION_HEAD", "SECRETARY", "HEAD")
PER_MINUTE = 60


@role_required(*READERS)
@camera_allowed
@rate_limited("letter_check", limit=PER_MINUTE, seconds=60)
@require_http_methods(["GET", "POST"])
def letter_check(request: HttpRequest) -> HttpResponse:
    """The letter behind a scanned or typed code, with its state now. A POST changes nothing."""
    context: dict[str, Any] = {"page": "intake", "code": "", "seen": None, "errors": []}
    if request.method == "POST":
        context |= _looked(request.POST.get("code", "")[:300], request.POST.get("nik", "")[:40])
    problems = ((context.get("code_error"), "code"), (context.get("nik_error"), "nik"))
    context["errors"] = [{"message": words, "field": name} for words, name in problems if words]
    answer = render(request, "handoff/check.html", context, status=422 if context["errors"] else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _looked(code: str, nik: str) -> dict[str, Any]:
    checked = check_nik(nik) if nik.strip() else None
    good = checked.value if checked is not None and not checked.errors else ""
    found = queries.look(code, nik=good)
    if found is None:
        words = _("Tidak ada surat dengan kode ini di Loket. Periksa kodenya.")
        return {"code": code, "code_error": words}
    wrong = str(checked.errors[0].message) if checked is not None and checked.errors else ""
    if good and found.letter.holder is not Holder.SAME:
        wrong = _("NIK ini bukan NIK pada surat, atau sudah terlalu sering dicoba hari ini.")
    return {"code": tidy(code), "seen": _seen(found), "nik_error": wrong}


def _seen(found: Found) -> dict[str, Any]:
    letter = found.letter
    problem = force(letter)
    return {
        "number": letter.number,
        "date": letter.date,
        "office": letter.office_name,
        "service": letter.service_name,
        "person": found.name or letter.initials,
        "same": letter.holder is Holder.SAME,
        "village": found.village,
        "signer": letter.signer,
        "status": str(letter.state.label),
        "tone": "bad" if problem else "good",
        "said": str(problem[1]) if problem else "",
        "used_for": ", ".join(queries.used_for(letter.code)),
    }


@role_required(*READERS)
@require_GET
def letters_elsewhere(request: HttpRequest) -> HttpResponse:
    """Where letters of this office are in use, newest first."""
    uses, more = queries.our_letters_elsewhere(before=queries.read_moment(request.GET.get("sebelum", "")))
    files = queries.files_of(use.code for use in uses)
    rows = [
        {
            "number": use.number,
            "office": use.office_name,
            "service": use.service_name,
            "used_at": use.used_at,
            "withdrawn": use.withdrawn_at is not None,
            "ended": use.ended_at is not None,
            "settled": use.settled_at is not None,
            "file_id": str(files.get(use.code, "")),
        }
        for use in uses
    ]
    older = f"sebelum={queries.show_moment(uses[-1].used_at)}" if more else ""
    return render(request, "handoff/elsewhere.html", {"page": "register", "rows": rows, "older": older})
