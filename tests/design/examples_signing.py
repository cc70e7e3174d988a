"""Example contexts of electronic signing: the log, an unknown outcome, a certificate, the check of a PDF."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date
from typing import Any

from tests.design.examples_more import PILE
from tests.design.examples_public import NO_OFFICE
from tests.design.examples_staff import ADMIN, CAMAT, at, field
from tests.design.examples_staff import PAGES as STAFF
from tests.design.examples_staff import page as staff_page

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def page(name: str, template: str, current: str, /, who: dict[str, Any], **context: Any) -> None:
    staff_page(name, template, current, who=who, **context)
    PAGES[name] = STAFF.pop(name)


def line(serial: int, label: str, tone: str, why: str = "", **more: Any) -> dict[str, Any]:
    plain = {
        "id": f"p{serial}", "file_id": f"b{serial}", "receipt_number": f"{serial:04}/2026", "letter_number": f"400.12.2.2/{serial:04}/427.99/2026",
        "service": "BSrE, BSSN", "signer": "Bagus Prasetyo, S.STP., M.M., Camat Jatiroto", "at": at(20, 14, 12), "label": label, "tone": tone, "why": why,
        "answer": "", "settled_by": "", "claimed_by": "", "claim_reason": "", "can_ask": True, "kept": False, "is_unknown": tone == "warn",
    }  # fmt: skip
    return {**plain, **more}


LOST = "Layanan tidak menjawab pada waktunya. Mungkin sudah ditandatangani, mungkin belum."
UNKNOWN = line(93, "Belum diketahui", "warn", LOST)
LINES = [
    UNKNOWN,
    line(92, "Tidak ditandatangani", "bad", "Passphrase atau kode OTP salah. Surat belum ditandatangani."),
    line(91, "Ditandatangani", "good", settled_by="Ratna Dewi"),
]
LOG = {
    "every": True,
    "older": "2026-11-20T07:00:00+00:00",
    "back_url": "/pengaturan/",
    "back_label": "Pengaturan",
}
page("signing-log", "signatures/log.html", "settings", ADMIN, lines=LINES, **LOG)
page(
    "signing-log-empty",
    "signatures/log.html",
    "pile",
    CAMAT,
    lines=[],
    **{**LOG, "every": False, "older": ""},
)
REASON = [field("reason", "Dari mana diketahui?", "long_text")]
ATTEMPT = {
    "claimed_by_me": False,
    "fields": REASON,
    "may_read": True,
    "errors": [],
    "back_url": "/tanda-tangan/riwayat/",
}
page("signing-unknown", "applications/signing_attempt.html", "pile", CAMAT, line=UNKNOWN, **ATTEMPT)
page("signing-claimed", "applications/signing_attempt.html", "pile", CAMAT, **{
    **ATTEMPT, "line": {**UNKNOWN, "claimed_by": "Ratna Dewi", "claim_reason": "Dicek di halaman BSrE, tidak ada"},
})  # fmt: skip
page("settings-signing", "signatures/settings_signing.html", "settings", ADMIN, connected=True, errors=[], back_url="/pengaturan/",
     choice={"service": "LOCAL", "chosen_at": at(2, 9, 0), "chosen_by": "Yuli Astutik"},
     fields=[field("service", "Surat kantor ini ditandatangani", "choice", value="LOCAL", choices=[("WET", "Tanda tangan basah"), ("LOCAL", "Sertifikat tersimpan di Loket"), ("BSRE", "BSrE, BSSN")]),
             field("username", "Akun BSrE kantor", required=False), field("password", "Kata sandi akun itu", "secret", required=False)])  # fmt: skip
KEY: dict[str, Any] = {
    "row": {
        "service": "LOCAL",
        "holder": "Bagus Prasetyo",
        "issuer": "Otoritas Contoh",
        "not_after": at(30, 9, 0),
    },
    "label": "Sertifikat tersimpan di Loket",
    "ended": False,
}
CERTIFICATE: dict[str, Any] = {
    "service": "LOCAL", "label": "Sertifikat tersimpan di Loket", "possible": True, "identities": [KEY], "errors": [], "back_url": "/tanda-tangan/",
    "keys_fields": [field("passphrase", "Passphrase berkas itu", "secret")], "nik_fields": [field("nik", "NIK pada sertifikat", "nik"), field("holder", "Nama pada sertifikat")],
}  # fmt: skip
page("certificate", "signatures/certificate.html", "pile", CAMAT, **CERTIFICATE)
page("certificate-bsre", "signatures/certificate.html", "pile", CAMAT, **{
    **CERTIFICATE, "service": "BSRE", "label": "BSrE, BSSN", "identities": [{**KEY, "row": {**KEY["row"], "service": "BSRE", "issuer": ""}, "label": "BSrE, BSSN"}],
})  # fmt: skip
page("pile-electronic", "applications/pile.html", "pile", CAMAT, **{
    **PILE, "electronic": {"possible": True, "can": True, "label": "BSrE, BSSN"},
    "letters": [*PILE["letters"][:2], {**PILE["letters"][2], "unknown": {"id": "p93", "tone": "warn", "label": "Belum diketahui"}}],
    "done": {"signed": 1, "failed": [], "unknown": [{"number": "0093/2026", "applicant": "Dwi Hartono", "reason": LOST}], "left": 2, "stopped": LOST},
})  # fmt: skip
OURS = {
    "letter": {"number": "400.12.2.2/0091/427.99/2026", "service_name": "Surat Keterangan Tidak Mampu", "office_name": "Kecamatan Jatiroto", "code": "7K3M9QXD2F4T"},
    "dated": date(2026, 11, 20), "same": True, "state": "valid",
}  # fmt: skip
MARK = {"mark": {"holder": "Bagus Prasetyo", "issuer": "Otoritas Contoh", "at": at(20, 14, 12), "stamped": False},
        "said": {"tone": "good", "label": "Sah", "words": "Dokumen utuh sejak ditandatangani, dan penerbit sertifikatnya dikenal."}}  # fmt: skip
CHECK = {**NO_OFFICE, "asked": True, "marks": [MARK], "ours": OURS, "errors": []}
PAGES["check-pdf"] = ("signatures/check_pdf.html", {**CHECK, "asked": False})
PAGES["check-pdf-ours"] = ("signatures/check_pdf.html", CHECK)
PAGES["check-pdf-other"] = (
    "signatures/check_pdf.html",
    {
        **CHECK,
        "ours": {**OURS, "same": False},
        "marks": [
            {
                **MARK,
                "said": {
                    "tone": "bad",
                    "label": "Tidak sah",
                    "words": "Dokumen diubah setelah ditandatangani.",
                },
            },
            {
                **MARK,
                "said": {
                    "tone": "warn",
                    "label": "Sertifikat dicabut",
                    "words": "Sertifikatnya dicabut penerbitnya (20 November 2026 16.00). Dokumen menyebut waktu tanda tangan sebelum itu, tetapi hanya menurut jam penanda tangan: tanyakan kepada kantor penanda tangannya.",
                },
            },
        ],
    },
)
PAGES["check-pdf-none"] = ("signatures/check_pdf.html", {**CHECK, "ours": None, "marks": []})
