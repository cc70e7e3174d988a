"""A standard from the document an office has: uploaded, looked at beside its source, kept as a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import problem
from offices.http import office_of
from offices.models import Office
from servicetypes.definition import ProductKind
from servicetypes.models import ServiceType
from servicetypes.queries import service_types
from standards import drafting, importing, presenters_import, queries
from standards.importing import Found, Upload
from standards.reading.apart import drafts_of_upload
from standards.reading.files import KINDS
from standards.reading.refusals import MOST_BYTES
from standards.vocabulary import Origin
from standards.writing.proposing import Named, propose
from standards.writing.sketch import sketch_of

WRITERS = (Role.OFFICE_ADMIN, Role.SECTION_HEAD)
ANSWERED = 422
Errors = list[dict[str, str]]


def offered(office: Office) -> list[ServiceType]:
    """The service types an office of this level can have a standard for."""
    level = office.level.lower()
    return [each for each in service_types() if each.is_active and level in each.definition["levels"]]


@role_required(*WRITERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; a POST reads it and goes on to what was found."""
    errors: Errors = []
    if request.method == "POST":
        try:
            return redirect("import_found", _read(request))
        except DomainError as refusal:
            errors = [problem(refusal, "file")]
    context = {
        "page": "standards",
        "errors": errors,
        "accept": ",".join(KINDS),
        "limit": MOST_BYTES // 1024 // 1024,
        "back_url": reverse("standards"),
    }
    return render(request, "standards/import_upload.html", context, status=ANSWERED if errors else 200)


def _read(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is None:
        raise DomainError("no_file", _("Pilih berkasnya dulu."))
    drafts = drafts_of_upload(file.name or "", file.read(MOST_BYTES + 1))
    names = [
        Named(each.code, (each.name, each.short_name, *each.aliases)) for each in offered(office_of(request))
    ]
    running = [Named(row.code, (row.title,)) for row in queries.services()]
    services = [propose(draft["title"], names, running) for draft in drafts]
    return importing.begin(file.name or "", drafts, services, owner=the_actor(request).user_id)


@role_required(*WRITERS)
@never_cache
@require_http_methods(["GET", "HEAD"])
def found(request: HttpRequest, token: str) -> HttpResponse:
    """The standards of the document; a document with only one leads on to it."""
    try:
        kept = importing.load(token, owner=the_actor(request).user_id)
    except DomainError as refusal:
        return _gone(request, refusal)
    if len(kept.found) == 1:
        return redirect("import_review", token, 1)
    context = {
        "page": "standards",
        "name": kept.name,
        "rows": [
            presenters_import.line(number, one, reverse("import_review", args=[token, number]))
            for number, one in enumerate(kept.found, start=1)
        ],
        "back_url": reverse("import_standard"),
    }
    return render(request, "standards/import_found.html", context)


def _gone(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    messages.warning(request, str(refusal))
    return redirect("import_standard")


@role_required(*WRITERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One standard beside its source. A POST places a piece of text, takes one back, or keeps the draft."""
    owner = the_actor(request).user_id
    try:
        kept = importing.load(token, owner=owner)
        one = kept.standard(number)
    except DomainError as refusal:
        return _gone(request, refusal)
    if request.method != "POST":
        return _page(request, token, number, kept)
    _choose(request, one)
    do, _colon, at = request.POST.get("do", "").partition(":")
    try:
        if do == "save":
            return _save(request, token, number, kept)
        target = _move(request, one, do, int(at) if at.isdecimal() and len(at) < 6 else -1)
        importing.keep(token, kept, owner=owner)
    except DomainError as refusal:
        return _page(request, token, number, kept, [problem(refusal, _field_of(refusal))])
    return redirect(reverse("import_review", args=[token, number]) + target)


def _field_of(refusal: DomainError) -> str:
    return {"draft_exists": "replace", "no_service": "service"}.get(refusal.code, "")


def _choose(request: HttpRequest, one: Found) -> None:
    codes = {each.code for each in offered(office_of(request))}
    service, origin = request.POST.get("service", ""), request.POST.get("origin", "")
    one.service = service if service in codes else ""
    one.origin = origin if origin in set(Origin) else one.origin


def _move(request: HttpRequest, one: Found, do: str, at: int) -> str:
    """Do what the button says; gives the part of the page to come back to."""
    if do == "place":
        key = request.POST.get(f"to-{at}", "")
        if not key:
            raise DomainError("no_component", _("Pilih dulu komponennya, lalu tekan Tempatkan."))
        one.place(at, key)
        return f"#{key}"
    if do == "back":
        one.take_back(at)
    return "#sisa"


def _save(request: HttpRequest, token: str, number: int, kept: Upload) -> HttpResponse:
    one, office = kept.standard(number), office_of(request)
    types = {each.code: each for each in offered(office)}
    if one.service not in types:
        raise DomainError("no_service", _("Pilih jenis layanannya."))
    document = sketch_of(
        one.current,
        office=office.slug,
        service=one.service,
        origin=Origin(one.origin),
        product=ProductKind(types[one.service].product_kind),
    )
    actor = the_actor(request)
    one.saved = str(
        drafting.keep(document=document, actor=actor, now=clock.now(), replace="replace" in request.POST)
    )
    importing.keep(token, kept, owner=actor.user_id)
    messages.success(request, _("Rancangan disimpan. Periksa tiap bagian sebelum diterbitkan."))
    if any(not each.saved for each in kept.found):
        return redirect("import_found", token)
    return redirect("standard_draft", one.saved)


def _page(
    request: HttpRequest, token: str, number: int, kept: Upload, errors: Errors | None = None
) -> HttpResponse:
    one = kept.standard(number)
    drafts = [draft.program["name"] for draft in drafting.drafts()]
    several = len(kept.found) > 1
    context: dict[str, Any] = presenters_import.review(one) | {
        "page": "standards",
        "name": kept.name,
        "number": number,
        "services": [(each.code, each.name) for each in offered(office_of(request))],
        "service": one.service,
        "origin": one.origin,
        "replaces": drafts,
        "errors": errors or [],
        "back_url": reverse("import_found", args=[token]) if several else reverse("import_standard"),
    }
    return render(request, "standards/import_review.html", context, status=ANSWERED if errors else 200)
