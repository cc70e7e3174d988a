"""Settings: who works in this office, as what, from when to when; first and new passwords."""

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
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import invitations, operations, queries, staffing
from accounts.errors import AccountError
from accounts.models import SECOND_FACTOR_ROLES, SUPPORT, Role
from accounts.permissions import role_required, the_actor
from accounts.queries import Person
from accounts.stafftable import COLUMNS, ROLES, NothingAdded, add_all, add_cells
from commons import clock
from commons.errors import DomainError
from commons.tables import MAX_BYTES, BadLine
from commons.typed import Question, problem, read_date, shown_date
from offices import readiness, settings_pages
from offices.http import office_of
from offices.scope import current_office

ANSWERED = 422
Errors = list[dict[str, str]]
FIELD_OF = {
    "bad_username": "username",
    "username_taken": "username",
    "other_person": "username",
    "overlap": "username",
    "bad_name": "name",
    "bad_nip": "nip",
    "no_title": "title",
    "no_roles": "roles",
    "unknown_role": "roles",
    "wrong_place": "roles",
    "bad_dates": "to",
}


@role_required(Role.OFFICE_ADMIN, SUPPORT)
@never_cache
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """The people of this office; a POST adds one, invites, or asks before it ends something."""
    if request.method != "POST":
        return _page(request, {})
    do, _colon, ref = request.POST.get("do", "").partition(":")
    if do in ABOUT_A_PERSON:
        return _about(request, do, _person(request, ref or request.POST.get("ref", "")))
    return _load(request) if do == "table" else _add(request)


ABOUT_A_PERSON = frozenset({"end", "password", "invite", "end_now", "password_now"})


def _about(request: HttpRequest, do: str, person: Person) -> HttpResponse:
    if do == "invite":
        return _invite(request, person)
    if do == "end_now":
        return _end(request, person)
    if do == "password_now":
        return _new_password(request, person)
    return _ask(request, do, person)


def _person(request: HttpRequest, ref: str) -> Person:
    """Somebody of this office who works here today or later. Raises `Http404`, also for another office's."""
    found = [person for person in _people(request) if str(person.assignment_id) == ref]
    if not found:
        raise Http404
    return found[0]


def _people(request: HttpRequest) -> list[Person]:
    return queries.staff_from(office_of(request), on=clock.today())


def _add(request: HttpRequest) -> HttpResponse:
    errors: Errors = []
    cells: dict[str, str | None] = {name: request.POST.get(name, "") for name in COLUMNS if name != "office"}
    cells["roles"] = ",".join(request.POST.getlist("roles"))
    for name, label in (("name", _("Nama")), ("username", _("Nama pengguna")), ("title", _("Jabatan"))):
        if not (cells[name] or "").strip():
            errors.append(problem(_("{what} belum diisi.").format(what=label), name))
    if not cells["roles"]:
        errors.append(problem(_("Pilih paling sedikit satu tugas."), "roles"))
    for name in ("from", "to"):
        cells[name] = _iso(cells[name] or "", name, errors)
    if errors:
        return _page(request, request.POST, errors)
    try:
        made = [_added(request, cells)]
    except DomainError as refusal:
        return _page(request, request.POST, [problem(refusal, FIELD_OF.get(refusal.code, ""))])
    return _passwords(request, made)


def _iso(typed: str, name: str, errors: Errors) -> str:
    try:
        return read_date(typed).isoformat() if typed.strip() else ""
    except DomainError as refusal:
        errors.append(problem(refusal, name))
        return ""


def _added(request: HttpRequest, cells: dict[str, str | None]) -> staffing.Added:
    return add_cells(cells, office_of(request), actor=the_actor(request), now=clock.now())


def _load(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("table")
    if upload is None:
        return _page(request, {}, [problem(_("Pilih berkasnya dulu."), "table")])
    content = upload.read(MAX_BYTES + 1)
    try:
        made = add_all(content, office_of(request), actor=the_actor(request), now=clock.now())
    except NothingAdded as refusal:
        return _page(request, {}, _listed(refusal.context["bad"]))
    except DomainError as refusal:
        return _page(request, {}, [problem(refusal, "table")])
    return _passwords(request, made)


def _listed(bad: list[BadLine]) -> Errors:
    if not bad:
        return [problem(_("Tidak ada baris di bawah judul kolom."), "table")]
    return [
        problem(_("Baris {n}: {why}").format(n=each.line, why=each.message), "table") for each in bad[:50]
    ]


def _passwords(request: HttpRequest, made: list[staffing.Added]) -> HttpResponse:
    """First passwords, shown once: nothing of them is kept, so the answer is the page itself."""
    rows = [(each.user.name, each.user.username, each.password or "") for each in made]
    return _show_passwords(request, rows)


def _show_passwords(request: HttpRequest, rows: list[tuple[str, str, str]]) -> HttpResponse:
    context = {"page": "settings", "rows": rows, "back_url": reverse("settings_staff")}
    return render(request, "accounts/new_passwords.html", context)


def _ask(
    request: HttpRequest, do: str, person: Person, *, last_day: str = "", errors: Errors | None = None
) -> HttpResponse:
    ending = do == "end"
    day = Question(
        name="last_day",
        label=_("Hari terakhir bertugas"),
        kind="date",
        required=False,
        hint=_("Kosongkan untuk mengakhiri sekarang juga."),
        value=last_day,
        errors=[error["message"] for error in errors or []],
    )
    context = {
        "page": "settings",
        "title": _("Akhiri tugas ini?") if ending else _("Beri kata sandi baru?"),
        "text": _("Yang sudah ditandatangani atau dicatat atas namanya tetap.")
        if ending
        else _("Semua sesinya berakhir. Kata sandi baru ditampilkan satu kali dan harus diganti saat masuk."),
        "facts": [(_("Nama"), person.name), (_("Jabatan"), person.title)],
        "fields": [day] if ending else [],
        "action": reverse("settings_staff"),
        "hidden": [("do", f"{do}_now"), ("ref", str(person.assignment_id))],
        "button": _("Akhiri tugas") if ending else _("Beri kata sandi baru"),
        "danger": ending,
        "back_url": reverse("settings_staff"),
        "errors": errors or [],
    }
    return render(request, "confirm.html", context, status=ANSWERED if errors else 200)


def _end(request: HttpRequest, person: Person) -> HttpResponse:
    typed, errors = request.POST.get("last_day", ""), list[dict[str, str]]()
    day = _iso(typed, "last_day", errors)
    if person.user_id == the_actor(request).user_id:
        errors.append(problem(_("Tugas Anda sendiri hanya dapat diakhiri oleh admin lain.")))
    if not errors:
        try:
            operations.end_assignment(
                assignment_id=person.assignment_id,
                last_day=read_date(day) if day else None,
                actor=the_actor(request),
                now=clock.now(),
            )
        except AccountError as refusal:
            errors.append(problem(refusal, "last_day"))
    if errors:
        return _ask(request, "end", person, last_day=typed, errors=errors)
    messages.success(request, _("Tugas {name} diakhiri.").format(name=person.name))
    return redirect("settings_staff")


def _new_password(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        made_up = operations.set_password(user_id=person.user_id, actor=the_actor(request), now=clock.now())
    except AccountError as refusal:
        return _ask(request, "password", person, errors=[problem(refusal)])
    return _show_passwords(request, [(person.name, person.username, made_up or "")])


def _invite(request: HttpRequest, person: Person) -> HttpResponse:
    """A link with which the person chooses a password; shown once, so the answer is the page itself."""
    try:
        made = invitations.invite(
            user_id=person.user_id, office=office_of(request), actor=the_actor(request), now=clock.now()
        )
    except AccountError as refusal:
        return _page(request, {}, [problem(refusal)])
    context = {"page": "settings", "person": person, "url": made.url, "until": made.expires_at}
    return render(request, "accounts/invitation_link.html", context)


def _page(request: HttpRequest, typed: Any, errors: Errors | None = None) -> HttpResponse:
    context = {
        "page": "settings",
        "title": _("Petugas"),
        "lead": _("Satu akun per orang. Orang yang sudah punya akun di kantor lain: pakai nama penggunanya."),
        "button": _("Tambah petugas"),
        "back_url": reverse("settings"),
        "back_label": _("Pengaturan"),
        "people": [_shown(person) for person in _people(request)],
        "fields": _questions(typed, errors or []),
        "errors": errors or [],
        "role_words": ", ".join(str(label) for _code, label in ROLES),
    }
    return render(request, "accounts/settings_staff.html", context, status=ANSWERED if errors else 200)


def _shown(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "username": person.username,
        "title": person.title,
        "roles": ", ".join(person.role_labels),
        "since": person.from_date,
        "until": person.to_date,
        "totp": person.has_second_factor or not SECOND_FACTOR_ROLES & set(person.roles),
        "ref": str(person.assignment_id),
        "ended": False,
    }


def _questions(typed: Any, errors: Errors) -> list[Question]:
    asked: list[dict[str, Any]] = [
        {"name": "name", "label": _("Nama lengkap dengan gelar"), "max_length": 120},
        {
            "name": "username",
            "label": _("Nama pengguna"),
            "hint": _("Huruf kecil, angka, titik. Misalnya retno.w"),
            "max_length": 60,
        },
        {"name": "title", "label": _("Jabatan"), "hint": _("Seperti dicetak di surat."), "max_length": 120},
        {"name": "roles", "label": _("Tugas di Loket"), "kind": "choices", "choices": ROLES},
        {"name": "nip", "label": _("NIP"), "required": False, "hint": _("18 angka."), "max_length": 24},
        {"name": "grade", "label": _("Pangkat"), "required": False, "max_length": 60},
        {"name": "from", "label": _("Mulai"), "kind": "date", "required": False},
        {"name": "to", "label": _("Sampai"), "kind": "date", "required": False},
    ]
    return [
        Question(
            **each,
            value=_value(typed, each["name"]),
            errors=[error["message"] for error in errors if error["field"] == each["name"]],
        )
        for each in asked
    ]


def _value(typed: Any, name: str) -> Any:
    if name == "roles":
        return typed.getlist("roles") if typed else []
    default = shown_date(clock.today()) if name == "from" else ""
    return typed.get(name, "") if typed else default


def _missing(_office_id: UUID, day: date) -> str | Promise:
    office = current_office()
    if queries.head_of(office, on=day) is None:
        return gettext_lazy("Pimpinan kantor belum ada, atau lebih dari satu")
    counters = queries.people(office, on=day, roles=[Role.COUNTER, Role.OPERATOR])
    return "" if counters else gettext_lazy("Belum ada petugas loket")


def register_page() -> None:
    """Put this page on the list of settings."""
    settings_pages.register(
        settings_pages.SettingsPage(
            "settings_staff",
            gettext_lazy("Petugas"),
            gettext_lazy("Siapa bertugas sebagai apa, dari kapan sampai kapan; kata sandi baru."),
            20,
            _missing,
        )
    )
    readiness.register(
        readiness.Check(
            "staff",
            gettext_lazy("Pimpinan dan petugas"),
            readiness.Doer.OFFICE_ADMIN,
            50,
            lambda office, day: _missing(office.id, day),
            page="settings_staff",
        )
    )
