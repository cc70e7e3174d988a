"""The counter's console: who is next, who is here, who waits; live, and usable without scripts."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.permissions import role_required, the_actor
from applications.views_common import live
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.ids import new_id
from commons.typed import problem
from queueing import operations, presenters, queries
from queueing.errors import NotFound
from queueing.models import Ticket
from queueing.operations import ASKED, Seen, Wanted
from queueing.presenters import Desk
from queueing.queries import CounterRow, number_of
from queueing.recording import TOPIC
from queueing.visits import LONGEST_MINUTES
from queueing.workflow import Action
from standards import queries as standards

VIEWERS = ("COUNTER", "OPERATOR", "INFORMATION")
CALLERS = ("COUNTER", "OPERATOR")
SESSION_KEY = "queue_counter"
USUAL_MINUTES = 5
ANSWERED = 422


@role_required(*VIEWERS)
@never_cache
@require_safe
def console(request: HttpRequest) -> HttpResponse:
    """The whole console of the counter this person sits at."""
    return show(request)


def show(request: HttpRequest, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    """The console, or its answer to something that was refused."""
    now = clock.now()
    desk = _desk(request)
    current = desk.current()
    start = wib(now).replace(hour=0, minute=0, second=0, microsecond=0)
    context: dict[str, Any] = {
        "page": "ticket",
        "errors": errors or [],
        "may_call": desk.may_call,
        "counter": desk.counter,
        "counters": presenters.counter_choices(
            desk.counters, desk.rows, here=desk.counter.id if desk.counter else None
        ),
        "current": desk.line(current) if current else None,
        "waiting": desk.waiting(),
        "aside": desk.aside(),
        "elsewhere": desk.elsewhere(),
        "done": desk.done(),
        "figures": presenters.figures(queries.figures(desk.rows, start=start, end=start + timedelta(days=1))),
        "day": queries.day_state(wib(now).date()),
        "services": standards.names() if desk.may_call else [],
        "minutes": USUAL_MINUTES,
        "most_minutes": LONGEST_MINUTES,
        "idempotency_key": str(new_id()),
        "live": live([TOPIC], reverse("queue_changes")),
    }
    return render(request, "queueing/console.html", context, status=ANSWERED if errors else 200)


def _desk(request: HttpRequest) -> Desk:
    counters = queries.counters()
    return Desk(
        rows=queries.today(clock.today()),
        groups=queries.groups(),
        counters=counters,
        counter=chosen_counter(request, counters),
        run=queries.options().priority_run,
        may_call=the_actor(request).has(*CALLERS),
        now=clock.now(),
    )


def chosen_counter(request: HttpRequest, counters: list[CounterRow]) -> CounterRow | None:
    """The counter this person chose on this host, while it is in use."""
    asked = request.session.get(SESSION_KEY, "")
    return next((each for each in counters if str(each.id) == asked), None)


@role_required(*VIEWERS)
@require_GET
def console_changes(request: HttpRequest) -> HttpResponseBase:
    """Nothing but an ETag, for consoles that poll: 304 while the queue is as it was."""
    tag = f'"{hashlib.sha256(queries.stamp(clock.today()).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(status=200, headers={"ETag": tag, "Cache-Control": "no-store"})


@role_required(*CALLERS)
@require_POST
def console_counter(request: HttpRequest) -> HttpResponse:
    """Sit down at a counter; an office that has none yet gets counter 1."""
    asked = request.POST.get("counter", "")
    if asked == "first":
        _group, counter = operations.furnish(now=clock.now())
        request.session[SESSION_KEY] = str(counter.id)
    elif any(str(each.id) == asked for each in queries.counters()):
        request.session[SESSION_KEY] = asked
    elif asked == "":
        request.session.pop(SESSION_KEY, None)
    else:
        raise Http404
    return redirect("queue")


@role_required(*CALLERS)
@require_POST
def console_next(request: HttpRequest) -> HttpResponse:
    """Call whoever is next to this person's counter; a second click calls nobody."""
    counter = chosen_counter(request, queries.counters())
    if counter is None:
        return show(request, [problem(_("Pilih loket Anda dulu."))])
    seen = request.POST.get("seen")
    try:
        ticket = operations.call_next(
            actor=the_actor(request),
            counter_id=counter.id,
            seen=None if seen is None else Seen(_uuid(seen)),
            now=clock.now(),
        )
    except DomainError as refused:
        return show(request, [problem(refused)])
    messages.success(request, _said(Action.CALL, ticket, counter))
    return redirect("queue")


@role_required(*CALLERS)
@require_POST
def console_act(request: HttpRequest, ticket_id: UUID, action: str) -> HttpResponse:
    """One action on one ticket. START with `open` goes on to the file's intake."""
    if action not in {each.value for each in ASKED}:
        raise Http404
    counter = chosen_counter(request, queries.counters())
    wanted, asked = _wanted(request), Action(action)
    try:
        ticket = operations.act(
            actor=the_actor(request),
            ticket_id=ticket_id,
            action=asked,
            counter_id=counter.id if counter else None,
            group_id=_uuid(request.POST.get("group", "")),
            wanted=wanted,
            reason=request.POST.get("reason", ""),
            expected_event=_number(request.POST.get("event", "")),
            now=clock.now(),
        )
    except NotFound as refused:
        return _not_found(request, refused)
    except DomainError as refused:
        return show(request, [problem(refused)])
    if asked in {Action.START, Action.CONTINUE} and "open" in request.POST:
        return redirect(presenters.intake_url(queries.row_of(ticket)))
    messages.success(request, _said(asked, ticket, counter))
    return redirect("queue")


def _not_found(request: HttpRequest, refused: NotFound) -> HttpResponse:
    """A ticket of nobody here is 404; a counter not chosen, or a group gone meanwhile, is said."""
    if refused.code == "ticket_not_found":
        raise Http404 from refused
    if refused.code == "counter_not_found":
        return show(request, [problem(_("Pilih loket Anda dulu."))])
    return show(request, [problem(refused)])


def _said(action: Action, ticket: Ticket, counter: CounterRow | None) -> str:
    words = str(presenters.DONE_WORDS[action])
    group = ticket.group.name if ticket.group else ""
    return words.format(number=number_of(ticket), counter=counter.number if counter else "", group=group)


def _wanted(request: HttpRequest) -> Wanted | None:
    """The further service that was chosen, if the office has it."""
    code = request.POST.get("service", "")
    return next((Wanted(code=each, name=name) for each, name in standards.names() if each == code), None)


@role_required(*CALLERS)
@require_POST
def console_quick(request: HttpRequest) -> HttpResponse:
    """Count somebody who was served without a ticket."""
    wanted, minutes = _wanted(request), _number(request.POST.get("minutes", ""))
    errors = []
    if wanted is None:
        errors.append(problem(_("Pilih layanannya."), "quick-service"))
    if minutes is None or not 0 <= minutes <= LONGEST_MINUTES:
        errors.append(problem(_("Isi menit 0 sampai {n}.").format(n=LONGEST_MINUTES), "quick-minutes"))
    if errors or wanted is None or minutes is None:
        return show(request, errors)
    counter = chosen_counter(request, queries.counters())
    try:
        operations.quick(
            actor=the_actor(request),
            wanted=wanted,
            minutes=minutes,
            counter_id=counter.id if counter else None,
            idempotency_key=clean_key(request),
            now=clock.now(),
        )
    except DomainError as refused:
        return show(request, [problem(refused)])
    messages.success(request, _("Layanan cepat dicatat: {service}.").format(service=wanted.name))
    return redirect("queue")


def clean_key(request: HttpRequest) -> str | None:
    """The key of the page's button; None when it has none that could be one."""
    key = _uuid(request.POST.get("idempotency_key", ""))
    return str(key) if key else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
