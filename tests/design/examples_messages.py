"""Example contexts of the pages of messages: the list, one of them, whom to call, the bell, settings."""

# ruff: noqa: E501 (example data reads best one thing a line)
from typing import Any

from notifications.defaults import DEFAULT_POLICY
from notifications.lengths import length_of
from tests.design.examples_staff import ADMIN, JATIROTO, at, field

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def page(name: str, template: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": {**ADMIN, "can_read": True, "can_call": True},
        "page": "messages",
        "live": None,
        "messages": [],
        "bell": 3,
        "errors": [],
    }
    PAGES[name] = (template, {**base, **context})


def line(title: str, tone: str, words: str, **more: Any) -> dict[str, Any]:
    plain = {
        "id": "01a2",
        "title": title,
        "number": "0123/2026",
        "file_id": "01a3",
        "state": "FAILED",
        "words": words,
        "tone": tone,
        "channel": "WhatsApp",
        "masked": "+6281…90",
        "at": at(20, 9, 12),
        "next_at": None,
        "why": "",
        "attempts": 0,
    }
    return {**plain, **more}


ROWS = [
    line("Sudah dapat diambil", "good", "Dibaca"),
    line(
        "Berkas dikembalikan",
        "warn",
        "Tidak diketahui, mungkin sampai",
        why="Penyedia tidak menjawab; mungkin sudah sampai.",
    ),
    line("Berkas diterima", "bad", "Gagal", why="Semua saluran sudah dicoba."),
    line(
        "Terlambat",
        "info",
        "Menunggu dikirim",
        next_at=at(21, 7, 0),
        attempts=2,
        why="Jam tenang; dikirim sesudahnya.",
        channel="",
        masked="",
    ),
]
CHOICES = [("", "Semua"), ("macet", "Gagal atau tidak diketahui"), ("READ", "Dibaca")]

page(
    "messages",
    "notifications/outbox.html",
    rows=ROWS,
    counts={},
    stuck=2,
    to_call=4,
    states=CHOICES,
    channels=[("", "Semua"), ("WHATSAPP", "WhatsApp")],
    state="",
    channel="",
    this_page=2,
    next_page=3,
    previous_page=1,
)
page(
    "messages-none",
    "notifications/outbox.html",
    rows=[],
    counts={},
    stuck=0,
    to_call=0,
    states=CHOICES,
    channels=CHOICES,
    state="",
    channel="",
    this_page=1,
    next_page=0,
    previous_page=0,
)
page(
    "message",
    "notifications/message.html",
    row=ROWS[1],
    steps=[
        {
            "at": at(20, 9, 12),
            "words": "Tidak diketahui, mungkin sampai",
            "tone": "warn",
            "channel": "WhatsApp",
            "detail": "Penyedia tidak menjawab (timeout).",
            "by": "",
        },
        {
            "at": at(20, 9, 11),
            "words": "Menunggu dikirim",
            "tone": "info",
            "channel": "WhatsApp",
            "detail": "Dikirim lagi.",
            "by": "Sari Wulandari",
        },
    ],
    can={"again": True, "by_hand": True, "arrived": True, "drop": True},
    reveal=True,
    to="",
    text="",
)
page(
    "calls",
    "notifications/calls.html",
    rows=[
        {
            "id": "01a3",
            "applicant": "SITI AMINAH",
            "number": "0123/2026",
            "service": "Surat Keterangan Tidak Mampu",
            "title": "Sudah dapat diambil",
            "why": "Kantor ini belum punya saluran otomatis untuk cara yang diminta.",
            "text": "Kecamatan Jatiroto: berkas 0123/2026 sudah selesai dan dapat diambil pada jam layanan.\nBawa tanda terima dan KTP asli.",
            "since": at(20, 9, 12),
            "tries": 2,
            "contact": {
                "tel": "tel:+6281234567890",
                "whatsapp": "https://wa.me/6281234567890",
                "shown": "0812 3456 7890",
            },
            "fields": [
                field("way", "Lewat", kind="choice", choices=[("PHONE", "Telepon"), ("SMS", "SMS")]),
                field("call_note", "Catatan", required=False),
            ],
            "prefix": "call1-",
            "open": True,
        }
    ],
)
page(
    "bell",
    "notifications/bell.html",
    page="bell",
    rows=[
        {
            "title": "Menunggu tanda tangan Anda",
            "text": "0123/2026 · SKTM",
            "at": at(20, 9, 12),
            "url": "/berkas/1/",
            "new": True,
        },
        {
            "title": "Belum diambil pemohon",
            "text": "7 berkas",
            "at": at(20, 7, 10),
            "url": "/antrean-kerja/",
            "new": False,
        },
    ],
    any_new=True,
)
page(
    "settings-messages",
    "notifications/settings.html",
    page="settings",
    back_url="/pengaturan/",
    channels=[
        {
            "code": "whatsapp",
            "name": "WhatsApp",
            "on": True,
            "trouble": "Penyedia tidak dapat dihubungi (timeout).",
            "rests": True,
        },
        {"code": "sms", "name": "SMS", "on": False, "trouble": "", "rests": False},
    ],
    policy=DEFAULT_POLICY,
    quiet=("20.00", "07.00"),
    kinds=[
        {
            "kind": "ready",
            "title": "Sudah dapat diambil",
            "text": "Ditandatangani dan siap di loket.",
            "off": False,
            "words": [
                {"code": "sms", "name": "SMS", "own": 2},
                {"code": "hand", "name": "Dengan tangan", "own": 0},
            ],
        }
    ],
)
page(
    "settings-message-template",
    "notifications/template.html",
    page="settings",
    title="Sudah dapat diambil – SMS",
    back_url="/pengaturan/pesan/",
    back_label="Pesan",
    button="Simpan",
    lead="",
    form=None,
    about="Ditandatangani dan siap di loket.",
    fields=[field("text", "Isi pesan", kind="long_text", value="Halo {nama} – siap")],
    names=[("nama", "nama depan pemohon"), ("nomor", "nomor berkas")],
    preview="Halo Siti A. – siap",
    preview_subject="",
    parameters=["Siti A.", "0123/2026"],
    length=length_of("Halo Siti A. – siap"),
    versions=[],
)
page(
    "settings-message-channel",
    "notifications/channel.html",
    page="settings",
    title="WhatsApp",
    back_url="/pengaturan/pesan/",
    back_label="Pesan",
    button="Simpan",
    lead="",
    form=None,
    code="whatsapp",
    fields=[
        field("on", "Dipakai untuk mengirim", kind="yes_no", value="ya"),
        field("token", "Access token tetap", kind="secret"),
    ],
    hook="https://kec-jatiroto.example.go.id/hook/wa/",
    row={
        "failures": 3,
        "last_words": "Penyedia menolak kunci (401).",
        "failing_since": at(20, 8, 0),
    },
    to_kind="Nomor HP Anda",
)
