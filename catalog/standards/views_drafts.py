"""The office's standards and drafts: the list, one draft with its sections, what is done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from commons.typedform import TypedForm
from offices.http import office_of
from standards import beginning, drafting, presenters_draft, queries
from standards.drafting import Draft, NoDraft
from standards.models import Origin, VersionState
from standards.presenters_control import control
from standards.views_import import WRITERS, offered
from standards.vocabulary import OFFICIAL_NAMES, ComponentKey
from standards.writing.agreeing import behind
from standards.writing.sections import sections_of
from standards.writing.wholeness import HEAD, by_section, lacks_of, notes_of

READERS = (*WRITERS, Role.SECRETARY, Role.HEAD)
ANSWERED = 422
LONGEST_REASON = 300


@role_required(*READERS)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every standard in force and every draft."""
    rows = [
        {
            "draft": draft,
            "origin": Origin(draft.origin).label,
            "state": VersionState(draft.state).label,
            "lacks": len(by_section(lacks_of(draft.document))),
        }
        for draft in drafting.drafts()
    ]
    actor = the_actor(request)
    context = {
        "page": "standards",
        "drafts": rows,
        "published": queries.services(),
        "writes": actor.has(*WRITERS),
        "enacts": actor.has(Role.OFFICE_ADMIN),
        "withdraws": actor.has(Role.HEAD),
    }
    return render(request, "standards/index.html", context)


def found(version_id: UUID, *, to_write: bool = False) -> Draft:
    """The draft of an address; `to_write`: only one that nobody has checked yet. Raises `Http404`."""
    try:
        row = drafting.find(version_id)
    except NoDraft as error:
        raise Http404 from error
    if to_write and not row.is_open:
        raise Http404
    return row


@role_required(*READERS)
@never_cache
@require_safe
def draft(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One draft: its sections and what each lacks, its notes, the text outside the components."""
    return _page(request, found(version_id))


def _page(request: HttpRequest, row: Draft, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    lacks = by_section(lacks_of(row.document))
    rows = [
        {
            "section": section,
            "lacks": lacks.get(section.slug, []),
            "notes": [words for _at, words in notes_of(row.document, section.slug)],
        }
        for section in sections_of(row.program, row.document)
    ]
    actor = the_actor(request)
    context = {
        "page": "standards",
        "draft": row,
        "service": row.program["name"],
        "origin": Origin(row.origin).label,
        "rows": rows,
        "lacking": len(lacks),
        "hindrances": [
            {"slug": finding.field.partition(".")[0], "message": finding.message}
            for finding in drafting.hindrances(row, office_id=office_of(request).id, day=clock.today())
        ],
        "behind": behind(row.document.get(ComponentKey.PERSYARATAN) or {}),
        **presenters_draft.loose(row.document),
        "writes": actor.has(*WRITERS) and row.is_open,
        "enacts": actor.has(Role.OFFICE_ADMIN),
        "control": control(row, actor),
        "errors": errors or [],
    }
    return render(request, "standards/draft.html", context, status=ANSWERED if errors else 200)


@role_required(*WRITERS)
@never_cache
@require_POST
def place(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Move a text from outside the components into one, or to the definitions."""
    row = found(version_id, to_write=True)
    at, key = request.POST.get("at", ""), request.POST.get("to", "")
    if key not in {*ComponentKey, HEAD}:
        return _page(request, row, [problem(_("Pilih dulu komponennya, lalu tekan Tempatkan."))])
    try:
        drafting.place(
            version_id=row.id,
            at=int(at) if at.isdecimal() and len(at) < 6 else -1,
            text=request.POST.get("text", ""),
            key=key,
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        return _page(request, found(version_id), [problem(refusal)])
    name = _("Definisi") if key == HEAD else OFFICIAL_NAMES[ComponentKey(key)]
    messages.success(request, _("Teks dipindahkan ke {name}. Lengkapi isian bagian itu.").format(name=name))
    return redirect("standard_section", row.id, key)


@role_required(*WRITERS)
@never_cache
@require_POST
def leave_out(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Take off what only repeats the heads of pages."""
    row = found(version_id, to_write=True)
    try:
        n = drafting.leave_out_heads(
            version_id=row.id,
            seen=request.POST.get("seen", ""),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        return _page(request, found(version_id), [problem(refusal)])
    done = ngettext("{n} potongan teks diabaikan.", "{n} potongan teks diabaikan.", n)
    messages.success(request, done.format(n=n))
    return redirect("standard_draft", row.id)


@role_required(*WRITERS)
@never_cache
@require_POST
def settle(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Take a note off: somebody looked at what it says."""
    row = found(version_id, to_write=True)
    text = request.POST.get("text", "")
    drafting.settle(version_id=row.id, text=text, actor=the_actor(request), now=clock.now())
    return redirect("standard_draft", row.id)


@role_required(*WRITERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """End a draft that will not be published, with the reason."""
    row = found(version_id, to_write=True)
    form = TypedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        reason = form.line("reason", longest=LONGEST_REASON, missing=_("Tulis alasannya."))
        if not form.errors:
            drafting.give_up(version_id=row.id, reason=reason, actor=the_actor(request), now=clock.now())
            messages.success(request, _("Rancangan dibatalkan."))
            return redirect("standards")
    context: dict[str, Any] = {
        "page": "standards",
        "title": _("Batalkan rancangan ini?"),
        "text": _("Rancangan tidak dapat dibuka lagi. Standar yang berlaku tidak berubah."),
        "facts": [(_("Standar"), row.title)],
        "fields": [form.ask("reason", _("Alasan"), max_length=LONGEST_REASON)],
        "action": reverse("standard_give_up", args=[row.id]),
        "hidden": [],
        "button": _("Batalkan rancangan"),
        "danger": True,
        "back_url": reverse("standard_draft", args=[row.id]),
        "errors": form.errors,
    }
    return render(request, "confirm.html", context, status=ANSWERED if form.errors else 200)


@role_required(*WRITERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a draft: a revision of what is in force, the kabupaten's model, or an empty one."""
    office = office_of(request)
    form = TypedForm(request.POST if request.method == "POST" else None, {"source": beginning.IN_FORCE})
    types = {each.code: each.name for each in offered(office)}
    if request.method == "POST":
        code = form.choice("service", types, missing=_("Pilih jenis layanannya."))
        source = form.choice("source", beginning.SOURCES, missing=_("Pilih dari mana rancangan dimulai."))
        if not form.errors:
            try:
                made = beginning.begin(
                    code=code, source=source, office=office, actor=the_actor(request), now=clock.now()
                )
            except DomainError as refusal:
                field = "source" if refusal.code in {"no_model", "service_unknown"} else "service"
                form.refuse(refusal, field)
            else:
                return redirect("standard_draft", made)
    context = {
        "page": "standards",
        "fields": _questions(form, types),
        "errors": form.errors,
        "back_url": reverse("standards"),
    }
    return render(request, "standards/begin.html", context, status=ANSWERED if form.errors else 200)


def _questions(form: TypedForm, types: dict[str, str]) -> list[Question]:
    sources = {
        beginning.IN_FORCE: _("Revisi dari standar yang berlaku"),
        beginning.MODEL: _("Contoh dari katalog kabupaten"),
        beginning.EMPTY: _("Kosong"),
    }
    return [
        form.ask("service", _("Jenis layanan"), "list", choices=list(types.items())),
        form.ask("source", _("Dimulai dari"), choices=list(sources.items())),
    ]
