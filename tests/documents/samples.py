"""Sheets as offices print them, and data as nobody hopes to get it. People are invented."""

import re
from datetime import date
from typing import Any

import pypdfium2
from PIL.Image import Image

from documents.blocks import Basis, Column, Fields, Paragraph, Table
from documents.registers import RegisterRow, RegisterSheet
from documents.sheets import (
    Check,
    Handed,
    HandoverSheet,
    Letterhead,
    LetterSheet,
    Missing,
    ReceiptSheet,
    ReturnSlipSheet,
    Sheet,
    Signer,
    Status,
    StripSheet,
    TicketSheet,
    capacity_lines,
)
from documents.signing_list import ListedLetter, SigningListSheet
from documents.standard_sheet import Addition, Approval, Component, StandardSheet

DAY = date(2026, 11, 21)
HOSTILE = (
    '<b>Hapus</b> *tebal* _miring_ #panic("x") $x^2$ \\u{41} `kode` = Judul @ref <a> // O\'Brien [x] {y}'
)
LONG_NAME = "Nasai" * 100

JATIROTO = Letterhead(
    government="PEMERINTAH KABUPATEN LUMAJANG",
    office="KECAMATAN JATIROTO",
    address="Jalan Gajah Mada Nomor 02",
    phone="Telp/Fax. (0334) 321465",
    email="kec_jatiroto@lumajangkab.go.id",
    website="jatiroto.lumajangkab.go.id",
    postal="JATIROTO - 67355",
    emblem="neutral",
)
CAMAT = Signer(
    capacity=capacity_lines("CAMAT JATIROTO"),
    name="SUTRISNO WIBOWO, S.STP., MM",
    rank="Pembina Tingkat I",
    nip="19780412 199810 1 001",
)
CHECK = Check(url="https://localhost:8000/v/7K3M9QXD2F4T", code="7K3M-9QXD-2F4T")
STATUS = Status(url="https://kec-jatiroto.localhost:8000/berkas/9QXD7K3M2F4T", code="9QXD-7K3M-2F4T")
SLIP: dict[str, Any] = {
    "letterhead": JATIROTO,
    "number": "B-2026-00117",
    "service": "Surat Keterangan Tidak Mampu",
    "applicant": "SITI AMINAH",
    "nik": "350817******0001",
    "dated": DAY,
    "officer": "Dwi Rahayu",
}


def letter(**changes: Any) -> LetterSheet:
    body = (
        Paragraph(text="Yang bertanda tangan di bawah ini menerangkan bahwa:"),
        Fields(rows=(("Nama", "MOH. NASA'I"), ("NIK", "3508175203850001"))),
        Basis(items=("Surat Kepala Desa Kaliboto Lor Nomor 400/112/2026 tanggal 19 November 2026",)),
        Paragraph(text="Demikian surat keterangan ini dibuat."),
    )
    known: dict[str, Any] = {
        "letterhead": JATIROTO,
        "title": "SURAT KETERANGAN TIDAK MAMPU",
        "number": "400.9.5/017/427.116/2026",
        "place": "Jatiroto",
        "dated": DAY,
        "body": body,
        "signer": CAMAT,
        "check": CHECK,
    }
    return LetterSheet(**known | changes)


def heirs(count: int) -> Table:
    columns = (Column(title="Nama", width=2), Column(title="NIK", width=0), Column(title="Hubungan"))
    return Table(
        columns=columns, rows=tuple((f"AHLI WARIS {i}", "3508175203850001", "Anak") for i in range(count))
    )


def strip(**changes: Any) -> StripSheet:
    known: dict[str, Any] = {
        "government": "PEMERINTAH KABUPATEN LUMAJANG",
        "office": "KECAMATAN LUMAJANG",
        "service": "Surat Keterangan Tidak Mampu (SKTM)",
        "applicant": "SITI AMINAH",
        "number": "400.9.5/017/427.92/2026",
        "dated": DAY,
        "signer": CAMAT,
        "check": CHECK,
    }
    return StripSheet(**known | changes)


def receipt(**changes: Any) -> ReceiptSheet:
    known: dict[str, Any] = SLIP | {
        "received_at": "Sabtu, 21 November 2026 pukul 09.12 WIB",
        "items": (Handed(name="Fotokopi KTP", note="1 lembar"), Handed(name="Fotokopi KK")),
        "promise": "1 (satu) hari kerja",
        "due": "Senin, 23 November 2026 pukul 15.00 WIB",
        "fee": "Gratis",
        "leader_away": "Camat dinas luar sampai 24 November 2026.",
        "contact": "WhatsApp 0812-3456-7890",
        "status": STATUS,
        "complaints": (("Telepon", "085338312363"),),
    }
    return ReceiptSheet(**known | changes)


def return_slip(**changes: Any) -> ReturnSlipSheet:
    missing = (
        Missing(
            name="Pengantar Kepala Desa", reason="Belum ditandatangani.", remedy="Mintakan di kantor desa."
        ),
    )
    known: dict[str, Any] = SLIP | {"returned_at": "Sabtu, 21 November 2026", "missing": missing}
    return ReturnSlipSheet(**known | changes)


def handover(**changes: Any) -> HandoverSheet:
    known: dict[str, Any] = SLIP | {
        "handed_at": "Sabtu, 21 November 2026 pukul 10.02 WIB",
        "product": "Rekomendasi SKTM",
        "letter_number": "400.9.5/017/427.116/2026",
        "receiver": "MOH. NASA'I",
        "receiver_note": "anak; surat kuasa",
        "place": "Jatiroto",
    }
    return HandoverSheet(**known | changes)


def ticket(**changes: Any) -> TicketSheet:
    known: dict[str, Any] = {
        "letterhead": JATIROTO,
        "number": "A-017",
        "service": "KTP-el",
        "taken_at": "08.03 WIB",
        "dated": DAY,
        "ahead": 3,
    }
    return TicketSheet(**known | changes)


def row(seq: int, **changes: Any) -> RegisterRow:
    known: dict[str, Any] = {
        "seq": seq,
        "dated": DAY,
        "number": f"400.9.5/{seq:03d}/427.116/2026",
        "name": "SITI AMINAH",
        "nik": "350817******0001",
        "address": "Dusun Krajan RT 003 RW 012",
        "service": "SKTM",
        "received_by": "SITI AMINAH",
        "handed_over": DAY,
    }
    return RegisterRow(**known | changes)


def register(*rows: RegisterRow, **changes: Any) -> RegisterSheet:
    return RegisterSheet(letterhead=JATIROTO, period="November 2026", dated=DAY, rows=rows, **changes)


def standard(**changes: Any) -> StandardSheet:
    known: dict[str, Any] = {
        "letterhead": JATIROTO,
        "title": "SURAT KETERANGAN TIDAK MAMPU (SKTM)",
        "dated": date(2023, 1, 2),
        "control": (("No. Dokumen", "SP-KEC.JATIROTO- PELY-06"), ("Tanggal Revisi", "")),
        "approvals": (
            Approval(role="Dibuat oleh", name="BUDI", title="Kasi"),
            Approval(role="Diperiksa oleh"),
        ),
        "components": (
            Component(number=1, title="Persyaratan", body=(heirs(2),)),
            Component(
                number=2,
                title="Sistem, Mekanisme, dan Prosedur",
                body=(Paragraph(text="Pemohon datang ke kantor."),),
                additions=(
                    Addition(text="Ditandatangani camat.", reason="Dokumen menyebut dua penanda tangan."),
                ),
            ),
            Component(number=7, title="Dasar Hukum", body=()),
        ),
        "page": STATUS,
    }
    return StandardSheet(**known | changes)


def signing_list(**changes: Any) -> SigningListSheet:
    line: dict[str, Any] = {
        "number": "400.9.5/017/427.116/2026",
        "initials": "S. A.",
        "service": "Rekomendasi SKTM",
        "promise": "Senin, 23 November 2026 pukul 15.00 WIB",
    }
    return SigningListSheet(
        letterhead=JATIROTO,
        signer="SUTRISNO WIBOWO, Camat Jatiroto",
        printed="Sabtu, 21 November 2026 pukul 09.12 WIB",
        dated=DAY,
        rows=(ListedLetter(**line | changes),),
    )


def every_sheet(text: str) -> dict[str, Sheet]:
    """One sheet of each kind with `text` in each place that people fill in."""
    return {
        "letter": letter(
            title=text,
            body=(Paragraph(text=text), Fields(rows=((text, text),)), Basis(items=(text, text))),
            copies=(text,),
            footer_note=text,
        ),
        "strip": strip(position="top", service=text, office=text, applicant=text),
        "receipt": receipt(applicant=text, service=text, items=(Handed(name=text, note=text),), contact=text),
        "return_slip": return_slip(missing=(Missing(name=text, reason=text, remedy=text),), closing=text),
        "handover": handover(receiver=text, receiver_note=text, product=text),
        "ticket": ticket(service=text, note=text),
        "register": register(row(1, name=text, address=text, note=text, purpose=text)),
        "signing_list": signing_list(service=text, initials=text, number=text),
        "standard": standard(
            title=text, components=(Component(number=4, title=text, body=(Paragraph(text=text),)),)
        ),
    }


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdfium2.PdfDocument(pdf))


def texts(pdf: bytes) -> str:
    """All words of a PDF, line and page breaks left out, so that a broken word is whole again."""
    return "".join(page_texts(pdf))


def lefts(pdf: bytes, letter: str) -> list[int]:
    """Where a letter stands on the first page, from the left in points, each time from the top."""
    words = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    places = [n for n, one in enumerate(words.get_text_range()) if one == letter]
    return [round(words.get_charbox(n)[0]) for n in places]


def image(pdf: bytes, *, dpi: int = 300) -> Image:
    """The first page in grey."""
    picture: Image = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil()
    return picture.convert("L")


def inked(pdf: bytes) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is dark on the first page, in points."""
    found = image(pdf, dpi=72).point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert found is not None, "a blank page"
    return found


def inked_pages(pdf: bytes) -> list[tuple[int, int, int, int]]:
    """Of each page, the white between what is dark and the paper's four edges, in points."""
    borders = []
    for page in pypdfium2.PdfDocument(pdf):
        picture: Image = page.render(scale=1).to_pil().convert("L")
        left, top, right, bottom = picture.point(lambda grey: 255 if grey < 128 else 0).getbbox() or (
            9,
            9,
            9,
            9,
        )
        borders.append((left, top, picture.width - right, picture.height - bottom))
    return borders


def tight(text: str) -> str:
    """`text` as `texts` gives it."""
    return re.sub(r"\s+", "", text)


def page_texts(pdf: bytes) -> list[str]:
    """As `texts`, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    return [tight(page.get_textpage().get_text_range()) for page in document]


def lines(pdf: bytes) -> list[str]:
    """The lines of the first page, as printed."""
    words: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return words.splitlines()


def paper_size(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page in whole points."""
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    return round(width), round(height)
