"""Settings: how the office is reached, its sections, and the authority it signs by (read only)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.text import BadText, clean_line
from commons.typed import Question, problem
from documents.office_settings import operations
from documents.office_settings.shared import ADMIN, LOOKERS, asked_id, line, show
from offices import queries
from offices.http import office_of
from offices.models import Contact, ContactKind
from regulations.queries import delegations_of

Errors = list[dict[str, str]]
MOST_SECTIONS = 30


@role_required(*LOOKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contacts(request: HttpRequest) -> HttpResponse:
    """Telephone, HP Pelayanan, mail, sites: as shown and as dialled."""
    if request.method != "POST":
        return _contacts_page(request, {})
    if (ref := asked_id(request.POST.get("do", ""), "remove")) is not None:
        try:
            operations.remove_contact(
                actor=the_actor(request), office_id=office_of(request).id, contact_id=ref, now=clock.now()
            )
        except Contact.DoesNotExist as error:
            raise Http404 from error
        messages.success(request, _("Kontak dihapus."))
        return redirect("settings_contacts")
    return _add_contact(request)


def _add_contact(request: HttpRequest) -> HttpResponse:
    errors: Errors = []
    kind = request.POST.get("kind", "")
    if kind not in ContactKind.values:
        errors.append(problem(_("Pilih jenis kontaknya."), "kind"))
    shown = line(request, "shown", errors, longest=200, missing=_("Tulis nomor atau alamatnya."))
    purpose = line(request, "purpose", errors, longest=120)
    if not errors:
        try:
            operations.add_contact(
                actor=the_actor(request),
                office_id=office_of(request).id,
                kind=ContactKind(kind),
                shown=shown,
                purpose=purpose,
                order=len(queries.contacts(office_of(request).id)),
                now=clock.now(),
            )
        except DomainError as refusal:
            errors.append(problem(refusal, "shown"))
    if errors:
        return _contacts_page(request, request.POST, errors)
    messages.success(request, _("Kontak ditambahkan."))
    return redirect("settings_contacts")


def _contacts_page(request: HttpRequest, typed: Any, errors: Errors | None = None) -> HttpResponse:
    asked: list[dict[str, Any]] = [
        {"name": "kind", "label": _("Jenis"), "kind": "choice", "choices": list(ContactKind.choices)},
        {
            "name": "shown",
            "label": _("Nomor atau alamat"),
            "hint": _("Seperti ditulis di papan kantor."),
            "max_length": 200,
        },
        {
            "name": "purpose",
            "label": _("Untuk apa"),
            "required": False,
            "hint": _("Misalnya: pengaduan."),
            "max_length": 120,
        },
    ]
    context = {
        "title": _("Kontak kantor"),
        "lead": _("Tampil di halaman kantor untuk warga."),
        "button": _("Tambah kontak"),
        "fields": _questions(asked, typed, errors or []),
        "rows": [
            {
                "title": row.shown,
                "text": " · ".join(dict.fromkeys(filter(None, (row.label, row.purpose)))),
                "ref": row.id,
            }
            for row in queries.contacts(office_of(request).id)
        ],
        "rows_title": _("Kontak sekarang"),
        "empty": _("Belum ada kontak. Tambahkan paling sedikit alamat dan HP Pelayanan."),
        "add_title": _("Tambah kontak"),
    }
    return show(request, "documents/settings_list.html", context, errors)


def _questions(asked: list[dict[str, Any]], typed: Any, errors: Errors) -> list[Question]:
    return [
        Question(
            **each,
            value=typed.get(each["name"], ""),
            errors=[error["message"] for error in errors if error["field"] == each["name"]],
        )
        for each in asked
    ]


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sections(request: HttpRequest) -> HttpResponse:
    """The sections, one on a line."""
    stored = [row.name for row in queries.sections(office_of(request).id)]
    if request.method != "POST":
        return _sections_page(request, "\n".join(stored))
    typed = request.POST.get("sections", "")[:10_000]
    errors: Errors = []
    names = _names(typed, errors)
    if len(names) > MOST_SECTIONS:
        errors.append(problem(_("Paling banyak 30 seksi."), "sections"))
    if not errors:
        try:
            operations.set_sections(
                actor=the_actor(request), office_id=office_of(request).id, names=names, now=clock.now()
            )
        except DomainError as refusal:
            errors.append(problem(refusal, "sections"))
    if errors:
        return _sections_page(request, typed, errors)
    messages.success(request, _("Susunan seksi disimpan."))
    return redirect("settings_sections")


def _names(typed: str, errors: Errors) -> list[str]:
    try:
        return [name for each in typed.splitlines() if (name := clean_line(each, max_length=120))]
    except BadText as refusal:
        errors.append(problem(refusal, "sections"))
        return []


def _sections_page(request: HttpRequest, typed: str, errors: Errors | None = None) -> HttpResponse:
    field = Question(
        name="sections",
        label=_("Seksi dan subbagian"),
        kind="long_text",
        hint=_("Satu per baris, urut seperti pada susunan organisasi."),
        value=typed,
        required=False,
        errors=[error["message"] for error in errors or []],
    )
    context = {"title": _("Seksi"), "lead": "", "button": _("Simpan susunan"), "fields": [field]}
    return show(request, "form_page.html", context, errors)


@role_required(ADMIN)
@never_cache
@require_safe
def authority(request: HttpRequest) -> HttpResponse:
    """By which instrument the office's head signs, from–to. The kabupaten keeps it."""
    rows = delegations_of(office_of(request).id, on=clock.today())
    context = {"delegations": rows, "has_any": any(row.in_force for row in rows)}
    return show(request, "documents/settings_authority.html", context)
