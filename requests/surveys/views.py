"""The office's surveys: planned, running, closed; the draw's log; what was decided about odd forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.sheets import as_csv
from commons.typed import Question
from commons.typedform import TypedForm
from surveys import doors, operations, operations_flags, presenters, queries
from surveys.choices import Channel, Flag
from surveys.models import Basis, PaperState, PeriodKind, PeriodState, SurveyPeriod
from surveys.spans import PARTS, Span, span_of
from surveys.views_common import DESK, KEEPERS, LOOKERS, period_or_404, refused_lines, show


@role_required(*LOOKERS)
@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All periods, and what is to be done today."""
    today, actor = clock.today(), the_actor(request)
    running = queries.running(today=today)
    context = {
        "periods": [presenters.line(each) for each in queries.periods()],
        "running": _summary(running) if running else None,
        "may_keep": actor.has(*KEEPERS),
        "may_work": actor.has(*DESK),
        "coins": queries.options().coins,
        "doors": doors.of_all(actor),
    }
    return show(request, "surveys/index.html", context)


def _summary(period: SurveyPeriod) -> dict[str, Any]:
    papers = queries.papers(period)
    out = papers[PaperState.PRINTED] + papers[PaperState.ONCE]
    return {**presenters.line(period), "progress": queries.progress(period), "papers_out": out}


@role_required(*KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def period_new(request: HttpRequest) -> HttpResponse:
    """Plan a period: its span, its days, whose users are counted."""
    form = TypedForm(request.POST if request.method == "POST" else None, _start())
    if request.method == "POST":
        span = _span(form)
        opens, closes = form.day("opens"), form.day("closes")
        basis = form.choice("basis", Basis.values, missing=_("Pilih dasar populasinya."))
        if span and not form.errors:
            try:
                period = operations.plan(
                    actor=the_actor(request),
                    span=span,
                    opens=opens,
                    closes=closes,
                    basis=Basis(basis),
                    now=clock.now(),
                )
            except DomainError as refused:
                form.errors += refused_lines(refused, "opens")
            else:
                messages.success(request, _("Periode direncanakan; kunci undiannya sudah diumumkan."))
                return redirect("survey_period", period.id)
    return show(request, "form_page.html", _new_context(form), form.errors)


def _start() -> dict[str, str]:
    span = span_of("SEMESTER", clock.today())
    return {"kind": span.kind, "year": str(span.year), "part": str(span.part), "basis": Basis.PREVIOUS.value}


def _span(form: TypedForm) -> Span | None:
    kind = form.choice("kind", PeriodKind.values, missing=_("Pilih lamanya periode."))
    part, year = form.raw("part").strip(), form.raw("year").strip()
    if not kind:
        return None
    if not (year.isascii() and year.isdigit() and 2000 <= int(year[:5]) <= 2100):
        form.refuse(_("Tulis tahun seperti 2026."), "year")
        return None
    if not part.isascii() or not part.isdigit() or not 1 <= int(part[:3]) <= PARTS[kind]:
        form.refuse(_("Triwulan 1 sampai 4, semester 1 atau 2, tahun 1."), "part")
        return None
    return Span(kind, int(year), int(part))


def _new_context(form: TypedForm) -> dict[str, Any]:
    bases = [
        (Basis.PREVIOUS.value, _("Pengguna layanan periode sebelumnya")),
        (Basis.SAME.value, _("Pengguna layanan periode ini, dihitung terus sampai ditutup")),
    ]
    return {
        "title": _("Rencanakan survei"),
        "lead": _(
            "Populasi dihitung dari berkas yang diserahkan; jumlah responden menurut Krejcie dan Morgan."
        ),
        "button": _("Rencanakan"),
        "back_url": reverse("surveys"),
        "back_label": _("Survei kepuasan"),
        "fields": [
            form.ask("kind", _("Lama periode"), choices=PeriodKind.choices),
            form.ask("part", _("Triwulan atau semester ke"), "integer", hint=_("Untuk tahun: 1.")),
            form.ask("year", _("Tahun"), "integer"),
            form.ask(
                "opens",
                _("Hari pertama"),
                "date",
                required=False,
                hint=_("Kosongkan untuk hari pertama periode. Paling cepat besok."),
            ),
            form.ask(
                "closes",
                _("Hari terakhir"),
                "date",
                required=False,
                hint=_("Kosongkan untuk hari terakhir periode."),
            ),
            form.ask("basis", _("Dasar populasi"), choices=bases),
        ],
    }


@role_required(*LOOKERS)
@never_cache
@require_GET
def period(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """One period: quota, ways, the draw, odd forms. The index is told by its result, once it is closed."""
    return _period_page(request, period_or_404(period_id))


def _period_page(
    request: HttpRequest, found: SurveyPeriod, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    actor, progress = the_actor(request), queries.progress(found)
    newest = operations_flags.newest(found)
    context = {
        "period": {**presenters.line(found), "row": found, "reason": found.reason},
        "progress": progress,
        "channels": [
            {"label": Channel(channel).label, "n": n} for channel, n in progress.channels.items() if n
        ],
        "draw": queries.draw_of(found),
        "percent": found.threshold / 100,
        "papers": queries.papers(found),
        "flags": presenters.flag_lines(progress, newest),
        "decisions": queries.decisions(found),
        "coin_sums": queries.coin_sums(found.opens, found.closes) if queries.options().coins else None,
        "doors": doors.of(found, actor),
        "may_keep": actor.has(*KEEPERS),
        "may_work": actor.has(*DESK),
        "may_open": found.state == PeriodState.PLANNED and found.opens <= clock.today() <= found.closes,
        "early": found.state == PeriodState.OPEN and clock.today() <= found.closes,
        "reason_field": Question(
            name="reason", label=_("Alasan"), max_length=300, value=request.POST.get("reason", "")
        ),
        "back_url": reverse("surveys"),
    }
    return show(request, "surveys/period.html", context, errors)


@role_required(*KEEPERS)
@require_POST
def period_act(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Open, close, cancel, or decide about one sign: `do` is that word, or keep:<flag>, leave:<flag>."""
    found = period_or_404(period_id)
    do, _colon, flag = request.POST.get("do", "").partition(":")
    if do not in {"open", "close", "cancel", "keep", "leave"}:
        raise Http404
    if do in {"keep", "leave"} and flag not in Flag.values:
        raise Http404
    try:
        said = _act(request, found, do, flag)
    except DomainError as refused:
        return _period_page(request, found, refused_lines(refused, "reason"))
    messages.success(request, said)
    return redirect("survey_period", period_id)


def _act(request: HttpRequest, found: SurveyPeriod, do: str, flag: str) -> str:
    actor, now, reason = the_actor(request), clock.now(), request.POST.get("reason", "")
    if do == "open":
        operations.open_period(actor=actor, period_id=found.id, now=now)
        return _("Survei berjalan.")
    if do == "close":
        operations.close_period(actor=actor, period_id=found.id, reason=reason, now=now)
        return _("Survei ditutup; kunci undiannya sekarang terbuka untuk diperiksa siapa pun.")
    if do == "cancel":
        operations.cancel_period(actor=actor, period_id=found.id, reason=reason, now=now)
        return _("Periode dibatalkan.")
    decision = operations.decide(
        actor=actor,
        period_id=found.id,
        flag=Flag(flag),
        excluded=do == "leave",
        reason=reason,
        now=now,
    )
    if decision.excluded:
        return _("{n} formulir tidak ikut dihitung; alasannya tercatat.").format(n=decision.count)
    return _("{n} formulir tetap dihitung; alasannya tercatat.").format(n=decision.count)


@role_required(*LOOKERS)
@never_cache
@require_GET
def draws(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """The log of the draw: every hand-over with the number that decided. It knows no code and no answer."""
    found = period_or_404(period_id)
    context = {
        "period": presenters.line(found),
        "row": found,
        "lines": queries.draw_log(found),
        "draw": queries.draw_of(found),
        "percent": found.threshold / 100,
        "back_url": reverse("survey_period", args=[period_id]),
    }
    return show(request, "surveys/draws.html", context)


@role_required(*LOOKERS)
@never_cache
@require_GET
def draws_table(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """The same as CSV, with the key of each file: with the seed, once it is open, every draw can be done
    again."""
    found = period_or_404(period_id)
    head = ("kunci_berkas", "nomor_berkas", "hari", "bilangan", "ambang", "terundi", "undangan")
    rows = (
        (
            str(line.file_id),
            line.number,
            line.day.isoformat(),
            line.drawn_number,
            line.threshold,
            "ya" if line.drawn else "tidak",
            line.given,
        )
        for line in queries.draw_log(found)
    )
    answer = HttpResponse(as_csv(head, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="undian-survei.csv"'
    return answer
