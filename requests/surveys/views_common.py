"""What the staff pages of a survey share: who may do what, and a period or 404."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from commons.typed import problem
from surveys import queries
from surveys.errors import SurveyRefused
from surveys.models import SurveyPeriod

# Who plans, closes, decides and imports; who works with forms and coins; who hands over; who may look.
KEEPERS = ("SECTION_HEAD", "SECRETARY", "HEAD")
DESK = ("COUNTER", "OPERATOR", "INFORMATION", "SECTION_HEAD", "SECRETARY")
INVITERS = ("COUNTER", "OPERATOR", "SECTION_HEAD", "SECRETARY")
LOOKERS = ("COUNTER", "OPERATOR", "INFORMATION", "SECTION_HEAD", "SECRETARY", "HEAD", "OFFICE_ADMIN")
ANSWERED = 422


def period_or_404(period_id: UUID) -> SurveyPeriod:
    """One period of this office; another office's is as unknown as one that never was."""
    try:
        return queries.period(period_id)
    except SurveyRefused as unknown:
        raise Http404 from unknown


def refused_lines(refused: Any, name: str = "") -> list[dict[str, str]]:
    """One line of the error summary."""
    return [problem(refused, str(refused.context.get("field") or name))]


def show(
    request: HttpRequest, template: str, context: dict[str, Any], errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """A staff page; with errors, as an answer that refuses."""
    shown = {"page": "surveys", **context, "errors": errors or []}
    return render(request, template, shown, status=ANSWERED if errors else 200)
