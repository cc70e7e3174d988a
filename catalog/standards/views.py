"""Public pages of an office: its services and standards; and the directory of offices."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from commons import clock
from offices import frontpage, opening
from offices.hosts import KABUPATEN_LABEL, url_of
from offices.models import ContactKind, Office
from offices.queries import ContactLine, OfficeCard, contacts, offices, search_offices
from offices.scope import current_office
from servicetypes.queries import offered_elsewhere, published_counts
from standards import flow_words, presenters, queries
from standards.queries import NoSuchService


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Every open office, with a search by name."""
    query = request.GET.get("q", "").strip()[:80]
    cards = search_offices(query) if query else offices()
    counts = published_counts()
    rows = [_directory_row(card, counts.get(card.id, 0)) for card in cards]
    return render(request, "offices/directory.html", {"query": query, "offices": rows, "total": len(rows)})


def _directory_row(card: OfficeCard, services: int) -> dict[str, Any]:
    now = opening.today(card.id, now=clock.now())
    return {
        "full_name": card.full_name,
        "url": card.url,
        "tone": card.tone,
        "area": card.parent_name,
        "services": services,
        "open_now": now.open,
        "open_words": now.words,
    }


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The office's front page: what it does, when it is open, how to reach it."""
    office = current_office()
    reach = contacts(office.id)
    context = {
        "today": opening.today(office.id, now=clock.now()),
        "services": [
            {
                "code": row.code,
                "name": row.name,
                "product": row.product,
                "promise": row.promise,
                "fee": presenters.fee_words(row.fee),
            }
            for row in queries.services()
        ],
        "hours": opening.week(office.id, day=clock.today()),
        "hours_note": "",
        "closures": [{"words": words} for words in opening.closures(office.id, day=clock.today())],
        "address": address(reach),
        "contacts": [_contact(line) for line in reach if line.kind != ContactKind.ADDRESS],
        "parts": frontpage.parts(clock.today()),
    }
    return render(request, "offices/office_home.html", context)


@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One standard, for a citizen on a phone."""
    office = current_office()
    try:
        found = queries.service(code)
    except NoSuchService as error:
        raise Http404 from error
    document = found.document
    context = presenters.page(document) | {
        "service": {"code": code, "name": found.definition.name, "intro": ""},
        "today": opening.today(office.id, now=clock.now()),
        "place": _place(office),
        "flow": flow_words.picture(document),
        "complain_url": reverse("complain"),
        "beside_url": url_of(KABUPATEN_LABEL, f"/beda/{code}/") if offered_elsewhere(code) else "",
        "document": {
            "number": document.control.number,
            "revision": document.control.revision,
            "issued": document.control.issued_on,
            "decree": document.control.decree,
            "legacy": document.origin == "LEGACY",
            "since": found.published_at,
        },
    }
    return render(request, "standards/standard_page.html", context)


def _place(office: Office) -> dict[str, Any]:
    return {"address": address(contacts(office.id)), "hours": opening.week(office.id, day=clock.today())}


def address(reach: list[ContactLine]) -> str:
    """The postal address among the contacts, or ""."""
    return next((line.shown for line in reach if line.kind == ContactKind.ADDRESS), "")


def _contact(line: ContactLine) -> dict[str, str]:
    return {"label": line.purpose or line.label, "shown": line.shown, "href": line.link}
