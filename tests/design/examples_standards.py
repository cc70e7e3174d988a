"""Example contexts of the pages on which a standard is imported and written."""

# ruff: noqa: E501 (example data reads best one thing a line)
from typing import Any

from tests.design.examples_public import STANDARD
from tests.design.examples_staff import JATIROTO, field, staff

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
KASI = staff("Endah Lestari", "Kasi Pelayanan Umum", can_standards=True)
DRAFT = {"id": "a1", "title": "Standar Pelayanan SKTM Kecamatan Jatiroto"}
COMPONENTS = [
    {
        "key": "persyaratan",
        "number": 1,
        "name": "Persyaratan",
        "heading": "1 Persyaratan",
        "source": ["1) KTP pemohon", "2) KK pemohon"],
        "items": ["KTP pemohon", "KK pemohon"],
        "value": "",
        "doubts": [],
        "low": False,
        "placed": [],
    },
    {
        "key": "waktu",
        "number": 3,
        "name": "Jangka Waktu Pelayanan",
        "heading": "",
        "source": [],
        "items": [],
        "value": "",
        "doubts": ["Jangka Waktu Pelayanan tidak ditemukan di dokumen."],
        "low": True,
        "placed": [{"at": 4, "text": "Paling lama dua jam"}],
    },
]
CHOICES = [("persyaratan", "Persyaratan"), ("waktu", "Jangka Waktu Pelayanan")]
LOOK = {"kind": "citizen", "title": DRAFT["title"], "missing": ["Jangka Waktu Pelayanan"], "page": STANDARD}
STEPS = {
    "kind": "group", "name": "steps", "label": "Langkah", "row_label": "Langkah", "hint": "", "errors": [], "min_rows": 0, "max_rows": 80,
    "rows": [[field("steps-0-title", "Apa yang dilakukan"), field("steps-0-kind", "Jenis langkah", "list", choices=[("INTAKE", "Menerima berkas"), ("SIGN", "Tanda tangan")])]],
    "blank_row": [field("steps-N-title", "Apa yang dilakukan"), field("steps-N-kind", "Jenis langkah", "list", choices=[("INTAKE", "Menerima berkas"), ("SIGN", "Tanda tangan")])],
}  # fmt: skip


def page(key: str, template: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": KASI,
        "page": "standards",
        "live": None,
        "messages": [],
        "errors": [],
    }
    PAGES[key] = (template, {**base, **context})


page("import-upload", "standards/import_upload.html", accept=".docx", limit=20, back_url="/standar/")
page(
    "import-found",
    "standards/import_found.html",
    name="buku standar.docx",
    back_url="/standar/impor/",
    rows=[
        {"number": 1, "title": DRAFT["title"], "url": "1/", "doubts": 2, "left": 3, "saved": ""},
        {"number": 2, "title": "Standar KP4", "url": "2/", "doubts": 0, "left": 0, "saved": "a1"},
    ],
)
page(
    "import-review",
    "standards/import_review.html",
    title=DRAFT["title"],
    name="sp sktm.docx",
    number=1,
    components=COMPONENTS,
    doubts=[("waktu", "Jangka Waktu Pelayanan tidak ditemukan di dokumen.")],
    definitions=[{"at": 5, "text": "3.1 Miskin adalah tidak mampu"}],
    left=[{"at": 0, "text": "Budaya Pelayanan", "why": "baris di luar 14 komponen", "place": 12}],
    heads=[{"at": 1, "text": "KECAMATAN JATIROTO", "why": "kop atau kepala halaman", "place": 1}],
    choices=CHOICES,
    control=[("Nomor dokumen", "SP-01")],
    services=[("sktm", "SKTM"), ("kp4", "KP4")],
    service="sktm",
    origin="LEGACY",
    replaces=["SKTM"],
    back_url="/standar/impor/",
)
page(
    "standards",
    "standards/index.html",
    drafts=[{"draft": DRAFT, "origin": "Dokumen lama", "state": "Rancangan", "lacks": 2}],
    published=[{"code": "kp4", "title": "Standar KP4", "product": "Legalisasi KP4", "promise": "15 menit"}],
    writes=True,
    enacts=True,
    withdraws=True,
)
page(
    "standard-draft",
    "standards/draft.html",
    draft=DRAFT,
    service="SKTM",
    origin="Dokumen lama",
    rows=[
        {"section": {"slug": "judul", "name": "Judul dan definisi", "number": 0}, "lacks": [], "notes": []},
        {
            "section": {"slug": "waktu", "name": "Jangka Waktu Pelayanan", "number": 3},
            "lacks": ["Jangka Waktu Pelayanan: belum berisi."],
            "notes": ["Jangka Waktu Pelayanan tidak ditemukan di dokumen."],
        },
    ],
    lacking=1,
    hindrances=[],
    control={
        "steps": [
            {"label": "Disusun", "who": "Endah Lestari, Kasi Pelayanan Umum", "by": ""},
            {"label": "Diperiksa", "who": "", "by": "sekretaris"},
        ],
        "mine": "check",
        "back": True,
        "on": None,
    },
    behind=[{"message": "Fotokopi KTP: bunyinya masih menyebut 1 lembar, isiannya 2 lembar.", "sure": True}],
    others=[(1, {"text": "Budaya Pelayanan"})],
    heads=[(0, {"text": "PEMERINTAH KABUPATEN LUMAJANG"})],
    others_seen="abc",
    choices=CHOICES,
    writes=True,
    enacts=False,
)
page(
    "standard-section",
    "standards/section.html",
    draft=DRAFT,
    section={"slug": "prosedur", "name": "Sistem, Mekanisme, dan Prosedur", "number": 2},
    fields=[STEPS, field("diagram", "Bagan alur", "long_text")],
    seen="abc",
    look=LOOK
    | {"behind": [{"message": "KTP: bunyinya masih menyebut 1 lembar, isiannya 2 lembar.", "sure": True}]},
)
page("standard-preview", "standards/preview.html", draft=DRAFT, look=LOOK)
page(
    "standard-begin",
    "standards/begin.html",
    fields=[field("service", "Jenis layanan", "list", choices=[("sktm", "SKTM")])],
    back_url="/standar/",
)
page(
    "standard-publish",
    "standards/publish.html",
    draft=DRAFT,
    fields=[field("number", "Nomor dokumen"), field("issued_on", "Tanggal terbit", "date")],
    back_url="/standar/a1/",
)
CHANGE = {"before": ("15 menit",), "after": ("1 minggu",)}
page(
    "standard-compare",
    "standards/compare.html",
    draft=DRAFT,
    compared=True,
    rows=[
        {
            "slug": "waktu",
            "name": "Jangka Waktu Pelayanan",
            "values": (CHANGE,),
            "words": ({"before": (), "after": ("2 jam",)},),
        }
    ],
)
