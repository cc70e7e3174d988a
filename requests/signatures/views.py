"""The office's choice, each person's certificate, and the log of attempts."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import role_required, the_actor
from accounts.ratelimit import attempts_left
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from signatures import identities, queries
from signatures.models import Service
from signatures.services.bsre import BsreService
from signatures.services.choosing import chosen, door_of, identity_of, is_connected
from signatures.words import why

ADMIN = "OFFICE_ADMIN"
STAFF = ("COUNTER", "OPERATOR", "INFORMATION", "SECTION_HEAD", "SECRETARY", "HEAD")
OVERSEERS = ("HEAD", ADMIN)
ANSWERED = 422
LONGEST_SECRET = 200
ASKS, WINDOW = 10, 60 * 60
Errors = list[dict[str, str]]


@role_required(*STAFF, ADMIN)
@never_cache
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Every attempt for the leader and the admin; for all others their own."""
    actor, now = the_actor(request), clock.now()
    every = actor.has(*OVERSEERS)
    before = _moment(request.GET.get("sebelum", ""))
    lines = queries.log(now=now, signer_id=None if every else actor.user_id, before=before)
    context = {
        "page": "settings" if actor.has(ADMIN) else "pile",
        "lines": lines,
        "every": every,
        "older": lines[-1].at.isoformat() if len(lines) == queries.PAGE else "",
        "back_url": reverse("settings") if actor.has(ADMIN) else reverse("pile"),
        "back_label": _("Pengaturan") if actor.has(ADMIN) else _("Tanda tangan"),
    }
    return render(request, "signatures/log.html", context)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@role_required(ADMIN)
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings_signing(request: HttpRequest) -> HttpResponse:
    """How this office signs."""
    if request.method != "POST":
        return _settings_page(request)
    try:
        identities.choose(
            actor=the_actor(request),
            service=request.POST.get("service", ""),
            username=request.POST.get("username", ""),
            password=request.POST.get("password", "")[:LONGEST_SECRET],
            now=clock.now(),
        )
    except DomainError as refusal:
        return _settings_page(request, [problem(refusal, refusal.context.get("field", ""))])
    messages.success(request, _("Disimpan. Tanda tangan basah tetap selalu dapat dipakai."))
    return redirect("settings_signing")


def _settings_page(request: HttpRequest, errors: Errors | None = None) -> HttpResponse:
    current = chosen()
    typed = request.POST if errors else {}
    fields = [
        Question(
            name="service",
            label=_("Surat kantor ini ditandatangani"),
            choices=[(each.value, each.label) for each in Service if each != Service.BSRE or is_connected()],
            value=typed.get("service", current.service if current else Service.WET.value),
        )
    ]
    if is_connected():
        fields += [
            Question(
                name="username",
                label=_("Akun BSrE kantor"),
                hint=_("Kosongkan bila memakai akun kabupaten."),
                required=False,
                value=typed.get("username", current.username if current else ""),
            ),
            Question(
                name="password",
                label=_("Kata sandi akun itu"),
                kind="secret",
                hint=_("Disimpan terenkripsi. Kosongkan bila tidak berubah."),
                required=False,
            ),
        ]
    context = {
        "page": "settings",
        "fields": _marked(fields, errors),
        "choice": current,
        "connected": is_connected(),
        "errors": errors or [],
        "back_url": reverse("settings"),
    }
    return render(request, "signatures/settings_signing.html", context, status=ANSWERED if errors else 200)


@role_required(*STAFF)
@sensitive_post_parameters("passphrase", "nik")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest) -> HttpResponse:
    """This person's own certificate: register it, look whether it is in order, take it out."""
    if request.method != "POST":
        return _certificate_page(request)
    do = request.POST.get("do", "")
    try:
        said = {"keys": _add_keys, "nik": _add_nik, "status": _status, "totp": _totp}.get(do, _end)(request)
    except DomainError as refusal:
        return _certificate_page(request, [problem(refusal, refusal.context.get("field", ""))])
    messages.success(request, said)
    return redirect("signing_certificate")


def _add_keys(request: HttpRequest) -> str:
    actor = the_actor(request)
    _limited(actor.user_id)
    upload = request.FILES.get("keys")
    content = upload.read(identities.MOST_KEY_BYTES + 1) if upload else b""
    passphrase = request.POST.get("passphrase", "")[:LONGEST_SECRET]
    identities.add_keys(actor=actor, content=content, passphrase=passphrase, now=clock.now())
    return _("Sertifikat Anda terdaftar. Passphrase-nya tidak disimpan.")


def _add_nik(request: HttpRequest) -> str:
    post = request.POST
    identities.add_nik(
        actor=the_actor(request), nik=post.get("nik", ""), holder=post.get("holder", ""), now=clock.now()
    )
    return _("Terdaftar. Periksa statusnya di BSrE dengan tombol di bawah.")


def _status(request: HttpRequest) -> str:
    code = _at_bsre(request).status()
    if code is not None:
        raise identities.IdentityRefused("bsre_status", why(code))
    return _("BSrE menjawab: sertifikat Anda aktif.")


def _totp(request: HttpRequest) -> str:
    if not _at_bsre(request).send_totp():
        raise identities.IdentityRefused("bsre_totp", _("BSrE tidak mengirim kode OTP. Coba lagi nanti."))
    return _("BSrE mengirim kode OTP kepada Anda.")


def _at_bsre(request: HttpRequest) -> BsreService:
    actor = the_actor(request)
    _limited(actor.user_id)
    identity = identity_of(actor.user_id, Service.BSRE)
    if identity is None or not is_connected():
        raise identities.IdentityRefused("bsre_none", _("Daftarkan dulu NIK sertifikat Anda."))
    return BsreService(door_of(chosen()), identity.nik or "")


def _limited(user_id: object) -> None:
    if not attempts_left("certificate", str(user_id), limit=ASKS, seconds=WINDOW):
        raise identities.IdentityRefused("too_often", _("Terlalu sering dicoba. Coba lagi satu jam lagi."))


def _end(request: HttpRequest) -> str:
    service = request.POST.get("service", "")
    if not identities.end(actor=the_actor(request), service=service, now=clock.now()):
        raise identities.IdentityRefused("identity_none", _("Tidak ada sertifikat yang terdaftar."))
    return _("Dihapus dari Loket. Surat yang sudah ditandatangani tetap berlaku.")


def _certificate_page(request: HttpRequest, errors: Errors | None = None) -> HttpResponse:
    actor, now = the_actor(request), clock.now()
    ready = queries.ready(actor.user_id)
    context = {
        "page": "pile",
        "service": ready.service,
        "label": ready.label,
        "possible": ready.possible,
        "identities": [
            {
                "row": row,
                "label": row.get_service_display(),
                "ended": bool(row.not_after and row.not_after <= now),
            }
            for row in queries.identities(actor.user_id)
        ],
        "keys_fields": _marked([_passphrase()], errors),
        "nik_fields": _marked(_nik_fields(actor.name, request), errors),
        "errors": errors or [],
        "back_url": reverse("pile"),
    }
    return render(request, "signatures/certificate.html", context, status=ANSWERED if errors else 200)


def _passphrase() -> Question:
    return Question(
        name="passphrase",
        label=_("Passphrase berkas itu"),
        kind="secret",
        hint=_("Hanya untuk memeriksa bahwa berkasnya terbuka; tidak disimpan."),
        max_length=LONGEST_SECRET,
    )


def _nik_fields(name: str, request: HttpRequest) -> list[Question]:
    return [
        Question(name="nik", label=_("NIK pada sertifikat"), kind="nik", hint=_("Disimpan terenkripsi.")),
        Question(
            name="holder",
            label=_("Nama pada sertifikat"),
            value=request.POST.get("holder", name),
            max_length=200,
        ),
    ]


def _marked(fields: list[Question], errors: Errors | None) -> list[Question]:
    for each in fields:
        each.errors = [str(error["message"]) for error in errors or [] if error["field"] == each.name]
    return fields
