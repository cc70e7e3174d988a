"""Example contexts: letters that go from office to office, and the day on paper."""

# ruff: noqa: E501 (example data reads best one thing a line)
from datetime import date
from typing import Any

from tests.design.examples_staff import (
    CONTACT_FIELDS,
    FILE,
    FORM,
    GROUPS,
    JATIROTO,
    KNOWN,
    PERSON_FIELDS,
    at,
    field,
    staff,
)

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}


def page(name: str, template: str, current: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": staff(),
        "page": current,
        "live": None,
        "messages": [],
    }
    PAGES[name] = (template, {**base, "errors": [], **context})


SEEN: dict[str, Any] = {
    "number": "400.12.2.2/0093/427.98.04/2026", "date": date(2026, 11, 19), "office": "Kelurahan Tompokersan", "service": "Surat Keterangan Tidak Mampu",
    "person": "S. N.", "same": False, "status": "Berlaku", "tone": "good", "village": "", "signer": "Dewi Kartika, Lurah Tompokersan", "said": "", "used_for": "0131/2026",
}  # fmt: skip
BAD = {
    **SEEN,
    "status": "Dibatalkan",
    "tone": "bad",
    "said": "Surat ini dibatalkan penerbitnya.",
    "used_for": "",
}
page("letter-check", "handoff/check.html", "intake", code="", seen=None, code_error="", nik_error="")
page(
    "letter-check-seen",
    "handoff/check.html",
    "intake",
    code="7K3M-9QXD-2F4T",
    seen=SEEN,
    code_error="",
    nik_error="",
)
page("letter-check-void", "handoff/check.html", "intake", code="7K3M-9QXD-2F4T", seen={**BAD, "same": True, "person": "SITI NUR'AINI", "village": "Tompokersan"},
     code_error="", nik_error="NIK ini bukan NIK pada surat.", errors=[{"field": "nik", "message": "NIK ini bukan NIK pada surat."}])  # fmt: skip
USES = [
    {"number": "400.12.2.2/0093/427.98.04/2026", "office": "Kecamatan Lumajang", "service": "Pengesahan SKTM", "used_at": at(20, 9, 14), "withdrawn": False,
     "ended": n > 1, "settled": n > 2, "file_id": "b1"} for n in range(4)
]  # fmt: skip
page("letters-elsewhere", "handoff/elsewhere.html", "register", rows=USES, older="sebelum=x")
page("letters-elsewhere-none", "handoff/elsewhere.html", "register", rows=[], older="")

CODED: dict[str, Any] = {
    "code_field": field("l-umum-surat-code", "Kode surat", value="7K3M-9QXD-2F4T"), "seen": SEEN, "look": '{"field": "l-umum-surat-code"}',
    "why": field("l-umum-surat-why", "Mengapa surat orang lain dipakai"), "warnings": ["Surat ini sudah lebih dari tiga bulan (tanggal 2 Agustus 2026)."],
}  # fmt: skip
FIRST: dict[str, Any] = GROUPS[0]
ITEMS = [{**FIRST["items"][0], **CODED}, *FIRST["items"][1:]]
page("intake-letter", "applications/intake_service.html", "intake", **{
    **FORM, "form_url": "/terima/sktm/", "person": KNOWN, "fields": PERSON_FIELDS, "contact_fields": CONTACT_FIELDS, "groups": [{**GROUPS[0], "items": ITEMS}],
})  # fmt: skip
PAPER = {
    "code": "D261121-003-6", "day": date(2026, 11, 21), "received": at(21, 8, 10), "complete": at(21, 8, 20), "signed": at(21, 9, 5), "handed": at(21, 10, 0),
    "receiver": "Siti", "back": "/darurat/s1/", "produce": [field("perekaman", "Perekaman")],
}  # fmt: skip
page("intake-paper", "applications/intake_service.html", "intake", **{
    **FORM, "form_url": "/darurat/baris/D261121-003-6/", "person": KNOWN, "fields": PERSON_FIELDS, "contact_fields": CONTACT_FIELDS, "groups": GROUPS, "paper": PAPER,
})  # fmt: skip

LETTER = {**FILE["letters"][0], "requirement": "pengantar", "check_url": "/berkas/b1/pengantar/pengantar/", "expected_event": 4, "typed": "", "why": "", "asks_why": False,
          "problem": "", "accept": "", "known": None}  # fmt: skip
CHECKED = {"office": "Kelurahan Tompokersan", "service": "SKTM", "code": "7K3M-9QXD-2F4T", "at": at(21, 9, 14), "by": "Retno Wulandari",
           "warnings": ["Surat ini sudah lebih dari tiga bulan (tanggal 2 Agustus 2026)."], "reason": "Surat atas nama ibunya"}  # fmt: skip
page("file-letters", "applications/file.html", "inbox", **{
    **FILE,
    "letters": [LETTER | {"problem": "Surat ini sudah dipakai untuk berkas 0131/2026 di kantor ini.", "accept": "x", "asks_why": True},
                LETTER | {"requirement": "kedua", "known": CHECKED, "check_url": ""}],
    "letters_ended": {"lines": ["Surat 400/93 dari Kelurahan Tompokersan dibatalkan penerbitnya."], "live": True, "settle_url": "/x/"},
    "letter": {"status": "Berlaku", "tone": "good", "number": "400.12.2.2/0093/427.99/2026", "final": True},
    "letter_uses": ["Kecamatan Lumajang, untuk Pengesahan SKTM"],
})  # fmt: skip

COUNT = {"printed": 10, "filed": 4, "unused": 3, "spoiled": 1, "kept": 1, "blank": 1}
SHEET = {"id": "s1", "day": date(2026, 11, 21), "number": 1, "printed_by": "Retno Wulandari", "printed_at": at(20, 15, 10), "closed_at": None, "closed_by": "",
         "count": COUNT, "settled": False}  # fmt: skip
CLOSED = {
    **SHEET,
    "id": "s2",
    "closed_at": at(22, 8, 30),
    "closed_by": "Retno Wulandari",
    "count": {**COUNT, "unused": 5, "kept": 0, "blank": 0},
    "settled": True,
}
page(
    "fallback",
    "fallback/sheets.html",
    "intake",
    sheets=[SHEET, CLOSED],
    day="23-11-2026",
    pages="2",
    per_page=5,
    code="",
    code_error="",
    to_confirm=2,
)
page("fallback-none", "fallback/sheets.html", "intake", sheets=[], day="23-11-2026", pages="2", per_page=5, code="D26112100", to_confirm=0,
     code_error="Kode baris ditulis seperti D261130-001-2.", errors=[{"field": "code", "message": "Kode baris ditulis seperti D261130-001-2."}])  # fmt: skip
VALUES = {
    "service": "sktm",
    "name": "SITI NUR'AINI",
    "nik": "3508174508680001",
    "received": "08.10",
    "complete": "08.20",
    "signed": "09.05",
    "handed": "",
    "receiver": "",
}
ROW: dict[str, Any] = {
    "serial": 1, "code": "D261121-001-0", "state": "KEPT", "label": "Tercatat, belum menjadi berkas", "seen": "x", "values": VALUES, "faults": {}, "mark": "", "filed": False,
    "file_id": "", "number": "", "note": "", "awaits": False, "by": "Retno Wulandari", "at": at(22, 8, 5), "file_url": "/darurat/baris/D261121-001-0/",
}  # fmt: skip
ROWS = [
    ROW,
    {
        **ROW,
        "serial": 2,
        "code": "D261121-002-8",
        "file_url": "",
        "faults": {"received": "Tulis jam seperti 07.30."},
        "values": {**VALUES, "received": "25.00"},
    },
    {
        **ROW,
        "serial": 3,
        "code": "D261121-003-6",
        "state": "FILED",
        "label": "Menjadi berkas",
        "filed": True,
        "file_id": "b1",
        "number": "0147/2026",
        "awaits": True,
        "file_url": "",
    },
    {
        **ROW,
        "serial": 4,
        "code": "D261121-004-4",
        "state": "BLANK",
        "label": "Belum diisi",
        "values": dict.fromkeys(VALUES, ""),
        "by": "",
        "at": None,
        "file_url": "",
    },
]
page(
    "fallback-sheet",
    "fallback/sheet.html",
    "intake",
    sheet=SHEET,
    rows=ROWS,
    services=[("sktm", "Pengesahan SKTM"), ("ktp-el", "KTP-el")],
)
page("fallback-closed", "fallback/sheet.html", "intake", sheet=CLOSED, rows=ROWS[2:3], services=[])
SIGNED = [{"code": f"D261121-00{n}-{n}", "name": "SITI NUR'AINI", "nik": "350817******0001", "service": "Pengesahan SKTM", "signed_at": at(21, 9, 5), "handed": n > 1,
           "file_id": f"b{n}", "number": f"014{n}/2026", "by": "Retno Wulandari"} for n in (1, 2)]  # fmt: skip
page("fallback-signatures", "fallback/signatures.html", "pile", rows=SIGNED)
