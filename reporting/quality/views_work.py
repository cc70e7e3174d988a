"""What was worked on: for superiors by step and by name, for everybody their own. Nowhere else."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import ALL_OFFICE, role_required, the_actor
from applications.labels import DONE, ROLES
from applications.workflow_types import Role, StepKind
from commons import clock
from commons.indonesian import date_shown, duration_words
from indicators.periods import Period, months_back
from offices.http import office_of
from quality import reading_work
from quality.views import PAGE
from quality.vocabulary import SUPERIORS
from quality.workload import MINIMUM, Load, Somebody

MONTHS = 6


def _months(today: date) -> list[date]:
    return [months_back(today, n) for n in range(MONTHS)]


def _chosen(request: HttpRequest) -> Period:
    """The month of the address, where it is one of the last; else this one."""
    wanted, months = request.GET.get("masa", ""), _months(clock.today())
    return Period.month(next((one for one in months if f"{one:%Y-%m}" == wanted), months[0]))


@role_required(*SUPERIORS)
@never_cache
@require_safe
def workload(request: HttpRequest) -> HttpResponse:
    """The office's steps, and the people below this person in the order of the alphabet."""
    period = _chosen(request)
    found = reading_work.work(office=office_of(request), period=period, actor=the_actor(request))
    context = {
        **_base(period),
        "steps": [
            {
                **_load(load),
                "step": str(DONE[kind]),
                "roles": ", ".join(str(ROLES[role]) for role in Role if role in found.roles[kind]),
                "slowest": found.slowest.get(kind, 0),
            }
            for kind, load in found.steps.items()
        ],
        "people": [_person(one) for one in found.people],
    }
    return render(request, "quality/workload.html", context)


@role_required(*ALL_OFFICE)
@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """This person's own work."""
    period = _chosen(request)
    me = reading_work.own_work(office=office_of(request), period=period, actor=the_actor(request))
    return render(request, "quality/own_work.html", {**_base(period), "me": _person(me)})


def _base(period: Period) -> dict[str, Any]:
    return {
        "page": PAGE,
        "month": date_shown(period.first, "F Y"),
        "chosen": f"{period.first:%Y-%m}",
        "months": [(f"{one:%Y-%m}", date_shown(one, "F Y")) for one in _months(clock.today())],
        "minimum": MINIMUM,
    }


def _person(one: Somebody) -> dict[str, Any]:
    return {
        **_load(one.whole),
        "name": one.name,
        "title": one.title,
        "steps": [{**_load(load), "step": _step(kind)} for kind, load in one.steps.items()],
    }


def _step(kind: StepKind) -> str:
    return str(DONE[kind])


def _load(load: Load) -> dict[str, Any]:
    few = _("belum cukup data")
    return {
        "n": load.n,
        "judged": len(load.judged),
        "waited": len(load.waits),
        "first": bool(load.n) and not load.waits,
        "minutes": duration_words(round(load.minutes)) if load.minutes is not None else few,
        "promise": f"{load.promise * 100:.0f}\N{NO-BREAK SPACE}%" if load.promise is not None else few,
    }
