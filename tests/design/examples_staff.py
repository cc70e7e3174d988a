"""Example contexts of the staff pages."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import UTC, date, datetime
from typing import Any

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def at(day: int, hour: int, minute: int, month: int = 11) -> datetime:
    """A moment of 2026 given in WIB."""
    return datetime(2026, month, day, hour - 7, minute, tzinfo=UTC)


JATIROTO = {"full_name": "Kecamatan Jatiroto", "tone": 7, "government": "Pemerintah Kabupaten Lumajang"}
LUMAJANG = {"full_name": "Kecamatan Lumajang", "tone": 0, "government": "Pemerintah Kabupaten Lumajang"}
VILLAGES = [
    "Desa Banyuputih Kidul",
    "Desa Rojopolo",
    "Desa Kaliboto Kidul",
    "Desa Kaliboto Lor",
    "Desa Sukosari",
    "Desa Jatiroto",
]


def staff(name: str = "Retno Wulandari", title: str = "Petugas loket", **more: Any) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "waiting": 3,
        "to_sign": 5,
        "can_intake": True,
        "can_read": True,
        "can_call": True,
        "can_sign": False,
        "can_admin": False,
        "can_ticket": True,
        "other_offices": [{"slug": "kec-lumajang", "full_name": "Kecamatan Lumajang"}],
        **more,
    }


CAMAT = staff(
    "Bagus Prasetyo, S.STP., M.M.",
    "Camat Jatiroto",
    can_sign=True,
    can_intake=False,
    can_ticket=False,
    waiting=5,
)
ADMIN = staff(
    "Yuli Astutik",
    "Admin kantor",
    can_admin=True,
    can_intake=False,
    can_read=False,
    can_call=False,
    can_ticket=False,
    waiting=0,
)


def page(
    name: str, template: str, current: str, /, *, who: dict[str, Any] | None = None, **context: Any
) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": who or staff(),
        "page": current,
        "live": None,
        "messages": [],
    }
    PAGES[name] = (template, {**base, **context})


def field(name: str, label: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    plain = {
        "name": name, "label": label, "kind": kind, "hint": "", "required": True, "value": "", "errors": [], "warnings": [],
        "choices": [], "villages": VILLAGES, "max_length": None, "autofocus": False,
    }  # fmt: skip
    return {**plain, **more}


def clock(
    verdict: str, left: str, owner: str = "OFFICE", due: datetime | None = None, *, soon: bool = False
) -> dict[str, Any]:
    return {"verdict": verdict, "left_words": left, "soon": soon, "due_at": due, "owner": owner}


def row(
    number: str, applicant: str, service: str, village: str, phase: str, label: str, **more: Any
) -> dict[str, Any]:
    plain = {
        "id": f"b{number.replace('/', '-')}", "number": number, "service": service, "applicant": applicant, "village": village,
        "received_at": at(20, 9, 14), "status": {"phase": phase, "label": label}, "step": "", "clock": None, "note": "",
        "letter_number": "", "contact": None,
    }  # fmt: skip
    return {**plain, **more}


SKTM = "Surat Keterangan Tidak Mampu (SKTM)"
CALL = {
    "reason": "Sudah ditandatangani, belum diberi tahu", "tel": "tel:+6285330112233", "whatsapp": "https://wa.me/6285330112233",
    "shown": "0853-3011-2233", "tries": 1, "last": "dihubungi 1 kali, tidak diangkat", "channel": "WhatsApp lebih dulu",
}  # fmt: skip
SECTIONS = [
    {
        "key": "mine",
        "more_url": "",
        "rows": [
            row("LATIHAN/0002/2026", "Sumiati", SKTM, "Desa Kaliboto Lor", "WAITING", "Menunggu instansi lain", clock=clock("RUNNING", "2 hari")),
            row("0141", "Sutrisno", SKTM, "Desa Kaliboto Lor", "OPEN", "Diperiksa", clock=clock("LATE", "1 jam 12 menit", due=at(20, 14, 30))),
            row("0147", "Siti Nur'aini", SKTM, "Desa Rojopolo", "OPEN", "Dikerjakan", clock=clock("RUNNING", "38 menit", due=at(21, 10, 20), soon=True)),
            row("0149", "Dwi Hartono Kusumawardhana Prawiro", SKTM, "Desa Sukosari", "OPEN", "Siap diserahkan",
                letter_number="400.12.2.2/0093/427.99/2026", clock=clock("RUNNING", "5 jam 40 menit", due=at(23, 9, 0))),
        ],
    },
    {
        "key": "contact",
        "more_url": "",
        "rows": [row("0138", "Maimunah", SKTM, "Desa Jatiroto", "OPEN", "Siap diambil", letter_number="400.12.2.2/0090/427.99/2026",
                     clock=clock("ON_TIME", ""), contact=CALL)],
    },
    {
        "key": "applicant",
        "more_url": "",
        "rows": [row("0144", "Ahmad Fauzi", SKTM, "Desa Banyuputih Kidul", "RETURNED", "Dikembalikan",
                     note="Kurang: surat keterangan Kepala Desa", clock=clock("NOT_PROMISED", "", "APPLICANT"))],
    },
    {
        "key": "others",
        "more_url": "?semua=others",
        "rows": [
            row("0146", "Sulastri", SKTM, "Desa Kaliboto Kidul", "OPEN", "Menunggu tanda tangan", note="Camat dinas luar sampai Senin",
                clock=clock("RUNNING", "6 jam 10 menit", "LEADER_AWAY")),
            row("0139", "Hendra Wijaya", "KTP elektronik", "Desa Rojopolo", "WAITING", "Menunggu instansi lain", note="Blangko KTP habis (Dispendukcapil)",
                clock=clock("NOT_PROMISED", "", "OTHER_AGENCY")),
        ],
    },
]  # fmt: skip
page("inbox", "applications/inbox.html", "inbox", summary={"mine": 3, "late": 1, "today": 9}, sections=SECTIONS,
     leader_away={"name": "Bagus Prasetyo", "title": "Camat Jatiroto", "back": "Senin, 23 November 2026 pukul 08.00"})  # fmt: skip
page(
    "inbox-empty",
    "applications/inbox.html",
    "inbox",
    summary={"mine": 0, "late": 0, "today": 0},
    sections=[{"key": "mine", "rows": [], "more_url": ""}],
    leader_away=None,
)
SERVICES = [
    {
        "code": "sktm",
        "name": SKTM,
        "promise": "1 hari kerja",
        "fee": "Gratis",
        "open": True,
        "closed_reason": "",
    },
    {
        "code": "kp4",
        "name": "Model C / KP4",
        "promise": "15 menit",
        "fee": "Gratis",
        "open": True,
        "closed_reason": "",
    },
    {
        "code": "ktp-el",
        "name": "KTP elektronik",
        "promise": "15 menit",
        "fee": "Gratis",
        "open": True,
        "closed_reason": "",
    },
]
page("intake", "applications/intake.html", "intake", services=SERVICES, ticket=None)
PERSON_FIELDS = [
    field("nik", "NIK", "nik", value="3508174508680001"),
    field("nama", "Nama lengkap", "name", value="SITI NUR'AINI", hint="Seperti pada KTP"),
    field("tempat_lahir", "Tempat lahir", value="Lumajang"),
    field("tanggal_lahir", "Tanggal lahir", "birth_date", value="05-08-1968"),
    field(
        "jenis_kelamin",
        "Jenis kelamin",
        "choice",
        value="P",
        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
    ),
    field("pekerjaan", "Pekerjaan", value="Buruh tani"),
    field("alamat", "Alamat", hint="Jalan atau dusun, RT/RW", value="Dusun Krajan RT 003 RW 012"),
    field("desa", "Desa", "village", value="Desa Rojopolo"),
    field("keperluan", "Keperluan", "long_text", autofocus=True, hint="Dicetak di surat"),
]
CONTACT_FIELDS = [
    field("phone", "Nomor HP", "phone", value="0853-3011-2233", required=False),
    field(
        "channel",
        "Hubungi lewat",
        "choice",
        choices=[("wa", "WhatsApp"), ("tel", "Telepon"), ("none", "Datang sendiri")],
        value="wa",
    ),
]


def requirements(group: str) -> list[dict[str, Any]]:
    at = f"letter-{group}-pengantar-"
    letter = [field(at + "number", "Nomor surat"), field(at + "date", "Tanggal surat", "date"),
              field(at + "issuer", "Dari desa", "village", hint="Kosongkan bila sama dengan desa pemohon."),
              field(at + "signer", "Penandatangan", required=False)]  # fmt: skip
    return [
        {"code": f"{group}-pengantar", "label": "Surat keterangan atau pengantar dari Kepala Desa", "kind": "Asli", "condition": "", "checked": False, "na": False,
         "letter": letter, "letter_open": False},
        {"code": f"{group}-ktp", "label": "KTP atau KK", "kind": "Fotokopi 1 lembar", "condition": "bila sudah wajib KTP", "checked": False, "na": False, "letter": None},
    ]  # fmt: skip


GROUPS = [{"code": "umum", "name": "Umum", "checked": True, "items": requirements("umum")}]
FORM: dict[str, Any] = {
    "service": {"code": "sktm", "name": SKTM, "promise": "1 hari kerja", "fee": "Gratis", "product": "Surat"},
    "query": "", "matches": None, "person": None, "fields": [], "contact_fields": [], "groups": [], "requirement_error": "",
    "errors": [], "kept": "", "warnings_confirm": False, "leader_away": None, "idempotency_key": "k1",
    "too_large": "Berkas lebih besar dari 15 MB.",
}  # fmt: skip
page("intake-find", "applications/intake_service.html", "intake", **FORM)
MATCHES = [
    {
        "ref": "r1",
        "name": "SITI NUR'AINI",
        "masked_nik": "350817******0001",
        "village": "Desa Rojopolo",
        "last": "SKTM, 3 Maret 2026",
    },
    {
        "ref": "r2",
        "name": "SITI AMINAH",
        "masked_nik": "350817******0003",
        "village": "Desa Sukosari",
        "last": "KTP elektronik, 12 Januari 2026",
    },
]
page(
    "intake-matches",
    "applications/intake_service.html",
    "intake",
    **{**FORM, "query": "siti", "matches": MATCHES},
)
KNOWN = {"known": True, "name": "SITI NUR'AINI", "masked_nik": "350817******0001", "last": "SKTM, 3 Maret 2026", "ref": "r1",
         "summary": ["Perempuan, lahir di Lumajang 5 Agustus 1968, buruh tani", "Dusun Krajan RT 003 RW 012, Desa Rojopolo"]}  # fmt: skip
page("intake-form", "applications/intake_service.html", "intake", **{
    **FORM, "form_url": "/terima/sktm/", "person": KNOWN, "fields": [{**f, "settled": bool(f["value"])} for f in PERSON_FIELDS], "contact_fields": CONTACT_FIELDS, "groups": GROUPS,
    "leader_away": {"name": "Bagus Prasetyo", "title": "Camat Jatiroto", "back": "Senin, 23 November 2026 pukul 08.00"},
})  # fmt: skip
BAD = [
    {**PERSON_FIELDS[0], "value": "350817450868001", "errors": ["NIK harus 16 angka; ini 15."]},
    {**PERSON_FIELDS[3], "value": "31-02-1968", "errors": ["31 Februari tidak ada."]},
    {**PERSON_FIELDS[4], "warnings": ["Jenis kelamin berbeda dari NIK. Periksa KTP; kirim lagi bila memang begitu."]},
    field("ahli_waris", "Ahli waris", "group", hint="Semua ahli waris, juga yang belum dewasa", row_label="Ahli waris", min_rows=1, max_rows=20,
          rows=[[field("ahli_waris-0-nama", "Nama", "name", value="SUTRISNO"), field("ahli_waris-0-hubungan", "Hubungan", "choice", value="anak",
                 choices=[(x, x.capitalize()) for x in ("suami", "istri", "anak", "ayah", "ibu", "saudara", "cucu")])]],
          blank_row=[field("ahli_waris-N-nama", "Nama", "name"), field("ahli_waris-N-hubungan", "Hubungan", "choice", choices=[("anak", "Anak")])]),
]  # fmt: skip
VARIANTS = [{**GROUPS[0], "code": c, "name": n, "checked": c == "baru", "items": requirements(c)} for c, n in
            (("baru", "KTP baru"), ("pindah", "Pindah datang"), ("hilang", "Hilang atau rusak"))]  # fmt: skip
page("intake-errors", "applications/intake_service.html", "intake", **{
    **FORM, "form_url": "/terima/sktm/", "person": {"known": False, "name": "", "masked_nik": "", "last": "", "ref": "n", "summary": []}, "fields": BAD, "contact_fields": CONTACT_FIELDS,
    "groups": VARIANTS, "errors": [{"field": "nik", "message": "NIK harus 16 angka; ini 15."}, {"field": "tanggal_lahir", "message": "31 Februari tidak ada."},
                                   {"field": "requirements", "message": "Centang syarat yang dibawa pemohon."}],
    "requirement_error": "Centang syarat yang dibawa pemohon.",
})  # fmt: skip


def action(code: str, label: str, **more: Any) -> dict[str, Any]:
    plain = {
        "code": code, "url": f"/berkas/b1/tindakan/{code}/", "label": label, "help": "", "tone": "plain", "fields": [], "blocked": "",
        "missing": [], "expected_event": 4, "idempotency_key": "k2", "hot": False, "summary": label, "open": False,
    }  # fmt: skip
    return {**plain, **more}


REASON = field("note", "Alasan", "long_text", hint="Dibaca rekan dan, bila dikembalikan, pemohon")
FILE: dict[str, Any] = {
    "file": {"id": "b0147", "number": "0147", "service": SKTM, "applicant": "Siti Nur'aini", "village": "Desa Rojopolo", "received_at": at(21, 9, 14),
             "status": {"phase": "OPEN", "label": "Dikerjakan"}, "variant": "", "purpose": "Keringanan biaya pengobatan di RSUD dr. Haryoto",
             "letter_number": "", "letter_date": None, "public_url": "/status/K7QM-3XPD-9WTA/"},
    "clock": clock("RUNNING", "38 menit", due=at(23, 9, 14), soon=True),
    "steps": [
        {"label": "Diterima", "who": "Retno, 21 Nov 09.14", "state": "done"}, {"label": "Diperiksa", "who": "Retno, 21 Nov 09.20", "state": "done"},
        {"label": "Dibuatkan surat", "who": "Operator", "state": "now"}, {"label": "Ditandatangani", "who": "Camat", "state": "next"},
        {"label": "Diserahkan", "who": "Petugas loket", "state": "next"},
    ],
    "primary": action("complete", "Surat siap ditandatangani", tone="primary", hot=True,
                      help="Periksa pratinjau. Setelah ini nomor surat terpakai dan surat masuk ke tumpukan Camat."),
    "waiting_for": "",
    "others": [
        action("return", "Kembalikan ke pemohon", summary="Kembalikan: ada yang kurang", fields=[REASON], help="Nomor berkas tetap. Daftar kekurangan dicetak.",
               missing=[{"code": "1", "label": "Surat keterangan atau pengantar dari Kepala Desa", "checked": False}, {"code": "2", "label": "KTP atau KK", "checked": False}]),
        action("wait", "Catat menunggu", summary="Menunggu instansi lain", fields=[field("agency", "Menunggu siapa?", "choice",
               choices=[("dukcapil", "Dispendukcapil"), ("blank", "Blangko habis"), ("network", "Jaringan")]), REASON]),
        action("withdraw", "Pemohon mencabut", summary="Pemohon mencabut permohonan", fields=[REASON], tone="stop"),
    ],
    "checklist": [{"label": "Surat keterangan atau pengantar dari Kepala Desa", "kind": "asli", "present": True, "note": ""},
                  {"label": "KTP atau KK", "kind": "fotokopi 1 lembar", "present": False, "note": "Akan dibawa saat mengambil"}],
    "letters": [{"label": "Pengantar Kepala Desa", "issuer": "Desa Rojopolo", "signer": "Suparman", "number": "470/123/427.99.02/2026", "date": date(2026, 11, 19)}],
    "lookup": {"source": "daftar kemiskinan kantor, Oktober 2026", "result": "Ditemukan, desil 2", "tone": "good", "by": "Retno Wulandari", "at": at(21, 9, 20), "reason": ""},
    "data": [("NIK", "350817******0001"), ("Nama lengkap", "SITI NUR'AINI"), ("Tempat, tanggal lahir", "Lumajang, 5 Agustus 1968"), ("Jenis kelamin", "Perempuan"),
             ("Pekerjaan", "Buruh tani"), ("Alamat", "Dusun Krajan RT 003 RW 012, Desa Rojopolo"), ("Keperluan", "Keringanan biaya pengobatan di RSUD dr. Haryoto"), ("Catatan", "")],
    "reveal": True, "revealed": None,
    "letter": {"status": "Konsep", "tone": "info", "number": "", "final": False},
    "prints": [{"sheet": "tanda-terima", "label": "Tanda terima berkas"}, {"sheet": "surat", "label": "Konsep surat"}],
    "contact": CALL, "contact_fields": [], "contact_needed": "", "calls": [],
    "minutes": [{"owner": "OFFICE", "words": "22 menit", "percent": 100}, {"owner": "APPLICANT", "words": "4 menit", "percent": 18}],
    "events": [
        {"number": 2, "at": at(21, 9, 20), "title": "Diperiksa: lengkap dan benar", "actor": "Retno Wulandari", "actor_title": "Petugas loket", "note": "", "items": []},
        {"number": 1, "at": at(21, 9, 14), "title": "Berkas diterima", "actor": "Retno Wulandari", "actor_title": "Petugas loket", "note": "Datang bersama anaknya", "items": []},
    ],
    "errors": [], "stale": None,
}  # fmt: skip
page("file", "applications/file.html", "inbox", who=staff(title="Petugas loket dan operator"), **FILE)
page("file-ready", "applications/file.html", "inbox", **{
    **FILE,
    "file": {**FILE["file"], "status": {"phase": "OPEN", "label": "Siap diambil"}, "letter_number": "400.12.2.2/0093/427.99/2026"},
    "steps": [{**step, "state": "done" if i < 4 else "now"} for i, step in enumerate(FILE["steps"])],
    "primary": action("complete", "Sudah diserahkan", tone="primary", hot=True, fields=[field("receiver", "Diterima oleh", "name", value="SITI NUR'AINI")]),
    "letter": {"status": "Berlaku", "tone": "good", "number": "400.12.2.2/0093/427.99/2026", "final": True},
    "contact_needed": "Surat sudah ditandatangani kemarin pukul 14.05; pemohon belum tahu.",
    "contact_fields": [field("outcome", "Hasilnya", "choice", choices=[("ok", "Tersambung"), ("no", "Tidak diangkat"), ("wrong", "Nomor salah")]),
                       field("note", "Catatan", required=False)],
    "calls": [{"at": at(20, 15, 2), "by": "Retno Wulandari", "outcome": "Tidak diangkat", "note": ""}],
    "revealed": [("NIK lengkap", "3508174508680001")], "others": FILE["others"][2:],
    "stale": {"by": "Dian Pratiwi", "title": "Operator", "at": at(21, 9, 31), "what": "surat dicetak ulang", "own": False, "gone": False},
})  # fmt: skip
