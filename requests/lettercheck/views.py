"""Is this letter real? The page behind the QR code, on the base host."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.ratelimit import rate_limited
from commons.ids import read_code
from commons.nik import check_nik
from lettercheck import queries
from lettercheck.models import ENDED, LetterState
from lettercheck.opening import Opening, try_open
from lettercheck.queries import CheckedLetter
from offices.hosts import url_of
from offices.models import SERVED

LABELS = {
    "name": gettext_lazy("Nama"),
    "village": gettext_lazy("Desa/kelurahan"),
    "receipt": gettext_lazy("Nomor penerimaan"),
}
TRIES, WINDOW = 60, 60
# A NIK is guessed far faster than it is typed; nobody compares more than ten letters in a minute.
NIK_TRIES = 10
FAILED = {
    Opening.TOO_OFTEN: gettext_lazy("Isi surat ini sudah terlalu sering dicoba dibuka. Coba lagi besok."),
    Opening.WRONG: gettext_lazy("NIK ini bukan NIK pada surat."),
}


@never_cache
@rate_limited("check", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET", "POST"}))
@rate_limited("check_nik", limit=NIK_TRIES, seconds=WINDOW)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """The letter's state; with its NIK (POST), also what it says. A POST here changes nothing."""
    typed = "".join(request.POST.get("nik", "").split())
    error = _nik_error(typed) if request.method == "POST" else ""
    letter = queries.check(code)
    if letter is not None and typed and not error:
        letter, error = _opened(letter, typed)
    context = {
        "code": read_code(code),
        "state": letter.state.lower() if letter else "unknown",
        "letter": _letter(letter) if letter else None,
        "more": [(LABELS.get(key, key), value) for key, value in letter.details.items() if value]
        if letter and letter.details
        else None,
        "nik_error": error,
        "can_ask": letter is not None,
    }
    return render(request, "lettercheck/check_page.html", context, status=200 if letter else 404)


def _opened(letter: CheckedLetter, nik: str) -> tuple[CheckedLetter, str]:
    """The letter with what this NIK opens, else the letter as it was and why it opens nothing."""
    outcome, opened = try_open(letter, nik)
    return opened, str(FAILED.get(outcome, ""))


def _nik_error(typed: str) -> str:
    findings = check_nik(typed).errors
    return str(findings[0].message) if findings else ""


def _letter(letter: CheckedLetter) -> dict[str, Any]:
    ended = letter.state in ENDED
    return {
        "number": letter.number,
        "date": letter.date,
        "service": letter.service_name,
        "office": letter.office_name,
        "successor": _successor(letter),
        "initials": letter.initials,
        "signer": letter.signer,
        "signed_at": letter.state_at if letter.state == LetterState.VALID else None,
        "void_reason": "",
        "voided_at": letter.state_at if ended else None,
        "replaced_by": _replacement(letter),
        "sha256": letter.sha256,
        "simulated": letter.state == LetterState.VALID and not letter.sha256,
    }


def _successor(letter: CheckedLetter) -> dict[str, Any] | None:
    found = letter.succession
    if found is None:
        return None
    url = url_of(found.office.slug) if found.office.state in SERVED else ""
    return {"name": found.office.full_name, "url": url, "since": found.since}


def _replacement(letter: CheckedLetter) -> dict[str, str] | None:
    if not letter.replaced_by:
        return None
    return {"number": letter.replaced_number, "url": reverse("check", args=[letter.replaced_by])}
