"""Who may open which page. Every staff view says so with `role_required`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import queries, shell
from accounts.actors import Actor
from accounts.models import KABUPATEN_ROLES, OFFICE_ROLES, SUPPORT, User
from commons import clock

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])

ALL_OFFICE = tuple(sorted(OFFICE_ROLES))
ALL_KABUPATEN = tuple(sorted(KABUPATEN_ROLES))


def actor_of(request: Any) -> Actor | None:
    """Who acts in this request (Django's or DRF's), or None."""
    actor = getattr(request, "actor", None)
    return actor if isinstance(actor, Actor) else None


def the_actor(request: Any) -> Actor:
    """Who acts, in a view behind `role_required`. Raises `PermissionDenied` when nobody does."""
    actor = actor_of(request)
    if actor is None:
        raise PermissionDenied
    return actor


def role_required(*roles: str) -> Callable[[View[P]], View[P]]:
    """Let in who holds one of `roles` here today; without roles, anybody with an assignment here.

    A stranger is led to the login page and back; a person without an assignment here sees where they have one
    (403); a person with other roles sees a 403 page.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            refusal = refuse(request, *roles)
            return refusal if refusal is not None else view(request, *args, **kwargs)

        guarded.roles = roles  # type: ignore[attr-defined]  # for the guard test on URLs
        return guarded

    return decorate


class RoleRequiredMixin:
    """`role_required` for class-based views: set `roles`."""

    roles: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse, or go on to the view."""
        refusal = refuse(request, *self.roles)
        if refusal is not None:
            return refusal
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


def refuse(request: HttpRequest, *roles: str) -> HttpResponse | None:
    """The answer for who may not come in; None for who may."""
    actor = actor_of(request)
    if actor is None:
        if isinstance(request.user, User):
            return choose_office_page(request, request.user, status=403)
        return to_login(request)
    if actor.is_support and SUPPORT not in roles:
        return guest_refused(request)
    if roles and not actor.has(*roles):
        return _not_for(request, actor)
    return None


def _not_for(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who is at work in the kabupaten keeps their bar: the way on is in it."""
    if actor.office_id is None:
        reason = _("Peran Anda di kabupaten tidak mencakup halaman ini.")
        return render(request, "403_kabupaten.html", {"reason": reason}, status=403)
    reason = _("Peran Anda di kantor ini tidak mencakup halaman ini.")
    return render(request, "403.html", {"reason": reason}, status=403)


def to_login(request: HttpRequest) -> HttpResponse:
    """To the login page, and after it back to the page the person was on.

    What was sent in a POST was not done; the login page says so.
    """
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else _sent_from(request)
    if request.method not in {"GET", "HEAD"}:
        ended = _("Anda sudah keluar. Yang baru saja dikirim belum dijalankan: masuk lagi, lalu ulangi.")
        messages.warning(request, ended)
    target = redirect_to_login(back, settings.LOGIN_URL) if back else None
    return whole_page(request, target.url if target else settings.LOGIN_URL)


def _sent_from(request: HttpRequest) -> str:
    """The path of the page on this host whose form was sent; "" when the browser does not say."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else ""


def whole_page(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect of the whole page, also when htmx asked for a part of it."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def choose_office_page(request: HttpRequest, user: User, *, status: int) -> HttpResponse:
    """The page that says where this person works today, with a button for each other place."""
    here = user.actor.office_id if user.actor else None
    offices = [
        {"slug": place.slug, "full_name": place.name, "tone": place.tone, "title": place.title}
        for place in queries.places(user.pk, on=clock.today())
        if user.actor is None or place.office_id != here
    ]
    return render(
        request, "accounts/choose_office.html", {"name": user.name, "offices": offices}, status=status
    )


def safe_next(request: HttpRequest, url: str | None) -> str:
    """`url` when it is a path of this same host, else the page after login. Who asked for the first page of
    the host asked for nothing in particular."""
    host, secure = {request.get_host()}, request.is_secure()
    # A bare word is no path: `redirect` would take it for the name of a view.
    good = bool(url) and url_has_allowed_host_and_scheme(url, allowed_hosts=host, require_https=secure)
    return url if good and url and url.startswith("/") and url != "/" else home(request)


def home(request: HttpRequest) -> str:
    """The first page after login on this host."""
    actor = actor_of(request) or getattr(getattr(request, "user", None), "actor", None)
    if actor is not None and actor.is_support:
        return reverse("support_files", urlconf=getattr(request, "urlconf", None))
    try:
        arrival = shell.arrival_of(actor) if actor is not None and actor.office_id is None else ""
        return reverse(arrival or "inbox", urlconf=getattr(request, "urlconf", None))
    except NoReverseMatch:
        return "/"


def may_ask(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Whether a guest of the kabupaten may send this at all: who looks changes nothing, whatever the page."""
    if request.method in {"GET", "HEAD", "OPTIONS"} or getattr(view, "for_guests", False):
        return True
    match = request.resolver_match
    return match is not None and match.url_name == "set_language"  # Django's own view: a cookie


def for_guests(view: AnyView) -> AnyView:
    """Mark a view whose POST a guest of the kabupaten may send: it concerns them, not the office."""
    view.for_guests = True  # type: ignore[attr-defined]
    return view


def guests_may_open(path: str) -> bool:
    """Whether the page at this path of the current host is one that a guest may look at."""
    return SUPPORT in getattr(resolve(path).func, "roles", ())


def guest_refused(request: HttpRequest) -> HttpResponse:
    """The answer to a guest of the kabupaten who asks for more than looking."""
    reason = _("Akses bantuan hanya untuk melihat: berkas tanpa data pribadi, dan pengaturan kantor.")
    return render(request, "403.html", {"reason": reason}, status=403)


def before_second_factor(view: AnyView) -> AnyView:
    """Mark a view that a person may open before the second factor or a new password is in place."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view
