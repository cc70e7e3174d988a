"""Signing in and out, the second step, going to another office."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import operations, secondfactor, signin, switching, totp
from accounts.addresses import client_address
from accounts.errors import AccountError, LockedOut, SignInRefused, TicketRefused
from accounts.forms import CodeForm, LoginForm, PasswordForm
from accounts.models import User
from accounts.permissions import (
    actor_of,
    before_second_factor,
    choose_office_page,
    for_guests,
    safe_next,
    to_login,
)
from commons import clock, qr
from commons.ids import show_code

ANSWERED = 422  # the form is shown again with its errors


def _errors(message: Any, field: str = "") -> list[dict[str, str]]:
    return [{"field": field, "message": str(message)}]


def _locked(request: HttpRequest, refusal: LockedOut) -> HttpResponse:
    page = render(request, "accounts/locked.html", {"until": refusal.until}, status=429)
    wait = int((refusal.until - clock.now()).total_seconds()) + 1
    page.headers["Retry-After"] = str(max(wait, 1))
    return page


@before_second_factor
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The first step: user name and password."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if request.method == "POST":
        return _check_password(request, wanted)
    if actor_of(request) is not None:
        return redirect(safe_next(request, wanted))
    return render(request, "accounts/login.html", {"next": wanted})


def _check_password(request: HttpRequest, wanted: str) -> HttpResponse:
    form, now = LoginForm(request.POST), clock.now()
    if not form.is_valid():
        return _login_again(request, wanted, form.summary())
    try:
        user = signin.check_password(request, **form.cleaned_data, address=client_address(request), now=now)
    except LockedOut as refusal:
        return _locked(request, refusal)
    except SignInRefused as refusal:
        return _login_again(request, wanted, _errors(refusal, "username"))
    if secondfactor.is_confirmed(user.pk):
        signin.hold(request, user, next_url=safe_next(request, wanted), now=now)
        return redirect("totp")
    signin.sign_in(request, user, second_factor=False, now=now)
    return redirect(safe_next(request, wanted))


def _login_again(request: HttpRequest, wanted: str, errors: list[dict[str, str]]) -> HttpResponse:
    context = {"next": wanted, "username": request.POST.get("username", ""), "errors": errors}
    return render(request, "accounts/login.html", context, status=ANSWERED)


@before_second_factor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def totp_step(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the authenticator app, or a recovery code."""
    now = clock.now()
    held = signin.pending(request, now=now)
    if held is None:
        messages.info(request, _("Waktu untuk memasukkan kode sudah lewat. Masuk lagi dari awal."))
        return redirect("login")
    if request.method != "POST":
        return render(request, "accounts/totp.html", {"name": held.user.name})
    form = CodeForm(request.POST)
    errors = form.summary() if not form.is_valid() else []
    if not errors:
        try:
            signin.check_code(held.user, form.cleaned_data["code"], address=client_address(request), now=now)
        except LockedOut as refusal:
            return _locked(request, refusal)
        except SignInRefused as refusal:
            errors = _errors(refusal, "code")
    if errors:
        context = {"name": held.user.name, "errors": errors}
        return render(request, "accounts/totp.html", context, status=ANSWERED)
    signin.sign_in(request, held.user, second_factor=True, now=now)
    return redirect(safe_next(request, held.next_url))


@before_second_factor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def totp_setup(request: HttpRequest) -> HttpResponse:
    """Set up the second factor; at the end the recovery codes are shown, once."""
    user = request.user
    if not isinstance(user, User):
        return to_login(request)
    if secondfactor.is_confirmed(user.pk):
        return _already_set_up(request, user)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            return _confirm(request, user)
        except LockedOut as refusal:
            return _locked(request, refusal)
        except SignInRefused as refusal:
            errors = _errors(refusal, "code")
        except AccountError:
            # Finished in another window meanwhile.
            return redirect("totp_setup")
    secret = secondfactor.pending_secret(user.pk)
    drawing = qr.inline(totp.uri(secret, username=user.username))
    context = {"qr": drawing, "secret": show_code(secret), "errors": errors}
    return render(request, "accounts/totp_setup.html", context, status=ANSWERED if errors else 200)


def _confirm(request: HttpRequest, user: User) -> HttpResponse:
    typed = request.POST.get("code", "")[:40]
    codes = signin.confirm_factor(user, typed, address=client_address(request), now=clock.now())
    request.session.cycle_key()
    request.session[signin.SECOND_FACTOR] = True
    shown = {"codes": [show_code(code) for code in codes], "next": safe_next(request, None)}
    return render(request, "accounts/recovery_codes.html", shown)


def _already_set_up(request: HttpRequest, user: User) -> HttpResponse:
    if signin.has_second_factor(request):
        return redirect(safe_next(request, None))
    # It was set up elsewhere since this session began: the code is asked for now.
    signin.hold(request, user, next_url=safe_next(request, None), now=clock.now())
    return redirect("totp")


@before_second_factor
@for_guests
@never_cache
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session on this host."""
    signin.sign_out(request, now=clock.now())
    return redirect("login")


@before_second_factor
@never_cache
@require_http_methods(["GET", "HEAD"])
def choose_office(request: HttpRequest) -> HttpResponse:
    """Where this person works today, with a button for each."""
    if not isinstance(request.user, User):
        return to_login(request)
    return choose_office_page(request, request.user, status=200)


@before_second_factor
@for_guests
@never_cache
@require_POST
def switch_office(request: HttpRequest) -> HttpResponse:
    """Leave for another office of the same person: a pass and the way to the other host."""
    user = request.user
    if not isinstance(user, User):
        return to_login(request)
    second_factor = signin.has_second_factor(request)
    try:
        ticket = switching.issue(
            user, request.POST.get("office", ""), second_factor=second_factor, now=clock.now()
        )
    except TicketRefused as refusal:
        return _refused(request, refusal)
    return HttpResponseRedirect(ticket.url)


@before_second_factor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def switch_ticket(request: HttpRequest, code: str) -> HttpResponse:
    """Arrive from another office. Opening the address changes nothing; its form uses the pass up."""
    now = clock.now()
    try:
        if request.method != "POST":
            return _arrival_page(request, switching.look(code, now=now))
        arrival = switching.use(code, now=now)
    except TicketRefused as refusal:
        return _refused(request, refusal)
    signin.sign_in(request, arrival.user, second_factor=arrival.second_factor, now=now, switched=True)
    return redirect(safe_next(request, None))


def _arrival_page(request: HttpRequest, holder: User) -> HttpResponse:
    # Who is signed in here as somebody else presses the button themselves: a link must not swap people.
    other = isinstance(request.user, User) and request.user.pk != holder.pk
    context = {"name": holder.name, "automatic": not other, "other": request.user if other else None}
    return render(request, "accounts/switch_ticket.html", context)


def _refused(request: HttpRequest, refusal: TicketRefused) -> HttpResponse:
    context = {"reason": refusal.message, "signed_in": isinstance(request.user, User)}
    return render(request, "accounts/ticket_refused.html", context, status=403)


@before_second_factor
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: HttpRequest) -> HttpResponse:
    """Choose a new password."""
    user = request.user
    if not isinstance(user, User):
        return to_login(request)
    if signin.needs_second_factor(user.actor) and not signin.has_second_factor(request):
        return redirect("totp_setup")
    form = PasswordForm(request.POST if request.method == "POST" else None)
    errors = form.summary() if form.is_bound and not form.is_valid() else []
    if form.is_bound and not errors:
        try:
            data = form.cleaned_data
            operations.change_own_password(user=user, old=data["old"], new=data["new"], now=clock.now())
        except AccountError as refusal:
            errors = _errors(refusal, "old" if refusal.code == "wrong_password" else "new")
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Kata sandi baru berlaku mulai sekarang."))
            return redirect(safe_next(request, None))
    context = {"form": form, "errors": errors, "forced": user.credential.must_change}
    return render(request, "accounts/password_change.html", context, status=ANSWERED if errors else 200)
