"""Trips: somebody is sent home without a file; who has not come back; the slip of what to bring."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import role_required, the_actor
from applications.models import File
from applications.prints import channels_of
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.ids import new_id
from commons.indonesian import moment_words
from commons.typed import Question, problem
from documents.letterheads import letterhead_of
from documents.sheets import BringSlipSheet, Missing, print_sheet
from offices.http import office_of
from queueing import operations, queries
from queueing.operations import MissingItem, SentHome, Wanted
from queueing.queries import TicketRow, TripRow
from queueing.trips import LONGEST_NAME, LONGEST_NOTE
from queueing.views_console import ANSWERED, CALLERS, VIEWERS, chosen_counter, clean_key
from standards import queries as standards
from standards.queries import NoSuchService, PublishedService

Errors = list[dict[str, str]]
SPAN = timedelta(days=30)


@role_required(*VIEWERS)
@never_cache
@require_safe
def trips(request: HttpRequest) -> HttpResponse:
    """Who was sent home and has not come back, and what is missing most often."""
    return _list(request)


def _list(request: HttpRequest, errors: Errors | None = None) -> HttpResponse:
    rows, now = queries.open_trips(), clock.now()
    figures = queries.trip_figures(start=now - SPAN, end=now)
    per_file = figures.visits_per_file
    context = {
        "page": "ticket",
        "errors": errors or [],
        "trips": rows,
        "services": standards.names(),
        "slip": _asked_slip(request),
        "figures": figures,
        "visits_per_file": f"{per_file:.2f}".replace(".", ",") if per_file else "",
        "days": SPAN.days,
        "may_close": the_actor(request).has(*CALLERS),
        "back_url": reverse("queue"),
    }
    return render(request, "queueing/trips.html", context, status=ANSWERED if errors else 200)


def _asked_slip(request: HttpRequest) -> TripRow | None:
    """The trip just recorded, which the address names."""
    try:
        return queries.trip(UUID(request.GET.get("slip", "")))
    except ValueError:
        return None


@role_required(*CALLERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def trip_new(request: HttpRequest, code: str) -> HttpResponse:
    """What is missing, ticked on the published checklist; who it is, if they like."""
    service = _service(code)
    ticket = _ticket(request)
    if request.method != "POST":
        return _form(request, service, ticket)
    said = SentHome(
        service=Wanted(code=service.definition.code, name=service.definition.name),
        missing=_ticked(request, service),
        note=request.POST.get("note", ""),
        name=request.POST.get("name", ""),
        phone=request.POST.get("phone", ""),
        nik=request.POST.get("nik", ""),
        ticket_id=ticket.id if ticket else None,
        counter_id=_counter_id(request),
    )
    try:
        trip = operations.send_home(
            actor=the_actor(request), said=said, idempotency_key=clean_key(request), now=clock.now()
        )
    except DomainError as refused:
        return _form(request, service, ticket, [problem(refused, str(refused.context.get("field", "")))])
    messages.success(request, _("Dicatat. Beri pemohon slip yang perlu dibawa."))
    return redirect(f"{reverse('trips')}?slip={trip.id}")


def _service(code: str) -> PublishedService:
    try:
        return standards.service(code)
    except NoSuchService as unknown:
        raise Http404 from unknown


def _ticket(request: HttpRequest) -> TicketRow | None:
    try:
        asked = UUID(request.POST.get("ticket") or request.GET.get("tiket", ""))
    except ValueError:
        return None
    return queries.unserved(asked, day=clock.today())


def _counter_id(request: HttpRequest) -> UUID | None:
    counter = chosen_counter(request, queries.counters())
    return counter.id if counter else None


def _papers(service: PublishedService) -> list[dict[str, Any]]:
    """The checklist as it is ticked: (value, name) by requirement group."""
    return [
        {
            "key": group.key,
            "title": group.title,
            "items": [
                {"value": f"{group.key}:{paper.key}", "name": paper.name}
                for requirement in group.requirements
                for paper in requirement.papers
            ],
        }
        for group in service.document.persyaratan.groups
    ]


def _ticked(request: HttpRequest, service: PublishedService) -> list[MissingItem]:
    sent = set(request.POST.getlist("missing"))
    return [
        MissingItem(key=item["value"], name=item["name"])
        for group in _papers(service)
        for item in group["items"]
        if item["value"] in sent
    ]


def _form(
    request: HttpRequest, service: PublishedService, ticket: TicketRow | None, errors: Errors | None = None
) -> HttpResponse:
    context = {
        "page": "ticket",
        "errors": errors or [],
        "service": {"code": service.definition.code, "name": service.definition.name},
        "ticket": ticket,
        "groups": _papers(service),
        "ticked": request.POST.getlist("missing"),
        "missing_error": next((e["message"] for e in errors or [] if e["field"] == "missing"), ""),
        "fields": _fields(request, errors or []),
        "idempotency_key": request.POST.get("idempotency_key") or str(new_id()),
        "back_url": reverse("queue"),
    }
    return render(request, "queueing/trip_new.html", context, status=ANSWERED if errors else 200)


def _fields(request: HttpRequest, errors: Errors) -> list[Question]:
    asked: list[dict[str, Any]] = [
        {"name": "note", "label": _("Keterangan"), "max_length": LONGEST_NOTE},
        {"name": "name", "label": _("Nama"), "kind": "name", "max_length": LONGEST_NAME},
        {"name": "phone", "label": _("Nomor HP"), "kind": "phone"},
        {
            "name": "nik",
            "label": _("NIK"),
            "kind": "nik",
            "hint": _("Disimpan tersandi; hanya untuk mengenali kunjungan berikutnya."),
        },
    ]
    return [
        Question(
            **each,
            required=False,
            value=request.POST.get(each["name"], "")[:300],
            errors=[error["message"] for error in errors if error["field"] == each["name"]],
        )
        for each in asked
    ]


@role_required(*VIEWERS)
@never_cache
@require_safe
def trip_slip(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    """The reminder to take home: what to bring."""
    trip = queries.trip(trip_id)
    if trip is None:
        raise Http404
    pdf = print_sheet(_sheet(request, trip))
    headers = {"Content-Disposition": 'inline; filename="yang-perlu-dibawa.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _sheet(request: HttpRequest, trip: TripRow) -> BringSlipSheet:
    ticket = queries.ticket(trip.ticket_id) if trip.ticket_id else None
    try:
        complaints = channels_of(standards.service(trip.service_code).document)
    except NoSuchService:
        complaints = ()
    return BringSlipSheet(
        letterhead=letterhead_of(office_of(request)),
        service=trip.service_name,
        number=queries.number_of(ticket) if ticket else "",
        came_at=moment_words(trip.at),
        dated=wib(trip.at).date(),
        officer=trip.officer,
        missing=tuple(Missing(name=name) for name in trip.missing),
        closing=trip.note,
        complaints=complaints,
    )


@role_required(*CALLERS)
@require_POST
def trip_close(request: HttpRequest, trip_id: UUID) -> HttpResponse:
    """The person has come back: the officer names the file by its receipt number."""
    if queries.trip(trip_id) is None:
        raise Http404
    number = request.POST.get("number", "").strip()[:80]
    file_id = (
        File.objects.filter(receipt_number=number).values_list("id", flat=True).first() if number else None
    )
    if file_id is None:
        return _list(
            request, [problem(_("Tidak ada berkas dengan nomor itu di kantor ini."), f"n-{trip_id}")]
        )
    operations.close_by_hand(trip_id=trip_id, file_id=file_id, now=clock.now())
    messages.success(request, _("Kunjungan itu selesai dengan berkas {number}.").format(number=number))
    return redirect("trips")
