"""A letter of a draft as it will come out of the printer, with example values."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from pydantic import ValidationError

from accounts.permissions import role_required
from commons import clock
from commons.errors import DomainError
from commons.indonesian import in_indonesian
from documents.letterheads import letterhead_of
from documents.render import render
from documents.sheets import PREVIEW, LetterSheet, Signer, capacity_lines
from offices.http import office_of
from offices.models import Office, PaperSize
from servicetypes.words import LetterBody
from standards.drafting import NoDraft, find
from standards.presenters_draft import letter_body
from standards.views_drafts import READERS
from standards.writing.sections import LETTER


@role_required(*READERS)
@never_cache
@require_safe
def draft_letter(request: HttpRequest, version_id: UUID, slug: str) -> HttpResponse:
    """The letter of a section as it was saved last; under the watermark of a preview, without number or code.

    404 for a draft or letter that is not there, 409 with the reason for words that cannot be set.
    """
    office = office_of(request)
    try:
        row = find(version_id)
        if not slug.startswith(LETTER):
            raise Http404
        with in_indonesian():
            body = letter_body(slug, row.document, row.program, office, day=clock.today())
            pdf = _drawn(office, body)
    except (NoDraft, StopIteration) as error:
        raise Http404 from error
    except (DomainError, ValidationError) as error:
        words = str(error) if isinstance(error, DomainError) else _("Susunan suratnya belum dapat dicetak.")
        return HttpResponse(words, status=409, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": f'inline; filename="pratinjau-{slug}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _drawn(office: Office, body: LetterBody) -> bytes:
    head = {"KECAMATAN": "CAMAT", "KELURAHAN": "LURAH"}[office.level]
    sheet = LetterSheet(
        letterhead=letterhead_of(office, emblem=True),
        title=body.title,
        subtitle=body.subtitle,
        number=_("(nomor surat)"),
        place=str(office.letterhead.get("place_line") or office.name),
        dated=clock.today(),
        body=(),
        signer=Signer(
            capacity=capacity_lines(f"{head} {office.name.upper()}"), name=_("(nama penanda tangan)")
        ),
        copies=body.copies,
        paper="f4" if office.paper_size == PaperSize.F4 else "a4",
        watermark=PREVIEW,
    )
    data: dict[str, Any] = {**sheet.data(), "body": list(body.blocks)}
    return render(sheet.TEMPLATE, data, standard=sheet.STANDARD)
