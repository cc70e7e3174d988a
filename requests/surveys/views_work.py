"""The daily work: invitations at the counter, forms on paper, files of forms, coins."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import role_required, the_actor
from applications import prints
from applications.views_file import load
from commons import clock
from commons.clock import wib
from commons.errors import DomainError
from commons.ids import show_code
from commons.indonesian import in_indonesian
from commons.phones import wa_link
from commons.typed import Question, problem, read_date, shown_date
from commons.typedform import TypedForm
from documents import sheets
from offices.hosts import url_of
from offices.http import office_of
from offices.models import Office
from surveys import operations, presenters, queries
from surveys.choices import Slot
from surveys.errors import FormRefused, SurveyRefused
from surveys.models import Given, PeriodState, SurveyPeriod
from surveys.operations_invite import mobile_of
from surveys.paper_sheet import pdf_of
from surveys.views_common import DESK, INVITERS, period_or_404, refused_lines, show


@role_required(*INVITERS)
@never_cache
@require_POST
def invite(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The hand-over's receipt with a one-time code on it, shown in this one answer; with `do=write` the words
    of a message with it; with `do=decline` none."""
    do = request.POST.get("do", "")
    try:
        if do == "decline":
            operations.decline(actor=the_actor(request), file_id=file_id, now=clock.now())
            messages.success(request, _("Dicatat: pemohon tidak mau ikut survei. Tidak ada undangan."))
            return redirect("file", file_id)
        given = Given.MESSAGE if do == "write" else Given.SLIP
        code = operations.invite(actor=the_actor(request), file_id=file_id, given=given, now=clock.now())
    except SurveyRefused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        messages.error(request, str(refused))
        return redirect("file", file_id)
    detail, office = load(request, file_id), office_of(request)
    address = f"{url_of(office.slug, reverse('survey_start'))}#{code}"
    if given is Given.MESSAGE:
        words = message_words(office, address, show_code(code))
        context = {"words": words, "link": wa_link(mobile_of(detail.file), words), "file_id": file_id}
        return show(request, "surveys/invite_message.html", context)
    sheet = prints.handover(detail)
    assert isinstance(sheet, sheets.HandoverSheet)
    status = sheets.Status(url=address, code=show_code(code))
    return _pdf(sheets.print_sheet(replace(sheet, survey=status)), "undangan-survei.pdf")


def message_words(office: Office, address: str, code: str) -> str:
    """The invitation as it is written to somebody's phone. It is kept nowhere."""
    with in_indonesian():
        said = _(
            "{kantor}: bagaimana pelayanan kami? Mohon jawab survei singkat tanpa nama di {tautan} "
            "(kode {kode}, berlaku sekali). Tidak wajib."
        )
        return said.format(kantor=office.full_name, tautan=address, kode=code)


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@role_required(*DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Print forms with serials (`do=print`), or put one aside (`do=aside`); those that are out."""
    found = period_or_404(period_id)
    if request.method != "POST":
        return _papers_page(request, found)
    actor, now = the_actor(request), clock.now()
    try:
        if request.POST.get("do") == "aside":
            operations.put_aside(
                actor=actor,
                period_id=found.id,
                serial=_number(request.POST.get("serial", "")),
                reason=request.POST.get("reason", ""),
                now=now,
            )
            messages.success(request, _("Formulir itu dicatat tidak dipakai."))
            return redirect("survey_papers", found.id)
        made = operations.print_forms(
            actor=actor, period_id=found.id, count=_number(request.POST.get("count", "")), now=now
        )
    except DomainError as refused:
        return _papers_page(request, found, refused_lines(refused, "count"))
    return _pdf(pdf_of(found, [each.serial for each in made], day=wib(now).date()), "formulir-skm.pdf")


def _number(text: str) -> int:
    """A whole number from a form; 0, which nothing has, for anything else."""
    typed = text.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _papers_page(
    request: HttpRequest, found: SurveyPeriod, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    context = {
        "period": presenters.line(found),
        "over": found.state == PeriodState.CLOSED,
        "counts": queries.papers(found),
        "waiting": queries.papers_waiting(found),
        "double": queries.options().double_entry,
        "fields": [
            Question(
                name="count",
                label=_("Berapa formulir"),
                kind="integer",
                value=request.POST.get("count", "20"),
                errors=[each["message"] for each in errors or [] if each["field"] == "count"],
            )
        ],
        "back_url": reverse("survey_period", args=[found.id]),
    }
    return show(request, "surveys/papers.html", context, errors)


@role_required(*DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, period_id: UUID) -> HttpResponse:
    """Key in one form; the next one comes at once."""
    found = period_or_404(period_id)
    if request.method != "POST":
        if found.state == PeriodState.CLOSED:
            return redirect("survey_papers", found.id)
        start = {"day": shown_date(clock.today()), "serial": request.GET.get("nomor", "")[:6]}
        return _paper_page(request, found, start, {})
    typed, faults = request.POST, {}
    try:
        day = _day(typed.get("day", ""))
        state = operations.enter(
            actor=the_actor(request),
            period_id=found.id,
            serial=_number(typed.get("serial", "")),
            day=day,
            slot=typed.get("slot", ""),
            typed=typed,
            now=clock.now(),
        )
    except FormRefused as refused:
        faults = refused.faults
    except DomainError as refused:
        faults = {str(refused.context.get("field") or "serial"): refused.message}
    else:
        messages.success(
            request, _("Formulir {serial}: {state}.").format(serial=typed["serial"], state=state.label)
        )
        return redirect("survey_paper", found.id)
    return _paper_page(request, found, typed, faults)


def _day(text: str) -> date:
    try:
        return read_date(text)
    except DomainError as refused:
        raise FormRefused({"day": refused.message}) from refused


def _paper_page(
    request: HttpRequest, found: SurveyPeriod, typed: Any, faults: dict[str, Any]
) -> HttpResponse:
    def ask(name: str, label: Any, kind: str, **more: Any) -> Question:
        errors = [str(faults[name])] if name in faults else []
        return Question(name=name, label=label, kind=kind, value=typed.get(name, ""), errors=errors, **more)

    context = {
        "period": presenters.line(found),
        "head": [
            ask("serial", _("Nomor seri formulir"), "integer", autofocus=True),
            ask("day", _("Tanggal survei"), "date"),
            ask("slot", _("Jam survei"), "text", choices=Slot.choices),
        ],
        "parts": presenters.questionnaire(found, typed, faults),
        "back_url": reverse("survey_papers", args=[found.id]),
    }
    return show(request, "surveys/paper.html", context, presenters.errors_of(faults))


@role_required(*DESK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def coins(request: HttpRequest) -> HttpResponse:
    """Count the cups of a day; a second person confirms (`do=confirm:<id>`)."""
    actor, now = the_actor(request), clock.now()
    form = TypedForm(request.POST if request.method == "POST" else None, {"day": shown_date(clock.today())})
    do, _colon, ref = request.POST.get("do", "").partition(":")
    if do == "confirm":
        return _confirm(request, ref)
    if request.method == "POST":
        day = form.day("day", missing=_("Tulis harinya."))
        cups = {name: _cup(form, name) for name in CUPS}
        if day and not form.errors:
            try:
                operations.count(actor=actor, day=day, note=form.raw("note"), now=now, **cups)
            except DomainError as refused:
                form.errors += refused_lines(refused, "day")
            else:
                messages.success(request, _("Hitungan disimpan. Minta orang kedua menyaksikan."))
                return redirect("survey_coins")
    return _coins_page(request, form)


CUPS = ("satisfied", "fair", "unsatisfied")


def _cup(form: TypedForm, name: str) -> int:
    typed = form.raw(name).strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        form.refuse(_("Tulis jumlah koin, 0 bila kosong."), name)
        return 0
    return int(typed)


def _confirm(request: HttpRequest, ref: str) -> HttpResponse:
    try:
        operations.confirm(actor=the_actor(request), count_id=UUID(ref), now=clock.now())
    except ValueError as error:
        raise Http404 from error
    except SurveyRefused as refused:
        if refused.code == "not_found":
            raise Http404 from refused
        form = TypedForm(None, {"day": shown_date(clock.today())})
        form.errors += [problem(refused)]
        return _coins_page(request, form)
    messages.success(request, _("Hitungan disaksikan."))
    return redirect("survey_coins")


def _coins_page(request: HttpRequest, form: TypedForm) -> HttpResponse:
    actor = the_actor(request)
    context = {
        "fields": [
            form.ask("day", _("Hari"), "date"),
            form.ask("satisfied", _("Koin di gelas puas"), "integer"),
            form.ask("fair", _("Koin di gelas cukup"), "integer"),
            form.ask("unsatisfied", _("Koin di gelas tidak puas"), "integer"),
            form.ask("note", _("Catatan"), required=False, max_length=200),
        ],
        "counts": [
            {"row": each, "may_confirm": each.second_by_id is None and each.first_by_id != actor.user_id}
            for each in queries.coins(today=clock.today())
        ],
        "back_url": reverse("surveys"),
    }
    return show(request, "surveys/coins.html", context, form.errors)
