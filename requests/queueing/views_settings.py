"""Settings: the queue's groups and counters, and the rule of the priority lane."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from documents.office_settings.shared import ADMIN, show
from offices.settings_pages import SettingsPage, register
from queueing import operations, queries
from queueing.arranging import LONGEST_COUNTER_NAME, LONGEST_GROUP_NAME
from queueing.errors import NotFound
from queueing.queries import CounterRow, GroupRow
from standards import queries as standards

Errors = list[dict[str, str]]
YES, NO = "ya", "tidak"


def register_page() -> None:
    """Put the page on the list of settings."""
    register(
        SettingsPage(
            "settings_queue",
            gettext_lazy("Antrean dan loket"),
            gettext_lazy("Kelompok layanan dengan awalan nomornya, loket, dan jalur prioritas."),
            75,
        )
    )


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Groups, counters, and how many priority calls there may be in a row."""
    if request.method != "POST":
        return _index(request)
    typed = request.POST.get("priority_run", "").strip()
    run = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 1 else -1
    try:
        operations.set_priority_run(actor=the_actor(request), run=run, now=clock.now())
    except DomainError as refused:
        return _index(request, [problem(refused, "priority_run")])
    messages.success(request, _("Aturan jalur prioritas disimpan."))
    return redirect("settings_queue")


def _index(request: HttpRequest, errors: Errors | None = None) -> HttpResponse:
    names = dict(standards.names())
    groups = queries.groups(all_of_them=True)
    by_id = {group.id: group for group in groups}
    run = request.POST.get("priority_run") or queries.options().priority_run
    question = Question(
        name="priority_run",
        label=_("Panggilan prioritas berturut-turut, paling banyak"),
        kind="integer",
        hint=_("Setelah itu satu nomor biasa dipanggil. 0: tanpa jalur prioritas."),
        value=str(run),
        errors=[each["message"] for each in errors or []],
    )
    context = {
        "title": _("Antrean dan loket"),
        "lead": _(
            "Yang belum diatur pun berjalan: kelompok A menampung semua layanan yang memakai nomor antrean."
        ),
        "button": _("Simpan aturan"),
        "fields": [question],
        "groups": [_group_line(group, names) for group in groups],
        "counters": [_counter_line(counter, by_id) for counter in queries.counters(all_of_them=True)],
    }
    return show(request, "queueing/settings.html", context, errors)


def _group_line(group: GroupRow, names: dict[str, str]) -> dict[str, Any]:
    listed = ", ".join(names.get(code, code) for code in group.services)
    rest = _("semua layanan lain yang memakai nomor") if group.is_default else ""
    return {
        "title": f"{group.prefix} · {group.name}",
        "text": "; ".join(filter(None, (listed, rest))) or _("belum ada layanan"),
        "active": group.active,
        "url": reverse("settings_queue_group", args=[group.id]),
    }


def _counter_line(counter: CounterRow, groups: dict[UUID, GroupRow]) -> dict[str, Any]:
    listed = ", ".join(groups[each].name for each in counter.groups if each in groups)
    return {
        "title": counter.title,
        "text": listed or _("memanggil dari semua kelompok"),
        "active": counter.active,
        "url": reverse("settings_queue_counter", args=[counter.id]),
    }


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: HttpRequest) -> HttpResponse:
    """A new group."""
    return _group(request, None)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Change a group, or put it out of use."""
    found = next((each for each in queries.groups(all_of_them=True) if each.id == group_id), None)
    if found is None:
        raise Http404
    return _group(request, found)


def _group(request: HttpRequest, found: GroupRow | None) -> HttpResponse:
    if request.method != "POST":
        return _group_page(request, found, _group_values(found))
    sent = _group_sent(request)
    try:
        operations.save_group(
            actor=the_actor(request),
            group_id=found.id if found else None,
            prefix=sent["prefix"],
            name=sent["name"],
            services=sent["services"],
            order=int(sent["order"]) if sent["order"].isascii() and sent["order"].isdigit() else 0,
            active=sent["active"] != NO,
            now=clock.now(),
        )
    except DomainError as refused:
        return _group_page(
            request, found, sent, [problem(refused, str(refused.context.get("field", "name")))]
        )
    messages.success(request, _("Kelompok disimpan."))
    return redirect("settings_queue")


def _group_values(found: GroupRow | None) -> dict[str, Any]:
    if found is None:
        return {"prefix": "", "name": "", "services": [], "order": "0", "active": YES}
    active = YES if found.active else NO
    services = list(found.services)
    return {
        "prefix": found.prefix,
        "name": found.name,
        "services": services,
        "order": str(found.order),
        "active": active,
    }


def _group_sent(request: HttpRequest) -> dict[str, Any]:
    known = {code for code, _name in standards.names()}
    return {
        "prefix": request.POST.get("prefix", "")[:8],
        "name": request.POST.get("name", "")[:200],
        "services": [code for code in request.POST.getlist("services") if code in known],
        "order": request.POST.get("order", "").strip()[:3],
        "active": request.POST.get("active", YES),
    }


def _group_page(
    request: HttpRequest, found: GroupRow | None, values: dict[str, Any], errors: Errors | None = None
) -> HttpResponse:
    asked: list[dict[str, Any]] = [
        {
            "name": "prefix",
            "label": _("Awalan nomor"),
            "hint": _(
                "Satu atau dua huruf, misalnya B. Huruf K di depan berarti nomor kemarin, jadi tidak dipakai."
            ),
            "max_length": 2,
        },
        {
            "name": "name",
            "label": _("Nama kelompok"),
            "hint": _("Seperti dibaca warga di layar, misalnya: Kependudukan."),
            "max_length": LONGEST_GROUP_NAME,
        },
        {
            "name": "services",
            "label": _("Layanan"),
            "kind": "choices",
            "required": False,
            "choices": standards.names(),
            "hint": _(
                "Layanan yang disebut di sini memakai nomor antrean, juga bila standarnya tidak menyebutnya."
            ),
        },
        {"name": "order", "label": _("Urutan di layar"), "kind": "integer", "required": False},
    ]
    if found is not None and not found.is_default:
        asked.append({"name": "active", "label": _("Dipakai"), "kind": "yes_no"})
    title = _("Kelompok {name}").format(name=found.name) if found else _("Kelompok baru")
    return _form(request, title, asked, values, errors)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter_new(request: HttpRequest) -> HttpResponse:
    """A new counter."""
    return _counter(request, None)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest, counter_id: UUID) -> HttpResponse:
    """Change a counter, or put it out of use."""
    found = next((each for each in queries.counters(all_of_them=True) if each.id == counter_id), None)
    if found is None:
        raise Http404
    return _counter(request, found)


def _counter(request: HttpRequest, found: CounterRow | None) -> HttpResponse:
    if request.method != "POST":
        return _counter_page(request, found, _counter_values(found))
    sent = _counter_sent(request)
    number = sent["number"]
    try:
        operations.save_counter(
            actor=the_actor(request),
            counter_id=found.id if found else None,
            number=int(number) if number.isascii() and number.isdigit() else 0,
            name=sent["name"],
            groups=[UUID(each) for each in sent["groups"]],
            active=sent["active"] != NO,
            now=clock.now(),
        )
    except NotFound as refused:
        return _counter_page(request, found, sent, [problem(refused, "groups")])
    except DomainError as refused:
        field = str(refused.context.get("field", "name"))
        return _counter_page(request, found, sent, [problem(refused, field)])
    messages.success(request, _("Loket disimpan."))
    return redirect("settings_queue")


def _counter_values(found: CounterRow | None) -> dict[str, Any]:
    if found is None:
        taken = [each.number for each in queries.counters(all_of_them=True)]
        return {"number": str(max(taken, default=0) + 1), "name": "", "groups": [], "active": YES}
    return {
        "number": str(found.number),
        "name": found.name,
        "groups": [str(each) for each in found.groups],
        "active": YES if found.active else NO,
    }


def _counter_sent(request: HttpRequest) -> dict[str, Any]:
    known = {str(group.id) for group in queries.groups(all_of_them=True)}
    return {
        "number": request.POST.get("number", "").strip()[:3],
        "name": request.POST.get("name", "")[:200],
        "groups": [each for each in request.POST.getlist("groups") if each in known],
        "active": request.POST.get("active", YES),
    }


def _counter_page(
    request: HttpRequest, found: CounterRow | None, values: dict[str, Any], errors: Errors | None = None
) -> HttpResponse:
    groups = [(str(group.id), f"{group.prefix} · {group.name}") for group in queries.groups()]
    asked: list[dict[str, Any]] = [
        {"name": "number", "label": _("Nomor loket"), "kind": "integer"},
        {
            "name": "name",
            "label": _("Nama"),
            "required": False,
            "hint": _("Misalnya: Perekaman KTP."),
            "max_length": LONGEST_COUNTER_NAME,
        },
        {
            "name": "groups",
            "label": _("Memanggil dari kelompok"),
            "kind": "choices",
            "required": False,
            "choices": groups,
            "hint": _("Tanpa pilihan: dari semua kelompok."),
        },
    ]
    if found is not None:
        asked.append({"name": "active", "label": _("Dipakai"), "kind": "yes_no"})
    return _form(request, found.title if found else _("Loket baru"), asked, values, errors)


def _form(
    request: HttpRequest,
    title: str,
    asked: list[dict[str, Any]],
    values: dict[str, Any],
    errors: Errors | None,
) -> HttpResponse:
    fields = [
        Question(
            **each,
            value=values[each["name"]],
            errors=[error["message"] for error in errors or [] if error["field"] == each["name"]],
        )
        for each in asked
    ]
    context = {
        "title": title,
        "lead": "",
        "button": _("Simpan"),
        "fields": fields,
        "back_url": reverse("settings_queue"),
        "back_label": _("Antrean dan loket"),
    }
    return show(request, "form_page.html", context, errors)
