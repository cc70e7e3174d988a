"""Figures that offices doubt: the list and the answer, on the kabupaten's host."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from board import operations, queries
from board.errors import DisputeRefused
from board.models import Outcome
from board.pages import COMPARERS
from board.presenters_office import dispute
from board.reading import service_names
from commons import clock
from commons.typed import Question, problem

ANSWERED = 422


@role_required(*COMPARERS)
@never_cache
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """All of them, open ones first."""
    names = service_names()
    rows = [dispute(row, names) for row in queries.disputes()]
    can_answer = the_actor(request).has(Role.KAB_ADMIN)
    return render(
        request, "board/disputes.html", {"page": "board_disputes", "rows": rows, "can_answer": can_answer}
    )


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, dispute_id: UUID) -> HttpResponse:
    """Answer one."""
    row = queries.dispute_of(dispute_id)
    if row is None:
        raise Http404
    errors: list[dict[str, str]] = []
    typed = {"outcome": request.POST.get("outcome", ""), "answer": request.POST.get("answer", "")}
    if request.method == "POST":
        try:
            operations.answer_dispute(
                dispute_id=dispute_id, **typed, actor=the_actor(request), now=clock.now()
            )
        except DisputeRefused as refusal:
            errors = [problem(refusal, "outcome" if refusal.code == "no_outcome" else "answer")]
        else:
            messages.success(request, _("Jawaban disimpan. Kantor membacanya di halaman kinerjanya."))
            return redirect("board_disputes")
    context = {
        "page": "board_disputes",
        "row": dispute(row, service_names()),
        "errors": errors,
        "fields": _questions(typed, errors),
    }
    return render(request, "board/answer.html", context, status=ANSWERED if errors else 200)


def _questions(typed: dict[str, str], errors: list[dict[str, str]]) -> list[Any]:
    said = {error["field"]: [error["message"]] for error in errors}
    chosen = [(value, label) for value, label in Outcome.choices if value != Outcome.OPEN]
    return [
        Question(
            name="outcome",
            label=_("Hasil pemeriksaan"),
            kind="choice",
            choices=chosen,
            value=typed["outcome"],
            errors=said.get("outcome", []),
        ),
        Question(
            name="answer",
            label=_("Jawaban untuk kantor"),
            kind="long_text",
            hint=_("Apa yang diperiksa dan apa hasilnya. Jawaban tercatat dan tidak dapat diubah."),
            value=typed["answer"],
            max_length=operations.LONGEST,
            errors=said.get("answer", []),
        ),
    ]
