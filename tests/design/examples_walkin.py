"""Example contexts of attachments, the telephone's pages, the household, hand-over and what nobody came for."""

# ruff: noqa: E501 (example data reads best one thing a line)
from typing import Any

from tests.design import examples_staff as staff
from tests.design.examples_staff import FILE, FORM, GROUPS, JATIROTO, PERSON_FIELDS, SKTM, action, at, field

PAGES: dict[str, tuple[str, dict[str, Any]]] = {}
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
ONE = {
    "id": "0190a", "label": "KTP atau KK", "url": "/lampiran/0190a/", "thumb": DOT, "what": "foto, 312 kB", "at": at(21, 9, 12), "by": "Retno Wulandari",
    "via": "dari HP", "waiting": False, "struck": "", "is_struck": False, "strike_url": "/berkas/b1/lampiran/0190a/coret/",
}  # fmt: skip
LIMITS = {"accept": "image/jpeg,application/pdf", "most": 15728640, "limit": 15}


def page(name: str, template: str, current: str, **context: Any) -> None:
    base: dict[str, Any] = {
        "office": JATIROTO,
        "staff": staff.staff(),
        "page": current,
        "live": None,
        "messages": [],
    }
    PAGES[name] = (template, {**base, **context})


def papers(place: str, code: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "place": place,
        "name": f"file-{code}",
        "url": "/lampiran/syarat/",
        **LIMITS,
        "shown": [],
        "error": "",
        "removable": True,
        **more,
    }


ANY_GROUPS: list[dict[str, Any]] = GROUPS
MORE: tuple[dict[str, Any], ...] = (
    {"shown": [ONE]},
    {"error": "Foto ini berjenis HEIC dari iPhone dan belum dapat dibaca. Tidak ada yang disimpan."},
)
ITEMS: list[dict[str, Any]] = [
    {**item, "papers": papers(f"1-{n}", str(item["code"]), **more), "original": n == 2, "excuse_name": f"na-{n}", "excuse": "", "error": ""}
    for n, (item, more) in enumerate(
        zip(
            ANY_GROUPS[0]["items"],
            MORE,
            strict=True,
        ),
        start=1,
    )
]  # fmt: skip
NOBODY = {"known": False, "name": "", "masked_nik": "", "last": "", "ref": "n", "summary": []}
page("intake-photographs", "applications/intake_service.html", "intake", **{
    **FORM, "form_url": "/terima/sktm/", "person": NOBODY, "fields": PERSON_FIELDS, "groups": [{**GROUPS[0], "items": ITEMS}],
    "phone_url": "/lampiran/hp/", "phone_file": "",
    "household": {
        "ref": "r1", "name": "SITI NUR'AINI", "last": "SKTM, 3 Maret 2026",
        "lines": [{"key": "kk", "label": "Nomor KK", "value": "350817******0002"}, {"key": "alamat", "label": "Alamat", "value": "Dusun Krajan"}],
        "members": [{"ref": "r2", "name": "BUDI SANTOSO", "masked_nik": "350817******0003", "last": "KTP elektronik, 12 Januari 2026", "groups": [{"key": "ahli_waris", "label": "Ahli waris"}]}],
    },
})  # fmt: skip
STRUCK = {
    **ONE,
    "id": "0190b",
    "label": "Surat pengantar",
    "is_struck": True,
    "struck": "Retno Wulandari: salah foto",
    "strike_url": "",
    "thumb": "",
    "url": "",
}
WAITING = {
    **ONE,
    "id": "0190c",
    "label": "Surat kuasa",
    "waiting": True,
    "thumb": "",
    "url": "",
    "what": "PDF 2 halaman, 90 kB",
}
HANDING = action(
    "complete", "Sudah diserahkan", tone="primary", hot=True, pad=True, more_open=True, applicant="SITI AMINAH",
    fields=[field("receiver", "Diterima oleh", "name", value="BUDI SANTOSO"),
            field("relation", "Hubungan dengan pemohon", "list", value="CHILD", choices=[("SELF", "Pemohon sendiri"), ("CHILD", "Anak"), ("OTHER", "Lainnya")])],
    more=[field("id_kind", "Kartu yang ditunjukkan", "choice", required=False, choices=[("", "Tidak ditunjukkan"), ("KTP", "KTP"), ("SIM", "SIM")]),
          field("id_last", "Angka terakhir kartunya", required=False, errors=["Tulis hanya 3 sampai 6 angka terakhir; nomor lengkap tidak disimpan."]),
          field("collector_phone", "Nomor HP yang mengambil", "phone", required=False)],
)  # fmt: skip
page("file-attachments", "applications/file.html", "inbox", **{
    **FILE, "primary": HANDING,
    "attachments": {"rows": [ONE, STRUCK, WAITING], "choices": [("umum:ktp", "KTP atau KK"), ("SCAN", "Pindaian surat yang sudah ditandatangani")],
                    "url": "/berkas/b1/lampiran/", "phone_url": "/lampiran/hp/", **LIMITS, "error": "Pilih dulu lampiran ini apa."},
})  # fmt: skip
ARRIVED = [{**ONE, "code": "umum:ktp", "time": "09.12"}]
page("phone-link", "applications/phone_link.html", "inbox", qr="", address="https://x/foto/t/", minutes=10, until="09.22",
     watch_url="/lampiran/hp/1/", arrived=ARRIVED, back_url="/berkas/b1/")  # fmt: skip
PHONE = {"office": JATIROTO, "messages": []}
PAGES["phone-send"] = ("applications/phone_send.html", {
    **PHONE, "choices": [("umum:ktp", "KTP atau KK"), ("umum:pengantar", "Surat pengantar")], "what": "umum:ktp", "sent": 2, "just_sent": False,
    "problem": "Berkas kosong (0 bita). Tidak ada yang disimpan. Pilih atau foto lagi.", "until": "09.22", "limit": 15, "most": 15728640,
})  # fmt: skip
PAGES["phone-gone"] = (
    "applications/phone_gone.html",
    {**PHONE, "reason": "Tautan ini sudah dipakai di HP lain. Minta petugas menampilkan kode QR baru."},
)
page("uncollected", "applications/uncollected.html", "inbox", days=14, ready=9, rows=[
    {"number": "0138", "applicant": "Maimunah", "service": SKTM, "village": "Desa Jatiroto", "since": at(2, 9, 0), "days": 19,
     "told": "2 kali dihubungi; terakhir 05-11 lewat WhatsApp: Pesan terkirim, belum dijawab", "contact": staff.CALL,
     "url": "/berkas/b0138/", "call_url": "/berkas/b0138/#hubungi", "close_url": "/berkas/b0138/#act-withdraw"},
])  # fmt: skip
page("uncollected-none", "applications/uncollected.html", "inbox", days=14, ready=0, rows=[])
