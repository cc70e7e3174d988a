"""What the pages of this app share."""

from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Role
from commons.clock import today
from commons.errors import DomainError
from commons.typedform import TypedForm
from supervision.rostering import Stay

LEADERS = (Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
OVERSEERS = (*LEADERS, Role.OFFICE_ADMIN)


def month_of(text: str) -> date:
    """The first day of "2026-11". Raises `Http404`."""
    year, _dash, number = text.partition("-")
    if not (1 <= int(number) <= 12 and 2000 <= int(year) <= 2100):
        raise Http404
    return date(int(year), int(number), 1)


def day_of(request: HttpRequest) -> date:
    """The day asked for with `?hari=2026-11-20`, else today."""
    try:
        found = date.fromisoformat(request.GET.get("hari", ""))
    except ValueError:
        return today()
    return found if 2000 <= found.year <= 2100 else today()


def say(form: TypedForm, refused: DomainError) -> None:
    """Put a refusal beside its question."""
    form.refuse(refused.message, refused.context.get("field", ""))


def not_for_you(request: HttpRequest) -> HttpResponse:
    """The page that says so."""
    return render(request, "403.html", {"reason": ""}, status=403)


def choices(people: Iterable[Stay]) -> list[tuple[str, str]]:
    """People to choose from."""
    return [(str(each.user_id), f"{each.name}, {each.title}") for each in people]
