"""A published standard for other systems: JSON and CSV, laid out for entry into SIPPN."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from accounts.ratelimit import rate_limited
from commons.clock import wib
from commons.indonesian import in_indonesian
from commons.sheets import as_csv
from offices.hosts import url_of
from offices.http import office_of
from standards import exporting, queries
from standards.queries import NoSuchService

TRIES, WINDOW, KEPT = 120, 60, 600


def _tag(_request: HttpRequest, code: str) -> str | None:
    try:
        return f'"{queries.published_id(code).hex}"'
    except NoSuchService:
        return None


@rate_limited("service_json", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(etag_func=_tag)
def service_json(request: HttpRequest, code: str) -> HttpResponse:
    """The standard in force as one JSON object."""
    with in_indonesian():
        body = exporting.as_json(_published(request, code))
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@rate_limited("service_csv", limit=TRIES, seconds=WINDOW, methods=frozenset({"GET"}))
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(etag_func=_tag)
def service_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The standard in force as a table, one line an item."""
    with in_indonesian():
        text = as_csv(exporting.HEAD, exporting.rows(_published(request, code)))
    headers = {"Content-Disposition": f'attachment; filename="standar-{code}.csv"'}
    # The mark tells Excel that it is UTF-8.
    return HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8", headers=headers)


def _published(request: HttpRequest, code: str) -> exporting.Published:
    office = office_of(request)
    try:
        found = queries.service(code)
    except NoSuchService as error:
        raise Http404 from error
    return exporting.Published(
        code=office.kemendagri_code,
        office=office.full_name,
        service=found.definition.name,
        since=wib(found.published_at).date(),
        url=url_of(office.slug, f"/layanan/{code}/"),
        document=found.document,
    )
