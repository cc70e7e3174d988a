"""Queue numbers at the counter: one button per service, a printed ticket, today's list."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.ids import new_id
from commons.typed import problem
from documents.sheets import print_sheet
from offices.http import office_of
from queueing import operations, presenters, queries
from queueing.models import Priority, Ticket
from queueing.queries import TicketRow
from queueing.ticket_sheets import ROLLS, ticket_sheet
from queueing.workflow import OPEN
from standards.queries import BriefService

ISSUERS = ("COUNTER", "OPERATOR", "INFORMATION")
RECEIVERS = ("COUNTER", "OPERATOR")
SHOWN = 100
ANSWERED = 422


@role_required(*ISSUERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ticket_new(request: HttpRequest) -> HttpResponse:
    """The buttons and today's tickets; a POST issues one, however often the same button is pressed."""
    if request.method != "POST":
        return _page(request)
    key = _key(request)
    if key is None:
        return _page(request, [problem(_("Tombol ini sudah kedaluwarsa. Tekan sekali lagi."))])
    code = request.POST.get("service", "")
    service = next((row for row in queries.with_ticket() if row.code == code), None)
    if service is None:
        return _page(request, [problem(_("Layanan ini tidak memakai nomor antrean di kantor ini."))])
    priority = request.POST.get("priority", "")
    if priority and priority not in Priority.values:
        return _page(request, [problem(_("Pilih jenis prioritas dari daftar."), "priority")])
    try:
        ticket = _issue(request, service, key, priority)
    except DomainError as refused:
        return _page(request, [problem(refused)])
    return redirect(f"{reverse('ticket_new')}?karcis={ticket.id}")


def _issue(request: HttpRequest, service: BriefService, key: UUID, priority: str) -> Ticket:
    return operations.issue(
        actor=the_actor(request),
        service_code=service.code,
        service_name=service.name,
        priority=priority,
        idempotency_key=str(key),
        now=clock.now(),
    )


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("idempotency_key", ""))
    except ValueError:
        return None


def _page(request: HttpRequest, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    rows = queries.today(clock.today())
    waiting = Counter(row.service_code for row in rows if row.waits)
    may_receive = the_actor(request).has(*RECEIVERS)
    context = {
        "page": "ticket",
        "errors": errors or [],
        "services": [
            {"code": row.code, "name": row.name, "waiting": waiting[row.code]}
            for row in queries.with_ticket()
        ],
        "issued": _issued(request, rows),
        "priorities": Priority.choices,
        "priority": request.POST.get("priority", ""),
        "idempotency_key": str(new_id()),
        "tickets": [_row(row, may_receive=may_receive) for row in _shown(rows)],
        "served": sum(row.served for row in rows),
        "total": len(rows),
    }
    return render(request, "queueing/ticket_new.html", context, status=ANSWERED if errors else 200)


def _shown(rows: list[TicketRow]) -> list[TicketRow]:
    """Who is still in the queue first, then those who were; at most `SHOWN`."""
    waiting = [row for row in rows if row.state in OPEN]
    served = [row for row in rows if row.state not in OPEN]
    return [*waiting, *reversed(served)][:SHOWN]


def _row(row: TicketRow, *, may_receive: bool) -> dict[str, Any]:
    still = row.state in OPEN
    return {
        "number": row.number,
        "service": row.service_name,
        "at": row.issued_at,
        "open": still,
        "state": presenters.STATES[row.state],
        "priority": bool(row.priority),
        "file_id": str(row.file_id or ""),
        "print_url": reverse("ticket_print", args=[row.id]),
        "receive_url": presenters.intake_url(row) if may_receive and still else "",
    }


def _issued(request: HttpRequest, rows: list[TicketRow]) -> dict[str, Any] | None:
    """The ticket just issued, which the address names."""
    asked = request.GET.get("karcis", "")
    place = next((n for n, row in enumerate(rows) if str(row.id) == asked), None)
    if place is None:
        return None
    row = rows[place]
    return {
        "number": row.number,
        "service": row.service_name,
        "at": row.issued_at,
        "priority": bool(row.priority),
        "ahead": queries.ahead_of(row),
        "expected": queries.expected_wait(row, now=clock.now()),
        "print_url": reverse("ticket_print", args=[row.id]),
    }


@role_required(*ISSUERS)
@never_cache
@require_safe
def ticket_print(request: HttpRequest, ticket_id: UUID) -> HttpResponse:
    """The ticket for a roll of 80 mm, or 58 mm with `?lebar=58`."""
    ticket = queries.ticket(ticket_id)
    width = request.GET.get("lebar", "80")
    if ticket is None or width not in ROLLS:
        raise Http404
    sheet = ticket_sheet(office_of(request), ticket, width=width, now=clock.now())
    return HttpResponse(
        print_sheet(sheet),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="karcis-{sheet.number}.pdf"'},
    )
