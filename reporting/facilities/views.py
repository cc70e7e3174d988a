"""The inventory: its list with what the standards propose, one item, one month."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.indonesian import date_shown
from commons.typed import problem
from commons.typedform import TypedForm
from facilities import operations, presenters, queries
from facilities.forms import CheckForm
from facilities.models import Item
from facilities.operations import CHECKERS, DECIDERS, fine
from offices.queries import work_calendar
from offices.scope import current_office
from upkeep.rounds import due_on


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def inventory(request: HttpRequest) -> HttpResponse:
    """The list; a POST decides on proposals, or adds an item that no standard names."""
    if request.method == "GET":
        return _inventory(request)
    if not the_actor(request).has(*DECIDERS):
        return render(request, "403.html", {"reason": ""}, status=403)
    return _add(request) if request.POST.get("do") == "add" else _decide(request)


def _decide(request: HttpRequest) -> HttpResponse:
    done = operations.decide(
        actor=the_actor(request),
        marks=request.POST.getlist("mark")[:500],
        accepted=request.POST.get("do") == "accept",
        now=clock.now(),
    )
    messages.success(request, _("{n} usul diputuskan.").format(n=done))
    return HttpResponseRedirect(reverse("facilities"), status=303)


def _add(request: HttpRequest) -> HttpResponse:
    form = TypedForm(request.POST)
    quantity = form.raw("quantity").strip()
    try:
        operations.add_item(
            actor=the_actor(request),
            name=form.raw("name"),
            quantity=int(quantity)
            if quantity.isascii() and quantity.isdigit() and len(quantity) < 4
            else None,
            now=clock.now(),
        )
    except DomainError as refused:
        form.refuse(refused.message, refused.context.get("field", "name"))
        return _inventory(request, form, status=422)
    messages.success(request, _("Sarana ditambahkan."))
    return HttpResponseRedirect(reverse("facilities"), status=303)


def _inventory(request: HttpRequest, form: TypedForm | None = None, *, status: int = 200) -> HttpResponse:
    today, asked = clock.today(), form or TypedForm(None)
    months = queries.all_months(today=today)
    rounds = queries.rounds_of([each.first for each in months])
    decides = the_actor(request).has(*DECIDERS)
    context = {
        "page": "behind",
        "lines": [presenters.line_row(line) for line in queries.lines(day=today)],
        "proposals": [presenters.proposal_row(one) for one in queries.waiting()] if decides else [],
        "months": [presenters.month_row(each, rounds.get(each.first)) for each in months],
        "this_month": f"{today:%Y-%m}",
        "may_check": the_actor(request).has(*CHECKERS) and today.replace(day=1) not in rounds,
        "may_decide": decides,
        "errors": asked.errors,
        "fields": [
            asked.ask("name", _("Nama sarana"), max_length=120),
            asked.ask("quantity", _("Jumlah"), "integer", required=False, max_length=3),
        ],
    }
    return render(request, "facilities/inventory.html", context, status=status)


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, id: UUID) -> HttpResponse:
    """One item with all its checks; a POST reports what was found in between, or puts it out of use."""
    found = queries.item(id)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _item(request, found, CheckForm(found, None))
    if not the_actor(request).has(*CHECKERS):
        return render(request, "403.html", {"reason": ""}, status=403)
    if request.POST.get("do") == "retire":
        return _retired(request, found)
    form = CheckForm(found, request.POST)
    if _checked(request, found, form, None):
        messages.success(request, _("Keadaan {name} dicatat.").format(name=found.name))
        return HttpResponseRedirect(reverse("facility", args=[id]), status=303)
    return _item(request, found, form, status=422)


def _retired(request: HttpRequest, found: Item) -> HttpResponse:
    if not the_actor(request).has(*DECIDERS):
        return render(request, "403.html", {"reason": ""}, status=403)
    try:
        operations.retire(actor=the_actor(request), item_id=found.id, now=clock.now())
    except DomainError as refused:
        form = CheckForm(found, None)
        form.refuse(refused.message)
        return _item(request, found, form, status=422)
    messages.success(request, _("{name} tidak dipakai lagi; riwayatnya tetap ada.").format(name=found.name))
    return HttpResponseRedirect(reverse("facilities"), status=303)


def _item(request: HttpRequest, found: Item, form: CheckForm, *, status: int = 200) -> HttpResponse:
    today = clock.today()
    line = next((each for each in queries.lines(day=today) if each.item.id == found.id), None)
    context = {
        "page": "behind",
        "line": presenters.line_row(line or queries.Line(found, frozenset())),
        "history": [presenters.check_row(row) for row in queries.history(found.id)],
        "retired_at": found.retired_at,
        "may_check": found.retired_at is None and the_actor(request).has(*CHECKERS),
        "may_retire": found.retired_at is None and not found.services and the_actor(request).has(*DECIDERS),
        "fields": form.questions(),
        "errors": form.errors,
    }
    return render(request, "facilities/item.html", context, status=status)


def _checked(request: HttpRequest, found: Item, form: CheckForm, month: date | None) -> bool:
    """Whether what was sent could be written down; else `form` says why not."""
    picture = request.FILES.get("photo")
    try:
        said = fine(found, day=clock.today()) if request.POST.get("do") == "fine" else form.read()
        if said is None:
            return False
        operations.check(
            actor=the_actor(request),
            item_id=found.id,
            found=said,
            month=month,
            picture=picture.read() if picture else b"",
            now=clock.now(),
        )
    except DomainError as refused:
        field = refused.context.get("field", "number" if refused.code == "bad_phone" else "")
        form.refuse(refused.message, field)
        return False
    return True


@role_required(*ALL_OFFICE)
@require_GET
def photo(request: HttpRequest, id: UUID) -> HttpResponse:
    """A picture of an item."""
    found = queries.photo(id)
    if found is None:
        raise Http404
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def month(request: HttpRequest, month: str) -> HttpResponse:
    """The round of a month, one item after the other; a POST writes one down, or confirms them all."""
    first = _first(month)
    if request.method == "GET":
        return _month(request, first)
    if not the_actor(request).has(*CHECKERS):
        return render(request, "403.html", {"reason": ""}, status=403)
    if request.POST.get("do") == "confirm":
        return _confirmed(request, first)
    found = _asked_for(request)
    form = CheckForm(found, request.POST)
    if _checked(request, found, form, first):
        return HttpResponseRedirect(reverse("facilities_round", args=[month]) + "#berikut", status=303)
    return _month(request, first, (found, form), status=422)


def _asked_for(request: HttpRequest) -> Item:
    try:
        found = queries.item(UUID(request.POST.get("item", "")))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _first(text: str) -> date:
    year, number = text.split("-")
    if not 1 <= int(number) <= 12 or not 2000 <= int(year) <= 2100:
        raise Http404
    return date(int(year), int(number), 1)


def _confirmed(request: HttpRequest, first: date) -> HttpResponse:
    try:
        operations.confirm(actor=the_actor(request), month=first, now=clock.now())
    except DomainError as refused:
        return _month(request, first, errors=[problem(refused.message)], status=422)
    words = _("Sarana {month} dikonfirmasi.").format(month=date_shown(first, "F Y"))
    messages.success(request, words)
    return HttpResponseRedirect(reverse("facilities"), status=303)


def _month(
    request: HttpRequest,
    first: date,
    tried: tuple[Item, CheckForm] | None = None,
    *,
    errors: list[dict[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    if first > today:
        raise Http404
    lines = queries.lines(day=today, month=first)
    round_ = queries.rounds_of([first]).get(first)
    open_ = round_ is None and first == today.replace(day=1)
    at = tried[0].id if tried else request.GET.get("sarana", "")
    wanted = next((line for line in lines if str(line.item.id) == str(at)), None)
    wanted = wanted or next((line for line in lines if not line.checked), None)
    form = tried[1] if tried else CheckForm(wanted.item, None) if wanted else None
    context: dict[str, Any] = {
        "page": "behind",
        "title": date_shown(first, "F Y"),
        "month": f"{first:%Y-%m}",
        "due": due_on(first, work_calendar(current_office().id)),
        "open": open_,
        "may_check": open_ and the_actor(request).has(*CHECKERS),
        "round": round_,
        "lines": [presenters.line_row(line) for line in lines],
        "checked": sum(line.checked for line in lines),
        "total": len(lines),
        "line": presenters.line_row(wanted) if wanted and open_ else None,
        "fields": form.questions() if form else [],
        "errors": errors or (form.errors if form else []),
    }
    return render(request, "facilities/round.html", context, status=status)
