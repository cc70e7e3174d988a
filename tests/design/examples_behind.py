"""Example contexts of what is promised behind the counter."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date, time
from typing import Any

from tests.design import examples_staff as staff
from tests.design.examples_staff import JATIROTO, at, field

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def page(name: str, template: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": staff.staff(),
        "page": "behind",
        "live": None,
        "messages": [],
        "errors": [],
    }
    PAGES[name] = (template, {**base, **context})


def line(name: str, amount: str, *troubles: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"i-{name.lower().replace(' ', '-')}", "name": name, "kind": "PLAIN", "amount": amount, "promise": "2 buah", "troubles": list(troubles),
        "broken": bool(troubles), "checked": False, "checked_at": at(3, 9, 0), "number": "", "expires_on": None, "new": False, "plain": True, **more,
    }  # fmt: skip


LINES = [
    line("AC", "2 ada, 1 berfungsi", "1 dari 2 rusak"),
    line(
        "APAR",
        "1 ada, 1 berfungsi",
        "kedaluwarsa 10 Desember 2026",
        broken=False,
        expires_on=date(2026, 12, 10),
        promise="",
    ),
    line("HP Pelayanan", "1 ada, 1 berfungsi", number="+6285338312363", checked=True),
    line("Jalan atau rambatan untuk kursi roda", "belum diperiksa", new=True, promise=""),
]
MONTHS = [
    {
        "title": "November 2026",
        "url": "/sarana/bulan/2026-11/",
        "stand": "belum, masih ada waktu",
        "tone": "info",
        "by": "",
        "at": None,
        "due": date(2026, 11, 6),
        "items": 0,
        "troubled": 0,
    },
    {
        "title": "Oktober 2026",
        "url": "/sarana/bulan/2026-10/",
        "stand": "selesai tepat waktu",
        "tone": "good",
        "by": "Fitri Handayani",
        "at": at(5, 9, 40),
        "due": date(2026, 10, 7),
        "items": 19,
        "troubled": 2,
    },
    {
        "title": "September 2026",
        "url": "/sarana/bulan/2026-09/",
        "stand": "terlewat",
        "tone": "bad",
        "by": "",
        "at": None,
        "due": date(2026, 9, 7),
        "items": 0,
        "troubled": 0,
    },
]
CHECK_FIELDS = [
    field("quantity", "Berapa yang ada", "integer", value="2", hint="0 bila tidak ada."),
    field("working", "Berapa yang berfungsi", "integer", value="1"),
    field(
        "note",
        "Keterangan untuk warga",
        required=False,
        hint="Tampil di halaman kantor selama rusak. Jangan menulis nama orang.",
    ),
    field("expected_on", "Diperkirakan selesai", "date", required=False),
]
PEOPLE = [("1", "Fitri Handayani, Petugas Loket"), ("2", "Agus Setiawan, Operator Komputer")]
DECIDE = [
    field("text", "Apa yang diputuskan"),
    field("owner", "Siapa yang mengerjakan", "list", choices=PEOPLE),
    field("due_on", "Tenggat", "date"),
]
ROUND = {
    "title": "November 2026",
    "month": "2026-11",
    "due": date(2026, 11, 6),
    "open": True,
    "may_check": True,
    "round": None,
    "lines": LINES,
    "checked": 1,
    "total": 4,
    "fields": CHECK_FIELDS,
}


def decision(text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"d-{text[:5].lower().strip()}", "text": text, "owner": "Fitri Handayani", "due": date(2026, 11, 30), "late": False, "done": False, "done_on": None,
        "done_by": "", "outcome": "", "source": "Rapat 20 November 2026", "url": "/rapat/m1/", "may_finish": True, **more,
    }  # fmt: skip


OPEN = [
    decision("Cetak brosur persyaratan yang baru", late=True, due=date(2026, 11, 15)),
    decision("Daftarkan petugas ke pelatihan"),
]
DONE = [
    decision(
        "Ganti lampu ruang tunggu",
        done=True,
        done_on=date(2026, 11, 18),
        done_by="Fitri Handayani",
        outcome="Empat lampu diganti",
    )
]
MEETING = {
    "id": "m1", "subject": "Evaluasi pelayanan November", "day": date(2026, 11, 20), "closed": False, "present": 5, "listed": 7, "starts": time(8), "ends": time(9, 30),
    "place": "Ruang rapat", "chair": "Bambang Sutrisno", "chair_title": "Camat Jatiroto", "minutes": "", "closed_at": None, "closed_by": "", "names": ["Fitri Handayani"],
}  # fmt: skip
PERSON = {
    "id": "p1",
    "name": "Fitri Handayani",
    "title": "Petugas Loket",
    "gaps": ["Pelatihan: Service Excellent (Manajemen Pelayanan Prima)"],
}

page("behind", "supervision/behind.html", doors=[
    {"url": "/jadwal/", "title": "Jadwal pelaksana", "text": "Hari ini: Dijanjikan 4, terjadwal 4, bertugas 3.", "warn": "kurang 1"},
    {"url": "/sarana/", "title": "Sarana", "text": "19 sarana, 1 rusak. Bulan ini selesai tepat waktu.", "warn": ""},
    {"url": "/catatan/", "title": "Catatan disiplin", "text": "Hanya dibaca orangnya dan atasan langsungnya.", "warn": "1 belum Anda tanggapi"},
])  # fmt: skip
page("facilities", "facilities/inventory.html", lines=LINES, proposals=[{"mark": "ADD:-:ac", "words": "Tambah: Televisi"}, {"mark": "QUANTITY:3:kursi", "words": "Ubah jumlah janji: Kursi menjadi 3 buah"}],
     months=MONTHS, this_month="2026-11", may_check=True, may_decide=True, fields=[field("name", "Nama sarana"), field("quantity", "Jumlah", "integer", required=False)])  # fmt: skip
page(
    "facilities-empty",
    "facilities/inventory.html",
    lines=[],
    proposals=[],
    months=[],
    this_month="2026-11",
    may_check=True,
    may_decide=False,
    fields=[],
)
page("facilities-round", "facilities/round.html", **ROUND, line=LINES[0])
page("facilities-round-all", "facilities/round.html", **ROUND, line=None)
page(
    "facilities-round-missed",
    "facilities/round.html",
    **{**ROUND, "open": False, "may_check": False},
    line=None,
)
page("facility", "facilities/item.html", line=LINES[0], retired_at=None, may_check=True, may_retire=True, fields=CHECK_FIELDS, history=[
    {"at": at(20, 9, 0), "by": "Fitri Handayani", "month": "", "number": "", "note": "Teknisi sudah dipanggil", "photo_url": "/sarana/foto/f1/", "quantity": 2, "working": 1, "expires_on": None, "expected_on": date(2026, 11, 30)},
    {"at": at(3, 9, 0), "by": "Fitri Handayani", "month": "November 2026", "number": "", "note": "", "photo_url": "", "quantity": 2, "working": 2, "expires_on": None, "expected_on": None},
])  # fmt: skip
page("roster", "supervision/roster.html", title="Jumat, 20 November 2026", before="2026-11-19", after="2026-11-21", open=True, has_week=True, may_keep=True, whole="Dijanjikan 4, terjadwal 4, bertugas 3", short=1,
     roles=[{"name": "Petugas loket", "words": "Dijanjikan 1, terjadwal 1, bertugas 0", "short": 1}],
     posts=[{"name": "Fitri Handayani", "title": "Petugas Loket", "role": "Petugas loket", "counter": 1, "off": True}, {"name": "Agus Setiawan", "title": "Operator Komputer", "role": "Operator", "counter": None, "off": False}],
     exceptions=[{"ref": "e1", "name": "Fitri Handayani", "reason": "Sakit", "by": "Wahyu Hidayat", "what": "tidak bertugas", "first": date(2026, 11, 20), "last": date(2026, 11, 21)}],
     fields=[field("person", "Siapa", "list", choices=PEOPLE), field("first", "Mulai", "date")])  # fmt: skip
page("roster-week", "supervision/roster_week.html", unplanned=2, people=[
    {"id": "1", "name": "Fitri Handayani", "title": "Petugas Loket", "role": "COUNTER", "counter": 1, "roles": [("COUNTER", "Petugas loket"), ("INFORMATION", "Petugas informasi")],
     "days": [(str(n), name, n < 5) for n, name in enumerate(("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"))]},
])  # fmt: skip
page("competences", "supervision/competences.html", may_enter=True, statements=["Mampu mengoperasikan komputer"], others=[{"id": "p2", "name": "Lilis Suryani", "title": "Petugas Layanan Informasi", "gaps": []}], posts=[
    {"name": "Petugas Loket", "asked": ["Pendidikan minimal SMA sederajat", "Pengalaman kerja minimal 1 tahun"], "skills": ["Cepat Tanggap"], "people": [PERSON, {"id": "p3", "name": "Agus Setiawan", "title": "Operator", "gaps": []}]},
])  # fmt: skip
page("competence-person", "supervision/competence_person.html", person=PERSON, gaps=PERSON["gaps"], described=True, may_enter=True, rows=[
    {"ref": "c1", "kind": "Pendidikan", "level": "SMA sederajat", "name": "SMA Negeri 1", "by": "Hendra Gunawan", "since": date(2012, 6, 1), "expires_on": None, "expired": False, "withdrawn": False, "has_proof": True},
    {"ref": "c2", "kind": "Pelatihan", "level": "", "name": "Pertolongan pertama", "by": "Hendra Gunawan", "since": date(2022, 6, 1), "expires_on": date(2025, 6, 1), "expired": True, "withdrawn": False, "has_proof": False},
], fields=[field("kind", "Jenis", choices=[("EDUCATION", "Pendidikan"), ("TRAINING", "Pelatihan")]), field("name", "Nama"), field("since", "Tanggal lulus atau mulai", "date")])  # fmt: skip
page("reviews", "supervision/reviews.html", supervisors=[{"named": "Sekcam", "role": "Sekretaris", "methods": ["dipantau oleh Sekcam"]}],
     months=[{"title": "Oktober 2026", "who": "Sekcam", "url": "/pengawasan/2026-10/secretary/", "stand": "lewat tenggat", "tone": "bad", "due": date(2026, 11, 6)}])  # fmt: skip
REVIEW = {
    "title": "Oktober 2026",
    "who": "Sekretaris",
    "due": date(2026, 11, 6),
    "figures": [("Berkas diterima", "43"), ("Janji waktu ditepati", "91,2 %")],
    "decision_fields": DECIDE,
}
page(
    "review",
    "supervision/review.html",
    **REVIEW,
    review=None,
    decisions=OPEN,
    may_write=True,
    seen="x",
    fields=[field("notes", "Catatan pengawasan", "long_text")],
)
page(
    "review-done",
    "supervision/review.html",
    **REVIEW,
    review={"notes": "Semua baik.", "by": "Ratna Dewi", "title": "Sekretaris Kecamatan", "at": at(4, 10, 0)},
    decisions=DONE,
    may_write=False,
    fields=[],
)
page(
    "meetings",
    "supervision/meetings.html",
    meetings=[MEETING, {**MEETING, "id": "m0", "closed": True, "subject": "Persiapan pemeriksaan"}],
    open=2,
    may_call=True,
    fields=[
        field("subject", "Pokok rapat"),
        field("held_on", "Tanggal", "date"),
        field("starts", "Mulai pukul", "time"),
    ],
)
page("meeting", "supervision/meeting.html", meeting=MEETING, decisions=[], open=OPEN, may_write=True, seen="x", decision_fields=DECIDE,
     fields=[field("minutes", "Jalannya rapat", "long_text"), field("present", "Yang hadir", "choices", choices=PEOPLE, value=["1"], required=False)])  # fmt: skip
page(
    "meeting-closed",
    "supervision/meeting.html",
    meeting={
        **MEETING,
        "closed": True,
        "minutes": "Dibahas antrean pagi.",
        "closed_at": at(20, 10, 0),
        "closed_by": "Bambang Sutrisno",
    },
    decisions=DONE,
    open=[],
    may_write=False,
    decision_fields=[],
    fields=[],
)
page("decisions", "supervision/decisions.html", open=OPEN, done=DONE)
page("notes", "supervision/notes.html", may_write=True, answer="", tried="", fields=[field("person", "Tentang siapa", "list", choices=PEOPLE), field("text", "Catatan", "long_text")], notes=[
    {"id": "n1", "person": "Fitri Handayani", "author": "Wahyu Hidayat", "text": "Datang pukul 08.10 tanpa kabar.", "answer": "", "at": at(18, 8, 30), "answered_at": None, "mine": True},
    {"id": "n2", "person": "Agus Setiawan", "author": "Wahyu Hidayat", "text": "Meja loket ditinggal kosong.", "answer": "Saya mengantar pemohon lansia.", "at": at(17, 8, 30), "answered_at": at(17, 12, 0), "mine": False},
])  # fmt: skip
