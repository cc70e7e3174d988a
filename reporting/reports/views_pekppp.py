"""PEKPPP of an office on the kabupaten's host."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.typed import problem
from reports import pekppp, pekppp_facts
from reports.answers import FIELDS, questions, sheet_context, typed_of
from reports.errors import ReportRefused
from reports.pages import READERS
from reports.views import PAGE, office_or_404

ANSWERED = 422
FIRST_YEAR = 2024


def good_year(year: int) -> int:
    """A year with a form. Raises `Http404`."""
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    return year


@role_required(*READERS)
@never_cache
@require_safe
def sheet(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The form, filled in as far as is known."""
    found = office_or_404(code)
    seen = pekppp_facts.sheet(found, year=good_year(year), on=clock.today())
    can = the_actor(request).has(Role.KAB_ADMIN)
    context = sheet_context(
        seen, year, (lambda key: reverse("reports_point", args=[code, year, key])) if can else None
    )
    base = {"page": PAGE, "office_name": str(found), "back": reverse("reports_office", args=[code])}
    return render(request, "reports/pekppp.html", context | base)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, code: str, year: int, point: str) -> HttpResponse:
    """Enter one point."""
    found, one = office_or_404(code), pekppp.form().point(point)
    if one is None:
        raise Http404
    entry = pekppp_facts.entries(found, good_year(year)).get(point)
    posted, errors = request.method == "POST", []
    typed = typed_of(request.POST, entry, posted=posted)
    back = reverse("reports_pekppp", args=[code, year])
    if posted:
        try:
            pekppp_facts.enter(
                office_id=found.pk, year=year, point=point, **typed, actor=the_actor(request), now=clock.now()
            )
        except ReportRefused as refusal:
            errors = [problem(refusal, FIELDS.get(refusal.code, ""))]
        else:
            messages.success(request, _("Isian disimpan."))
            return redirect(back)
    context = {
        "page": PAGE,
        "office_name": str(found),
        "point": one,
        "year": year,
        "back": back,
        "fields": questions(one, typed, errors),
        "errors": errors,
    }
    return render(request, "reports/point.html", context, status=ANSWERED if errors else 200)
