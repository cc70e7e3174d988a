"""The kabupaten's terms of complaints, for all its offices."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from complaints import terms, termsform
from escalations import operations as escalations


@role_required(Role.KAB_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def kabupaten_terms(request: HttpRequest) -> HttpResponse:
    """Working days for each class; offices may only be quicker."""
    form = termsform.form_of(request.POST if request.method == "POST" else None, terms.of_kabupaten())
    if request.method == "POST":
        read = termsform.read(form, termsform.WIDEST)
        if read is not None:
            escalations.set_terms(terms=read.plain(), actor=the_actor(request), now=clock.now())
            messages.success(request, _("Tenggat disimpan. Berlaku untuk yang masuk sejak sekarang."))
            return HttpResponseRedirect(reverse("kabupaten_terms"), status=303)
    context = {"page": "kabupaten_terms", "fields": termsform.questions(form, None), "errors": form.errors}
    return render(request, "complaints/terms.html", context, status=422 if form.errors else 200)
