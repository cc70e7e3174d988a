"""Example contexts of the satisfaction survey: the citizen's form, the tablet, and the office's pages."""

from datetime import date
from typing import Any

from surveys.elements import ELEMENTS, FORM_ORDER
from surveys.presenters_import import Column
from tests.design.examples_staff import ADMIN, LUMAJANG, at, field, staff

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
KASI = staff("Endah Lestari", "Kasi Pelayanan Umum")


def page(key: str, template: str, **context: Any) -> None:
    PAGES[key] = (template, {"office": LUMAJANG, "messages": [], "errors": [], **context})


def work(key: str, template: str, **context: Any) -> None:
    page(key, template, staff=KASI, page="surveys", **{"back_url": "/survei-kepuasan/", **context})


ID = "0190a0b0-0000-7000-8000-000000000001"
PERIOD = {
    "id": ID,
    "title": "Semester II 2026",
    "opens": date(2026, 7, 1),
    "closes": date(2026, 12, 31),
    "state": "Berjalan",
    "tone": "good",
    "is_open": True,
}
SCHOOLS = ("SD", "SMP", "SMA", "S1", "S2", "S3")
PARTS = {
    "person": [
        field(
            "service", "Layanan yang Anda terima", choices=[("ktp-el", "Perekaman KTP-el"), ("sktm", "SKTM")]
        ),
        field("sex", "Jenis kelamin", choices=[("L", "Laki-laki"), ("P", "Perempuan")], value="P"),
        field("education", "Pendidikan terakhir", choices=[(one, one) for one in SCHOOLS]),
    ],
    "elements": [
        field(
            one.key,
            f"{one.form}. {one.asked}",
            choices=[(str(n), words) for n, words in enumerate(one.answers, start=1)],
        )
        for one in FORM_ORDER
    ],
    "extra": [],
    "comment": [field("comment", "Saran", "long_text", required=False, hint="Jangan menulis nama Anda.")],
}
CODE = [
    field("kode", "Kode survei", hint="Dua belas huruf dan angka, misalnya 7K3M-9QXD-2F4T.", max_length=20)
]
LACKING = [{"field": "waktu", "message": "Waktu Penyelesaian: belum dijawab; kesembilan unsur wajib diisi"}]
page("survey-start", "surveys/start.html", fields=CODE, open=True)
page("survey-form", "surveys/form.html", parts=PARTS, code="7K3M9QXD2F4T", period=PERIOD)
page(
    "survey-form-lacking",
    "surveys/form.html",
    parts=PARTS,
    code="7K3M9QXD2F4T",
    period=PERIOD,
    errors=LACKING,
)
page("survey-thanks", "surveys/thanks.html")
OPEN_DRAW = {
    **PERIOD,
    "hash": "9f" * 32,
    "revealed": "",
    "percent": 34.5,
    "planned_at": at(30, 9, 0, month=6),
}
CLOSED = {**OPEN_DRAW, "title": "Semester I 2026", "state": "Ditutup", "tone": "plain", "revealed": "5e" * 32}
page("survey-draw", "surveys/draw.html", periods=[OPEN_DRAW, CLOSED])
page("survey-tablet", "surveys/tablet.html", step="form", idle=120, parts=PARTS, form="x" * 22)
page("survey-tablet-thanks", "surveys/tablet.html", step="thanks", idle=12)
page("survey-tablet-closed", "surveys/tablet.html", step="closed", idle=120)
page("survey-tablet-unknown", "surveys/tablet_unknown.html")
page("survey-tablet-pair", "surveys/tablet_pair.html", fields=[field("code", "Kode pemasangan")])

PROGRESS = {
    "population": 812,
    "sample": 260,
    "forms": 187,
    "excluded": 6,
    "left": 73,
    "services": [
        {
            "name": "Perekaman dan pencetakan KTP-el",
            "population": 511,
            "quota": 164,
            "forms": 120,
            "left": 44,
        },
        {
            "name": "Surat Keterangan Tidak Mampu (SKTM)",
            "population": 301,
            "quota": 96,
            "forms": 67,
            "left": 29,
        },
    ],
}
DECISION = {
    "excluded": True,
    "reason": "Diisi petugas saat uji coba tablet",
    "by_name": "Endah Lestari",
    "at": at(12, 9, 0),
    "count": 6,
}
work(
    "surveys",
    "surveys/index.html",
    periods=[PERIOD, CLOSED | {"id": ID}],
    running={**PERIOD, "progress": PROGRESS, "papers_out": 3},
    may_keep=True,
    may_work=True,
    coins=True,
    doors=[{"url": "/skm/hasil/", "title": "Hasil SKM semua periode"}],
)
work(
    "surveys-none",
    "surveys/index.html",
    periods=[],
    running=None,
    may_keep=False,
    may_work=False,
    coins=False,
    doors=[],
)
work(
    "survey-period",
    "surveys/period.html",
    period={
        **PERIOD,
        "reason": "",
        "row": {
            "get_basis_display": "periode sebelumnya",
            "population_from": date(2026, 1, 1),
            "population_to": date(2026, 6, 30),
            "seed_hash": "9f" * 32,
            "revealed": "",
            "state": "OPEN",
        },
    },
    progress=PROGRESS,
    channels=[{"label": "kode undangan", "n": 140}, {"label": "formulir kertas", "n": 47}],
    draw={"handed_over": 640, "decided": 630, "drawn": 221, "invited": 204, "refused": 9},
    percent=34.5,
    papers={"PRINTED": 3, "ONCE": 0, "ENTERED": 47, "UNUSED": 2},
    flags=[
        {"flag": "BURST", "label": "banyak formulir dalam waktu singkat", "count": 9, "decision": None},
        {"flag": "STRAIGHT_LINE", "label": "semua jawaban sama", "count": 6, "decision": DECISION},
    ],
    decisions=[],
    coin_sums={"satisfied": 411, "fair": 60, "unsatisfied": 12, "days": 98},
    doors=[{"url": "/hasil/", "title": "Hasil"}],
    may_keep=True,
    may_work=True,
    may_open=False,
    early=True,
    reason_field=field("reason", "Alasan"),
)
work(
    "survey-draws",
    "surveys/draws.html",
    period=PERIOD,
    row={"threshold": 3450},
    lines=[
        {
            "number": "0412/2026",
            "day": date(2026, 11, 20),
            "drawn_number": 17,
            "drawn": True,
            "given": "dicetak di loket",
        },
        {
            "number": "0413/2026",
            "day": date(2026, 11, 20),
            "drawn_number": 8123,
            "drawn": False,
            "given": "belum",
        },
    ],
)
FORMS = [
    {"serial": 12, "get_state_display": "dicetak", "first_by": ""},
    {"serial": 14, "get_state_display": "menunggu entri kedua", "first_by": "Sari W."},
]
work(
    "survey-papers",
    "surveys/papers.html",
    period=PERIOD,
    counts={"PRINTED": 12, "ONCE": 1, "ENTERED": 46, "UNUSED": 2},
    waiting=FORMS,
    double=True,
    fields=[field("count", "Berapa formulir", "integer", value="20")],
)
work(
    "survey-paper",
    "surveys/paper.html",
    period=PERIOD,
    head=[field("serial", "Nomor seri formulir", "integer")],
    parts=PARTS,
)
work(
    "survey-import",
    "surveys/import.html",
    period=PERIOD,
    open=True,
    columns=[
        Column(key="service", head="Layanan", values=["KTP-el", "SKTM"], required=True),
        Column(key="age_band", head="Usia", values=["17–25 tahun", "26–35 tahun"], required=False),
        *(
            Column(key=one.key, head=one.name, values=["1", "2", "3", "4"], required=True)
            for one in FORM_ORDER
        ),
    ],
    fields=[],
)
work(
    "survey-import-check",
    "surveys/import_check.html",
    period=PERIOD,
    good=1204,
    bad=[{"line": 17, "message": "Biaya/Tarif: nilai 6 di luar 1–4"}],
    bad_count=1,
    more_bad=0,
    token="x",
    labels="form",
    name="skm-semester-2.csv",
)
work(
    "survey-invite-message",
    "surveys/invite_message.html",
    words="Kecamatan Lumajang: bagaimana pelayanan kami? Mohon jawab survei singkat tanpa nama.",
    link="https://wa.me/6281200000000?text=x",
    file_id=ID,
)
COUNT = {
    "id": ID,
    "day": date(2026, 11, 20),
    "satisfied": 31,
    "fair": 4,
    "unsatisfied": 2,
    "note": "",
    "first_by": "Sari W.",
    "second_by": "",
}
work(
    "survey-coins",
    "surveys/coins.html",
    fields=[field("satisfied", "Koin di gelas puas", "integer")],
    counts=[{"row": COUNT, "may_confirm": True}],
)
page(
    "settings-survey",
    "surveys/settings.html",
    staff=ADMIN,
    page="settings",
    title="Survei kepuasan",
    back_url="/pengaturan/",
    back_label="Pengaturan",
    option_fields=[field("double_entry", "Formulir kertas dientri dua orang", "yes_no", value="tidak")],
    name_field=field("name", "Nama tablet"),
    question_fields=[field("question_1", "Pertanyaan tambahan 1", required=False)],
    tablets=[{"ref": ID, "name": "Tablet loket 1", "paired": True, "seen_on": date(2026, 11, 20)}],
    elements=ELEMENTS,
)
page(
    "survey-tablet-code",
    "surveys/tablet_code.html",
    staff=ADMIN,
    page="settings",
    device={"name": "Tablet loket 1"},
    code="7K3M-9QXD",
    address="kec-lumajang.contoh.go.id/survei/tablet/pasang/",
    until=at(20, 9, 30),
)
