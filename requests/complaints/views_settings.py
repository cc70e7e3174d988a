"""The office's own terms, tighter than the kabupaten's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from complaints import ruling, terms, termsform


@role_required(Role.OFFICE_ADMIN, Role.HEAD)
@require_http_methods(["GET", "POST"])
def settings_complaints(request: HttpRequest) -> HttpResponse:
    """Working days for each class, and for verifying and a first reply."""
    above = terms.of_kabupaten()
    form = termsform.form_of(request.POST if request.method == "POST" else None, terms.in_force())
    if request.method == "POST":
        read = termsform.read(form, above)
        if read is not None:
            ruling.set_own(terms=read, actor=the_actor(request), now=clock.now())
            messages.success(request, _("Tenggat disimpan. Berlaku untuk yang masuk sejak sekarang."))
            return HttpResponseRedirect(reverse("settings_complaints"), status=303)
    context = {"page": "settings", "fields": termsform.questions(form, above), "errors": form.errors}
    return render(request, "complaints/settings.html", context, status=422 if form.errors else 200)
