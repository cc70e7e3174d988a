"""What the settings pages share."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import SUPPORT
from commons.text import BadText, clean_line
from commons.typed import problem

ADMIN = "OFFICE_ADMIN"
LOOKERS = (ADMIN, SUPPORT)  # a guest of the kabupaten sees the page and cannot send it
ANSWERED = 422  # the form is shown again with its errors


def show(
    request: HttpRequest, template: str, context: dict[str, Any], errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """A settings page; with errors, as an answer that refuses."""
    base = {"page": "settings", "back_url": reverse("settings"), "back_label": _("Pengaturan")}
    shown = {**base, **context, "errors": errors or []}
    return render(request, template, shown, status=ANSWERED if errors else 200)


def asked_id(do: str, word: str) -> UUID | None:
    """The id in "<word>:<id>"; None when the button was another one. Raises `Http404` for what is no id."""
    name, _colon, ref = do.partition(":")
    if name != word:
        return None
    try:
        return UUID(ref)
    except ValueError as error:
        raise Http404 from error


def line(
    request: HttpRequest, name: str, errors: list[dict[str, str]], *, longest: int, missing: Any = ""
) -> str:
    """One typed line, cleaned; what is wrong with it goes to `errors`. `missing`: what to say when empty."""
    try:
        text = clean_line(request.POST.get(name, ""), max_length=longest)
    except BadText as refusal:
        errors.append(problem(refusal, name))
        return request.POST.get(name, "")[:longest]
    if missing and not text:
        errors.append(problem(missing, name))
    return text
