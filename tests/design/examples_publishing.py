"""Pages of what an office promises: the public one, the admin's list, and the form of a version."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils.safestring import mark_safe

from standards.flow import Step, Words, flow
from standards.flow_svg import svg
from tests.design.examples_public import STANDARD
from tests.design.examples_settings import BACK
from tests.design.examples_staff import ADMIN, LUMAJANG, field

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}

USUAL = (
    "Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang telah "
    "ditetapkan dan apabila tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan."
)


def pledge(version: int, text: str) -> SimpleNamespace:
    return SimpleNamespace(
        kind="maklumat",
        get_kind_display="Maklumat pelayanan",
        version=version,
        text=text,
        signer_name="SUTRISNO WIBOWO, S.STP., MM",
        signer_title="Camat",
        signed_on=date(2026, 11, version),
    )


NOW, BEFORE = pledge(2, USUAL), pledge(1, "Kami sanggup melayani sesuai standar.")
WORDS = Words(
    begin="Mulai: pemohon membawa berkas",
    end="Selesai",
    question="Berkas lengkap dan benar?",
    yes="ya",
    no="tidak",
    resumed="Lanjutan",
    onward="Dilanjutkan",
)
STEPS = [
    Step(title=row["label"], who=row["who"], time=row["time"], decides=place == 1)
    for place, row in enumerate(STANDARD["steps"])
]
OFFICE: dict[str, Any] = {"office": LUMAJANG}
STAFF: dict[str, Any] = {**OFFICE, "staff": ADMIN, "page": "settings", "live": None, "messages": []}

PAGES["standard-flow"] = (
    "standards/standard_page.html",
    {**OFFICE, **STANDARD, "flow": mark_safe(svg(flow(STEPS, WORDS)))},  # noqa: S308  drawn from the above
)
PAGES["pledges"] = ("standards/pledges.html", {**OFFICE, "rows": [{"pledge": NOW, "before": [BEFORE]}]})
PAGES["pledges-none"] = ("standards/pledges.html", {**OFFICE, "rows": []})
PAGES["settings-pledges"] = (
    "standards/settings_pledges.html",
    {
        **STAFF,
        "back_url": "/pengaturan/",
        "rows": [
            {"kind": "maklumat", "label": "Maklumat pelayanan", "pledge": NOW},
            {"kind": "motto", "label": "Motto pelayanan", "pledge": None},
        ],
    },
)
PAGES["settings-pledge"] = (
    "standards/pledge_form.html",
    {
        **STAFF,
        **BACK,
        "title": "Maklumat pelayanan",
        "lead": "Salin bunyi yang sudah ditandatangani di atas kertas. Versi yang terbit tidak berubah lagi.",
        "button": "Terbitkan versi 3",
        "versions": [NOW, BEFORE],
        "fields": [
            field("text", "Bunyinya", kind="long_text", value=USUAL),
            field("signer", "Ditandatangani oleh", value="SUTRISNO WIBOWO"),
            field("signer_title", "Jabatan", value="Camat"),
            field("signed_on", "Tanggal tanda tangan", kind="date", value="21-11-2026"),
        ],
    },
)
