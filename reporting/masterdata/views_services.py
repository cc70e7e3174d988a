"""Service types: the list, the page of each, its words, its data file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import the_actor
from audit import changing
from audit.queries import latest
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm
from masterdata.presenters_services import about
from masterdata.views import changing_page, reading, show
from servicetypes import keeping
from servicetypes.definition import ServiceTypeDefinition
from servicetypes.models import ServiceType
from servicetypes.queries import adoptions, service_types


@reading
def services(request: HttpRequest) -> HttpResponse:
    """The catalogue."""
    count: dict[str, int] = {}
    for each in adoptions():
        count[each.code] = count.get(each.code, 0) + 1
    rows = [
        {"row": row, "kind": row.get_product_kind_display(), "offices": count.get(row.code, 0)}
        for row in service_types()
    ]
    return show(request, "masterdata/services.html", {"rows": rows})


@reading
def service(request: HttpRequest, code: str) -> HttpResponse:
    """One service type: form, words, and the offices that offer it."""
    row = _found(code)
    subject = keeping.subject_of(row.code)
    context = {
        "row": row,
        "kind": row.get_product_kind_display(),
        "about": about(ServiceTypeDefinition.model_validate(row.definition)),
        "adoptions": adoptions(row.code),
        "history": latest(subject=subject, limit=20),
    }
    return show(request, "masterdata/service.html", context)


@reading
def download(request: HttpRequest, code: str) -> HttpResponse:
    """Its data file, ready to be changed and uploaded again."""
    row = _found(code)
    name = f'attachment; filename="{row.code}.yaml"'
    return HttpResponse(
        keeping.file_of(row),
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": name},
    )


@changing_page
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change what an admin may change without a data file."""
    row = _found(code)
    start = {
        "name": row.name,
        "short_name": row.short_name,
        "description": row.description,
        "order": row.order,
        "active": "ya" if row.is_active else "tidak",
        "retired_reason": row.retired_reason,
    }
    form = TypedForm(request.POST if request.method == "POST" else None, start)
    if request.method == "POST" and _save(request, row, form):
        messages.success(request, _("Jenis layanan disimpan."))
        return redirect("md_service", row.code)
    reason_hint = _("Wajib bila dipensiunkan. Kantor yang sudah menerbitkannya tetap melayani.")
    context = {
        "title": row.name,
        "lead": _("Standar yang sudah terbit memegang namanya sendiri sampai versi berikutnya."),
        "fields": [
            form.ask("name", _("Nama"), max_length=200),
            form.ask("short_name", _("Nama pendek"), max_length=60),
            form.ask("description", _("Keterangan"), "long_text", required=False, max_length=1000),
            form.ask("order", _("Urutan"), "integer", required=False),
            form.ask("active", _("Ditawarkan kepada kantor"), "yes_no"),
            form.ask("retired_reason", _("Alasan dipensiunkan"), required=False, hint=reason_hint),
        ],
        "errors": form.errors,
        "seen": changing.newest(keeping.subject_of(row.code)),
        "back": reverse("md_service", args=[row.code]),
    }
    return show(request, "masterdata/form.html", context, refused=bool(form.errors))


def _save(request: HttpRequest, row: ServiceType, form: TypedForm) -> bool:
    typed = form.raw("order").strip() or "0"
    order = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None
    if order is None:
        form.refuse(_("Urutan ditulis dengan angka, 0 sampai 9999."), "order")
    active = form.choice("active", ["ya", "tidak"], missing=_("Jawab ya atau tidak."))
    values: dict[str, Any] = {
        "name": form.line("name", longest=200, missing=_("Tulis namanya.")),
        "short_name": form.line("short_name", longest=60, missing=_("Tulis nama pendeknya.")),
        "description": form.text("description", longest=1000),
        "retired_reason": form.line("retired_reason", longest=300),
    }
    if form.errors or order is None:
        return False
    shown = keeping.Shown(order=order, is_active=active == "ya", **values)
    try:
        keeping.change(
            code=row.code, shown=shown, seen=form.seen(), actor=the_actor(request), now=clock.now()
        )
    except DomainError as refusal:
        form.refuse(refusal, "retired_reason" if refusal.code == "no_reason" else "")
        return False
    return True


@changing_page
def upload(request: HttpRequest) -> HttpResponse:
    """A data file: looked at first, kept when it is confirmed."""
    if request.method == "POST" and request.POST.get("content"):
        return _keep(request)
    faults: list[keeping.Fault] = []
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        content = _content(request, form)
        try:
            if content is not None:
                return _preview(request, keeping.read_file(content), content)
        except keeping.BadFile as refusal:
            faults = refusal.context["faults"]
    context = {"errors": form.errors, "faults": faults}
    return show(request, "masterdata/service_upload.html", context, refused=bool(form.errors or faults))


def _content(request: HttpRequest, form: TypedForm) -> bytes | None:
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > keeping.MAX_BYTES:
        form.refuse(_("Pilih berkas YAML, paling besar 200 KB."), "file")
        return None
    content: bytes = file.read()
    return content


def _preview(request: HttpRequest, definition: ServiceTypeDefinition, content: bytes) -> HttpResponse:
    row = ServiceType.objects.filter(code=definition.code).first()
    stored = definition.model_dump(mode="json")
    changes = keeping.differences(row.definition, stored) if row else {"new": {}}
    context = {
        "definition": definition,
        "about": about(definition),
        "row": row,
        "parts": sorted(changes["new"]),
        "adopted": len(adoptions(definition.code)),
        "content": content.decode("utf-8-sig"),
        "seen": changing.newest(keeping.subject_of(definition.code)),
    }
    return show(request, "masterdata/service_preview.html", context)


def _keep(request: HttpRequest) -> HttpResponse:
    form, faults = TypedForm(request.POST), []
    try:
        definition = keeping.read_file(request.POST["content"].encode())
        row = keeping.put(definition=definition, seen=form.seen(), actor=the_actor(request), now=clock.now())
    except keeping.BadFile as refusal:
        faults = refusal.context["faults"]
    except DomainError as refusal:
        form.refuse(refusal)
    else:
        messages.success(
            request, _("Jenis layanan disimpan. Kantor memakainya mulai versi standar berikutnya.")
        )
        return redirect("md_service", row.code)
    return show(
        request, "masterdata/service_upload.html", {"errors": form.errors, "faults": faults}, refused=True
    )


def _found(code: str) -> ServiceType:
    row = ServiceType.objects.filter(code=code).first()
    if row is None:
        raise Http404
    return row
