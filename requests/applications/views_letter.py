"""The letter to read, its PDF, and the slips to print."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import role_required
from applications import presenters_actions, presenters_esign, presenters_file, prints, queries
from applications.presenters_actions import Kept
from applications.queries_file import Detail
from applications.queries_letter import Reading
from applications.views_common import READERS, desk_of
from applications.views_file import load
from applications.workflow import ProductKind, StepKind
from applications.workflow_types import Action
from commons.errors import DomainError
from commons.indonesian import in_indonesian
from commons.nik import mask_nik
from documents import sheets
from lettercheck.models import LetterState

FROM_PILE = "?dari=tumpukan"
# A letter says the NIK in full, so whoever only answers questions reads what is masked.
LETTER_READERS = tuple(role for role in READERS if role != "INFORMATION")


@role_required(*READERS)
@require_GET
def file_letter(request: HttpRequest, id: UUID) -> HttpResponse:
    """The letter with what it says in words; with the signature's button for who signs it."""
    return letter_page(request, load(request, id))


def letter_page(request: HttpRequest, detail: Detail, *, wrong: str = "") -> HttpResponse:
    """The page of a letter. `wrong`: what was wrong with the passphrase it was to be signed with."""
    id = detail.file.id
    reading = queries.reading(detail)
    may_read = detail.actor.has(*LETTER_READERS)
    signs = presenters_actions.primary(detail, Kept()) if _at_signature(detail) else None
    context = {
        "page": "pile" if signs else "inbox",
        "file": {
            "id": id,
            "number": detail.file.receipt_number,
            "applicant": detail.file.name,
            "service": detail.file.service_name,
        },
        "letter": _letter(detail, reading),
        "images": _images(reading, id) if may_read else [],
        "pdf_url": reverse("file_letter_pdf", args=[id]) if reading.sheet and may_read else "",
        "facts": _facts(detail, reading),
        "lookup": presenters_file.lookup(detail),
        "sign": _from_pile(signs),
        "decline": _from_pile(_decline(detail)) if signs else None,
        "position": _position(request, id) if signs else None,
        "problem": reading.problem,
        "own_paper": reading.own_paper,
        "errors": [],
        **presenters_esign.on_letter(detail, from_pile=True, wrong=wrong),
    }
    status = 422 if wrong else 200
    return _private(render(request, "documents/letter_preview.html", context, status=status))


@role_required(*LETTER_READERS)
@require_GET
def file_letter_pdf(request: HttpRequest, id: UUID) -> HttpResponse:
    """The frozen letter byte by byte, or the unsigned one under its watermark."""
    detail = load(request, id)
    try:
        content = queries.reading(detail).pdf()
    except DomainError as problem:
        return _not_printable(request, problem)
    if content is None:
        raise Http404
    return pdf(content, f"surat-{detail.file.receipt_number}")


@role_required(*LETTER_READERS)
@require_GET
def file_letter_page(request: HttpRequest, id: UUID, number: int) -> HttpResponse:
    """One page of the letter as a picture."""
    try:
        pages = queries.reading(load(request, id)).pages()
    except DomainError as problem:
        raise Http404 from problem
    if not 1 <= number <= len(pages):
        raise Http404
    return _private(HttpResponse(pages[number - 1], content_type="image/svg+xml"))


@role_required(*READERS)
@require_GET
def file_print(request: HttpRequest, id: UUID, sheet: str) -> HttpResponse:
    """A slip of this file as PDF."""
    make = prints.SHEETS.get(sheet)
    with in_indonesian():
        made = make(load(request, id)) if make else None
    if made is None:
        raise Http404
    try:
        return pdf(sheets.print_sheet(made), f"{sheet}-{made.data()['number']}")
    except DomainError as problem:
        return _not_printable(request, problem)


def glance_of(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """A letter as it is read within the pile: its pages, and what was looked up. Raises `Http404`."""
    detail = load(request, id)
    return {"images": _images(queries.reading(detail), id), "lookup": presenters_file.lookup(detail)}


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to be shown in the browser; the name holds a file number, never a person's."""
    safe = "".join(c if c.isascii() and c.isalnum() else "-" for c in name)
    disposition = f'inline; filename="{safe}.pdf"'
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return _private(HttpResponse(content, content_type="application/pdf", headers=headers))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _not_printable(request: HttpRequest, problem: DomainError) -> HttpResponse:
    return render(request, "409.html", {"reason": problem.message, "back_url": reverse("inbox")}, status=409)


def _images(reading: Reading, id: UUID) -> list[str]:
    """The addresses of the pages; none where the letter cannot be drawn up: its PDF then says why."""
    try:
        count = len(reading.pages())
    except DomainError:
        return []
    return [reverse("file_letter_page", args=[id, number]) for number in range(1, count + 1)]


def _at_signature(detail: Detail) -> bool:
    if detail.state.correction is not None:
        return Action.CORRECT in detail.actions
    return detail.step.kind is StepKind.SIGN and Action.COMPLETE in detail.actions


def _decline(detail: Detail) -> dict[str, Any] | None:
    if Action.SEND_BACK not in detail.actions:
        return None
    return {**presenters_actions.form(detail, Action.SEND_BACK, Kept(), tone="stop"), "hot": False}


def _from_pile(action: dict[str, Any] | None) -> dict[str, Any] | None:
    return {**action, "url": action["url"] + FROM_PILE} if action else None


def _letter(detail: Detail, reading: Reading) -> dict[str, Any]:
    letter, signer = reading.letter, (reading.sheet or {}).get("signer", {})
    words, tone = presenters_file.unwritten(detail)
    tones = {LetterState.UNSIGNED: "warn", LetterState.VALID: "good"}
    return {
        "status": presenters_file.letter_status(letter) if letter else words,
        "tone": tones.get(LetterState(letter.state), "bad") if letter else tone,
        "number": letter.number if letter else "",
        "date": letter.date if letter else None,
        "signer": f"{letter.signer_name}, {letter.signer_title}"
        if letter and letter.signer_name
        else str(signer.get("name", "")),
        "sha256": letter.sha256 if letter else "",
        "final": reading.is_final,
        "ours": detail.program.product is ProductKind.LETTER,
    }


def _facts(detail: Detail, reading: Reading) -> list[tuple[str, str]]:
    """What the letter says, for a screen reader and a small phone."""
    file = detail.file
    basis = "; ".join(f"{row.issuer}, {row.number}, {row.date:%d-%m-%Y}" for row in detail.supporting)
    lines = [
        (_("Nama"), file.name),
        (_("NIK"), mask_nik(file.nik) if file.nik else ""),
        (_("Alamat"), detail.program.address(file.intake)),
        (_("Keperluan"), detail.program.purpose(file.intake)),
        (_("Dasar"), basis),
    ]
    return [(label, value) for label, value in lines if value]


def _position(request: HttpRequest, id: UUID) -> dict[str, Any] | None:
    """Where in the pile this letter lies."""
    ids = [file.id for file in desk_of(request).to_sign]
    if id not in ids:
        return None
    at = ids.index(id)
    return {
        "index": at + 1,
        "total": len(ids),
        "next_url": reverse("file_letter", args=[ids[at + 1]]) if at + 1 < len(ids) else "",
        "previous_url": reverse("file_letter", args=[ids[at - 1]]) if at else "",
    }
