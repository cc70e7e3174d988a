"""Receivers of messages and what became of each message, for the kabupaten's admin."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.targets import BadTarget
from commons.typed import Question, problem
from outbox.topics import all_topics
from webhooks import operations, presenters, queries
from webhooks.models import Endpoint, State
from webhooks.operations import EndpointRefused

PAGE = "webhooks"
ANSWERED = 422
FIELDS = {"no_name": "name", "no_topics": "topics"}
ACTS: dict[str, tuple[Callable[..., Any], Any]] = {
    "hentikan": (
        operations.pause,
        gettext_lazy("Dihentikan sementara. Pesan disimpan sampai dijalankan lagi."),
    ),
    "jalankan": (operations.resume, gettext_lazy("Berjalan lagi; pesan yang tertahan dikirim sekarang.")),
    "coba": (operations.send_test, gettext_lazy("Pesan uji dikirim dalam beberapa detik.")),
}


@role_required(Role.KAB_ADMIN)
@never_cache
@require_safe
def endpoints(request: HttpRequest) -> HttpResponse:
    """All receivers."""
    rows = [presenters.line(one) for one in queries.endpoints()]
    return render(request, "webhooks/endpoints.html", {"page": PAGE, "rows": rows})


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new receiver; its secret is shown once, in the answer to this form."""
    typed, errors = _typed(request), []
    if request.method == "POST":
        try:
            endpoint, secret = operations.add(**typed, actor=the_actor(request), now=clock.now())
        except (EndpointRefused, BadTarget) as refusal:
            errors = [_problem(refusal)]
        else:
            return _secret_once(request, endpoint, secret)
    return _form(request, typed, errors, endpoint=None)


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {
        "name": request.POST.get("name", "")[:200],
        "url": request.POST.get("url", "")[:600],
        "topics": request.POST.getlist("topics")[:50],
    }


def _problem(refusal: DomainError) -> dict[str, str]:
    return problem(refusal, "url" if isinstance(refusal, BadTarget) else FIELDS.get(refusal.code, ""))


def _secret_once(request: HttpRequest, endpoint: Endpoint, secret: str) -> HttpResponse:
    response = render(request, "webhooks/secret.html", {"page": PAGE, "endpoint": endpoint, "secret": secret})
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(
    request: HttpRequest, typed: dict[str, Any], errors: list[dict[str, str]], *, endpoint: Endpoint | None
) -> HttpResponse:
    said = {error["field"]: [error["message"]] for error in errors}
    # What is sent with every topic but the test is a public fact.
    choices = [(topic.key, topic.name) for topic in all_topics()]
    hint = _("https://… milik penerima.")
    if settings.WEBHOOK_LOCALHOST:
        hint = _("https://… milik penerima; untuk mencoba juga http://localhost.")
    asked: list[dict[str, Any]] = [
        {"name": "name", "label": _("Nama penerima"), "max_length": 80, "autofocus": True,
         "hint": _("Misalnya Dasbor Diskominfo.")},
        {"name": "url", "label": _("Alamat"), "max_length": 500, "hint": hint},
        {"name": "topics", "label": _("Kejadian yang dikirim"), "kind": "choices", "choices": choices},
    ]  # fmt: skip
    fields = [Question(**one, value=typed[one["name"]], errors=said.get(one["name"], [])) for one in asked]
    context = {"page": PAGE, "fields": fields, "errors": errors, "endpoint": endpoint}
    return render(request, "webhooks/form.html", context, status=ANSWERED if errors else 200)


def _or_404(endpoint_id: UUID) -> Endpoint:
    found = queries.endpoint(endpoint_id)
    if found is None:
        raise Http404
    return found


@role_required(Role.KAB_ADMIN)
@never_cache
@require_safe
def endpoint(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """One receiver: what it gets, how it goes, the latest messages."""
    found = _or_404(endpoint_id)
    names = {topic.key: topic.name for topic in all_topics()}
    log = [presenters.sent(one) for one in queries.log(endpoint_id)]
    context = {
        "page": PAGE,
        "endpoint": found,
        "tone": presenters.TONES[State(found.state)],
        "words": State(found.state).label,
        "topics": [names.get(key, key) for key in found.topics],
        "log": log,
        "busy": any(not row["ended"] for row in log) and found.state == State.ACTIVE,
        "running": found.state == State.ACTIVE,
    }
    return render(request, "webhooks/endpoint.html", context)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """Another name, address or choice of messages."""
    found = _or_404(endpoint_id)
    errors: list[dict[str, str]] = []
    typed: dict[str, Any] = {"name": found.name, "url": found.url, "topics": found.topics}
    if request.method == "POST":
        typed = _typed(request)
        try:
            operations.change(endpoint_id=endpoint_id, **typed, actor=the_actor(request), now=clock.now())
        except (EndpointRefused, BadTarget) as refusal:
            errors = [_problem(refusal)]
        else:
            messages.success(request, _("Penerima disimpan."))
            return redirect("webhook", endpoint_id)
    return _form(request, typed, errors, endpoint=found)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def act(request: HttpRequest, endpoint_id: UUID, what: str) -> HttpResponse:
    """Pause, resume, send a test, or make a new secret (shown once)."""
    found = _or_404(endpoint_id)
    if what == "kunci":
        secret = operations.rotate(endpoint_id=endpoint_id, actor=the_actor(request), now=clock.now())
        return _secret_once(request, found, secret)
    if what not in ACTS:
        raise Http404
    operation, said = ACTS[what]
    operation(endpoint_id=endpoint_id, actor=the_actor(request), now=clock.now())
    messages.success(request, str(said))
    return redirect("webhook", endpoint_id)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    """A last look, then nothing more is sent there."""
    found = _or_404(endpoint_id)
    if request.method == "POST":
        operations.remove(endpoint_id=endpoint_id, actor=the_actor(request), now=clock.now())
        messages.success(request, _("Penerima dihapus; tidak ada lagi yang dikirim ke sana."))
        return redirect("webhooks")
    return render(request, "webhooks/remove.html", {"page": PAGE, "endpoint": found})


@role_required(Role.KAB_ADMIN)
@never_cache
@require_safe
def delivery(request: HttpRequest, endpoint_id: UUID, delivery_id: UUID) -> HttpResponse:
    """One message with every attempt."""
    found = queries.delivery(endpoint_id, delivery_id)
    if found is None:
        raise Http404
    line, tries = found
    context = {
        "page": PAGE,
        "endpoint": _or_404(endpoint_id),
        "row": presenters.sent(line),
        "body": presenters.shown_body(line.delivery.body),
        "message_id": f"msg_{line.delivery.message_id.hex}",
        "tries": presenters.tries(tries),
    }
    return render(request, "webhooks/delivery.html", context)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def redeliver(request: HttpRequest, endpoint_id: UUID, delivery_id: UUID) -> HttpResponse:
    """Send a message once more, under its own id."""
    try:
        operations.redeliver(
            delivery_id=delivery_id, endpoint_id=endpoint_id, actor=the_actor(request), now=clock.now()
        )
    except EndpointRefused as refusal:
        raise Http404 from refusal
    messages.success(request, _("Pesan dikirim lagi dalam beberapa detik."))
    return redirect("webhook_delivery", endpoint_id, delivery_id)
