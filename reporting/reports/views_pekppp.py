"""PEKPPP of an office: on the kabupaten's host here, on its own in `views_office`, by the same form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
from offices.models import Office
from reports import pekppp, pekppp_facts
from reports.answers import FIELDS, questions, sheet_context, typed_of
from reports.errors import ReportRefused
from reports.pages import READERS
from reports.views import PAGE, office_or_404

ANSWERED = 422
SHELL = "kabupaten.html"
FIRST_YEAR = 2024


def good_year(year: int) -> int:
    """A year with a form. Raises `Http404`."""
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    return year


@dataclass(frozen=True)
class Place:
    """Where the form is filled in: the layout and section of the host, and the addresses around it."""

    office: Office
    shell: str
    page: str
    back: str

    def context(self) -> dict[str, Any]:
        """What every page of it shows."""
        return {"shell": self.shell, "page": self.page, "office_name": str(self.office), "back": self.back}


def show_sheet(
    request: HttpRequest, place: Place, year: int, link: Callable[[str], str] | None
) -> HttpResponse:
    """The form, filled in as far as is known; `link` leads to a point, for who may enter it."""
    seen = pekppp_facts.sheet(place.office, year=good_year(year), now=clock.now())
    return render(request, "reports/pekppp.html", sheet_context(seen, year, link) | place.context())


def take_point(request: HttpRequest, place: Place, year: int, point: str) -> HttpResponse:
    """Enter one point. Raises `Http404` for one that the form does not have."""
    one = pekppp.form().point(point)
    if one is None:
        raise Http404
    entry = pekppp_facts.entries(place.office, good_year(year)).get(point)
    posted, errors = request.method == "POST", []
    typed = typed_of(request.POST, entry, posted=posted)
    if posted:
        try:
            pekppp_facts.enter(
                office_id=place.office.pk,
                year=year,
                point=point,
                **typed,
                actor=the_actor(request),
                now=clock.now(),
            )
        except ReportRefused as refusal:
            errors = [problem(refusal, FIELDS.get(refusal.code, ""))]
        else:
            messages.success(request, _("Isian disimpan."))
            return redirect(place.back)
    fields = {"point": one, "year": year, "fields": questions(one, typed, errors), "errors": errors}
    return render(request, "reports/point.html", fields | place.context(), status=ANSWERED if errors else 200)


@role_required(*READERS)
@never_cache
@require_safe
def sheet(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The form of an office, on the kabupaten's host."""
    place = Place(office_or_404(code), SHELL, PAGE, reverse("reports_office", args=[code]))
    can = the_actor(request).has(Role.KAB_ADMIN)
    link = (lambda key: reverse("reports_point", args=[code, year, key])) if can else None
    return show_sheet(request, place, year, link)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: HttpRequest, code: str, year: int, point: str) -> HttpResponse:
    """Enter one point of an office."""
    place = Place(office_or_404(code), SHELL, PAGE, reverse("reports_pekppp", args=[code, year]))
    return take_point(request, place, year, point)
