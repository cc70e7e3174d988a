"""One office after its opening: closed and opened again, archived, renamed, moved to another address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role
from accounts.permissions import role_required, the_actor
from commons import clock
from commons.errors import DomainError
from commons.typed import Question, problem
from officelife import operations, queries
from offices.hosts import base_hostname, url_of
from offices.models import Office, OfficeState
from offices.operations import MOVES
from onboarding.queries import case_of, office_of

ADMIN = Role.KAB_ADMIN
ANSWERED = 422
HERE = "office_care"
Errors = list[dict[str, str]]


@dataclass(frozen=True)
class Change:
    """What can be done to an office: in words what happens, and how."""

    key: str
    title: "str | Promise"
    button: "str | Promise"
    happens: "tuple[str | Promise, ...]"
    from_states: frozenset[OfficeState]
    state: OfficeState | None = None
    asks: "str | Promise" = ""
    danger: bool = False


def _from(state: OfficeState) -> frozenset[OfficeState]:
    return frozenset(before for before, after in MOVES.items() if state in after)


ANY = frozenset(OfficeState) - {OfficeState.PROVISIONING, OfficeState.ARCHIVED}
CHANGES = {
    change.key: change
    for change in (
        Change(
            "tutup",
            gettext_lazy("Tutup sementara"),
            gettext_lazy("Tutup sementara"),
            (
                gettext_lazy("Petugas tidak dapat masuk dan tidak dapat melanjutkan berkas."),
                gettext_lazy("Berlaku di semua halaman dalam setengah menit."),
                gettext_lazy(
                    "Warga hanya melihat bahwa kantor tutup sementara, serta alamat dan nomor teleponnya. "
                    "Bila hari tutup sudah diisi di Data induk, tanggal akhirnya ikut disebut."
                ),
                gettext_lazy("Surat yang sudah terbit tetap dapat diperiksa lewat kode QR."),
                gettext_lazy("Tidak ada data yang dihapus. Kantor dapat dibuka lagi di halaman ini."),
            ),
            _from(OfficeState.SUSPENDED),
            OfficeState.SUSPENDED,
            danger=True,
        ),
        Change(
            "buka",
            gettext_lazy("Buka kembali"),
            gettext_lazy("Buka kantor ini"),
            (
                gettext_lazy("Petugas dapat masuk lagi dan warga melihat halaman kantor."),
                gettext_lazy("Berkas yang terbuka dilanjutkan dari keadaan terakhirnya."),
            ),
            frozenset({OfficeState.SUSPENDED, OfficeState.READY}),
            OfficeState.LIVE,
        ),
        Change(
            "arsipkan",
            gettext_lazy("Arsipkan"),
            gettext_lazy("Arsipkan untuk seterusnya"),
            (
                gettext_lazy("Kantor ditutup untuk seterusnya dan tidak dapat dibuka lagi."),
                gettext_lazy(
                    "Berkas yang masih terbuka tidak ikut ke mana pun. "
                    "Bila ada penerusnya, pakai Gabung kantor."
                ),
                gettext_lazy("Warga yang membuka alamatnya diarahkan ke kantor di atasnya."),
                gettext_lazy("Surat, nomor, dan jejaknya tetap tersimpan dan dapat diperiksa."),
            ),
            _from(OfficeState.ARCHIVED),
            OfficeState.ARCHIVED,
            danger=True,
        ),
        Change(
            "nama",
            gettext_lazy("Ganti nama"),
            gettext_lazy("Ganti nama"),
            (
                gettext_lazy("Nama di semua halaman berganti dalam setengah menit."),
                gettext_lazy("Kop surat tidak ikut: admin kantor menggantinya di Pengaturan, Kop surat."),
                gettext_lazy("Surat yang sudah terbit tetap memakai nama lama."),
            ),
            ANY,
            asks=gettext_lazy("Nama baru"),
        ),
        Change(
            "alamat",
            gettext_lazy("Ganti alamat web"),
            gettext_lazy("Ganti alamat web"),
            (
                gettext_lazy("Alamat lama tetap membuka kantor ini."),
                gettext_lazy("Kode QR pada surat tetap berlaku: alamatnya bukan alamat kantor."),
                gettext_lazy("Petugas masuk sekali lagi di alamat baru."),
            ),
            ANY,
            asks=gettext_lazy("Alamat baru"),
        ),
    )
}


def office_or_404(code: str) -> Office:
    """The real office with this code. Raises `Http404`."""
    found = office_of(code)
    if found is None:
        raise Http404
    return found


@role_required(ADMIN)
@never_cache
@require_safe
def care(request: HttpRequest) -> HttpResponse:
    """Every office, and what is done to several or from outside: merging, restoring."""
    context = {
        "page": HERE,
        "offices": queries.all_offices(),
        "jobs": [queries.shown(each, now=clock.now()) for each in queries.recent_jobs()],
    }
    return render(request, "officelife/care.html", context)


@role_required(ADMIN)
@never_cache
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """Where the office stands, what can be done, what was done."""
    found, now = office_or_404(code), clock.now()
    context = {
        "page": HERE,
        "office_row": found,
        "url": url_of(found.slug),
        "former": queries.former_hosts(found),
        "succession": queries.succession(found),
        "changes": [each for each in CHANGES.values() if found.state in each.from_states],
        "may_export": found.state != OfficeState.PROVISIONING,
        "jobs": [queries.shown(each, now=now) for each in queries.recent_jobs(found.pk)],
        "history": queries.history(found),
        "has_case": case_of(code) is not None,
    }
    return render(request, "officelife/office.html", context)


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """What will happen, in words; done when the reason and the office's address were typed."""
    found, wanted = office_or_404(code), CHANGES.get(what)
    if wanted is None:
        raise Http404
    errors: Errors = []
    if request.method == "POST":
        errors = _tried(request, found, wanted)
        if not errors:
            messages.success(request, _("{what}: selesai dan tercatat.").format(what=wanted.title))
            return redirect("office_life", code)
    elif found.state not in wanted.from_states:
        messages.info(request, _("Itu tidak dapat dilakukan pada keadaan kantor sekarang."))
        return redirect("office_life", code)
    typed = request.POST
    extra = []
    if wanted.asks:
        extra = [_asked(wanted, found, typed.get("value", ""), errors)]
    context = {
        "office_row": found,
        "title": wanted.title,
        "caption": found.full_name,
        "happens": wanted.happens,
        "fields": [*extra, *confirming(typed, errors, found.slug)],
        "seen": typed.get("seen") or _seen(found, wanted),
        "button": wanted.button,
        "danger": wanted.danger,
        "back_url": reverse("office_life", args=[code]),
    }
    return confirm_page(request, context, errors)


def _asked(wanted: Change, found: Office, typed: str, errors: Errors) -> Question:
    hint = _("Sekarang: {now}").format(now=found.name if wanted.key == "nama" else found.slug)
    if wanted.key == "alamat":
        hint += _(". Huruf kecil, angka, dan tanda hubung; menjadi …{host}").format(
            host=f".{base_hostname()}"
        )
    return question("value", wanted.asks, typed, errors, hint=hint)


def _seen(found: Office, wanted: Change) -> str:
    return {"nama": found.name, "alamat": found.slug}.get(wanted.key, found.state)


def _tried(request: HttpRequest, found: Office, wanted: Change) -> Errors:
    post, actor, now = request.POST, the_actor(request), clock.now()
    shared = {
        "office_id": found.pk,
        "seen": post.get("seen", "")[:80],
        "reason": post.get("reason", ""),
        "actor": actor,
        "now": now,
    }
    errors = unsure(post, _word(post, found, wanted))
    if errors:
        return errors
    doing: Callable[..., Any] = operations.change_state
    if wanted.state is not None:
        shared["state"] = wanted.state
    elif wanted.key == "nama":
        doing, shared["name"] = operations.rename, post.get("value", "")
    else:
        doing, shared["slug"] = operations.move_address, post.get("value", "")
    try:
        doing(**shared)
    except DomainError as refusal:
        return [problem(refusal, "value" if wanted.asks and refusal.code != "overtaken" else "")]
    return []


def _word(post: Any, found: Office, wanted: Change) -> str:
    """The address that is typed to be sure: of a move that was sent twice, the one the page showed."""
    moved = wanted.key == "alamat" and post.get("value", "").strip().lower() == found.slug
    return post.get("seen", "") if moved else found.slug


def unsure(typed: Any, slug: str) -> Errors:
    """What is wrong with the reason and with the word that was typed to be sure; all of it at once."""
    errors: Errors = []
    try:
        operations.need_reason(typed.get("reason", ""))
    except DomainError as refusal:
        errors.append(problem(refusal, "reason"))
    try:
        operations.need_slug(slug, typed.get("slug", ""))
    except DomainError as refusal:
        errors.append(problem(refusal, "slug"))
    return errors


def question(name: str, label: Any, typed: str, errors: Errors, **more: Any) -> Question:
    """A question with what was typed and what is wrong with it."""
    found = [each["message"] for each in errors if each["field"] == name]
    return Question(name=name, label=label, value=typed, errors=found, **more)


def confirming(typed: Any, errors: Errors, word: str, *, label: Any = "") -> list[Question]:
    """The reason, and the word that is typed to be sure."""
    return [
        question(
            "reason",
            _("Alasan"),
            typed.get("reason", ""),
            errors,
            kind="long_text",
            max_length=operations.LONGEST_REASON,
            hint=_("Tercatat di jejak kabupaten dan jejak kantor. Jangan tulis nama atau NIK warga."),
        ),
        question(
            "slug",
            label or _("Ketik “{word}” untuk memastikan").format(word=word),
            typed.get("slug", ""),
            errors,
        ),
    ]


def confirm_page(request: HttpRequest, context: dict[str, Any], errors: Errors) -> HttpResponse:
    """The page before something that cannot simply be taken back."""
    context |= {"page": HERE, "errors": errors}
    return render(request, "officelife/confirm.html", context, status=ANSWERED if errors else 200)
