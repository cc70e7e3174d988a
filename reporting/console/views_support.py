"""Asking for access to an office, ending it, and every access there was."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import support
from accounts.errors import AccountError
from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.typed import Question, problem
from console import queries

ANSWERED = 422
HERE = "support_history"
LENGTHS = (
    ("15", gettext_lazy("15 menit")),
    ("30", gettext_lazy("30 menit")),
    ("60", gettext_lazy("1 jam")),
    ("120", gettext_lazy("2 jam")),
    ("240", gettext_lazy("4 jam")),
    ("480", gettext_lazy("8 jam")),
)
FIELD_OF = {"reason_short": "reason", "bad_length": "minutes"}


@role_required(Role.KAB_ADMIN, Role.AUDITOR)
@never_cache
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Every access, the newest first."""
    actor = the_actor(request)
    found = support.history(now=clock.now())
    context = {
        "page": HERE,
        "accesses": [(each, each.is_open and each.user_id == actor.user_id) for each in found],
        "most": support.MOST,
        "full": len(found) == support.MOST,
        "can_admin": actor.has(Role.KAB_ADMIN),
    }
    return render(request, "console/support_history.html", context)


@role_required(Role.KAB_ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The reason and the time; a POST begins the access."""
    now = clock.now()
    office = queries.office(code, now=now)
    if office is None:
        raise Http404
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            access = support.begin(
                office_id=office.id,
                reason=request.POST.get("reason", ""),
                lasts=timedelta(minutes=_minutes(request.POST.get("minutes", ""))),
                actor=the_actor(request),
                now=now,
            )
        except AccountError as refused:
            errors = [problem(refused, FIELD_OF.get(refused.code, ""))]
        else:
            said = _("Akses ke {office} berlaku. Kantor melihatnya dan dapat mengakhirinya.")
            messages.success(request, said.format(office=access.office))
            return redirect("support_history")
    context = {"page": HERE, "office_seen": office, "fields": _questions(request, errors), "errors": errors}
    return render(request, "console/support_ask.html", context, status=ANSWERED if errors else 200)


def _minutes(text: str) -> int:
    return int(text) if text in dict(LENGTHS) else 0


def _questions(request: HttpRequest, errors: list[dict[str, str]]) -> list[Question]:
    def wrong(name: str) -> list[str]:
        return [each["message"] for each in errors if each["field"] == name]

    hint = _("Kantor membacanya di setiap halaman. Misalnya: membantu admin, nomor surat tidak keluar.")
    return [
        Question(
            name="reason",
            label=_("Untuk apa"),
            kind="long_text",
            hint=hint,
            value=request.POST.get("reason", "")[: support.LONGEST_REASON],
            max_length=support.LONGEST_REASON,
            errors=wrong("reason"),
        ),
        Question(
            name="minutes",
            label=_("Berapa lama"),
            kind="choice",
            choices=list(LENGTHS),
            value=request.POST.get("minutes", "30"),
            errors=wrong("minutes"),
        ),
    ]


@role_required(Role.KAB_ADMIN)
@never_cache
@require_POST
def end(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """End an access at once."""
    try:
        ended = support.end(access_id=access_id, actor=the_actor(request), now=clock.now())
    except AccountError as refused:
        raise Http404 from refused
    messages.success(request, _("Akses ke {office} berakhir.").format(office=ended.office))
    return redirect("support_history")
