"""The berita acara of an opening as it is printed: who, when, before whom, how many slips, which serials.

It names serials and what became of them, never what a slip says nor its number in the Buku Pengaduan: from
that one could tell which slip is about people.
"""

from datetime import date

from commons.clock import wib
from commons.indonesian import date_words, day_name, in_indonesian, with_words
from documents.blocks import Block, Column, Fields, Paragraph, Signatures, Table
from documents.letterheads import letterhead_of
from documents.sheets import LetterSheet, Signer, print_sheet
from offices.scope import current_office
from suggestionbox.models import BoxCorrection, BoxOpening, BoxWitness, OpeningState, SlipState
from suggestionbox.queries import Whole

TITLE = "BERITA ACARA PEMBUKAAN KOTAK SARAN"
NOT_YET = "BELUM SELESAI"
VOID = "DIBATALKAN"


def number_of(row: BoxOpening) -> str:
    """As printed: "012/BA-KS/2026"; "" before it is closed."""
    return f"{row.seq:03d}/BA-KS/{row.year}" if row.seq else ""


def pdf_of(found: Whole) -> bytes:
    """The berita acara; the same record gives the same bytes."""
    with in_indonesian():
        return print_sheet(sheet_of(found))


def sheet_of(found: Whole) -> LetterSheet:
    """What stands on it."""
    row, office = found.opening, current_office()
    marks = {OpeningState.OPEN.value: NOT_YET, OpeningState.WITHDRAWN.value: VOID}
    return LetterSheet(
        letterhead=letterhead_of(office, emblem=True),
        title=TITLE,
        number=number_of(row) or "–",
        place=str(office.letterhead.get("place_line") or office.name),
        dated=wib(row.opened_at).date(),
        body=tuple(_body(found)),
        signer=Signer(capacity=("Yang membuka,", row.opened_title), name=row.opened_by),
        paper="f4" if office.paper_size == "F4" else "a4",
        watermark=marks.get(row.state, ""),
    )


def _body(found: Whole) -> list[Block]:
    row = found.opening
    blocks: list[Block] = [Paragraph(text=_opening_words(row, str(current_office())))]
    if row.late_reason:
        blocks.append(Paragraph(text=f"Kotak dibuka sesudah harinya karena: {row.late_reason}."))
    blocks += _found(found)
    if found.corrections:
        blocks.append(Fields(rows=tuple(_correction(one) for one in found.corrections)))
    blocks.append(Paragraph(text="Demikian berita acara ini dibuat dengan sebenarnya."))
    blocks.append(_witnesses(found))
    return blocks


def _opening_words(row: BoxOpening, office: str) -> str:
    at = wib(row.opened_at)
    on = at.date()
    of_day = "" if on == row.day else f" untuk hari {day_name(row.day)} tanggal {date_words(row.day)}"
    return (
        f"Pada hari {day_name(on)} tanggal {date_words(on)} pukul {at:%H.%M} WIB telah dibuka Kotak Saran "
        f"{office}{of_day} oleh {row.opened_by} ({row.opened_title}), disaksikan oleh yang namanya tercantum "
        "di bawah ini, dengan hasil sebagai berikut."
    )


def _found(found: Whole) -> list[Block]:
    if found.opening.found == 0:
        return [Paragraph(text="Kotak Saran KOSONG: 0 (nol) slip.", align="center", indent=False, bold=True)]
    rows = tuple((f"{slip.serial:03d}", _kind(slip.state), slip.reason or "–") for slip in found.slips)
    count = Paragraph(text=f"Jumlah slip: {with_words(found.opening.found)} lembar.", indent=False, bold=True)
    columns = (
        Column(title="Nomor slip", width=1, align="center"),
        Column(title="Keadaan", width=2),
        Column(title="Keterangan", width=3),
    )
    return [count, Table(columns=columns, rows=rows)] if rows else [count]


def _kind(state: str) -> str:
    return SlipState(state).shown


def _correction(one: BoxCorrection) -> tuple[str, str]:
    at = wib(one.at)
    return f"Ralat {date_of(at.date())}", f"{one.what}. {one.reason} ({one.by})"


def date_of(day: date) -> str:
    """As in a table: "20-11-2026"."""
    return f"{day:%d-%m-%Y}"


def _witnesses(found: Whole) -> Signatures:
    people = tuple((one.name, _said(one)) for one in found.standing)
    return Signatures(people=people, title="Saksi:")


def _said(one: BoxWitness) -> str:
    if one.user_id is None:
        return "Pengunjung"
    at = wib(one.said_at)
    return f"{one.title}; membenarkan di aplikasi Loket pukul {at:%H.%M}"
