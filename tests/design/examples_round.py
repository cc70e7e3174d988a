"""Example contexts of the Kotak Saran and the quarterly recap."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date
from typing import Any

from tests.design import examples_staff as staff
from tests.design.examples_staff import JATIROTO, at, field
from tests.design.examples_walkin import DOT

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def page(name: str, template: str, current: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": staff.staff(),
        "page": current,
        "live": None,
        "messages": [],
    }
    PAGES[name] = (template, {**base, **context})


def day(n: int, words: str, tone: str, **more: Any) -> dict[str, Any]:
    plain = {
        "day": date(2026, 11, n), "iso": f"2026-11-{n:02d}", "words": words, "tone": tone, "owed": False, "forgotten": False,
        "url": "", "number": "", "by": "", "slips": 0, "empty": False, "late_reason": "", "missed": "", "missed_by": "",
    }  # fmt: skip
    return {**plain, **more}


RULE = {"opener": "Petugas informasi", "witnesses": 2, "since": date(2026, 10, 1)}
DAYS = [
    day(20, "Waktunya dibuka", "soon", owed=True),
    day(
        19,
        "Dibuka tepat hari",
        "good",
        url="/kotak-saran/o1/",
        number="033/BA-KS/2026",
        by="Rudi Hartono",
        slips=3,
    ),
    day(18, "Terlewat, belum ada alasan", "bad", owed=True, forgotten=True),
    day(
        17,
        "Dibuka terlambat",
        "soon",
        url="/kotak-saran/o2/",
        number="032/BA-KS/2026",
        by="Rudi Hartono",
        empty=True,
        late_reason="Rapat di kabupaten sampai malam",
    ),
    day(16, "Terlewat, ada alasannya", "bad", missed="Kunci kotak tertinggal", missed_by="Endah Lestari"),
]
NO_FORM: dict[str, Any] = {
    "running": None,
    "may_open": False,
    "day": "",
    "found": "",
    "reason": "",
    "today": "20-11-2026",
    "errors": [],
}
page(
    "box",
    "suggestionbox/box.html",
    "box",
    **{**NO_FORM, "may_open": True, "day": "20-11-2026"},
    days=DAYS,
    forgotten=1,
    to_copy=2,
    rule=RULE,
    may_say=True,
)
page(
    "box-empty",
    "suggestionbox/box.html",
    "box",
    **NO_FORM,
    days=[],
    forgotten=0,
    to_copy=0,
    rule=RULE,
    may_say=False,
)


def slip(n: int, state: str, label: str, tone: str, reason: str = "") -> dict[str, Any]:
    return {
        "id": f"s{n}", "serial": f"{n:03d}", "day": date(2026, 11, 20), "state": state, "label": label, "tone": tone,
        "reason": reason, "filed": state == "FILED", "to_copy": state == "TO_COPY", "by": "Rudi Hartono", "at": at(20, 16, 10),
    }  # fmt: skip


FORM = {
    "next": "044", "draft": "d1", "held": 1, "more": False,
    "fields": [
        field("kind", "Jenis", "choice", choices=[("COMPLAINT", "Pengaduan"), ("ASPIRATION", "Aspirasi")], value="COMPLAINT"),
        field("text", "Isi slip, seperti yang tertulis", "long_text", required=False, max_length=4000),
        field("name", "Nama penulis, bila ditulis", required=False),
    ],
    "exceptions": [field("serial", "Nomor pada kertas, bila bukan nomor berikutnya", required=False)],
    "unreadable": [field("unreadable", "Mengapa tidak terbaca", required=False)],
}  # fmt: skip
OPENING = {
    "id": "o1", "day": date(2026, 11, 20), "found": 5, "opened_by": "Rudi Hartono", "opened_at": at(20, 16, 5), "wanted": 2,
}  # fmt: skip
GOING = {
    "opening": OPENING, "number": "", "state": "Sedang berlangsung", "state_tone": "soon", "late": "",
    "slips": [slip(40, "FILED", "Dicatat", "good"), slip(41, "SKIPPED", "Nomor dilewati", "plain", "Kertas rusak sebelum dipakai"), slip(42, "UNREADABLE", "Tidak terbaca", "bad", "Tinta luntur kena hujan"), slip(43, "TO_COPY", "Menunggu disalin", "soon")],
    "witnesses": [{"name": "Sari Wulandari", "title": "Petugas Loket", "user_id": "u1", "said_at": at(20, 16, 12)}, {"name": "Bu Tumini", "title": "Pengunjung", "user_id": None, "said_at": at(20, 16, 13)}],
    "corrections": [], "counted": 3, "lacks_witnesses": 1, "lacks_slips": 2, "goes_on": True, "withdrawn": False,
    "may_enter": True, "may_witness": False, "has_said": False, "may_mend": True, "ready": False,
}  # fmt: skip
DONE = {
    **GOING, "number": "034/BA-KS/2026", "state": "Selesai, berita acara bernomor", "state_tone": "good", "late": "Petugas sakit",
    "corrections": [{"what": "Jumlah slip 4 menjadi 5", "reason": "Satu slip terselip", "by": "Endah Lestari", "at": at(20, 16, 30)}],
    "lacks_witnesses": 0, "lacks_slips": 0, "goes_on": False, "may_enter": False,
}  # fmt: skip
page("box-opening", "suggestionbox/opening.html", "box", **GOING, form=FORM, errors=[])
page(
    "box-ready",
    "suggestionbox/opening.html",
    "box",
    **{**GOING, "lacks_slips": 0, "lacks_witnesses": 0, "ready": True},
    form=FORM,
    errors=[],
)
page(
    "box-witness",
    "suggestionbox/opening.html",
    "box",
    **{**GOING, "may_enter": False, "may_witness": True, "may_mend": False},
    form=FORM,
    errors=[],
)
page("box-done", "suggestionbox/opening.html", "box", **DONE, form=FORM, errors=[])
page("box-copy", "suggestionbox/copy.html", "box", slips=[slip(43, "TO_COPY", "Menunggu disalin", "soon")])
page(
    "box-slip",
    "suggestionbox/slip.html",
    "box",
    slip=slip(43, "TO_COPY", "Menunggu disalin", "soon"),
    complaint=None,
    opening_id="o1",
    photographs=[{"id": "p1", "url": DOT, "is_pdf": False}],
    form=FORM,
    errors=[{"field": "text", "message": "Ketik isi slip seperti yang tertulis."}],
)
page(
    "box-slip-done",
    "suggestionbox/slip.html",
    "box",
    slip=slip(40, "FILED", "Dicatat", "good"),
    complaint={"number": "012/2026", "url": "#"},
    opening_id="o1",
    photographs=[],
    form=None,
    errors=[],
)

QUARTER = {"words": "Triwulan III 2026", "key": "2026-3"}
ROWS = [
    {
        "quarter": "Triwulan III 2026",
        "key": "2026-3",
        "state": "Diumumkan",
        "tone": "good",
        "published_at": at(7, 10, 0, month=10),
        "posted_at": None,
    },
    {
        "quarter": "Triwulan II 2026",
        "key": "2026-2",
        "state": "Diumumkan",
        "tone": "good",
        "published_at": at(6, 10, 0, month=7),
        "posted_at": at(6, 15, 0, month=7),
    },
]
PROMISE = {
    "id": "j1", "topic": "Antrean", "words": "Loket ketiga dibuka setiap Senin dan Selasa", "owner": "Endah Lestari", "due": date(2026, 12, 31),
    "state": "Berjalan", "value": "RUNNING", "tone": "soon", "steps": [{"state": "Berjalan", "words": "Petugas sudah ditunjuk", "at": at(2, 9, 0), "by": "Endah Lestari"}],
}  # fmt: skip
EARLIER = {
    "quarter": "Triwulan II 2026",
    "topic": "Kursi tunggu",
    "words": "Menambah 10 kursi",
    "owner": "Joko Santoso",
    "due": "2026-09-01",
    "state": "Selesai",
    "tone": "good",
    "said": "Sepuluh kursi sudah dipasang",
}
LINE = {
    "number": "012/2026",
    "kind": "Pengaduan",
    "service": "SKTM",
    "received_on": date(2026, 8, 12),
    "channel": "Kotak Saran",
    "done": "Jadwal petugas loket diubah.",
    "open": False,
    "in_time": True,
}
RECAP = {
    "sha256": "5f0c" * 16, "returned_reason": "", "completed_by": "Endah Lestari", "completed_title": "Kasi Pelayanan Umum",
    "published_at": at(7, 10, 0, month=10), "posted_at": None, "card": {"name": "Retno Wahyuni"},
}  # fmt: skip
SHOWN: dict[str, Any] = {
    "quarter": QUARTER, "recap": RECAP, "totals": [("Tercatat", 14), ("Tepat waktu", 12), ("Terlambat", 1), ("Belum selesai", 1)], "hidden": 1,
    "tables": [{"key": "kind", "title": "Menurut jenis", "rows": [("Aspirasi", 5), ("Pengaduan", 9)]}, {"key": "service", "title": "Menurut layanan", "rows": [("", 3), ("SKTM", 11)]}],
    "lines": [LINE, {**LINE, "number": "013/2026", "in_time": False, "done": ""}, {**LINE, "number": "014/2026", "open": True}],
    "analysis": "Kebanyakan mengeluhkan lamanya menunggu pada hari Senin.", "promises": [PROMISE], "earlier": [EARLIER],
}  # fmt: skip
STAFF: dict[str, Any] = {
    **SHOWN, "state": "Rancangan", "tone": "plain", "since": [], "may_complete": False, "may_approve": False, "waits_for_head": False,
    "may_publish": False, "may_post": False, "may_say": False, "electronic": False, "states": [("RUNNING", "Berjalan"), ("DONE", "Selesai")],
    "is_public": False, "public_url": "/rekap-pengaduan/2026-3/", "errors": [], "rows": [], "typed_analysis": "", "photographs": [], "idempotency_key": "k1",
}  # fmt: skip
TYPED = [{"n": n, "first": n == 0, "topic": "", "words": "", "owner": "", "due": ""} for n in range(3)]
page(
    "recaps",
    "recaps/recaps.html",
    "recaps",
    rows=ROWS,
    due="Triwulan III 2026",
    missing=[("2026-3", "Triwulan III 2026")],
    may_draft=True,
)
page(
    "recap-draft",
    "recaps/recap.html",
    "recaps",
    **{
        **STAFF,
        "may_complete": True,
        "rows": TYPED,
        "recap": {**RECAP, "sha256": "", "returned_reason": "Janji kurang jelas"},
        "errors": [{"field": "due-0", "message": "Tulis tanggal seperti 31-01-2026."}],
    },
)
page(
    "recap-approve",
    "recaps/recap.html",
    "recaps",
    **{
        **STAFF,
        "state": "Menunggu persetujuan pimpinan",
        "tone": "soon",
        "may_approve": True,
        "electronic": True,
        "recap": {**RECAP, "sha256": ""},
    },
)
page(
    "recap-published",
    "recaps/recap.html",
    "recaps",
    **{
        **STAFF,
        "state": "Diumumkan",
        "tone": "good",
        "is_public": True,
        "may_post": True,
        "may_say": True,
        "since": [{"name": "Tercatat", "before": 14, "now": 15}],
        "photographs": [DOT],
    },
)
PAGES["recap-public"] = ("recaps/public.html", {"office": JATIROTO, "messages": [], **SHOWN})
PAGES["recap-public-list"] = ("recaps/public_list.html", {"office": JATIROTO, "messages": [], "rows": ROWS})
