"""Example contexts of objectives, their reports and the pages of work."""

# ruff: noqa: E501 (example data reads best one thing a line)
from typing import Any

from tests.design import examples_staff as staff
from tests.design.examples_staff import JATIROTO, field

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def page(name: str, template: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": staff.staff(),
        "page": "figures",
        "live": None,
        "messages": [],
        "errors": [],
        "typed": {"reason": "", "evaluation": ""},
    }
    PAGES[name] = (template, {**base, **context})


PLAN = {
    "id": "p1", "year": 2026, "revision": "01", "number": "SM-KEC.JATIROTO-01", "state": "Berlaku", "tone": "good", "turn": 3,
    "issued_on": "10 Oktober 2026", "reason": "Evaluasi pimpinan atas Laporan Pencapaian Sasaran Mutu Triwulan III 2026",
    "note": "", "prepared": "Wahyu Hidayat (Kasi Pelayanan Umum)", "approved": "Bambang Sutrisno (Camat Jatiroto)",
}  # fmt: skip
DRAFT = {
    **PLAN, "id": "p2", "revision": "02", "state": "Rancangan", "tone": "warn",
    "note": "Target antrean terlalu longgar.", "approved": "", "issued_on": "–",
}  # fmt: skip


def objective(number: int, goal: str, indicator: str, target: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"o{number}", "goal": goal, "indicator": indicator, "formula": indicator, "meaning": "", "target": target,
        "grain": "Triwulan", "section": "Seksi Pelayanan Umum", "owner": "Wahyu Hidayat (Kasi Pelayanan Umum)",
        "data_source": "Loket", "since": "1 Januari 2026", "active": True, "example": False, **more,
    }  # fmt: skip


OBJECTIVES = [
    objective(
        1, "Pelayanan selesai sesuai janji standar", "Berkas yang selesai dalam waktu standar", "≥ 95 %"
    ),
    objective(2, "Surat terbit tanpa salah", "Surat yang harus diganti", "≤ 2 per 100 berkas", example=True),
    objective(
        3, "Antrean singkat", "Rata-rata menit menunggu di antrean", "≤ 15 menit", active=False, owner=""
    ),
]
REPORT = {
    "id": "r1", "term": "Triwulan III 2026", "first": "1 Juli 2026", "last": "30 September 2026", "revision": "01",
    "revised": True, "state": "Ditandatangani", "tone": "good", "is_signed": True, "turn": 7,
    "reason": "Berkas dibetulkan setelah laporan ditandatangani.", "note": "",
    "evaluation": "Jadwal pengganti dibahas pada rapat intern.\nTarget dinaikkan satu persen.",
    "prepared": "Wahyu Hidayat (Kasi Pelayanan Umum)", "signed": "Bambang Sutrisno (Camat Jatiroto)",
    "signed_on": "6 Oktober 2026", "sha256": "6f1b0d0c" * 8,
}  # fmt: skip
SUBMITTED = {
    **REPORT, "id": "r2", "state": "Menunggu evaluasi pimpinan", "tone": "info", "is_signed": False, "revised": False,
    "reason": "", "evaluation": "", "sha256": "", "signed": "", "signed_on": "–",
}  # fmt: skip


def line(number: int, indicator: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"l{number}", "goal": "Pelayanan selesai sesuai janji standar", "indicator": indicator, "formula": indicator,
        "target": "≥ 95 %", "realised": "92,93 %", "sample": "n 1.782 berkas", "percent": "97,82 %",
        "verdict": "Tidak tercapai", "tone": "bad", "before": "95,1 %\nTercapai", "promised": "Loket kedua dibuka tiap Senin.", "promised_by": "1 September 2026", "cause": "Dua petugas cuti bersamaan.",
        "action": "Jadwal cuti bergantian.", "due_on": "1 Desember 2026", "evidence": "", "evidence_note": "",
        "entered": "", "entered_at": None, "papers": [], "analysed_by": "Wahyu Hidayat", "next_target": "96 %", "lacking": False,
        "drill": True, **more,
    }  # fmt: skip


PAPERS = [
    {"id": "e1", "name": "PDF, 3 halaman", "by": "Wahyu Hidayat", "at": staff.at(6, 10, 30)},
    {"id": "e2", "name": "Foto", "by": "Wahyu Hidayat", "at": staff.at(6, 10, 32)},
]
BY_HAND = line(
    2, "Register pelayanan yang dijilid", target="≥ 100 %", realised="100 %", sample="", percent="100 %",
    verdict="Tercapai", tone="good", cause="", action="", due_on="", evidence="BA arsip 09/2026",
    evidence_note="Di lemari seksi", entered="Wahyu Hidayat", entered_at=staff.at(6, 10, 30), drill=False,
    papers=PAPERS,
)  # fmt: skip
LINES = [
    line(1, "Berkas yang selesai dalam waktu standar"),
    BY_HAND,
    line(3, "Antrean", realised="–", sample="", percent="–", verdict="Belum cukup data", tone="plain", lacking=True),
]  # fmt: skip
MAY = dict.fromkeys(("analyse", "decide", "own", "reopen", "drill", "lead"), False)
RULES = ["Lebih besar lebih baik (≥): capaian = realisasi ÷ target × 100 %."]
TARGETS = [{"name": "target-l1", "label": "Berkas yang selesai", "sign": "≥", "unit": "%", "value": "95"}]
page(
    "quality", "quality/index.html", year=2026, holding=PLAN, objectives=OBJECTIVES, documents=[DRAFT, PLAN],
    begin_years=[2027], has_last={2027: True}, due=[{"term": "Oktober 2026", "code": "MONTH-2026-10-01"}],
    can_draw=True, can_see_work=True, reports=[SUBMITTED, REPORT],
)  # fmt: skip
page(
    "quality-none", "quality/index.html", year=2026, holding=None, objectives=[], documents=[], begin_years=[2026],
    has_last={2026: False}, due=[], can_draw=False, can_see_work=False, reports=[],
)  # fmt: skip
page(
    "quality-draft", "quality/plan.html", plan=DRAFT, objectives=OBJECTIVES,
    may={"edit": True, "decide": False, "own": False, "revise": False},
)  # fmt: skip
page(
    "quality-decide", "quality/plan.html", plan=PLAN, objectives=OBJECTIVES,
    may={"edit": False, "decide": True, "own": False, "revise": True},
)  # fmt: skip
BASE = {
    "lead": "1 dari 2 sasaran yang dinilai tercapai.",
    "lines": LINES,
    "rules": RULES,
    "looked_at": "x",
    "measured": True,
}
page(
    "quality-report", "quality/report.html", report=REPORT, may={**MAY, "reopen": True, "drill": True}, targets=[],
    until="", complete=False, **BASE,
)  # fmt: skip
page(
    "quality-report-decide", "quality/report.html", report=SUBMITTED, may={**MAY, "decide": True}, targets=TARGETS,
    until="28 November 2026", complete=True, **BASE,
)  # fmt: skip
page(
    "quality-report-analyse", "quality/report.html", report={**SUBMITTED, "note": "Penyebab kurang jelas."},
    may={**MAY, "analyse": True, "drill": True, "lead": True}, targets=[], until="", complete=False, **BASE,
)  # fmt: skip
page(
    "quality-analysis", "quality/analysis.html", title="Penyebab dan tindakan: Register pelayanan yang dijilid",
    lead="", line=BY_HAND, report=SUBMITTED, seen=3, with_files=True, errors=[], button="Simpan",
    fields=[
        field("value", "Realisasi (%)", value="100"),
        field("evidence", "Bukti", value="BA arsip 09/2026"),
        field("cause", "Penyebab", "long_text", required=False),
    ],
    back_url="/", back_label="Laporan",
)  # fmt: skip
LOAD = {
    "n": 212,
    "waited": 210,
    "first": False,
    "judged": 198,
    "minutes": "14 menit",
    "promise": "94\N{NO-BREAK SPACE}%",
}
FEW = {
    "n": 3,
    "waited": 3,
    "first": False,
    "judged": 2,
    "minutes": "belum cukup data",
    "promise": "belum cukup data",
}
STEPS = [
    {
        **LOAD,
        "first": True,
        "step": "Berkas diterima lengkap",
        "roles": "Petugas loket, Operator",
        "slowest": 0,
    },
    {**FEW, "step": "Ditandatangani", "roles": "Pimpinan", "slowest": 12},
]
MONTHS = {
    "month": "November 2026",
    "chosen": "2026-11",
    "months": [("2026-11", "November 2026")],
    "minimum": 20,
}
page(
    "workload", "quality/workload.html", steps=STEPS, **MONTHS,
    people=[
        {**LOAD, "name": "Agus Setiawan", "title": "Operator Komputer", "steps": STEPS},
        {**FEW, "n": 0, "name": "Fitri Handayani", "title": "Petugas Loket", "steps": []},
    ],
)  # fmt: skip
page("own-work", "quality/own_work.html", me={**LOAD, "name": "x", "title": "y", "steps": STEPS}, **MONTHS)
