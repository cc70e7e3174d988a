"""Example contexts of the remaining staff pages: signing, register, search, letter, settings, tickets."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date
from typing import Any

from tests.design.examples_staff import (
    ADMIN,
    CAMAT,
    JATIROTO,
    REASON,
    SECTIONS,
    SKTM,
    action,
    at,
    clock,
    field,
    staff,
)

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
SHEET = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 210 297' font-family='Arial'%3E%3Crect width='210' height='297' fill='white'/%3E"
    "%3Cg text-anchor='middle'%3E%3Ctext x='105' y='25' font-size='6'%3EPEMERINTAH KABUPATEN LUMAJANG%3C/text%3E%3Ctext x='105' y='34' font-size='8' "
    "font-weight='bold'%3EKECAMATAN JATIROTO%3C/text%3E%3Cpath d='M20 44h170' stroke='black'/%3E%3Ctext x='105' y='62' font-size='6' font-weight='bold'%3E"
    "SURAT KETERANGAN TIDAK MAMPU%3C/text%3E%3C/g%3E%3C/svg%3E"
)
OPERATOR = staff(title="Operator")


def page(name: str, template: str, current: str, who: dict[str, Any] = OPERATOR, **context: Any) -> None:
    base: dict[str, Any] = {"office": JATIROTO, "staff": who, "page": current, "live": None, "messages": []}
    PAGES[name] = (template, {**base, **context})


def letter(
    number: int, applicant: str, village: str, purpose: str, left: str, *, late: bool = False
) -> dict[str, Any]:
    return {
        "id": f"b{number}", "ref": f"b{number}.4", "number": f"400.12.2.2/{number:04}/427.99/2026", "service": SKTM, "applicant": applicant, "village": village,
        "purpose": purpose, "waiting": "", "clock": clock("LATE" if late else "RUNNING", left, due=at(21, 10, 20)), "checked": True, "kind": "LETTER",
    }  # fmt: skip


LETTERS = [
    letter(91, "Sutrisno", "Desa Kaliboto Lor", "beasiswa sekolah anak", "1 jam 12 menit", late=True),
    letter(
        92, "Siti Nur'aini", "Desa Rojopolo", "keringanan biaya pengobatan di RSUD dr. Haryoto", "38 menit"
    ),
    letter(
        93,
        "Dwi Hartono Kusumawardhana Prawirodirdjo",
        "Desa Sukosari",
        "bantuan bedah rumah",
        "5 jam 40 menit",
    ),
]
PILE: dict[str, Any] = {
    "mode": "wet",
    "electronic": {"possible": False, "can": False, "label": ""},
    "letters": LETTERS,
    "blocked": "",
    "acting": "",
    "confirm": None,
    "done": None,
    "errors": [],
}
page("pile", "applications/pile.html", "pile", CAMAT, **PILE)
page(
    "pile-empty",
    "applications/pile.html",
    "pile",
    CAMAT,
    **{**PILE, "letters": [], "done": {"signed": 3, "failed": []}},
)
page("pile-confirm", "applications/pile.html", "pile", CAMAT, **{
    **PILE, "mode": "electronic", "acting": "Anda menandatangani a.n. Camat, sebagai Plh.",
    "confirm": {"letters": LETTERS, "idempotency_key": "k", "fields": [field("passphrase", "Frasa sandi sertifikat", "secret", hint="Tidak disimpan")]},
})  # fmt: skip
page("pile-blocked", "applications/pile.html", "pile", CAMAT, **{
    **PILE, "blocked": "Penugasan Anda sebagai Plh. baru berlaku Senin, 23 November 2026.",
    "done": {"signed": 2, "failed": [{"number": "0091", "applicant": "Sutrisno", "reason": "sudah ditarik pemohon pukul 09.31"}]},
})  # fmt: skip


def line(serial: int, name: str, village: str, **more: Any) -> dict[str, Any]:
    plain = {
        "serial": str(serial), "date": date(2026, 11, 20), "number": f"400.12.2.2/{serial:04}/427.99/2026", "name": name, "masked_nik": "350817******0001",
        "village": village, "service": "SKTM", "purpose": "keringanan biaya pengobatan", "signer": "Camat Jatiroto", "receiver": name, "note": "",
        "basis": "470/123/427.99.02/2026", "void": False, "void_reason": "", "file_id": f"b{serial}",
    }  # fmt: skip
    return {**plain, **more}


LINES = [
    line(93, "Dwi Hartono Kusumawardhana", "Desa Sukosari"),
    line(92, "Siti Nur'aini", "Desa Rojopolo", receiver="", note="belum diambil"),
    line(91, "Sutrisno", "Desa Kaliboto Lor", void=True, void_reason="salah tulis nama"),
    line(90, "Maimunah", "Desa Jatiroto", file_id="", basis=""),
]
REGISTER: dict[str, Any] = {
    "filters": {"q": "", "book": "2026", "service": "", "start": "01-11-2026", "end": "30-11-2026"},
    "books": [("", "Semua tahun"), ("2026", "2026")], "services": [("sktm", SKTM)], "filter_errors": [], "rows": LINES,
    "paging": {"first": 1, "last": 50, "total": 1093, "previous": "", "next": "page=2"}, "query_string": "book=2026",
    "period": "November 2026", "may_export": True, "may_reveal": True, "asked_nik": False,
}  # fmt: skip
page("register", "documents/register.html", "register", **REGISTER)
page("register-nik", "documents/register.html", "register", **{**REGISTER, "asked_nik": True, "paging": {}})
page("register-empty", "documents/register.html", "register", **{**REGISTER, "rows": []})
page("search", "applications/search.html", "search", query="", asked=False, rows=[], more=False, hint="")
FOUND = [r for s in SECTIONS for r in s["rows"]][:4]
page(
    "search-found",
    "applications/search.html",
    "search",
    query="si",
    asked=True,
    rows=FOUND,
    more=True,
    hint="Dicari sebagai nama.",
)
page(
    "search-none",
    "applications/search.html",
    "search",
    query="3508174508680099",
    asked=True,
    rows=[],
    more=False,
    hint="Dicari sebagai NIK.",
)
PREVIEW: dict[str, Any] = {
    "file": {"id": "b0147", "number": "0147", "applicant": "Siti Nur'aini", "service": SKTM},
    "letter": {"status": "Belum ditandatangani", "tone": "warn", "number": "400.12.2.2/0092/427.99/2026", "date": date(2026, 11, 21), "signer": "Camat Jatiroto",
               "sha256": "", "final": False},
    "images": [SHEET], "pdf_url": "/berkas/b0147/surat/pdf/",
    "facts": [("Nama", "SITI NUR'AINI"), ("Alamat", "Dusun Krajan RT 003 RW 012, Desa Rojopolo"), ("Keperluan", "Keringanan biaya pengobatan di RSUD dr. Haryoto"),
              ("Dasar", "Pengantar Kepala Desa Rojopolo 470/123/427.99.02/2026, 19 November 2026")],
    "sign": action("complete", "Sudah saya tandatangani", tone="primary", hot=True),
    "decline": action("send_back", "Kembalikan ke operator", summary="Tidak saya tandatangani", fields=[REASON], tone="stop"),
    "position": {"index": 2, "total": 3, "next_url": "/berkas/b93/surat/", "previous_url": "/berkas/b91/surat/"},
}  # fmt: skip
page("letter", "documents/letter_preview.html", "pile", CAMAT, **PREVIEW)
page("letter-final", "documents/letter_preview.html", "inbox", **{
    **PREVIEW, "sign": None, "decline": None, "position": None, "images": [],
    "letter": {**PREVIEW["letter"], "status": "Berlaku", "tone": "good", "final": True, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
})  # fmt: skip
BLANK: dict[str, Any] = {
    "lead": "",
    "errors": [],
    "button": "",
    "back_url": "/pengaturan/",
    "back_label": "Pengaturan",
    "form": None,
    "fields": [],
}
page("absences", "applications/absences.html", "absences", CAMAT, **{
    **BLANK, "title": "Pimpinan tidak di tempat", "lead": "Selama itu waktu tanda tangan berhenti, dan pemohon diberi tahu kapan pimpinan kembali.", "button": "Catat",
    "back_url": "",
    "fields": [field("starts", "Mulai tanggal", "date"), field("ends", "Kembali tanggal", "date"), field("reason", "Alasan", hint="Misalnya dinas luar ke Surabaya"),
               field("acting", "Siapa yang mewakili", "choice", choices=[("", "Tidak ada, berkas menunggu"), ("u1", "Nasa'i, Sekretaris Kecamatan (Plh.)")])],
    "absences": [{"name": "Bagus Prasetyo", "title": "Camat Jatiroto", "starts": at(21, 7, 30), "ends": at(23, 8, 0), "reason": "dinas luar ke Surabaya", "acting": "", "current": True,
                  "ref": "a1"},
                 {"name": "Bagus Prasetyo", "title": "Camat Jatiroto", "starts": at(2, 7, 30), "ends": at(3, 8, 0), "reason": "rapat kabupaten", "acting": "Nasa'i (Plh.)",
                  "current": False, "ref": "a0"}],
})  # fmt: skip
page("settings", "offices/settings.html", "settings", ADMIN, items=[
    {"url": "/pengaturan/jam/", "title": "Jam layanan", "text": "Jam buka, istirahat, Ramadan, dan hari tutup kantor.", "missing": "Masih jam contoh"},
    {"url": "/pengaturan/petugas/", "title": "Petugas", "text": "Siapa bertugas apa, dari kapan sampai kapan.", "missing": ""},
    {"url": "/pimpinan/", "title": "Pimpinan tidak di tempat", "text": "Tanggal dinas luar dan siapa yang mewakili.", "missing": ""},
])  # fmt: skip
DAYS = [
    {"name": f"d{i}", "label": label, "opens": "07.30" if i < 5 else "", "closes": "15.00" if i < 5 else "", "break_from": "12.00" if i < 5 else "",
     "break_to": "13.00" if i < 5 else "", "error": "Istirahat harus di antara jam buka dan tutup." if i == 4 else ""}
    for i, label in enumerate(("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"))
]  # fmt: skip
page("settings-hours", "offices/settings_hours.html", "settings", ADMIN, **{
    **BLANK, "title": "Jam layanan", "special_url": "/pengaturan/jam/khusus/", "days": DAYS, "example": True, "closures": [{"date": date(2026, 12, 15), "reason": "Hari jadi Lumajang", "ref": "c1"}],
    "closure_fields": [field("closed_on", "Tanggal", "date"), field("closed_why", "Alasan")],
})  # fmt: skip
page("settings-staff", "accounts/settings_staff.html", "settings", ADMIN, **{
    **BLANK, "title": "Petugas", "button": "Tambah petugas", "role_words": "COUNTER, OPERATOR",
    "fields": [field("name", "Nama lengkap dengan gelar"), field("username", "Nama pengguna"), field("title", "Jabatan"),
               field("roles", "Tugas", "choices", choices=[("COUNTER", "Petugas loket"), ("OPERATOR", "Operator"), ("SECTION_HEAD", "Kepala seksi")], value=["COUNTER"])],
    "people": [{"name": "Retno Wulandari", "username": "retno", "title": "Petugas loket", "roles": "Petugas loket, Operator", "since": date(2026, 1, 5), "until": None,
                "totp": False, "ref": "p1", "ended": False},
               {"name": "Bagus Prasetyo, S.STP., M.M.", "username": "bagus", "title": "Camat Jatiroto", "roles": "Camat", "since": date(2025, 3, 1), "until": date(2027, 3, 1),
                "totp": True, "ref": "p2", "ended": False}],
})  # fmt: skip
TICKETS = [
    {"code": "ktp-el", "name": "KTP elektronik", "waiting": 4},
    {"code": "dtsen", "name": "Rekomendasi DTSEN", "waiting": 0},
]
page("ticket", "queueing/ticket_new.html", "ticket", services=TICKETS, issued=None, idempotency_key="k")
page("ticket-issued", "queueing/ticket_new.html", "ticket", services=TICKETS, idempotency_key="k",
     issued={"number": "A-027", "service": "KTP elektronik", "at": at(21, 9, 14), "ahead": 4, "print_url": "/nomor-antrean/cetak/"})  # fmt: skip
page("confirm", "confirm.html", "inbox", title="Batalkan surat ini?", text="Nomornya tetap di Buku Register dengan alasan Anda, dan surat baru mendapat nomor baru.",
     facts=[("Nomor surat", "400.12.2.2/0093/427.99/2026"), ("Pemohon", "Siti Nur'aini")], fields=[REASON], action="/berkas/b1/tindakan/correct/",
     hidden=[("expected_event", "7")], button="Batalkan surat", danger=True, back_url="/berkas/b1/", errors=[])  # fmt: skip
