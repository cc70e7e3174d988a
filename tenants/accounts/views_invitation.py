"""A person follows the link of an invitation and chooses a password."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import invitations, secondfactor, signin
from accounts.errors import AccountError
from accounts.forms import FirstPasswordForm
from accounts.permissions import before_second_factor, safe_next
from commons import clock

ANSWERED = 422


@before_second_factor
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """Opening the link changes nothing; its form uses it up and signs the person in."""
    now = clock.now()
    try:
        holder = invitations.look(code, now=now)
    except AccountError as refusal:
        return render(request, "accounts/invitation_dead.html", {"reason": refusal.message}, status=404)
    form = FirstPasswordForm(request.POST if request.method == "POST" else None)
    errors: list[dict[str, Any]] = form.summary() if form.is_bound and not form.is_valid() else []
    if form.is_bound and not errors:
        try:
            user = invitations.accept(code=code, password=form.cleaned_data["new"], now=now)
        except AccountError as refusal:
            errors = [{"field": "new", "message": str(refusal)}]
        else:
            if secondfactor.is_confirmed(user.pk):
                signin.hold(request, user, next_url=safe_next(request, None), now=now)
                return redirect("totp")
            signin.sign_in(request, user, second_factor=False, now=now)
            return redirect(safe_next(request, None))
    title = holder.actor.title if holder.actor else _("belum bertugas hari ini")
    context = {"form": form, "errors": errors, "holder": holder, "holder_title": title}
    return render(request, "accounts/invitation.html", context, status=ANSWERED if errors else 200)
