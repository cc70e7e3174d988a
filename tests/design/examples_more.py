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


def page(name: str, template: str, current: str, /, who: dict[str, Any] = OPERATOR, **context: Any) -> None:
    base: dict[str, Any] = {"office": JATIROTO, "staff": who, "page": current, "live": None, "messages": []}
    PAGES[name] = (template, {**base, **context})


def letter(
    number: int, applicant: str, village: str, purpose: str, left: str, *, late: bool = False
) -> dict[str, Any]:
    return {
        "id": f"b{number}", "ref": f"b{number}.4", "key": f"b{number}-4", "number": f"400.12.2.2/{number:04}/427.99/2026", "service": SKTM, "applicant": applicant, "village": village,
        "purpose": purpose, "waiting": "", "clock": clock("LATE" if late else "RUNNING", left, due=at(21, 10, 20)), "checked": False, "kind": "LETTER",
        "place": number - 90, "correction": "",
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
    "ticked": 0,
    "notices": [
        {"words": "6 pengaduan terlambat dan naik kepada Anda.", "url": "/pengaduan/", "link": "Lihat"},
        {"words": "1 tanda tangan di kertas menunggu Anda benarkan.", "url": "/darurat/", "link": "Lihat"},
    ],
    "blocked": "",
    "acting": "",
    "confirm": None,
    "done": None,
    "errors": [],
    "returned": [],
    "leader": {
        "away_until": None,
        "choices": [{"value": "1", "label": "11.00"}, {"value": "2", "label": "14.00"}],
    },
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
    "confirm": {"letters": LETTERS, "idempotency_key": "k", "told": [], "fields": [field("passphrase", "Frasa sandi sertifikat", "secret", hint="Tidak disimpan")]},
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
    "images": [SHEET], "pdf_url": "/berkas/b0147/surat/pdf/", "lookup": {"result": "Ditemukan, desil 2", "tone": "good", "reason": ""},
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
WEEKS = [
    [
        {"number": n, "outside": False, "off": "Akhir pekan" if n % 7 in {0, 1} else "", "words": "tidak di tempat" if n == 10 else "tidak di tempat 10.00–14.00" if n == 12 else "",
         "away": "whole" if n == 10 else "part" if n == 12 else "", "acting": "Nasa'i (Plh.)" if n == 10 else "", "today": n == 12}
        for n in range(first, first + 7)
    ]
    for first in (2, 9, 16, 23)
]  # fmt: skip
GONE = {"name": "Bagus Prasetyo", "title": "Camat Jatiroto", "kind": "Dinas luar", "starts": at(21, 7, 30), "ends": at(23, 8, 0), "reason": "dinas luar ke Surabaya", "acting": "",
        "current": True, "coming": False, "weekly": False, "ref": "a1"}  # fmt: skip
WHEN = [field("kind", "Jenis", "choice", choices=[("DUTY", "Dinas luar"), ("LEAVE", "Cuti")]), field("starts", "Mulai tanggal", "date"), field("ends", "Kembali tanggal", "date"),
        field("reason", "Alasan", hint="Misalnya dinas luar ke Surabaya")]  # fmt: skip
MONTH = {"title": "November 2026", "before": "2026-10", "after": "2026-12"}
page("absences", "applications/absences.html", "absences", CAMAT, **{
    **BLANK, "title": "Pimpinan tidak di tempat",
    "fields": [*WHEN, field("acting", "Siapa yang mewakili", "choice", choices=[("", "Tidak ada, berkas menunggu"), ("u1", "Nasa'i, Sekretaris Kecamatan")])],
    "month": {**MONTH, "names": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"), "weeks": WEEKS},
    "leader": {"away_until": at(23, 8, 0), "choices": []},
    "offers": [{"covered": "", "person": "Nasa'i, Sekretaris Kecamatan", "form": "a.n.", "signs": "SKTM", "waits": "KP4", "because": "Permendagri 1/2023", "impact": ["3 berkas menunggu tanda tangan."],
                "starts": at(21, 7, 30), "ref": "a1"}],
    "acting": [{"name": "Nasa'i", "title": "Sekretaris Kecamatan", "form": "Plh.", "ground": "Surat Perintah Bupati Lumajang Nomor 800/12/2026", "scope": "SKTM", "limit": "Tugas rutin.",
                "source": "UU 30/2014 Pasal 14", "starts": date(2026, 11, 10), "ends": date(2026, 11, 12), "current": True, "over": False, "scans": 0, "ref": "p1"}],
    "absences": [GONE, {**GONE, "starts": at(2, 7, 30), "ends": at(3, 8, 0), "reason": "rapat kabupaten", "acting": "Nasa'i (Plh.)", "current": False, "weekly": True, "ref": "a0"}],
})  # fmt: skip
page("absence", "applications/absence.html", "absences", CAMAT, **{
    **BLANK, "title": "Ubah ketidakhadiran", "back_url": "/pimpinan/", "open": True, "absence": GONE, "fields": WHEN,
    "history": [{"at": at(20, 9, 0), "label": "Ketidakhadiran pimpinan dicatat", "by": "Nasa'i", "starts": at(21, 7, 30), "ends": at(23, 8, 0)}],
})  # fmt: skip
page("appointment", "applications/appointment.html", "absences", CAMAT, **{
    **BLANK, "title": "Tunjuk penanda tangan pengganti", "lead": "Catat surat perintah yang sudah ada.", "button": "Catat penunjukan", "back_url": "/pimpinan/", "waiting": "SKTM, KP4",
    "fields": [field("acting", "Siapa yang menandatangani", "list", choices=[("u1", "Nasa'i")]), field("form", "Sebagai", "choice", choices=[("AN", "a.n."), ("PLH", "Plh.")], value="PLH"),
               field("order_number", "Nomor surat perintah"), field("services", "Yang boleh ditandatangani", "choices", choices=[("sktm", "SKTM"), ("kp4", "KP4")], value=[])],
    "with_files": True, "accept": "image/jpeg", "limit": 20, "chosen": False, "order_text": ["SURAT PERINTAH", "Nomor …"], "rules": [{"form": "Plh.", "limit": "Tugas rutin.", "source": "UU 30/2014 Pasal 14"}],
})  # fmt: skip
SCAN = {
    "id": "s1",
    "url": "/pimpinan/penunjukan/p1/surat/s1/",
    "what": "PDF 2 halaman, 180 kB",
    "at": at(20, 9, 0),
    "by": "Nasa'i",
    "waiting": False,
    "struck": "",
    "is_struck": False,
}
page("acting-order", "applications/order.html", "absences", CAMAT, **{
    "title": "Surat perintah Plh. Nasa'i", "errors": [], "error": "", "back_url": "/pimpinan/", "ended": None, "accept": "image/jpeg", "most": 20_000_000, "limit": 20,
    "person": {"name": "Nasa'i", "title": "Sekretaris Kecamatan", "form": "Plh.", "ground": "Surat Perintah Bupati Lumajang Nomor 800/12/2026", "scope": "SKTM", "limit": "Tugas rutin.",
               "source": "UU 30/2014 Pasal 14", "starts": date(2026, 11, 10), "ends": date(2026, 11, 12), "current": True},
    "scans": [SCAN, {**SCAN, "id": "s2", "url": "", "what": "foto, 90 kB", "struck": "Nasa'i: salah foto", "is_struck": True}],
})  # fmt: skip
COST = {
    "files": 7,
    "time": "5 jam 20 menit",
    "per_file": "46 menit",
    "late": 2,
    "late_through_it": 1,
    "spared_files": 3,
    "spared_time": "4 jam",
}
page("absence-costs", "applications/absence_costs.html", "absences", CAMAT, month=MONTH, cost={
    "days": 2, "away": "12 jam", "total": COST, "rows": [{**GONE, **COST, "away": "8 jam"}],
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
PRIORITIES = [
    ("ELDERLY", "lansia"),
    ("DISABLED", "penyandang disabilitas"),
    ("PREGNANT", "ibu hamil"),
    ("INFANT", "membawa bayi"),
]
page(
    "ticket",
    "queueing/ticket_new.html",
    "ticket",
    services=TICKETS,
    issued=None,
    idempotency_key="k",
    priorities=PRIORITIES,
    priority="",
)
page("ticket-issued", "queueing/ticket_new.html", "ticket", services=TICKETS, idempotency_key="k", priorities=PRIORITIES, priority="",
     issued={"number": "A-027", "service": "KTP elektronik", "at": at(21, 9, 14), "ahead": 4, "expected": {"low": 15, "high": 30}, "priority": True, "print_url": "/nomor-antrean/cetak/"})  # fmt: skip


def ticket_line(number: str, service: str, *may: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"t-{number}", "number": number, "services": [{"name": service, "word": ""}], "priority": "", "state": "menunggu", "serving": False,
        "counter": None, "since": at(21, 9, 20), "minutes": 12, "issued_at": at(21, 9, 2), "called_by": "", "called_at": None, "calls": 0, "event": 1,
        "carried": False, "file_id": None, "may": set(may), "intake_url": "/terima/ktp-el/?tiket=t", "trip_url": "/pulang/ktp-el/?tiket=t",
        "print_url": "/nomor-antrean/cetak/", "transfer_to": [{"id": "g2", "prefix": "B", "name": "Surat keterangan"}], **more,
    }  # fmt: skip


WAITS = ("call", "start", "leave", "transfer", "hold")
QUEUE: dict[str, Any] = {
    "may_call": True, "counters": [{"id": "c1", "title": "Loket 1 · Perekaman", "key": "1", "here": True, "number": "", "by": ""}, {"id": "c2", "title": "Loket 2", "key": "2", "here": False, "number": "B-004", "by": "Bagus"}],
    "waiting": [{"id": "g1", "prefix": "A", "name": "Kependudukan", "mine": True, "rows": [
        ticket_line("KA-031", "KTP elektronik", *WAITS, carried=True), ticket_line("A-009", "KTP elektronik", *WAITS, priority="lansia", minutes=4), ticket_line("A-008", "KTP elektronik", *WAITS)]},
        {"id": "g2", "prefix": "B", "name": "Surat keterangan", "mine": False, "rows": []}],
    "aside": [ticket_line("A-005", "KTP elektronik", "call", "return", "leave", state="ditahan"), ticket_line("A-003", "KTP elektronik", "call", "return", "leave", state="tidak datang")],
    "elsewhere": [ticket_line("B-004", "Surat keterangan", state="dilayani", counter=2, called_by="Bagus", called_at=at(21, 9, 22))],
    "done": [ticket_line("A-006", "KTP elektronik", "continue", state="selesai", file_id="b1", further=True)],
    "figures": [{"value": n, "label": label} for n, label in ((4, "menunggu"), (11, "selesai"), (9, "menit menunggu (tengah)"), (6, "menit dilayani (tengah)"))],
    "day": {"is_closed": False}, "services": [("ktp-el", "KTP elektronik"), ("sktm", "SKTM")], "minutes": 5, "most_minutes": 240, "idempotency_key": "k", "errors": [],
}  # fmt: skip
SEAT = {"id": "c1", "number": 1, "title": "Loket 1 · Perekaman"}
page("queue", "queueing/console.html", "ticket", **QUEUE, counter=SEAT,
     current=ticket_line("A-007", "KTP elektronik", "recall", "start", "skip", "hold", "return", "transfer", "finish", "leave", state="dipanggil", called_by="Retno", called_at=at(21, 9, 25), calls=2, priority="ibu hamil"))  # fmt: skip
page("queue-choose", "queueing/console.html", "ticket", **QUEUE, counter=None, current=None)
page("queue-end", "queueing/end.html", "ticket", day={"is_closed": False}, left=[{"number": "A-008"}, {"number": "A-009"}], called=[], held=[], skipped=[1], serving=[1],
     next_day=date(2026, 11, 23), fields=[field("rest", "Yang masih menunggu", "choice", choices=[("keep", "Simpan"), ("close", "Tutup")], value="keep"), field("reason", "Alasan", required=False)],
     errors=[], back_url="/loket/")  # fmt: skip
TRIP = {"id": "p1", "at": at(20, 10, 5), "service_name": "KTP elektronik", "name": "Siti", "masked_nik": "350817******0001", "phone": "081234567890", "officer": "Retno",
        "missing": ("Kartu Keluarga", "Surat pengantar RT/RW"), "note": ""}  # fmt: skip
page("trips", "queueing/trips.html", "ticket", trips=[TRIP], slip=TRIP, services=[("ktp-el", "KTP elektronik")], visits_per_file="1,24", days=30, may_close=True, errors=[],
     figures={"sent_home": 14, "came_back": 9, "missing": (("Kartu Keluarga", 8), ("Surat pengantar RT/RW", 5))}, back_url="/loket/")  # fmt: skip
page("trip-new", "queueing/trip_new.html", "ticket", service={"code": "ktp-el", "name": "KTP elektronik"}, ticket={"id": "t", "number": "A-007"}, ticked=["baru:kk"], missing_error="",
     groups=[{"key": "baru", "title": "KTP baru", "items": [{"value": "baru:kk", "name": "Kartu Keluarga"}, {"value": "baru:rt", "name": "Surat pengantar RT/RW"}]}],
     fields=[field("note", "Keterangan", required=False), field("nik", "NIK", "nik", required=False)], errors=[], idempotency_key="k", back_url="/loket/")  # fmt: skip
page("settings-queue", "queueing/settings.html", "settings", ADMIN, **{**BLANK, "title": "Antrean dan loket", "fields": [field("priority_run", "Panggilan prioritas berturut-turut", "integer", value="2")],
     "groups": [{"title": "A · Kependudukan", "text": "semua layanan lain yang memakai nomor", "active": True, "url": "/x/"}],
     "counters": [{"title": "Loket 1", "text": "memanggil dari semua kelompok", "active": False, "url": "/x/"}]})  # fmt: skip
page("confirm", "confirm.html", "inbox", title="Batalkan surat ini?", text="Nomornya tetap di Buku Register dengan alasan Anda, dan surat baru mendapat nomor baru.",
     facts=[("Nomor surat", "400.12.2.2/0093/427.99/2026"), ("Pemohon", "Siti Nur'aini")], fields=[REASON], action="/berkas/b1/tindakan/correct/",
     hidden=[("expected_event", "7")], button="Batalkan surat", danger=True, back_url="/berkas/b1/", errors=[])  # fmt: skip
