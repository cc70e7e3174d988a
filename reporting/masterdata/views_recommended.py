"""The standards the kabupaten recommends: what holds now, its versions, the next one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from accounts.permissions import the_actor
from audit import changing
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm
from masterdata.views import changing_page, reading, show
from recommended import operations, queries
from recommended.models import Choice, Level
from recommended.sources import sources
from servicetypes.models import ServiceType
from servicetypes.queries import service_types


@reading
def index(request: HttpRequest) -> HttpResponse:
    """Every service type with what is recommended for it."""
    now: dict[str, list[str]] = {}
    for row in queries.current():
        words = format_lazy("{level}: {version}", level=row.get_level_display(), version=row.version)
        now.setdefault(row.service_type.code, []).append(str(words))
    rows = [{"row": row, "now": now.get(row.code, [])} for row in service_types() if row.is_active]
    return show(request, "masterdata/recommended.html", {"rows": rows})


@reading
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service type: all versions, and what offices answered to the newest."""
    kind = _found(code)
    answers = queries.answers(code).values()
    context = {
        "row": kind,
        "versions": queries.versions_of(code),
        "levels": [(level.lower(), label) for level, label in Level.choices if sources(code, level)],
        "adopted": sum(1 for each in answers if each.choice == Choice.ADOPTED),
        "departed": sum(1 for each in answers if each.choice == Choice.DEPARTED),
    }
    return show(request, "masterdata/recommended_one.html", context)


@changing_page
def issue(request: HttpRequest, code: str, level: str) -> HttpResponse:
    """The next version, from a published standard or an example of the catalogue."""
    kind, level = _found(code), level.upper()
    offered = sources(code, level) if level in Level.values else []
    if not offered:
        raise Http404
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _issue(request, form, code, level):
        messages.success(request, _("Anjuran diterbitkan. Kantor melihatnya di pengaturannya."))
        return redirect("md_recommended_one", code)
    context = {
        "title": _("Anjuran untuk {service}, {level}").format(service=kind.name, level=Level(level).label),
        "lead": _("Versi sebelumnya berakhir. Kantor yang sudah menjawab, menjawab lagi versi ini."),
        "fields": [
            form.ask(
                "source", _("Dari dokumen"), "choice", choices=[(one.key, one.words) for one in offered]
            ),
            form.ask("note", _("Mengapa dianjurkan, atau apa yang berubah"), "long_text", max_length=1000),
        ],
        "errors": form.errors,
        "seen": changing.newest(queries.subject_of(code, level)),
        "back": reverse("md_recommended_one", args=[code]),
    }
    return show(request, "masterdata/form.html", context, refused=bool(form.errors))


def _issue(request: HttpRequest, form: TypedForm, code: str, level: str) -> bool:
    source = form.line("source", longest=20, missing=_("Pilih dokumennya."))
    note = form.text("note", longest=1000, missing=_("Tulis mengapa dianjurkan, atau apa yang berubah."))
    if form.errors:
        return False
    try:
        operations.recommend(
            service=code,
            level=level,
            source=source,
            note=note,
            seen=form.seen(),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        form.refuse(refusal, {"stale": "", "no_source": "source"}.get(refusal.code, "note"))
        return False
    return True


@changing_page
def end(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    """Recommend it no longer."""
    row = queries.current_one(recommendation_id)
    if row is None:
        raise Http404
    code = row.service_type.code
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _end(request, form, recommendation_id):
        messages.success(request, _("Anjuran diakhiri."))
        return redirect("md_recommended_one", code)
    context = {
        "title": _("Akhiri anjuran versi {n} untuk {level}").format(
            n=row.version, level=row.get_level_display()
        ),
        "fields": [form.ask("reason", _("Alasan"), "long_text", max_length=500)],
        "errors": form.errors,
        "seen": changing.newest(queries.subject_of(code, row.level)),
        "back": reverse("md_recommended_one", args=[code]),
    }
    return show(request, "masterdata/form.html", context, refused=bool(form.errors))


def _end(request: HttpRequest, form: TypedForm, recommendation_id: UUID) -> bool:
    reason = form.text("reason", longest=500, missing=_("Tulis alasannya."))
    if form.errors:
        return False
    try:
        operations.end(
            recommendation_id=recommendation_id,
            reason=reason,
            seen=form.seen(),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        form.refuse(refusal)
        return False
    return True


def _found(code: str) -> ServiceType:
    row = ServiceType.objects.filter(code=code).first()
    if row is None:
        raise Http404
    return row
