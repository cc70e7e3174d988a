"""The quarterly compilation of complaints over all offices, to take along."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import role_required
from commons import clock
from reports.answers import TYPES
from reports.voice_sheet import pdf_of, xlsx_of
from voice.pages import READERS
from voice.queries import compilation
from voice.views import asked


@role_required(*READERS)
@never_cache
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """As XLSX."""
    found = compilation(asked(request))
    return _file(xlsx_of(found, now=clock.now()), "xlsx", found.quarter.key)


@role_required(*READERS)
@never_cache
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """As PDF."""
    found = compilation(asked(request))
    return _file(pdf_of(found, now=clock.now()), "pdf", found.quarter.key)


def _file(content: bytes, kind: str, key: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="pengaduan-{key}.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
