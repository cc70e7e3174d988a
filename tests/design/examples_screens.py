"""Example contexts of the waiting room: kiosk, TV, the turn on a phone, and their settings."""

import json
from typing import Any

from django.utils.safestring import mark_safe

from tests.design.examples_settings import BACK
from tests.design.examples_staff import ADMIN, LUMAJANG, at, field

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
QR = mark_safe(  # of no text of anybody's
    '<svg viewBox="0 0 8 8"><path d="M0 0h3v3h-3zM5 0h3v3h-3zM0 5h3v3h-3zM5 5h1v1h-1zM7 7h1v1h-1z"/></svg>'
)
LIVE = {"url": "", "ticket": ""}


def page(key: str, template: str, **context: Any) -> None:
    PAGES[key] = (template, {"office": LUMAJANG, "messages": [], **context})


def kiosk(key: str, step: str, **context: Any) -> None:
    base = {
        "device": {"name": "Kiosk pintu depan"},
        "step": step,
        "idle": 40,
        "roll": "80",
        "beat_url": "",
        "back_url": "/kiosk/",
        "now_ms": 0,
    }
    page(key, "queueing/kiosk.html", **{**base, **context})


def tile(name: str, n: int) -> dict[str, str]:
    return {
        "url": "/kiosk/?layanan=x",
        "name": name,
        "waiting": f"{n} orang menunggu" if n else "Tidak ada yang menunggu",
    }


HOURS = {"title": "", "words": "Buka sekarang, sampai 15.00"}
CHOSEN = [
    {"code": "sktm", "name": "Surat Keterangan Tidak Mampu (SKTM)", "drop_url": "/kiosk/"},
    {"code": "kp4", "name": "Legalisasi KP4", "drop_url": "/kiosk/"},
]
KINDS = [
    {"value": "ELDERLY", "label": "Lansia"},
    {"value": "DISABLED", "label": "Penyandang disabilitas"},
    {"value": "PREGNANT", "label": "Ibu hamil"},
    {"value": "INFANT", "label": "Membawa bayi"},
]
GROUPS = [
    {"name": "KTP dan kependudukan", "services": [tile("Perekaman dan pencetakan KTP-el", 3)]},
    {
        "name": "Surat keterangan",
        "services": [tile("Surat Keterangan Tidak Mampu (SKTM)", 0), tile("Legalisasi KP4", 1)],
    },
]
TICKET = {
    "number": "A-017",
    "services": "Perekaman dan pencetakan KTP-el",
    "priority": True,
    "ahead": "3 orang di depan Anda",
    "expected": "Perkiraan menunggu 15–35 menit",
    "taken_at": "Jumat, 20 November 2026, 08.03 WIB",
    "qr": QR,
    "url": "kec-lumajang.contoh.go.id/giliran/7K3M9QXD2F4T/",
    "pdf_url": "/karcis.pdf",
}
kiosk("kiosk-choose", "choose", idle=0, chosen=[], chosen_names="", groups=GROUPS, several=True, hours=HOURS)
kiosk(
    "kiosk-choose-more",
    "choose",
    chosen=CHOSEN[:1],
    chosen_names="Surat Keterangan Tidak Mampu (SKTM)",
    groups=GROUPS[:1],
    several=False,
    hours=HOURS,
)
kiosk(
    "kiosk-choose-none", "choose", idle=0, chosen=[], chosen_names="", groups=[], several=False, hours=HOURS
)
kiosk(
    "kiosk-confirm",
    "confirm",
    chosen=CHOSEN[:1],
    more_url="/kiosk/?lagi=1",
    kinds=KINDS,
    idempotency_key="k",
    ahead="Ada 3 orang menunggu",
    expected="Perkiraan menunggu 15–35 menit",
)
kiosk(
    "kiosk-confirm-two",
    "confirm",
    chosen=CHOSEN,
    more_url="",
    kinds=KINDS,
    idempotency_key="k",
    ahead="Tidak ada yang menunggu",
    expected="Belum cukup data untuk memperkirakan lama menunggu",
)
kiosk("kiosk-done", "done", ticket=TICKET, print_now=False)
kiosk("kiosk-done-58", "done", ticket={**TICKET, "priority": False}, print_now=False, roll="58")
kiosk("kiosk-done-without-printer", "done", ticket={**TICKET, "priority": False}, print_now=False, roll="")
kiosk("kiosk-wait", "wait", last="A-017", seconds=4)
kiosk(
    "kiosk-closed",
    "closed",
    idle=0,
    hours={
        "title": "Nomor antrean belum dapat diambil",
        "words": "Hari ini libur: Maulid Nabi Muhammad. Buka lagi Senin 07.30.",
    },
)

CALLS = [
    {
        "key": f"k{n}",
        "number": number,
        "place": place,
        "at_ms": 0,
        "text": f"Nomor antrean {number}",
        "clips": "bel",
        "quiet": False,
    }
    for n, (number, place) in enumerate(
        [
            ("A-017", "Loket 2"),
            ("B-004", "Loket 3"),
            ("A-016", "Loket 1"),
            ("KA-021", "Loket 2"),
            ("B-003", "Loket 3"),
        ]
    )
]
BOARD: dict[str, Any] = {
    "calls": CALLS,
    "counters": [
        {"place": "Loket 1", "number": "A-016"},
        {"place": "Loket 2", "number": "A-017"},
        {"place": "Loket 3", "number": "B-004"},
        {"place": "Loket 4", "number": ""},
    ],
    "groups": [
        {"prefix": "A", "name": "KTP dan kependudukan", "waiting": "7 orang"},
        {"prefix": "B", "name": "Surat keterangan", "waiting": "2 orang"},
        {"prefix": "C", "name": "Pengambilan", "waiting": "kosong"},
    ],
    "closed": "",
}
TV: dict[str, Any] = {
    "device": {"name": "TV ruang tunggu"},
    "sound": False,
    "live": LIVE,
    "board_url": "",
    "beat_url": "",
    "now_ms": 1795141380000,
    "version": "v",
    "voice": json.dumps({}),
    "running": [
        "Jumat ini loket tutup pukul 11.00.",
        "Pengaduan: WhatsApp 0812-3456-7890 atau kotak saran di pintu keluar.",
    ],
}
page("tv", "queueing/display.html", **TV, **BOARD)
page("tv-morning", "queueing/display.html", **{**TV, "running": []}, **{**BOARD, "calls": []})
page(
    "tv-closed",
    "queueing/display.html",
    **{**TV, "running": []},
    **{**BOARD, "calls": [], "closed": "Antrean hari ini sudah ditutup."},
)

TURN: dict[str, Any] = {
    "live": LIVE,
    "part_url": "",
    "now_ms": 1795141380000,
    "until": "Halaman ini berlaku sampai akhir hari ini.",
    "files": [],
    "services": [{"url": "/layanan/ktp-el/", "name": "Perekaman dan pencetakan KTP-el"}],
    "request": {"path": "/giliran/7K3M/"},
}


def turn(key: str, files: Any = (), **ticket: Any) -> None:
    base = {
        "number": "A-017",
        "priority": False,
        "called": False,
        "call_key": "",
        "ahead": "",
        "range": "",
        "basis": "",
    }
    page(key, "queueing/turn.html", **{**TURN, "files": files, "ticket": {**base, **ticket}})


turn(
    "turn-waiting",
    headline="Menunggu dipanggil",
    text="Lihat layar atau halaman ini.",
    ahead="3 orang",
    range="15–35 menit",
    basis="Dari 112 kunjungan empat minggu terakhir: satu dari lima menunggu lebih lama.",
    priority=True,
)
turn(
    "turn-called",
    headline="Silakan ke Loket 2",
    text="Nomor Anda dipanggil pukul 09.12.",
    called=True,
    call_key="c1",
)
turn(
    "turn-done",
    headline="Selesai dilayani",
    text="Terima kasih sudah datang.",
    files=[{"url": "/status/7K3M/", "label": "SKTM, berkas 0034/2026"}],
)
page("turn-over", "queueing/turn_over.html")

page("device-unknown", "queueing/device_unknown.html", kind="kiosk nomor antrean")
page("device-pair", "queueing/device_pair.html", errors=[], fields=[field("code", "Kode pemasangan")])


def staff(key: str, template: str, **context: Any) -> None:
    page(key, template, staff=ADMIN, page="settings", live=None, **{**BACK, **context})


staff(
    "device-code",
    "queueing/device_code.html",
    device={"name": "TV ruang tunggu"},
    code="7K3M-9QXD",
    address="kec-lumajang.contoh.go.id/perangkat/",
    qr=QR,
    until=at(20, 9, 30),
)
SCREENS: dict[str, Any] = {
    "title": "Layar antrean",
    "lead": "Kiosk tempat warga mengambil nomor, dan TV yang memanggil.",
    "button": "Tambah perangkat",
    "fields": [field("name", "Nama perangkat")],
    "screen_fields": [field("running_text", "Tulisan", "long_text")],
}
DEVICE = {
    "ref": "1",
    "kind": "Kiosk nomor antrean",
    "words": "karcis 80 mm",
    "change_url": "/pengaturan/layar/1/",
    "paired": True,
}
staff(
    "settings-screens",
    "queueing/settings_screens.html",
    **SCREENS,
    devices=[
        {**DEVICE, "name": "Kiosk pintu depan", "state": "Terpasang; terlihat 1 menit lalu"},
        {
            **DEVICE,
            "name": "TV ruang tunggu",
            "kind": "Layar TV",
            "words": "bersuara",
            "state": "Belum dipasang",
            "paired": False,
        },
    ],
)
staff("settings-screens-none", "queueing/settings_screens.html", **SCREENS, devices=[])
