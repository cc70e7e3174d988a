"""Example contexts: complaints, as their reporter and as the office sees them."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date
from types import SimpleNamespace
from typing import Any

from tests.design.examples_staff import JATIROTO, at, field, staff

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
LONG = "Petugas loket tidak ada di tempat sampai pukul sepuluh pagi, padahal antrean sudah panjang sejak pukul delapan dan banyak orang tua berdiri."
WHAT = [
    field(
        "kind",
        "Apa yang ingin Anda sampaikan?",
        "choice",
        value="COMPLAINT",
        choices=[
            ("COMPLAINT", "Pengaduan"),
            ("ASPIRATION", "Aspirasi"),
            ("INFORMATION", "Permintaan informasi"),
        ],
    ),
    field(
        "text",
        "Apa yang terjadi?",
        "long_text",
        value=LONG,
        max_length=4000,
        hint="Tulis kapan, di mana, dan bagaimana.",
    ),
    field(
        "service",
        "Tentang layanan",
        "list",
        required=False,
        choices=[("", "tidak tentang satu layanan"), ("sktm", "SKTM")],
    ),
]
WHO = [
    field(
        "who",
        "Nama Anda",
        "choice",
        value="nama",
        choices=[("nama", "Dengan nama"), ("anonim", "Anonim, tanpa nama")],
        hint="Anonim: nama dan nomor Anda tidak disimpan.",
    ),
]
REPORTER = [
    field("name", "Nama", required=False),
    field("contact", "Nomor HP", "phone", required=False, errors=["Nomor telepon tidak dikenali."]),
    field("told", "Kabari saya lewat WhatsApp", "yes_no", required=False),
]
KEPT = [field("confidential", "Rahasiakan isinya?", "yes_no", value="tidak")]
MORE = [
    field(
        "about",
        "Tentang siapa",
        "list",
        required=False,
        choices=[("", "tidak tentang seseorang"), ("1", "Camat Jatiroto")],
    ),
    field("file", "Berkas yang dimaksud", required=False),
]
FORM = {
    "once": "K7",
    "trap": "situs",
    "what": WHAT,
    "who": WHO,
    "named": REPORTER,
    "kept": KEPT,
    "more": MORE,
}
ERRORS = [{"field": "contact", "message": "Nomor telepon tidak dikenali."}]
MADE = {"id": "1", "number": "012/2026", "code": "7K3M-9QXD-2F4T", "upward": False}


def public(name: str, template: str, **context: Any) -> None:
    PAGES[name] = (template, {"office": JATIROTO, "messages": [], "errors": [], **context})


def page(name: str, template: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": staff(),
        "page": "complaints",
        "live": None,
        "messages": [],
    }
    PAGES[name] = (template, {**base, "errors": [], **context})


public("complain", "complaints/complain.html", form=FORM, errors=ERRORS)
public("complaint-received", "complaints/received.html", made=MADE, by_code=True)
public(
    "complaint-received-above",
    "complaints/received.html",
    made={**MADE, "number": "", "upward": True},
    by_code=False,
)
public(
    "complaint-code",
    "complaints/code.html",
    code="WWWW-WWWW-WWWW",
    errors=[{"field": "code", "message": "Kode ini tidak dikenal."}],
)
STORY = [
    {"at": at(20, 9, 0), "label": "Diterima", "text": ""},
    {"at": at(20, 10, 10), "label": "Diverifikasi", "text": ""},
    {
        "at": at(23, 9, 30),
        "label": "Jawaban kantor",
        "text": "Terima kasih. Sejak hari ini selalu ada petugas pengganti di loket.\nMohon maaf.",
    },
]
SEEN: dict[str, Any] = {
    "number": "012/2026", "kind": "Pengaduan", "service": "SKTM", "state": "Sudah dijawab", "tone": "good", "received_at": at(20, 9, 0),
    "due_on": None, "close_after": date(2026, 12, 7), "text": LONG, "lines": STORY, "may_add": False, "may_accept": True, "may_reopen": True,
    "may_send": False, "told": True, "where": "",
}  # fmt: skip
public(
    "complaint-progress",
    "complaints/progress.html",
    complaint=SEEN,
    code="7K3M-9QXD-2F4T",
    said="Sudah kami catat.",
    typed="",
)
public(
    "complaint-progress-open",
    "complaints/progress.html",
    complaint={
        **SEEN,
        "state": "Sedang ditangani",
        "tone": "soon",
        "due_on": date(2026, 12, 10),
        "close_after": None,
        "lines": STORY[:2],
        "may_add": True,
        "may_accept": False,
        "may_reopen": False,
        "may_send": True,
        "where": "Kecamatan Lumajang",
    },
    code="7K3M",
    said="",
    typed="Masih",
)

ROW: dict[str, Any] = {
    "url": "#", "number": "012/2026", "received_at": at(20, 9, 0), "kind": "Pengaduan", "channel": "Halaman pengaduan", "service": "SKTM",
    "section": "Seksi Pelayanan Umum", "state": "Sedang ditangani", "tone": "bad", "due_on": date(2026, 12, 10), "late": True, "confidential": True,
    "anonymous": True, "first_words": LONG,
}  # fmt: skip
KINDS = [("COMPLAINT", "Pengaduan"), ("ASPIRATION", "Aspirasi")]
ASKED = {"keadaan": "open", "jenis": "", "kanal": "", "layanan": "", "dari": "", "sampai": ""}
TWO = SimpleNamespace(
    has_other_pages=True,
    has_previous=True,
    has_next=True,
    previous_page_number=1,
    next_page_number=3,
    number=2,
    paginator=SimpleNamespace(num_pages=3),
)
LISTS = {
    "kinds": KINDS,
    "channels": [("DESK", "Meja informasi")],
    "states": [("open", "Belum selesai")],
    "services": [("sktm", "SKTM")],
}
page(
    "complaints",
    "complaints/book.html",
    rows=[ROW, {**ROW, "tone": "good", "late": False, "due_on": None, "confidential": False}],
    pages=TWO,
    total=102,
    asked=ASKED,
    query="keadaan=open",
    may_handle=True,
    **LISTS,
)
page(
    "complaints-none",
    "complaints/book.html",
    rows=[],
    pages=SimpleNamespace(has_other_pages=False),
    total=0,
    asked=ASKED,
    query="",
    may_handle=False,
    **LISTS,
)
page("complaint-enter", "complaints/enter.html", form=FORM)
page("complaint-entered", "complaints/entered.html", made=MADE, by_code=True)
CAN = dict.fromkeys(("verify", "forward", "take", "note", "answer", "close", "reject", "archive"), True)
LINES = [
    {"at": at(20, 9, 0), "label": "Diterima", "who": "pelapor", "text": "", "more": ""},
    {
        "at": at(20, 10, 10),
        "label": "Diverifikasi",
        "who": "Rudi Hartono, Petugas Informasi",
        "text": "",
        "more": "Pengaduan ringan",
    },
    {
        "at": at(23, 9, 30),
        "label": "Tindak lanjut",
        "who": "Endah Lestari, Kasi Pelayanan Umum",
        "text": "Jadwal piket loket diubah.",
        "more": "",
    },
]
ONE: dict[str, Any] = {
    "id": "1", "number": "012/2026", "event_no": 3, "kind": "Pengaduan", "kind_key": "COMPLAINT", "channel": "Halaman pengaduan", "klass": "Pengaduan ringan",
    "klass_key": "LIGHT", "state": "Sedang ditangani", "tone": "soon", "received_at": at(20, 9, 0), "entered_by": "", "text": LONG,
    "reporter": "Anonim", "contact": "", "told": False, "anonymous": True, "confidential": True, "about": "Sari Wulandari, Petugas PATEN", "service": "SKTM",
    "section": "Seksi Pelayanan Umum", "file_number": "0123/2026", "file_url": "#",
    "limits": [("Diverifikasi paling lambat", date(2026, 11, 25), True), ("Dijawab paling lambat", date(2026, 12, 10), False)],
    "level": 2, "lies_with": "Sekretaris", "close_after": date(2026, 12, 7), "copied": True, "lines": LINES, "can": CAN, "done": True,
    "evidence": [{"url": "#", "is_pdf": False, "at": at(20, 9, 0), "kept": True}, {"url": "#", "is_pdf": True, "at": at(20, 9, 0), "kept": False}],
}  # fmt: skip
ANSWER = {
    "name": "text",
    "label": "Jawaban untuk pelapor",
    "suggestions": [{"title": "Terima kasih", "text": "Terima kasih atas pengaduan Anda."}],
}
NOTHING = {"done": "", "text": ""}
page(
    "complaint",
    "complaints/complaint.html",
    complaint=ONE,
    alike=[ROW],
    klasses=[("LIGHT", "Pengaduan ringan")],
    sections=["Seksi Pelayanan Umum"],
    answer=ANSWER,
    typed=NOTHING,
)
page("complaints-lapor", "complaints/lapor.html")
BATCH = SimpleNamespace(good=2, faults=[[4, "Isi laporan kosong."]], settled_at=None)
page(
    "complaints-lapor-batch",
    "complaints/lapor_batch.html",
    batch=BATCH,
    rows=[
        {"reference": "LPR-1", "kind": "Pengaduan", "text": LONG},
        {"reference": "LPR-2", "kind": "Aspirasi", "text": ""},
    ],
    more=3,
)
page(
    "settings-complaints",
    "complaints/settings.html",
    fields=[
        field(
            "PLAIN",
            "Pengaduan tidak berkadar pengawasan",
            "integer",
            value="14",
            hint="Kabupaten: paling lama 14 hari kerja.",
        )
    ],
)
UP = {
    "url": "#",
    "office": "Kelurahan Tompokersan",
    "why": "Tentang pimpinan",
    "received_at": at(20, 9, 0),
    "state": "Belum dijawab",
    "tone": "soon",
    "due_on": date(2026, 12, 10),
    "confidential": True,
}
WHOLE = {
    **UP,
    "kind": "Pengaduan",
    "text": LONG,
    "about": "Lurah",
    "service": "SKTM",
    "number": "012/2026",
    "reporter": "tidak disebut",
    "contact": "0812",
    "is_copy": True,
    "may_answer": True,
    "lines": [
        {
            "at": at(20, 9, 0),
            "label": "Tindak lanjut",
            "text": "Lurah dipanggil.",
            "by": "Arif Rahman",
        }
    ],
}
page("complaints-below", "escalations/office_list.html", rows=[UP])
page("complaint-below", "escalations/office_one.html", complaint=WHOLE, typed=NOTHING, back="#")
