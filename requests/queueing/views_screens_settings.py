"""Settings: the office's kiosks and TVs, how each is paired, prints and sounds, and the text below TVs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import SUPPORT
from accounts.permissions import role_required, the_actor
from commons import clock, qr
from commons.errors import DomainError
from commons.ids import show_code
from commons.indonesian import duration_words
from commons.typed import Question, problem
from offices import settings_pages
from offices.hosts import url_of
from offices.http import office_of
from offices.settings_pages import SettingsPage
from queueing import operations_devices as operations
from queueing import queries_devices as queries
from queueing.models import DeviceKind, Roll
from queueing.queries_devices import DeviceRow

ADMIN = "OFFICE_ADMIN"
LOOKERS = (ADMIN, SUPPORT)  # a guest of the kabupaten sees the page and cannot send it
ANSWERED = 422
YES, NO = "ya", "tidak"

Errors = list[dict[str, str]]


def register_screens() -> None:
    """Put the page on the list of settings."""
    settings_pages.register(
        SettingsPage(
            "settings_screens",
            gettext_lazy("Layar antrean"),
            gettext_lazy("Kiosk tempat warga mengambil nomor, TV yang memanggil, tulisan berjalan."),
            76,
        )
    )


@role_required(*LOOKERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings_screens(request: HttpRequest) -> HttpResponse:
    """All screens; buttons pair and revoke, forms add one and write the running text."""
    if request.method != "POST":
        return _page(request, {})
    do, _colon, ref = request.POST.get("do", "").partition(":")
    if do == "add":
        return _add(request)
    if do == "texts":
        return _texts(request)
    act = {"code": _code, "revoke": _revoke}.get(do)
    try:
        device_id = UUID(ref)
    except ValueError as error:
        raise Http404 from error
    if act is None:
        raise Http404
    try:
        return act(request, device_id)
    except DomainError as refusal:
        return _page(request, {}, [problem(refusal)])


def _add(request: HttpRequest) -> HttpResponse:
    typed = request.POST
    if typed.get("kind") not in DeviceKind.values:
        return _page(request, typed, [problem(_("Pilih jenis perangkatnya."), "kind")])
    try:
        device = operations.add_device(
            actor=the_actor(request),
            kind=DeviceKind(typed["kind"]),
            now=clock.now(),
            **_told(typed),
        )
    except DomainError as refusal:
        return _page(request, typed, [problem(refusal, "name")])
    said = _("“{name}” ditambahkan. Sekarang buat kode pemasangannya.").format(name=device.name)
    messages.success(request, said)
    return redirect("settings_screens")


def _told(typed: Mapping[str, str]) -> dict[str, Any]:
    roll = typed.get("roll", "")
    return {
        "name": typed.get("name", ""),
        "roll": Roll(roll) if roll in Roll.values else Roll.NONE,
        "sound": typed.get("sound", YES) != NO,
    }


def _texts(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("running_text", "")[:5000]
    try:
        operations.set_running_text(actor=the_actor(request), text=typed, now=clock.now())
    except DomainError as refusal:
        return _page(request, request.POST, [problem(refusal, "running_text")])
    messages.success(request, _("Tulisan disimpan. Layar TV menampilkannya sebentar lagi."))
    return redirect("settings_screens")


def _code(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """The pairing code, shown in this one answer."""
    office = office_of(request)
    code, until = operations.pairing_code(actor=the_actor(request), device_id=device_id, now=clock.now())
    device = queries.device(device_id)
    assert device is not None
    address = url_of(office.slug, reverse("device_pair"))
    context = {
        "page": "settings",
        "device": {"name": device.name},
        "code": show_code(code),
        "address": address.partition("://")[2],
        "qr": qr.inline(f"{address}?code={code}"),
        "until": until,
    }
    return render(request, "queueing/device_code.html", context)


def _revoke(request: HttpRequest, device_id: UUID) -> HttpResponse:
    device = operations.revoke(actor=the_actor(request), device_id=device_id, now=clock.now())
    messages.success(
        request, _("“{name}” dicabut; layarnya tidak lagi menampilkan apa-apa.").format(name=device.name)
    )
    return redirect("settings_screens")


@role_required(ADMIN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings_screen(request: HttpRequest, device_id: UUID) -> HttpResponse:
    """One screen: its name, its printer or its sound."""
    device = queries.device(device_id)
    if device is None:
        raise Http404
    stored = {"name": device.name, "roll": device.roll, "sound": YES if device.sound else NO}
    if request.method != "POST":
        return _change_page(request, device, stored)
    try:
        operations.change_device(
            actor=the_actor(request),
            device_id=device_id,
            now=clock.now(),
            **_told({**stored, **request.POST.dict()}),
        )
    except DomainError as refusal:
        return _change_page(request, device, request.POST, [problem(refusal, "name")])
    messages.success(request, _("Perubahan disimpan."))
    return redirect("settings_screens")


def _change_page(
    request: HttpRequest, device: DeviceRow, typed: Mapping[str, str], errors: Errors | None = None
) -> HttpResponse:
    context = {
        "page": "settings",
        "title": device.name,
        "lead": capfirst(device.kind.label),
        "button": _("Simpan"),
        "fields": [_name(typed, errors), *(_kiosk(typed) if device.kind is DeviceKind.KIOSK else _tv(typed))],
        "errors": errors or [],
        "back_url": reverse("settings_screens"),
        "back_label": _("Layar antrean"),
    }
    return render(request, "form_page.html", context, status=ANSWERED if errors else 200)


def _page(request: HttpRequest, typed: Mapping[str, str], errors: Errors | None = None) -> HttpResponse:
    now = clock.now()
    kinds = [(kind.value, capfirst(str(kind.label))) for kind in DeviceKind]
    kind = Question(
        name="kind", label=_("Jenis"), choices=kinds, value=typed.get("kind", ""), errors=_of("kind", errors)
    )
    running = Question(
        name="running_text",
        label=_("Pengumuman"),
        kind="long_text",
        hint=_("Satu per baris, paling banyak 6. Saluran pengaduan dari Kontak kantor ikut tampil."),
        required=False,
        value=typed.get("running_text", "\n".join(queries.running_texts())),
        errors=_of("running_text", errors),
    )
    context = {
        "page": "settings",
        "title": _("Layar antrean"),
        "lead": _(
            "Kiosk tempat warga mengambil nomor, dan TV yang memanggil. Tidak ada yang masuk sebagai petugas."
        ),
        "button": _("Tambah perangkat"),
        "fields": [kind, _name(typed, errors), *_kiosk(typed), *_tv(typed)],
        "screen_fields": [running],
        "devices": [_row(device, now) for device in queries.devices()],
        "errors": errors or [],
        "back_url": reverse("settings"),
        "back_label": _("Pengaturan"),
    }
    return render(request, "queueing/settings_screens.html", context, status=ANSWERED if errors else 200)


def _of(field: str, errors: Errors | None) -> list[str]:
    return [error["message"] for error in errors or [] if error["field"] == field]


def _name(typed: Mapping[str, str], errors: Errors | None) -> Question:
    return Question(
        name="name",
        label=_("Nama perangkat"),
        hint=_("Misalnya: Kiosk pintu depan."),
        value=typed.get("name", ""),
        errors=_of("name", errors),
        max_length=operations.LONGEST_NAME,
    )


def _kiosk(typed: Mapping[str, str]) -> list[Question]:
    rolls = [(roll.value, capfirst(str(roll.label))) for roll in (Roll.MM80, Roll.MM58)]
    return [
        Question(
            name="roll",
            label=_("Printer karcis (kiosk)"),
            kind="list",
            hint=_("Kosongkan bila tidak ada printer: warga memfoto nomornya atau memindai kode QR."),
            choices=rolls,
            required=False,
            value=typed.get("roll", ""),
        )
    ]


def _tv(typed: Mapping[str, str]) -> list[Question]:
    return [
        Question(
            name="sound", label=_("Suara panggilan (layar TV)"), kind="yes_no", value=typed.get("sound", YES)
        )
    ]


def _row(device: DeviceRow, now: Any) -> dict[str, Any]:
    kiosk = device.kind is DeviceKind.KIOSK
    sound = _("bersuara") if device.sound else _("tanpa suara")
    return {
        "ref": str(device.id),
        "name": device.name,
        "kind": capfirst(str(device.kind.label)),
        "words": Roll(device.roll).label if kiosk else sound,
        "state": _state(device, now),
        "paired": device.paired_at is not None,
        "change_url": reverse("settings_screen", args=[device.id]),
    }


def _state(device: DeviceRow, now: Any) -> str:
    if device.paired_at is None or device.seen_at is None:
        return _("Belum dipasang")
    minutes = max(0, int((now - device.seen_at).total_seconds() // 60))
    if minutes < 3:
        return _("Terpasang dan menyala")
    return _("Terpasang; terakhir terlihat {ago} lalu").format(ago=duration_words(minutes))
