"""Example contexts of the settings pages: books, lists, kop, authority, passwords."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date
from typing import Any

from tests.design.examples_staff import ADMIN, JATIROTO, at, field

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def page(name: str, template: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": ADMIN,
        "page": "settings",
        "live": None,
        "messages": [],
    }
    PAGES[name] = (template, {**base, **context})


BACK: dict[str, Any] = {
    "back_url": "/pengaturan/",
    "back_label": "Pengaturan",
    "errors": [],
    "form": None,
    "lead": "",
}
BAD = [
    {"line": 7, "message": "Tanggal 31-02-2026 tidak ada di kalender."},
    {"line": 9, "message": "Nama kosong."},
]
PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

page(
    "settings-books",
    "documents/settings_books.html",
    **BACK,
    year=2026,
    load_action="/pengaturan/buku/kertas/",
    books=[
        {
            "kind": "RECEIPT",
            "title": "Agenda penerimaan",
            "begun_after": 0,
            "last": 33,
            "next": 34,
            "in_use": True,
            "whole": False,
        },
        {
            "kind": "LETTER",
            "title": "Nomor surat",
            "begun_after": 312,
            "last": 312,
            "next": 313,
            "in_use": False,
            "whole": True,
        },
    ],
)
PAPER: dict[str, Any] = {**BACK, "back_url": "/pengaturan/buku/", "load_action": "/pengaturan/buku/kertas/"}
page(
    "settings-paper",
    "documents/settings_paper.html",
    **PAPER,
    token="t",
    confirm_action="/muat/",
    facts=[("Baris", "312")],
    rows=[
        {
            "seq": 1,
            "date": date(2026, 1, 5),
            "number": "470/001/427.99/2026",
            "name": "SITI AMINAH",
            "nik": "350817******0001",
            "service": "SKTM",
            "void": False,
        },
        {
            "seq": 312,
            "date": date(2026, 6, 5),
            "number": "470/312/427.99/2026",
            "name": "NASA'I",
            "nik": "",
            "service": "SKTM",
            "void": True,
        },
    ],
)
page(
    "settings-paper-bad",
    "documents/settings_paper.html",
    **{
        **PAPER,
        "token": "",
        "bad": BAD,
        "more_bad": 12,
        "good": 300,
        "errors": [{"field": "", "message": "2 baris perlu dibetulkan."}],
    },
)
page(
    "settings-list",
    "documents/settings_list.html",
    **BACK,
    title="Kontak kantor",
    button="Tambah kontak",
    rows_title="Kontak sekarang",
    empty="Belum ada kontak.",
    add_title="Tambah kontak",
    rows=[{"title": "085338312363", "text": "HP Pelayanan · pengaduan", "ref": "k1"}],
    fields=[field("shown", "Nomor atau alamat"), field("purpose", "Untuk apa", required=False)],
)
page(
    "settings-authority",
    "documents/settings_authority.html",
    **BACK,
    has_any=False,
    delegations=[
        {
            "instrument": "Keputusan Bupati Lumajang Nomor 188.45/8/427.12/2022 tentang Pelimpahan Sebagian Kewenangan Bupati kepada Camat",
            "note": "Contoh",
            "status": "Berlaku",
            "from_date": date(2022, 1, 1),
            "to_date": date(2026, 1, 1),
            "in_force": False,
            "is_example": True,
        },
        {
            "instrument": "Keputusan Bupati Lumajang Nomor 1 tentang Uji",
            "note": "",
            "status": "Berlaku",
            "from_date": date(2022, 1, 1),
            "to_date": None,
            "in_force": True,
            "is_example": False,
        },
    ],
)
page(
    "settings-letterhead",
    "documents/settings_letterhead.html",
    **BACK,
    title="Kop surat",
    button="Simpan kop surat",
    unit_is_example=True,
    preview_url="/contoh/",
    emblem=PIXEL,
    emblem_action="/lambang/",
    fields=[field("office_line", "Nama kantor", value="KECAMATAN JATIROTO")],
)
NEXT = {
    "examples": [
        {"number": "0313/100.2.2.5/427.91/XI/2026", "service": "SKTM"},
        {"number": "0313/800.1.11.10/427.91/XI/2026", "service": "KP4"},
    ],
    "problem": "",
    "lacks_code": False,
}
MEANINGS = [
    {"name": "{kode}", "words": "kode klasifikasi arsip dari layanannya", "example": "100.2.2.5"},
    {
        "name": "{urut:3}",
        "words": "nomor urut yang digenapkan dengan nol menjadi tiga angka",
        "example": "017",
    },
]
PATTERN: dict[str, Any] = {
    **BACK,
    "pattern": "{kode}/{urut:3}/{unit}/{tahun}",
    "chosen": True,
    "rules": [],
    "year": 2026,
    "next": NEXT,
    "seen": 7,
    "fields": [
        field("pattern", "Pola nomor surat", value="{urut:4}/{kode}/{unit}/{bulan}/{tahun}", required=False),
        field("reason", "Alasan perubahan"),
    ],
    "meanings": MEANINGS,
    "trail": [
        {
            "at": at(20, 9, 0),
            "by": "Yuli Astutik",
            "before": "pola bawaan",
            "after": "{kode}/{urut:3}/{unit}/{tahun}",
            "from": 313,
            "year": 2026,
            "reason": "Mengikuti surat edaran Bagian Organisasi",
        }
    ],
}
page("settings-pattern", "documents/settings_pattern.html", **PATTERN)
page(
    "settings-pattern-bad",
    "documents/settings_pattern.html",
    **{
        **PATTERN,
        "pattern": "",
        "chosen": False,
        "rules": [{"service": "SKTM", "pattern": "{urut}/{tahun}"}],
        "next": {
            "examples": [],
            "problem": "Beri tanda pemisah antara {kode} dan {unit}.",
            "lacks_code": False,
        },
        "trail": [],
        "errors": [{"field": "reason", "message": "Tulis mengapa pola nomor diubah."}],
    },
)
LIST = {
    "id": "l1",
    "source": "DTSEN triwulan III 2026",
    "as_of": date(2026, 9, 30),
    "loaded_at": at(20, 9, 0),
    "loaded_by": "Yuli Astutik",
    "rows": 1234,
    "withdrawn_at": None,
}
page(
    "settings-poverty",
    "lookups/settings_poverty.html",
    **BACK,
    fields=[field("source", "Sumber daftar"), field("as_of", "Tanggal data", "date")],
    lists=[
        {"row": LIST, "current": True, "old": True},
        {"row": {**LIST, "id": "l0", "withdrawn_at": at(1, 9, 0)}, "current": False, "old": True},
    ],
)
page(
    "settings-poverty-check",
    "lookups/settings_poverty_check.html",
    **{**BACK, "back_url": "/daftar/"},
    confirm_action="/muat/",
    token="t",
    source="DTSEN",
    as_of="2026-09-30",
    old=True,
    bad=BAD,
    more_bad=0,
    facts=[("Sumber", "DTSEN"), ("Orang yang akan dimuat", "1234")],
    rows=[{"nik": "350817******0001", "name": "SITI AMINAH", "desil": 2}],
)
page(
    "new-passwords",
    "accounts/new_passwords.html",
    **BACK,
    rows=[("Retno Wulandari", "retno.w", "kursi-hujan-lampu-7"), ("Bagus Prasetyo", "bagus", "")],
)

page(
    "settings-retention",
    "documents/settings_retention.html",
    **BACK,
    rows=[
        {
            "title": "Orang pada daftar kemiskinan lama",
            "kept": "Sebelum 20 November 2024 boleh dimusnahkan",
            "ground": "Perbup 12/2025",
            "count": 2,
        },
        {
            "title": "Data pemohon pada berkas selesai",
            "kept": "Disimpan untuk seterusnya",
            "ground": "",
            "count": 0,
        },
    ],
    total=2,
    seen="x",
    today=date(2026, 11, 20),
    sure=False,
    fields=[field("minutes", "Nomor berita acara pemusnahan")],
    trail=[],
)
