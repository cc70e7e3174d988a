"""An office about itself, on its own host: the figures the kabupaten sees, its peers' median, its report."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import ALL_OFFICE, role_required, the_actor
from board import figures, operations, queries
from board.errors import DisputeRefused
from board.forms import Chosen, read
from board.presenters import explained
from board.presenters_office import about_context
from board.results import About
from board.spans import read_span
from commons import clock
from commons.typed import Question, problem
from indicators.measures import Definition
from indicators.names import office_names
from indicators.queries import definitions as definitions_for
from offices.http import office_of

ANSWERED = 422
DISPUTERS = (Role.HEAD, Role.SECRETARY, Role.SECTION_HEAD)
# Who opens the frozen reports (the app above).
REPORT_READERS = (Role.HEAD, Role.SECRETARY, Role.OFFICE_ADMIN)


def _seen(request: HttpRequest) -> tuple[About | None, Chosen, tuple[Definition, ...]]:
    """The office of this host, and no other. None while it has no figures (it is not open yet)."""
    allowed = definitions_for(roles=the_actor(request).roles)
    today = clock.today()
    chosen = read(request.GET, today=today, definitions=allowed)
    mine = office_names().get(office_of(request).id)
    if mine is None or not allowed:
        return None, chosen, allowed
    return queries.about(office=mine, asked=chosen.asked, definitions=allowed, today=today), chosen, allowed


def _context(request: HttpRequest) -> dict[str, Any]:
    seen, chosen, allowed = _seen(request)
    base: dict[str, Any] = {
        "page": "figures",
        "chosen": chosen,
        "query": chosen.query(),
        "allowed": bool(allowed),
        "can_report": the_actor(request).has(*REPORT_READERS),
    }
    if seen is None:
        return base | {"seen": None}
    context = about_context(seen, chosen, today=clock.today(), definitions=allowed, linked=False)
    return base | context | {"seen": seen, "can_dispute": the_actor(request).has(*DISPUTERS)}


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The office's own page."""
    return render(request, "board/own.html", _context(request))


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The month's report, laid out for paper: last month unless another is chosen."""
    if "masa" not in request.GET:
        return redirect(
            f"{reverse('own_report')}?masa={read_span('bulan-lalu', clock.today()).period.first:%Y-%m}"
        )
    context = _context(request)
    return render(request, "board/report.html", context | {"printed_on": figures.moment(clock.now())})


@role_required(*DISPUTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def doubt(request: HttpRequest, key: str) -> HttpResponse:
    """Doubt a figure: what was shown is written down with the reason, and goes to the kabupaten."""
    seen, chosen, _allowed = _seen(request)
    figure = next((one for one in seen.figures if one.definition.key == key), None) if seen else None
    if seen is None or figure is None:
        raise Http404
    shown = figures.said(figure.definition, figure.value)
    shown = f"{shown} ({figures.n_words(figure.definition, figure.value)})"
    reason, errors = request.POST.get("reason", ""), []
    if request.method == "POST":
        try:
            operations.raise_dispute(
                office=office_of(request),
                key=key,
                service=chosen.service,
                period=chosen.span.period,
                shown=shown,
                as_of=seen.fresh.as_of,
                reason=reason,
                actor=the_actor(request),
                now=clock.now(),
            )
        except DisputeRefused as refusal:
            errors = [problem(refusal, "reason")]
        else:
            messages.success(
                request, _("Keberatan dikirim ke kabupaten. Jawabannya akan tampil di halaman ini.")
            )
            return redirect(f"{reverse('own_board')}{chosen.query()}#keberatan")
    asked = Question(
        name="reason",
        label=_("Mengapa angka ini tidak benar?"),
        kind="long_text",
        hint=_("Sebut apa yang seharusnya dan buktinya. Jangan menulis nama atau NIK warga."),
        value=reason,
        max_length=operations.LONGEST,
        errors=[each["message"] for each in errors],
    )
    context = {
        "page": "figures",
        "about": explained(figure.definition),
        "shown": shown,
        "period": figures.period_words(chosen.span.period),
        "service": seen.services.get(chosen.service) or _("semua layanan"),
        "query": chosen.query(),
        "field": asked,
        "errors": errors,
    }
    return render(request, "board/doubt.html", context, status=ANSWERED if errors else 200)
