"""Example contexts of the citizens' pages and of signing in."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe

from tests.design.examples_staff import JATIROTO, LUMAJANG, at, clock

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
SKTM = "Surat Keterangan Tidak Mampu (SKTM)"
TODAY = {"open": True, "words": "Buka sekarang, sampai 15.00"}
HOURS = [
    {"days": "Senin–Kamis", "words": "07.30–15.00"},
    {"days": "Jumat", "words": "07.30–14.00"},
    {"days": "Sabtu, Minggu", "words": "Tutup"},
]
CONTACTS = [
    {"label": "Telepon", "shown": "(0334) 321465", "href": "tel:+62334321465"},
    {
        "label": "Surel",
        "shown": "kec_jatiroto@lumajangkab.go.id",
        "href": "mailto:kec_jatiroto@lumajangkab.go.id",
    },
    {"label": "Instagram", "shown": "@kec_jatiroto", "href": ""},
]
ADDRESS = "Jalan Gajah Mada Nomor 02\nJatiroto 67355"
NO_OFFICE: dict[str, Any] = {"office": None, "messages": []}


def page(key: str, template: str, **context: Any) -> None:
    PAGES[key] = (template, {"office": JATIROTO, "messages": [], **context})


def office(
    name: str, tone: int, services: int, open_now: bool | None, words: str = "", area: str = ""
) -> dict[str, Any]:
    return {
        "full_name": name, "url": f"http://{tone}.localhost:8000/", "tone": tone, "area": area, "services": services,
        "open_now": open_now, "open_words": words,
    }  # fmt: skip


OFFICES = [
    office("Kecamatan Jatiroto", 7, 1, True, "Buka sampai 15.00"),
    office("Kecamatan Lumajang", 0, 3, True, "Buka sampai 15.00"),
    office("Kelurahan Tompokersan", 1, 1, False, "Tutup, buka lagi Senin 07.30", "Kecamatan Lumajang"),
]
WAYS = [
    {"label": "Alamat", "shown": "Jalan Gajah Mada Nomor 02 Jatiroto 67355", "link": "", "purpose": ""},
    {"label": "Telepon", "shown": "(0334) 321465", "link": "tel:+62334321465", "purpose": "HP Pelayanan"},
]
PLACE = {"name": "Kecamatan Jatiroto", "url": "http://7.localhost:8000/", "ways": WAYS}
CLOSED: list[dict[str, Any]] = [
    {"kind": "none"},
    {"kind": "suspended", "name": PLACE["name"], "place": PLACE, "until": date(2026, 12, 31)},
    {"kind": "ended", "name": "Kelurahan Kaliboto", "place": PLACE},
    {
        "kind": "merged", "name": "Kelurahan Kaliboto", "place": PLACE, "since": date(2027, 1, 1),
        "basis": "Peraturan Daerah Kabupaten Lumajang Nomor 4 Tahun 2026 tentang Penataan Kelurahan",
    },
]  # fmt: skip
page("directory", "offices/directory.html", **NO_OFFICE, query="", offices=OFFICES, total=3)
page("directory-none", "offices/directory.html", **NO_OFFICE, query="malang", offices=[], total=3)
page(
    "office-home", "offices/office_home.html", parts=[{"title": "Sarana yang sedang rusak", "lines": ["AC: 1 dari 2 rusak sejak 3 November 2026. Diperkirakan selesai 30 November 2026."]}], today=TODAY, hours=HOURS, hours_note="Istirahat 12.00–13.00; Jumat 11.30–13.00",
    address=ADDRESS, contacts=CONTACTS, closures=[{"words": "Kamis, 24 Desember 2026 tutup: cuti bersama Natal."}],
    services=[
        {"code": "sktm", "name": SKTM, "product": "Surat", "promise": "1 hari kerja", "fee": "Gratis"},
        {"code": "ahli-waris", "name": "Surat Pernyataan Ahli Waris", "product": "Surat", "promise": "3 hari kerja", "fee": "Gratis"},
    ],
)  # fmt: skip
page("office-home-closed", "offices/office_home.html", parts=[], today={"open": False, "words": "Tutup. Buka lagi Senin 07.30"}, hours=HOURS,
     hours_note="", address=ADDRESS, contacts=CONTACTS, closures=[], services=[])  # fmt: skip
PARTS = [
    (
        "Persyaratan",
        ["Surat Pernyataan miskin dan atau SKTM dari Lurah/Kepala Desa", "KTP pemohon", "KK pemohon"],
    ),
    (
        "Sistem, Mekanisme, dan Prosedur",
        ["Pemohon mengajukan surat", "Petugas memeriksa", "Camat menandatangani", "Registrasi", "Penyerahan"],
    ),
    (
        "Dasar Hukum",
        [
            "Keputusan Bupati Lumajang Nomor 188.45/36/427.12/2020 tentang Pelimpahan Sebagian Kewenangan Bupati Kepada Camat"
        ],
    ),
    (
        "Sarana Prasarana dan/atau Fasilitas",
        ["Komputer, Printer", "Kursi roda", "Ruang laktasi", "HP Pelayanan"],
    ),
    ("Jaminan Pelayanan", []),
]
COMPONENTS = [
    {"number": i, "title": title, "items": items, "source": "" if items else "Apabila penyelesaian permohonan lebih dari waktu yang ditentukan sejak "
     "berkas diterima dengan lengkap dan benar, maka petugas akan menghubungi pemohon via WhatsApp/sms.", "added": "Urutan register sesudah tanda tangan." if i == 2 else ""}
    for i, (title, items) in enumerate(PARTS, 1)
]  # fmt: skip
STANDARD: dict[str, Any] = {
    "service": {"code": "sktm", "name": SKTM, "intro": "Untuk keringanan biaya pengobatan, sekolah, dan keperluan lain."},
    "today": TODAY,
    "groups": [{"name": "", "items": [
        {"label": "Surat pernyataan miskin atau SKTM", "kind": "asli", "condition": "Berdasar ketetapan dari kecamatan", "issuer": "Lurah atau Kepala Desa"},
        {"label": "KTP pemohon", "kind": "fotokopi 1 lembar", "condition": "", "issuer": ""},
        {"label": "KK pemohon", "kind": "fotokopi 1 lembar", "condition": "", "issuer": ""}]}],
    "promise": {"words": "15 menit", "starts": "sejak berkas lengkap dan benar", "condition": "Bila pimpinan ada di tempat",
                "otherwise": "Kalau pimpinan dinas luar, berkas boleh ditinggal. Anda dihubungi lewat WhatsApp atau telepon bila sudah ditandatangani."},
    "flow": "", "fee": {"words": "Gratis", "note": ""}, "product": ["Pengantar Surat Miskin atau SKTM"],
    "steps": [{"label": "Serahkan surat dan syaratnya", "who": "Anda, di loket", "time": ""}, {"label": "Diperiksa pada daftar penduduk miskin", "who": "Petugas pelayanan", "time": "5 menit"},
              {"label": "Ditandatangani", "who": "Camat", "time": "5 menit"}, {"label": "Dicatat dan diserahkan kepada Anda", "who": "Petugas pelayanan", "time": "5 menit"}],
    "place": {"address": "Jl. Achmad Yani Nomor 9\nLumajang 67316", "hours": HOURS},
    "complaints": [{"label": "Telepon", "shown": "085338312363", "href": "tel:+6285338312363"},
                   {"label": "Situs", "shown": "laporlumajang.lumajangkab.go.id", "href": "https://laporlumajang.lumajangkab.go.id"},
                   {"label": "Surel", "shown": "Kecamatanlumajang09@gmail.com", "href": "mailto:Kecamatanlumajang09@gmail.com"},
                   {"label": "Datang", "shown": "Kantor Kecamatan Lumajang, Jl. Achmad Yani Nomor 9", "href": ""}],
    "components": COMPONENTS,
    "document": {"number": "", "revision": "", "issued": None, "decree": "", "legacy": True, "since": None},
}  # fmt: skip
page("standard", "standards/standard_page.html", **{"office": LUMAJANG, **STANDARD})
STEPS = [
    {"label": "Diterima", "who": "21 Nov 09.14", "state": "done"},
    {"label": "Dibuatkan surat", "who": "21 Nov 09.31", "state": "done"},
    {"label": "Ditandatangani", "who": "Camat", "state": "now"},
    {"label": "Diserahkan kepada Anda", "who": "Petugas loket", "state": "next"},
]
STATUS: dict[str, Any] = {
    "file": {"number": "0147", "service": SKTM, "received_at": at(21, 9, 14), "status": {"phase": "OPEN", "label": "Menunggu tanda tangan"}, "initials": "S. N."},
    "headline": "Berkas Anda menunggu tanda tangan Camat",
    "todo": "Tidak perlu apa-apa. Kami hubungi lewat WhatsApp bila surat sudah dapat diambil.",
    "missing": [], "clock": clock("RUNNING", "5 jam 40 menit", "LEADER_AWAY", at(23, 9, 14)), "steps": STEPS, "letter": None,
    "place": {"address": ADDRESS, "today": TODAY["words"], "contacts": CONTACTS},
}  # fmt: skip
page("status", "applications/status_page.html", **STATUS)
page("status-returned", "applications/status_page.html", **{
    **STATUS, "headline": "Berkas Anda belum lengkap", "todo": "Bawa yang kurang ke loket, pada jam layanan:",
    "missing": ["Surat keterangan dari Kepala Desa"], "clock": clock("NOT_PROMISED", "", "APPLICANT"),
})  # fmt: skip
LETTER: dict[str, Any] = {
    "number": "400.12.2.2/0093/427.99/2026", "date": date(2026, 11, 20), "service": SKTM, "office": "Kecamatan Jatiroto", "initials": "S. N.",
    "signer": "Camat Jatiroto", "signed_at": at(20, 14, 5), "void_reason": "", "voided_at": None, "replaced_by": None,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
}  # fmt: skip
CHECK: dict[str, Any] = {
    "code": "K7QM-3XPD-9WTA",
    "more": None,
    "nik_error": "",
    "can_ask": True,
    "letter": LETTER,
    **NO_OFFICE,
}
page("check-valid", "lettercheck/check_page.html", **{**CHECK, "state": "valid"})
page(
    "check-more",
    "lettercheck/check_page.html",
    **{
        **CHECK,
        "state": "valid",
        "more": [("Nama", "SITI NUR'AINI"), ("Keperluan", "Keringanan biaya pengobatan")],
    },
)
page(
    "check-wrong-nik",
    "lettercheck/check_page.html",
    **{**CHECK, "state": "valid", "nik_error": "NIK ini tidak cocok dengan surat."},
)
page(
    "check-unsigned",
    "lettercheck/check_page.html",
    **{**CHECK, "state": "unsigned", "can_ask": False, "letter": {**LETTER, "signed_at": None, "sha256": ""}},
)
VOID = {**LETTER, "void_reason": "salah tulis nama", "voided_at": at(20, 15, 0)}
page(
    "check-void",
    "lettercheck/check_page.html",
    **{**CHECK, "state": "void", "can_ask": False, "letter": VOID},
)
page("check-replaced", "lettercheck/check_page.html", **{
    **CHECK, "state": "replaced", "can_ask": False, "letter": {**VOID, "replaced_by": {"number": "400.12.2.2/0094/427.99/2026", "url": "/v/x/"}},
})  # fmt: skip
page("check-unknown", "lettercheck/check_page.html", **{**CHECK, "state": "unknown", "letter": None})

ERROR = [{"field": "", "message": "Nama pengguna atau kata sandi tidak cocok."}]
page("login", "accounts/login.html", errors=[], username="", next="")
page("login-wrong", "accounts/login.html", errors=ERROR, username="retno", next="/antrean/")
page("totp", "accounts/totp.html", errors=[], name="Bagus Prasetyo")
QR = mark_safe(
    '<svg viewBox="0 0 9 9" shape-rendering="crispEdges"><path d="M0 0h7v7h-7zM1 1v5h5v-5zM2 2h3v3h-3zM8 1h1v1h-1zM8 4h1v3h-1zM1 8h2v1h-2zM5 8h3v1h-3z" '
    'fill="#000" fill-rule="evenodd"/></svg>'
)
page("totp-setup", "accounts/totp_setup.html", errors=[], qr=QR, secret="JBSW Y3DP EHPK 3PXP JBSW Y3DP")
CHOICES = [{"slug": "kec-jatiroto", "full_name": "Kecamatan Jatiroto", "tone": 7, "title": "Kasi Pelayanan Umum"},
           {"slug": "kec-lumajang", "full_name": "Kecamatan Lumajang", "tone": 0, "title": "Plt. Kasi Pelayanan Umum"}]  # fmt: skip
page("choose-office", "accounts/choose_office.html", name="Nasa'i", offices=CHOICES)
page("choose-office-none", "accounts/choose_office.html", name="Nasa'i", offices=[])
page(
    "recovery-codes",
    "accounts/recovery_codes.html",
    codes=["7KQ2-M9XD", "3PTV-81AB", "QW5N-0ZC4"],
    next="/antrean/",
)
page(
    "switch-ticket",
    "accounts/switch_ticket.html",
    name="Nasa'i",
    automatic=False,
    other={"name": "Retno Wulandari"},
)
page(
    "ticket-refused",
    "accounts/ticket_refused.html",
    reason="Tiket pindah kantor sudah lewat waktunya.",
    signed_in=False,
)
page("locked", "accounts/locked.html", until=at(21, 9, 45))
for code in ("400", "403", "403_csrf", "404", "409", "429", "500", "503"):
    PAGES[f"error-{code}"] = (f"{code}.html", {})
for closed in CLOSED:
    page(f"closed-{closed['kind']}", "officelife/closed.html", **NO_OFFICE, closed=closed, all_offices="/")
