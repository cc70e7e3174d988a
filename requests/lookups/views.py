"""Settings: the poverty list that files are looked up in."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.held import hold, used
from commons.nik import mask_nik
from commons.tables import MAX_BYTES
from commons.text import clean_line
from commons.typed import Question, problem, read_date
from lookups import operations, queries
from lookups.models import PovertyList
from lookups.operations import MAX_AGE
from lookups.rows import ParsedList, parse
from offices import settings_pages

ADMIN = "OFFICE_ADMIN"
ANSWERED = 422
PURPOSE = "poverty-list"
SHOWN_BAD, SHOWN_GOOD = 200, 5
Errors = list[dict[str, str]]


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest) -> HttpResponse:
    """The loaded lists; a POST looks at a new one before it is loaded."""
    if request.method != "POST":
        return _page(request, {})
    errors: Errors = []
    source, as_of = _source(request, errors), _as_of(request, errors)
    upload = request.FILES.get("table")
    if upload is None:
        errors.append(problem(_("Pilih berkasnya dulu."), "table"))
    if errors or upload is None or as_of is None:
        return _page(request, request.POST, errors)
    content = upload.read(MAX_BYTES + 1)
    try:
        parsed = parse(content)
    except DomainError as refusal:
        return _page(request, request.POST, [problem(refusal, "table")])
    token = ""
    if parsed.people:
        token = hold(content, purpose=PURPOSE, owner=the_actor(request).user_id)
    return _preview(request, parsed, source=source, as_of=as_of, token=token)


def _source(request: HttpRequest, errors: Errors) -> str:
    try:
        source = clean_line(request.POST.get("source", ""), max_length=120)
    except DomainError as refusal:
        errors.append(problem(refusal, "source"))
        return ""
    if not source:
        errors.append(problem(_("Tulis dari mana daftar ini."), "source"))
    return source


def _as_of(request: HttpRequest, errors: Errors) -> date | None:
    try:
        day = read_date(request.POST.get("as_of", ""))
    except DomainError as refusal:
        errors.append(problem(refusal, "as_of"))
        return None
    if day > clock.today():
        errors.append(problem(_("Tanggal data tidak boleh di masa depan."), "as_of"))
    return day


def _preview(
    request: HttpRequest, parsed: ParsedList, *, source: str, as_of: date, token: str
) -> HttpResponse:
    people, bad = parsed.people, parsed.bad
    context = {
        "page": "settings",
        "back_url": reverse("settings_poverty"),
        "confirm_action": reverse("settings_poverty_confirm"),
        "token": token,
        "source": source,
        "as_of": as_of.isoformat(),
        "facts": [
            (_("Sumber"), source),
            (_("Tanggal data"), f"{as_of:%d-%m-%Y}"),
            (_("Orang yang akan dimuat"), str(len(people))),
            (_("Baris yang tidak dimuat"), str(len(bad))),
            (_("Dengan desil"), str(sum(person.desil is not None for person in people))),
        ],
        "old": clock.today() - as_of > MAX_AGE,
        "rows": [
            {"name": person.name, "nik": mask_nik(person.nik), "desil": person.desil or "–"}
            for person in people[:SHOWN_GOOD]
        ],
        "bad": bad[:SHOWN_BAD],
        "more_bad": max(len(bad) - SHOWN_BAD, 0),
        "errors": [] if people else [problem(_("Tidak ada baris yang dapat dimuat."))],
    }
    status = 200 if people else ANSWERED
    return render(request, "lookups/settings_poverty_check.html", context, status=status)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Load what was looked at."""
    if request.method != "POST":
        return redirect("settings_poverty")
    actor, errors = the_actor(request), list[dict[str, str]]()
    source, as_of = _source(request, errors), _as_of(request, errors)
    if errors or as_of is None:
        return _page(request, request.POST, errors)
    try:
        with used(request.POST.get("token", ""), purpose=PURPOSE, owner=actor.user_id) as content:
            row = operations.load_list(
                actor=actor, parsed=parse(content), source=source, as_of=as_of, now=clock.now()
            )
    except DomainError as refusal:
        return _page(request, request.POST, [problem(refusal, "table")])
    messages.success(request, _("{n} orang dimuat. Daftar ini sekarang dipakai.").format(n=row.rows))
    return redirect("settings_poverty")


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Take a list out of use, after a last look."""
    row = next((each for each in queries.lists() if each.id == list_id and not each.withdrawn_at), None)
    if row is None:
        raise Http404
    if request.method == "POST":
        try:
            operations.withdraw_list(actor=the_actor(request), list_id=list_id, now=clock.now())
        except PovertyList.DoesNotExist as error:
            raise Http404 from error
        messages.success(request, _("Daftar ditarik; data orangnya sudah dihapus."))
        return redirect("settings_poverty")
    context = {
        "page": "settings",
        "title": _("Tarik daftar ini?"),
        "text": _(
            "Data orang dalam daftar dihapus dari Loket. Hasil pencarian yang sudah tercatat tetap ada."
        ),
        "facts": [
            (_("Sumber"), row.source),
            (_("Tanggal data"), f"{row.as_of:%d-%m-%Y}"),
            (_("Orang"), row.rows),
        ],
        "action": request.path,
        "button": _("Tarik daftar"),
        "danger": True,
        "back_url": reverse("settings_poverty"),
    }
    return render(request, "confirm.html", context)


def _page(request: HttpRequest, typed: Any, errors: Errors | None = None) -> HttpResponse:
    found, today = queries.lists(), clock.today()
    current = next((row for row in found if row.withdrawn_at is None), None)
    context = {
        "page": "settings",
        "back_url": reverse("settings"),
        "errors": errors or [],
        "lists": [
            {"row": row, "current": row is current, "old": today - row.as_of > MAX_AGE} for row in found
        ],
        "fields": [
            Question(
                name="source",
                label=_("Sumber daftar"),
                hint=_("Misalnya: DTSEN triwulan III 2026, Dinas Sosial."),
                max_length=120,
                value=typed.get("source", ""),
                errors=_errors_of("source", errors),
            ),
            Question(
                name="as_of",
                label=_("Tanggal data"),
                kind="date",
                value=typed.get("as_of", ""),
                errors=_errors_of("as_of", errors),
            ),
        ],
    }
    return render(request, "lookups/settings_poverty.html", context, status=ANSWERED if errors else 200)


def _errors_of(name: str, errors: Errors | None) -> list[str]:
    return [error["message"] for error in errors or [] if error["field"] == name]


def _missing(_office_id: UUID, day: date) -> str | Promise:
    current = next((row for row in queries.lists() if row.withdrawn_at is None), None)
    if current is None:
        return gettext_lazy("Belum ada daftar: verifikasi SKTM tidak dapat mencari NIK")
    return gettext_lazy("Daftar sudah lebih dari enam bulan") if day - current.as_of > MAX_AGE else ""


def register_page() -> None:
    """Put this page on the list of settings."""
    settings_pages.register(
        settings_pages.SettingsPage(
            "settings_poverty",
            gettext_lazy("Daftar kemiskinan"),
            gettext_lazy("Daftar yang dicari saat verifikasi SKTM: NIK, nama, KK, desil."),
            80,
            _missing,
        )
    )
