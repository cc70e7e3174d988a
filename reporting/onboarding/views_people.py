"""People, as the kabupaten's admin sees them: who works in a new office, their invitations, and mutasi."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts import invitations
from accounts import queries as accounts
from accounts.models import OFFICE_ROLES, Role
from accounts.permissions import role_required, the_actor
from accounts.stafftable import NothingAdded, add_all
from commons import clock
from commons.errors import DomainError
from commons.tables import MAX_BYTES
from commons.typed import Question, problem, read_date, shown_date
from offices.models import Office, OfficeState
from offices.scope import office_scope, public_scope
from onboarding import moving, queries
from onboarding.plans import title_of

ADMIN = Role.KAB_ADMIN
ANSWERED = 422
MOST_SHOWN = 30
ROLES = [(role.value, role.label) for role in Role if role in OFFICE_ROLES]
Errors = list[dict[str, str]]


@role_required(ADMIN)
@never_cache
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest, code: str) -> HttpResponse:
    """The staff of an office on its way in: invitations, and more people from a table."""
    found = queries.office_of(code)
    if found is None:
        raise Http404
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "table":
        return _load(request, code, found)
    if do:
        return _invite(request, code, found, do)
    return _staff_page(request, code, found, [])


def _staff_page(request: HttpRequest, code: str, office: Office, errors: Errors) -> HttpResponse:
    people = accounts.staff_from(office, on=clock.today())
    fresh = invitations.never_signed_in([person.user_id for person in people])
    context = {
        "page": "kabupaten_home",
        "code": code,
        "has_case": queries.case_of(code) is not None,
        "office_name": str(office),
        "people": [{"person": each, "fresh": each.user_id in fresh} for each in people],
        "any_fresh": bool(fresh),
        "role_words": ", ".join(str(label) for _code, label in ROLES),
        "errors": errors,
    }
    return render(request, "onboarding/staff.html", context, status=ANSWERED if errors else 200)


def _invite(request: HttpRequest, code: str, office: Office, do: str) -> HttpResponse:
    """Links are shown once: nothing of them is kept, so the answer is the page itself."""
    people = accounts.staff_from(office, on=clock.today())
    fresh = invitations.never_signed_in([person.user_id for person in people])
    chosen = {p.user_id for p in people if p.user_id in fresh and (do == "all" or str(p.user_id) == do)}
    actor, now = the_actor(request), clock.now()
    made = [invitations.invite(user_id=each, office=office, actor=actor, now=now) for each in chosen]
    if not made:
        messages.info(request, _("Semua sudah pernah masuk; tidak ada undangan yang dibuat."))
        return redirect("onboard_staff", code)
    titles = {person.user_id: person.title for person in people}
    rows = [
        {
            "name": each.user.name,
            "title": titles[each.user.pk],
            "username": each.user.username,
            "url": each.url,
        }
        for each in made
    ]
    context = {
        "page": "kabupaten_home",
        "office_name": str(office),
        "rows": sorted(rows, key=lambda row: row["name"]),
        "until": made[0].expires_at,
        "back_url": reverse("onboard_staff", args=[code]),
    }
    return render(request, "onboarding/invitations.html", context)


def _load(request: HttpRequest, code: str, office: Office) -> HttpResponse:
    upload = request.FILES.get("table")
    if upload is None:
        return _staff_page(request, code, office, [problem(_("Pilih berkasnya dulu."), "table")])
    content = upload.read(MAX_BYTES + 1)
    try:
        with office_scope(office):
            made = add_all(content, office, actor=the_actor(request), now=clock.now())
    except NothingAdded as refusal:
        return _staff_page(request, code, office, _listed(refusal))
    except DomainError as refusal:
        return _staff_page(request, code, office, [problem(refusal, "table")])
    messages.success(request, _("{n} orang ditambahkan. Buat undangannya di bawah.").format(n=len(made)))
    return redirect("onboard_staff", code)


def _listed(refusal: NothingAdded) -> Errors:
    bad = refusal.context["bad"]
    if not bad:
        return [problem(_("Tidak ada baris di bawah judul kolom."), "table")]
    words = _("Baris {n}: {why}")
    return [problem(words.format(n=each.line, why=each.message), "table") for each in bad[:MOST_SHOWN]]


@role_required(ADMIN)
@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Find a person and where they work."""
    query = " ".join(request.GET.get("q", "").split())[:80]
    found = moving.search(query, on=clock.today())
    context = {"page": "kabupaten_people", "query": query, "people": found}
    return render(request, "onboarding/people.html", context)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, assignment_id: UUID) -> HttpResponse:
    """Mutasi: choose the other office, the post and the first day."""
    found = moving.assignment(assignment_id, on=clock.today())
    if found is None:
        raise Http404
    errors: Errors = []
    if request.method == "POST":
        errors = _moved(request, assignment_id)
        if not errors:
            messages.success(request, _("{name} dipindahkan. Akunnya tetap.").format(name=found[0].name))
            return redirect("kabupaten_people")
    context = {
        "page": "kabupaten_people",
        "person": found[0],
        "place": found[1],
        "fields": _move_questions(request, errors),
        "errors": errors,
    }
    return render(request, "onboarding/move.html", context, status=ANSWERED if errors else 200)


def _offices() -> dict[str, Office]:
    with public_scope():
        rows = Office.objects.filter(state__in=[OfficeState.READY, OfficeState.LIVE]).defer("emblem")
        return {row.slug: row for row in rows.order_by("kemendagri_code") if queries.is_counted(row)}


def _move_questions(request: HttpRequest, errors: Errors) -> list[Question]:
    typed: Any = request.POST if request.method == "POST" else {}
    asked = [
        Question(
            name="office",
            label=_("Kantor baru"),
            kind="select",
            choices=[(slug, str(office)) for slug, office in _offices().items()],
            value=typed.get("office", ""),
        ),
        Question(
            name="roles",
            label=_("Tugas di Loket"),
            kind="choices",
            choices=[*ROLES],
            value=request.POST.getlist("roles"),
        ),
        Question(
            name="title",
            label=_("Jabatan"),
            hint=_("Seperti dicetak di surat. Kosong: menurut tugas pertama."),
            required=False,
            value=typed.get("title", ""),
            max_length=120,
        ),
        Question(
            name="first_day",
            label=_("Hari pertama di kantor baru"),
            kind="date",
            value=typed.get("first_day", shown_date(clock.today())),
        ),
    ]
    for question in asked:
        question.errors = [each["message"] for each in errors if each["field"] == question.name]
    return asked


def _moved(request: HttpRequest, assignment_id: UUID) -> Errors:
    office, roles = _offices().get(request.POST.get("office", "")), request.POST.getlist("roles")
    if office is None:
        return [problem(_("Pilih kantornya dulu."), "office")]
    title = request.POST.get("title", "").strip()
    if not title and roles and roles[0] in {role for role, _label in ROLES}:
        title = _usual_title(office, roles[0])
    try:
        moving.transfer(
            assignment_id=assignment_id,
            office=office,
            roles=roles,
            title=title,
            first_day=read_date(request.POST.get("first_day", "")),
            actor=the_actor(request),
            now=clock.now(),
        )
    except DomainError as refusal:
        return [problem(refusal, FIELD_OF.get(refusal.code, ""))]
    return []


FIELD_OF = {
    "same_office": "office",
    "overlap": "office",
    "no_roles": "roles",
    "unknown_role": "roles",
    "wrong_place": "roles",
    "no_title": "title",
    "past": "first_day",
    "bad_date": "first_day",
    "bad_dates": "first_day",
}


def _usual_title(office: Office, role: str) -> str:
    try:
        return title_of(Role(role), queries.level_of(office), office.name)
    except KeyError:
        return str(Role(role).label)
