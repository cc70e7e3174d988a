"""Is this PDF signed, by whom, and is it ours? For everybody, on the base host and on every office's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.ratelimit import rate_limited
from commons import clock
from commons.errors import DomainError
from commons.typed import problem
from lettercheck import queries as letters
from lettercheck.queries import CheckedLetter
from offices.scope import public_scope
from signatures.examining.apart import MOST_BYTES, Examined, examine
from signatures.verdicts import verdict

TRIES, WINDOW = 12, 60


@dataclass(frozen=True)
class Ours:
    """A letter of ours that the PDF prints the code of. `same`: it is the frozen file, byte for byte."""

    letter: CheckedLetter
    same: bool

    @property
    def state(self) -> str:
        """valid | unsigned | void | replaced, for the template."""
        return self.letter.state.lower()

    @property
    def dated(self) -> date:
        """The letter's date."""
        return self.letter.date


@never_cache
@rate_limited("check_pdf", limit=TRIES, seconds=WINDOW)
@require_http_methods(["GET", "HEAD", "POST"])
def check_pdf(request: HttpRequest) -> HttpResponse:
    """What stands in an uploaded PDF. Nothing of it is kept; a POST here changes nothing."""
    if request.method != "POST":
        return _page(request)
    upload = request.FILES.get("pdf")
    if upload is None:
        return _page(request, errors=[problem(_("Pilih dulu PDF-nya."), "pdf")])
    content = upload.read(MOST_BYTES + 1)
    try:
        found = examine(content, now=clock.now())
    except DomainError as refusal:
        return _page(request, errors=[problem(refusal, "pdf")])
    return _page(request, found=found, ours=_ours(found, content))


def _ours(found: Examined, content: bytes) -> Ours | None:
    """The letter that this file is, else the first one it says it is."""
    digest = sha256(content).hexdigest()
    with public_scope():
        known = [letter for code in found.codes if (letter := letters.check(code)) is not None]
    same = next((letter for letter in known if letter.sha256 == digest), None)
    if same is not None:
        return Ours(same, True)
    return Ours(known[0], False) if known else None


def _page(
    request: HttpRequest,
    *,
    found: Examined | None = None,
    ours: Ours | None = None,
    errors: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    context = {
        "asked": found is not None,
        "marks": [
            {"mark": mark, "said": verdict(mark, kept=ours is not None and ours.same)} for mark in found.marks
        ]
        if found
        else [],
        "ours": ours,
        "errors": errors,
    }
    return render(request, "signatures/check_pdf.html", context, status=422 if errors else 200)
