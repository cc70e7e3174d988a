"""Photographs from a telephone: the officer shows a QR code and sees come what the telephone sends."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import role_required, the_actor
from accounts.ratelimit import rate_limited
from applications import presenters_papers
from applications.presenters_papers import ADDERS
from applications.versions import program_of
from applications.views_file import load
from applications.views_papers import rows_of
from attachments import links
from attachments.links import MINUTES, LinkGone
from attachments.models import PhoneLink, Via
from attachments.operations import Owner
from attachments.refusals import MOST_BYTES, UploadRefused
from commons import clock, qr
from commons.clock import wib
from offices.hosts import url_of
from offices.scope import current_office
from standards import queries as standards

COOKIE = "loket_foto"
PER_MINUTE = 40
ENOUGH = 286  # htmx stops asking


@role_required(*ADDERS)
@require_POST
def phone_link(request: HttpRequest) -> HttpResponse:
    """Make a link for what is open, and show it as a QR code. Its address stands nowhere else."""
    actor, now = the_actor(request), clock.now()
    owner, papers, back = _open(request)
    made = links.make(owner=owner, papers=papers, actor=actor, now=now)
    address = url_of(current_office().slug, f"/foto/{made.token}/")
    context: dict[str, Any] = {
        "page": "intake" if owner.draft else "inbox",
        "qr": qr.inline(address),
        "address": address,
        "minutes": MINUTES,
        "until": f"{wib(made.until):%H.%M}",
        "watch_url": reverse("phone_arrived", args=[made.id]),
        "arrived": [],
        "back_url": back,
    }
    return _private(render(request, "applications/phone_link.html", context))


def _open(request: HttpRequest) -> tuple[Owner, list[tuple[str, str]], str]:
    """What is open, the papers to choose from, and where the page leads back to."""
    post = request.POST
    if file_id := post.get("file", ""):
        detail = load(request, _uuid(file_id))
        if not presenters_papers.may_add(detail):
            raise Http404
        papers = list(presenters_papers.labels_of(detail).items())
        return Owner(file_id=detail.file.id), papers, reverse("file", args=[detail.file.id])
    draft = post.get("idempotency_key", "")[:64]
    if not draft:
        raise Http404
    return Owner(draft=draft), _papers_of(post.get("service", "")), reverse("intake")


def _papers_of(code: str) -> list[tuple[str, str]]:
    try:
        program = program_of(standards.published_version(code).id)
    except standards.NoSuchService as unknown:
        raise Http404 from unknown
    groups = program.document.persyaratan.groups
    several = len(groups) > 1
    return [
        (f"{group.key}:{paper.key}", f"{group.title}: {paper.name}" if several else paper.name)
        for group in groups
        for requirement in group.requirements
        for paper in requirement.papers
    ]


@role_required(*ADDERS)
@require_GET
def phone_arrived(request: HttpRequest, id: UUID) -> HttpResponse:
    """What came through the link so far: asked for every few seconds, until the link is over."""
    actor, now = the_actor(request), clock.now()
    link = links.mine(id, actor=actor)
    if link is None:
        raise Http404
    owner = Owner(file_id=link.file_id) if link.file_id else Owner(draft=link.draft)
    rows = [row for row in rows_of(owner, actor) if row.added_at >= link.made_at and row.via is Via.PHONE]
    names = dict(link.papers)
    context: dict[str, Any] = {
        "arrived": presenters_papers.arrived(rows, names),
        "watch_url": reverse("phone_arrived", args=[id]),
        "over": link.until <= now,
    }
    status = ENOUGH if link.until <= now else 200
    return _private(render(request, "applications/phone_arrived.html", context, status=status))


@never_cache
@rate_limited("phone", limit=PER_MINUTE, seconds=60, methods=frozenset({"GET", "HEAD", "POST"}))
@require_http_methods(["GET", "HEAD", "POST"])
def phone_send(request: HttpRequest, token: str) -> HttpResponseBase:
    """The telephone's page: it says nothing about anybody, and a POST only adds a photograph."""
    now, claim = clock.now(), request.COOKIES.get(COOKIE, "")[:64] or links.new_claim()
    try:
        link = links.find(token, claim=claim, now=now)
        if request.method != "POST":
            return _phone_page(request, link)
        file = request.FILES.get("file")
        if file is None:
            return _phone_page(request, link, _("Foto dulu, lalu kirim."))
        links.send(
            token=token,
            claim=claim,
            requirement=request.POST.get("what", ""),
            content=file.read(MOST_BYTES + 1),
            now=now,
        )
    except LinkGone as gone:
        return _bare(render(request, "applications/phone_gone.html", {"reason": gone.message}, status=410))
    except UploadRefused as refused:
        return _claimed(_phone_page(request, link, str(refused.message)), token, claim)
    sent = HttpResponseRedirect(reverse("phone_send", args=[token]) + "?terkirim", status=303)
    return _claimed(_bare(sent), token, claim)


def _claimed(answer: HttpResponse, token: str, claim: str) -> HttpResponse:
    answer.set_cookie(
        COOKIE,
        claim,
        max_age=MINUTES * 60,
        path=reverse("phone_send", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def _phone_page(request: HttpRequest, link: PhoneLink, problem: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "choices": link.papers,
        "what": request.POST.get("what", ""),
        "problem": problem,
        "sent": link.sent,
        "just_sent": "terkirim" in request.GET,
        "until": f"{wib(link.until):%H.%M}",
        "limit": MOST_BYTES // 1024 // 1024,
        "most": MOST_BYTES,
    }
    status = 422 if problem else 200
    return _bare(render(request, "applications/phone_send.html", context, status=status))


def _bare(response: HttpResponse) -> HttpResponse:
    """The address is a secret for ten minutes: no referrer, no search engine, no cache."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as bad:
        raise Http404 from bad
