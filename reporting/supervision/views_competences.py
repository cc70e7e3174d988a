"""Competences: what is missing on each post, and what one person can show."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Role
from accounts.permissions import ALL_OFFICE, role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typedform import TypedForm, read_id
from supervision import operations, promised, queries, words
from supervision.competences import LEVELS
from supervision.models import Credential, CredentialKind
from supervision.operations import Shown
from supervision.queries import Able
from supervision.rostering import Stay
from supervision.views_common import not_for_you, say
from trail import operations as trail


@role_required(*ALL_OFFICE)
@require_GET
def competences(request: HttpRequest) -> HttpResponse:
    """What is missing, post by post, of those whose competences this person may see."""
    actor, today = the_actor(request), clock.today()
    people = queries.people_here(today)
    mine = {each.user_id for each in people if queries.may_read_competences(actor, each.user_id, people)}
    found = [each for each in queries.able(today) if each.person.user_id in mine]
    described = {each.person.user_id for each in found}
    context = {
        "page": "behind",
        "posts": _posts(found),
        "others": [_person(each) for each in people if each.user_id in mine - described],
        "statements": promised.statements_on(promised.versions(), today),
        "may_enter": actor.has(Role.OFFICE_ADMIN),
    }
    return render(request, "supervision/competences.html", context)


def _posts(found: list[Able]) -> list[dict[str, Any]]:
    roles = dict.fromkeys(each.need.role for each in found)
    return [
        {
            "name": ", ".join(need.posts) or words.role_name(role),
            "asked": _asked(need),
            "skills": need.skills,
            "people": [_person(each.person, each) for each in found if each.need.role == role],
        }
        for role in roles
        for need in [next(each.need for each in found if each.need.role == role)]
    ]


def _asked(need: Any) -> list[str]:
    found = [_("Pendidikan minimal {level}").format(level=words.LEVELS[need.level])] if need.level else []
    found += [_("Pelatihan: {name}").format(name=name) for name in need.training]
    if need.years:
        found.append(_("Pengalaman kerja minimal {n} tahun").format(n=need.years))
    return found


def _person(person: Stay, able: Able | None = None) -> dict[str, Any]:
    gaps = [words.gap_words(gap) for gap in able.gaps] if able else []
    return {"id": person.user_id, "name": person.name, "title": person.title, "gaps": gaps}


@role_required(*ALL_OFFICE)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, id: UUID) -> HttpResponse:
    """What one person can show; a POST of the office's admin adds to it, or withdraws."""
    people = queries.people_here(clock.today())
    found = next((each for each in people if each.user_id == id), None)
    if found is None or not queries.may_read_competences(the_actor(request), id, people):
        raise Http404  # whether somebody has records is nobody else's business
    if request.method == "GET":
        return _show(request, found, TypedForm(None))
    if not the_actor(request).has(Role.OFFICE_ADMIN):
        return not_for_you(request)
    form = TypedForm(request.POST)
    if _written(request, id, form):
        return HttpResponseRedirect(reverse("competences_of", args=[id]), status=303)
    return _show(request, found, form, status=422)


def _written(request: HttpRequest, user_id: UUID, form: TypedForm) -> bool:
    actor, now, do = the_actor(request), clock.now(), request.POST.get("do", "")
    try:
        if do.startswith("withdraw:"):
            row = _of(read_id(do.removeprefix("withdraw:")), user_id)
            operations.withdraw_credential(actor=actor, credential_id=row.id, now=now)
            messages.success(request, _("Catatan ditarik; riwayatnya tetap ada."))
            return True
        kind = form.choice("kind", CredentialKind.values, missing=_("Pilih jenisnya."))
        since = form.day("since", missing=_("Isi tanggalnya."))
        until = form.day("expires_on")
        if form.errors or since is None:
            return False
        proof = request.FILES.get("proof")
        operations.enter_credential(
            actor=actor,
            user_id=user_id,
            shown=Shown(
                kind=CredentialKind(kind),
                name=form.raw("name"),
                since=since,
                level=form.raw("level"),
                expires_on=until,
            ),
            proof=proof.read() if proof else b"",
            now=now,
        )
    except DomainError as refused:
        say(form, refused)
        return False
    messages.success(request, _("Kompetensi dicatat."))
    return True


def _of(credential_id: UUID | None, user_id: UUID) -> Credential:
    row = queries.credential(credential_id) if credential_id else None
    if row is None or row.user_id != user_id:
        raise Http404
    return row


def _show(request: HttpRequest, found: Stay, form: TypedForm, *, status: int = 200) -> HttpResponse:
    able = [each for each in queries.able(clock.today()) if each.person.user_id == found.user_id]
    enters = the_actor(request).has(Role.OFFICE_ADMIN)
    context = {
        "page": "behind",
        "person": {"id": found.user_id, "name": found.name, "title": found.title},
        "gaps": list(dict.fromkeys(words.gap_words(gap) for each in able for gap in each.gaps)),
        "described": bool(able),
        "rows": [_row(row) for row in queries.credentials_of(found.user_id)],
        "may_enter": enters,
        "fields": _questions(form) if enters else [],
        "errors": form.errors,
    }
    answer = render(request, "supervision/competence_person.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _row(row: Credential) -> dict[str, Any]:
    today = clock.today()
    return {
        "ref": row.id,
        "kind": CredentialKind(row.kind).label,
        "level": words.LEVELS.get(row.level, ""),
        "name": row.name,
        "since": row.since,
        "expires_on": row.expires_on,
        "expired": row.expires_on is not None and row.expires_on < today,
        "withdrawn": row.withdrawn_at is not None,
        "has_proof": bool(row.proof_type),
        "by": row.entered_by,
    }


def _questions(form: TypedForm) -> list[Any]:
    levels = [(level, words.LEVELS[level]) for level in LEVELS]
    return [
        form.ask("kind", _("Jenis"), choices=CredentialKind.choices),
        form.ask("name", _("Nama"), max_length=160, hint=_("Nama pelatihan, jurusan, atau pekerjaannya.")),
        form.ask("level", _("Jenjang"), "list", choices=levels, required=False, hint=_("Untuk pendidikan.")),
        form.ask("since", _("Tanggal lulus atau mulai"), "date"),
        form.ask("expires_on", _("Berlaku sampai"), "date", required=False),
    ]


@role_required(*ALL_OFFICE)
@require_GET
def proof(request: HttpRequest, id: UUID) -> HttpResponse:
    """A proof in full; who looked is on the trail."""
    row, actor = queries.credential(id), the_actor(request)
    people = queries.people_here(clock.today())
    if row is None or not row.proof_type or not queries.may_read_competences(actor, row.user_id, people):
        raise Http404
    trail.record(
        action="supervision.proof_seen", actor=actor, subject=f"user:{row.user_id}", data={}, now=clock.now()
    )
    answer = HttpResponse(bytes(row.proof or b""), content_type=row.proof_type)
    way = "attachment" if row.proof_type == "application/pdf" else "inline"
    answer["Content-Disposition"] = f'{way}; filename="bukti"'
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
