"""One section of a draft: its form beside what it will look like. Each is saved by itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from offices.http import office_of
from standards import drafting, presenters_draft
from standards.drafting import Draft
from standards.views_drafts import ANSWERED, READERS, found
from standards.views_import import WRITERS
from standards.vocabulary import ComponentKey
from standards.writing import sections
from standards.writing.agreeing import reworded
from standards.writing.asking import Errors, Values, change_rows, questions, typed
from standards.writing.fieldrules import asked_by
from standards.writing.forms import Form, form_of


@role_required(*READERS)
@never_cache
@require_safe
def preview(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The whole draft as a citizen will see it."""
    row = found(version_id)
    context = {
        "page": "standards",
        "draft": row,
        "look": presenters_draft.citizen(row.document),
    }
    return render(request, "standards/preview.html", context)


def _opened(version_id: UUID, slug: str) -> tuple[Draft, Form, Any]:
    """The draft, the form of its section, and the section's stored values. Raises `Http404`."""
    row = found(version_id, to_write=True)
    try:
        return row, _form(row, slug), sections.part_of(slug, row.document, row.program)
    except KeyError as error:
        raise Http404 from error


def _form(row: Draft, slug: str) -> Form:
    return form_of(slug, asked_by(row.program))


@role_required(*WRITERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, version_id: UUID, slug: str) -> HttpResponse:
    """Read or save a section; its other buttons add and remove rows or only look."""
    row, form, before = _opened(version_id, slug)
    errors = Errors()
    if request.method != "POST":
        return _page(request, row, slug, form.start(before), errors)
    values = typed(form.parts, request.POST, errors)
    do = request.POST.get("do", "save")
    if change_rows(form.parts, values, do) or do == "look":
        return _page(request, row, slug, values, errors, seen=request.POST.get("seen", ""))
    value = form.read(values, before, errors)
    if do == "reword" and slug == ComponentKey.PERSYARATAN:
        values = values if errors.found else form.start(reworded(value))
        return _page(request, row, slug, values, errors, seen=request.POST.get("seen", ""))
    if not errors.found:
        try:
            _write(request, row, slug, value)
        except drafting.NoDraft as gone:
            raise Http404 from gone
        except DomainError as refusal:
            errors.add("", refusal)
            return _page(request, found(version_id), slug, values, errors)
        return _onward(request, row, slug)
    return _page(request, row, slug, values, errors, seen=request.POST.get("seen", ""))


def _write(request: HttpRequest, row: Draft, slug: str, value: Any) -> None:
    drafting.write(
        version_id=row.id,
        slug=slug,
        value=value,
        seen=request.POST.get("seen", ""),
        actor=the_actor(request),
        now=clock.now(),
    )


def _onward(request: HttpRequest, row: Draft, slug: str) -> HttpResponse:
    """To the next section where that was asked, else to the list."""
    slugs = [each.slug for each in sections.sections_of(row.program, row.document)]
    messages.success(request, _("Bagian disimpan."))
    after = slugs.index(slug) + 1
    if request.POST.get("next") and after < len(slugs):
        return redirect("standard_section", row.id, slugs[after])
    return redirect("standard_draft", row.id)


def _page(
    request: HttpRequest, row: Draft, slug: str, values: Values, errors: Errors, *, seen: str = ""
) -> HttpResponse:
    form, stored = _form(row, slug), sections.part_of(slug, row.document, row.program)
    here = next(each for each in sections.sections_of(row.program, row.document) if each.slug == slug)
    context = {
        "page": "standards",
        "draft": row,
        "section": here,
        "fields": questions(form.parts, values, errors),
        "errors": errors.found,
        "seen": seen or sections.mark_of(stored),
        "look": _look(request, row, slug, values),
    }
    return render(request, "standards/section.html", context, status=ANSWERED if errors.found else 200)


def _look(request: HttpRequest, row: Draft, slug: str, values: Values) -> dict[str, Any]:
    """What the typed values will look like; what cannot be read is left as it was."""
    before = sections.part_of(slug, row.document, row.program)
    errors = Errors()
    value = _form(row, slug).read(values, before, errors)
    document, program = sections.put(slug, before if errors.found else value, row.document, row.program)
    return presenters_draft.look(slug, document, program, office_of(request), day=clock.today())


@role_required(*WRITERS)
@never_cache
@require_POST
def glance(request: HttpRequest, version_id: UUID, slug: str) -> HttpResponse:
    """What the form as it stands will look like; nothing is saved."""
    row, form, _before = _opened(version_id, slug)
    values = typed(form.parts, request.POST, Errors())
    return render(request, "standards/parts_look.html", {"look": _look(request, row, slug, values)})
