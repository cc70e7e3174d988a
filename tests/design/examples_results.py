"""Example contexts of results of the survey: the office, and everybody."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from satisfaction import presenters
from satisfaction.facts import About, Counted, digest, facts_of
from satisfaction.topics import grouped
from surveys.elements import KEYS
from surveys.index import Tally, tally
from tests.design.examples_staff import JATIROTO, staff

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
NOBODY = UUID(int=0)
LEFT_OUT = [
    {
        "words": "semua jawaban sama",
        "excluded": True,
        "count": 7,
        "reason": "Diisi berurutan oleh satu orang",
        "flag": "STRAIGHT_LINE",
        "on": "2026-07-02",
    }
]


def forms(n: int, **answers: int) -> Tally:
    return tally([{**dict.fromkeys(KEYS, 3), "biaya": 4, **answers}] * n)


FACTS = facts_of(
    Counted(
        services={
            "sktm": forms(61, sarana=2) + forms(22, waktu=2),
            "ktp-el": forms(9, perilaku=4),
            "kk": forms(3),
        },
        left_out=forms(7, waktu=4),
        people={
            "sex": {"L": 41, "P": 54},
            "education": {"SD": 22, "SMP": 21, "SMA": 40, "S1": 11, "S2": 1},
            "occupation": {"SWASTA": 60, "WIRAUSAHA": 35},
            "age_band": {"26-35": 95},
        },
    ),
    About(
        office={"name": "Kecamatan Jatiroto", "code": "35.08.17"},
        period={
            "id": str(NOBODY),
            "kind": "SEMESTER",
            "year": 2026,
            "part": 1,
            "name": "Semester I Tahun 2026",
            "opens": "2026-01-01",
            "closes": "2026-06-30",
            "days": "1 Januari 2026 – 30 Juni 2026",
        },
        population=330,
        sample_size=178,
        services=[
            ("sktm", "Rekomendasi Surat Keterangan Tidak Mampu", 240),
            ("ktp-el", "KTP elektronik", 60),
            ("kk", "Kartu Keluarga", 30),
        ],
        labels={
            "sex": [("L", "Laki-laki"), ("P", "Perempuan")],
            "education": [(each, each) for each in ("SD", "SMP", "SMA", "S1", "S2", "S3")],
            "occupation": [("SWASTA", "Swasta"), ("WIRAUSAHA", "Wirausaha")],
            "age_band": [("26-35", "26–35 tahun")],
        },
        label_order=KEYS,
        coins={"satisfied": 310, "fair": 42, "unsatisfied": 9, "days": 96},
        decisions=LEFT_OUT,
    ),
)
SHOWN: dict[str, Any] = {
    "facts": FACTS,
    "top": presenters.summary(FACTS),
    "elements": presenters.element_rows(FACTS),
    "services": presenters.service_rows(FACTS),
    "people": presenters.people_rows(FACTS),
    "extra": [{"name": "Apakah antrean jelas?", "answers": presenters.people_rows(FACTS)[0]["answers"]}],
    "left_out": presenters.left_out(FACTS),
    "coins": presenters.coins(FACTS),
}
SIGNED = SimpleNamespace(
    signer_name="Iwan Hadi Purnomo, S.STP., MM", signer_title="Camat Jatiroto", signed_on=date(2026, 7, 8)
)
SNAPSHOT = SimpleNamespace(
    id=NOBODY,
    revision=1,
    reason="Formulir impor ternyata ganda",
    digest=digest(FACTS),
    drawn_at=datetime(2026, 7, 6, 2, 0, tzinfo=UTC),
    drawn_by="Endah Lestari",
    signature=SIGNED,
)
FIRST = SimpleNamespace(**{**vars(SNAPSHOT), "revision": 0, "reason": "", "signature": None})
PLAN = [
    {"id": NOBODY, "element": "Sarana dan Prasarana", "action": "Menambah sepuluh kursi di ruang tunggu", "owner": "Kasi Pelayanan Umum", "person": "Endah Lestari", "owner_id": NOBODY, "due": "30 September 2026", "state": "Sedang dikerjakan", "late": False, "open": True, "last": "Pengadaan diajukan", "steps": [{"state": "Sedang dikerjakan", "note": "Pengadaan diajukan", "at": datetime(2026, 8, 1, 2, 0, tzinfo=UTC), "by": "Kasi Pelayanan Umum"}]},
    {"id": NOBODY, "element": "Waktu Penyelesaian", "action": "Membuka loket kedua setiap Senin pagi", "owner": "Sekretaris", "person": "Joko Santoso", "owner_id": NOBODY, "due": "31 Juli 2026", "state": "Lewat tenggat", "late": True, "open": True, "last": "", "steps": []},
]  # fmt: skip
PERIOD = SimpleNamespace(id=NOBODY, opens=date(2026, 1, 1), closes=date(2026, 6, 30))
LINE = {
    "id": NOBODY,
    "name": "Semester I Tahun 2026",
    "opens": PERIOD.opens,
    "closes": PERIOD.closes,
    "running": False,
    "top": SHOWN["top"],
    "revision": "01",
    "signed_on": date(2026, 7, 8),
}
COMMENTS = grouped(
    ["Antrean lama di hari Senin", "Petugasnya ramah, hubungi 081234567890", "Toilet kotor", "Terima kasih"]
)


def page(key: str, template: str, **context: Any) -> None:
    kasi = staff("Endah Lestari", "Kasi Pelayanan Umum")
    PAGES[key] = (
        template,
        {"office": JATIROTO, "messages": [], "errors": [], "staff": kasi, "page": "surveys", **context},
    )


page(
    "skm_results",
    "satisfaction/results.html",
    rows=[
        {**LINE, "name": "Semester II Tahun 2026", "running": True, "top": None, "signed_on": None},
        LINE,
        {**LINE, "signed_on": None},
        {**LINE, "top": None, "signed_on": None},
    ],
    published=[1],
)
page("skm_results_none", "satisfaction/results.html", rows=[], published=[])
RESULT = {
    "name": "Semester I Tahun 2026",
    "period": PERIOD,
    "slug": "semester-1-2026",
    "can_plan": True,
    "me": NOBODY,
    "reason_fields": [],
    "before_name": "Semester II Tahun 2025",
    **SHOWN,
}
page(
    "skm_result",
    "satisfaction/result.html",
    **RESULT,
    latest=SNAPSHOT,
    signature=SIGNED,
    revisions=[SNAPSHOT, FIRST],
    can_sign=False,
    plan=PLAN,
    before=PLAN[:1],
)
page(
    "skm_result_fresh",
    "satisfaction/result.html",
    **RESULT,
    latest=None,
    signature=None,
    revisions=[],
    can_sign=False,
    plan=[],
    before=[],
)
page(
    "skm_result_few",
    "satisfaction/result.html",
    **{**RESULT, "top": None},
    latest=None,
    signature=None,
    revisions=[],
    can_sign=False,
    plan=[],
    before=[],
)
page(
    "skm_comments",
    "satisfaction/comments.html",
    name="Semester I Tahun 2026",
    topics=COMMENTS,
    out=COMMENTS[:1],
    back_url="/",
)
page(
    "skm_progress",
    "satisfaction/progress.html",
    title="Kemajuan rencana tindak lanjut",
    one=PLAN[0],
    fields=[],
    errors=[],
    button="Catat kemajuan",
    back_url="/",
)
page(
    "skm_public",
    "satisfaction/public.html",
    rows=[{"slug": "semester-1-2026", "period": FACTS["period"], "top": SHOWN["top"]}],
)
page(
    "skm_public_result",
    "satisfaction/public_result.html",
    one=SimpleNamespace(snapshot=SNAPSHOT, signature=SIGNED),
    slug="semester-1-2026",
    revision="01",
    thanks="Terima kasih atas penilaian yang telah Anda berikan.",
    plan=PLAN,
    before=PLAN,
    before_name="Semester II Tahun 2025",
    **SHOWN,
)
