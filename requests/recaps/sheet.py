"""The recap on paper: the document that the leader signs, and the poster for the notice board."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from applications.acting import STANDS_IN
from applications.compose import head_of, place_of
from applications.models import ActingForm
from applications.signing import SignerCard, expected_signer
from commons.clock import wib
from commons.indonesian import date_words, in_indonesian
from documents.blocks import Block, Column, Fields, Heading, Paragraph, Table
from documents.letterheads import letterhead_of
from documents.render import Standard
from documents.sheets import Letterhead, LetterSheet, Signer, capacity_lines, print_sheet
from documents.sheets import Sheet as PrintSheet
from offices.hosts import url_of
from offices.scope import current_office
from recaps.figures import BY, Figures, Line
from recaps.models import Progress
from recaps.queries import Whole
from recaps.words import BY_WORDS

TITLE = "REKAPITULASI PENGADUAN, SARAN DAN MASUKAN"
ELECTRONICALLY = "Ditandatangani secara elektronik"
PROGRESS = {"PLANNED": "belum dimulai", "RUNNING": "berjalan", "DONE": "selesai", "DROPPED": "tidak jadi"}
Paper = Literal["a3", "a4"]


def number_of(found: Whole) -> str:
    """As printed: "III/REKAP-ADUAN/2026"; one a quarter, so none is missing."""
    return f"{found.quarter.words.split()[1]}/REKAP-ADUAN/{found.quarter.year}"


def document(found: Whole, *, card: SignerCard | None, electronic: bool, now: datetime) -> LetterSheet:
    """The document of a recap; without a card the leader of today is printed under it."""
    office = current_office()
    who = card or expected_signer(office.id, on=wib(now).date())
    signed = wib(found.recap.approved_at or now).date()
    with in_indonesian():
        body = tuple(_body(found))
    return LetterSheet(
        letterhead=letterhead_of(office, emblem=True),
        title=TITLE,
        subtitle=found.quarter.words.upper(),
        number=number_of(found),
        place=place_of(office),
        dated=signed,
        body=body,
        signer=_signer(who, head_of(office), electronic=electronic),
        paper="f4" if office.paper_size == "F4" else "a4",
        watermark="" if card else "BELUM DISETUJUI",
    )


def _signer(card: SignerCard, head: str, *, electronic: bool) -> Signer:
    capacity: tuple[str, ...] = (head.upper(),)
    if card.form in STANDS_IN:
        capacity = (f"{ActingForm(card.form).label} {head.upper()}",)
    elif card.form is not None:
        capacity = capacity_lines(head.upper(), on_behalf=card.title.upper())
    mark = ELECTRONICALLY if electronic else ""
    return Signer(capacity=capacity, name=card.name, rank=card.rank, nip=card.nip, mark=mark)


def _body(found: Whole) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(text=opening_words(found.figures, found.quarter.words)),
        _totals(found.figures),
    ]
    for name in BY:
        counts = found.figures.named(name)
        if counts:
            blocks += [Heading(text=str(BY_WORDS[name])), _counts(counts)]
    blocks += _one_by_one(found.lines)
    blocks += [Heading(text="Analisis"), *_paragraphs(found.analysis)]
    blocks += _promises(found)
    return blocks


def opening_words(figures: Figures, quarter: str) -> str:
    """The first sentence: how many."""
    if not figures.total:
        return f"Selama {quarter} tidak ada pengaduan, aspirasi, atau permintaan informasi yang tercatat."
    return (
        f"Selama {quarter} tercatat {figures.total} pengaduan, aspirasi, dan permintaan informasi dalam Buku "
        "Pengaduan, dari semua sarana pengaduan termasuk Kotak Saran."
    )


def _totals(figures: Figures) -> Fields:
    return Fields(
        rows=(
            ("Selesai tepat waktu", str(figures.in_time)),
            ("Melewati batas waktu", str(figures.late)),
            ("Masih dalam batas waktu", str(figures.running)),
            ("Belum selesai", str(figures.open)),
        )
    )


def _counts(counts: Mapping[str, int]) -> Fields:
    return Fields(rows=tuple((name or "tidak disebut", str(n)) for name, n in counts.items()))


def _one_by_one(lines: Any) -> list[Block]:
    rows = tuple(_row(line) for line in lines if not line.hidden)
    if not rows:
        return []
    columns = (
        Column(title="Nomor", width=2),
        Column(title="Diterima", width=1.4),
        Column(title="Tentang", width=2.4),
        Column(title="Tindak lanjut", width=4),
    )
    return [Heading(text="Tindak lanjut satu per satu"), Table(columns=columns, rows=rows, numbered=False)]


def _row(line: Line) -> tuple[str, ...]:
    about = ", ".join(part for part in (line.kind, line.service) if part)
    return line.number, f"{line.received_on:%d-%m-%Y}", about, line.done or "belum selesai"


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(text=part) for part in text.splitlines() if part.strip()] or [Paragraph(text="–")]


def _promises(found: Whole) -> list[Block]:
    blocks: list[Block] = []
    columns = (
        Column(title="Pokok", width=2),
        Column(title="Janji perbaikan", width=4),
        Column(title="Yang mengurus", width=2),
        Column(title="Paling lambat", width=1.6),
    )
    if found.promises:
        rows = tuple(
            (one.promise.topic, one.promise.words, one.promise.owner, f"{one.promise.due:%d-%m-%Y}")
            for one in found.promises
        )
        blocks += [Heading(text="Janji perbaikan pelayanan"), Table(columns=columns, rows=rows)]
    if found.earlier:
        told = (*columns[:3], Column(title="Keadaan", width=2.4))
        rows = tuple((one["topic"], one["words"], one["owner"], earlier_words(one)) for one in found.earlier)
        blocks += [Heading(text="Janji triwulan sebelumnya"), Table(columns=told, rows=rows)]
    return blocks


def earlier_words(one: Mapping[str, Any]) -> str:
    """How an earlier promise stands, as printed."""
    state = PROGRESS[Progress(one["state"]).value]
    return f"{state}: {one['said']}" if one["said"] else state


def document_pdf(found: Whole, *, card: SignerCard | None, electronic: bool, now: datetime) -> bytes:
    """The document as PDF/A."""
    return print_sheet(document(found, card=card, electronic=electronic, now=now))


@dataclass(frozen=True, kw_only=True)
class Page:
    """Where the poster's QR code leads."""

    url: str
    qr: str


@dataclass(frozen=True, kw_only=True)
class PosterPromise:
    """A promise on the wall."""

    topic: str
    words: str
    owner: str
    due: str


@dataclass(frozen=True, kw_only=True)
class RecapPoster(PrintSheet):
    """The recap and the promise of improvement for the notice board."""

    TEMPLATE: ClassVar[str] = "recap_poster"
    STANDARD: ClassVar[Standard | None] = "ua-1"

    letterhead: Letterhead
    title: str
    quarter: str
    dated: date
    paper: Paper
    sentence: str
    tiles: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]
    promises: tuple[PosterPromise, ...]
    earlier: tuple[tuple[str, str], ...]
    signer_title: str
    signer_name: str
    page: Page


def poster_pdf(found: Whole, *, paper: Paper) -> bytes:
    """The poster of a published recap."""
    office, row = current_office(), found.recap
    figures, card = found.figures, SignerCard.read(row.card or {})
    url = url_of(office.slug, f"/rekap-pengaduan/{found.quarter.key}/")
    signer = card.signer(head_of(office))
    with in_indonesian():
        return print_sheet(
            RecapPoster(
                letterhead=letterhead_of(office, emblem=True),
                title="Pengaduan, saran, dan janji perbaikan",
                quarter=found.quarter.words,
                dated=wib(row.approved_at).date() if row.approved_at else found.quarter.last,
                paper=paper,
                sentence=opening_words(figures, found.quarter.words),
                tiles=(
                    ("Tercatat", str(figures.total)),
                    ("Tepat waktu", str(figures.in_time)),
                    ("Terlambat", str(figures.late)),
                    ("Belum selesai", str(figures.open)),
                ),
                kinds=_top(figures.named("kind")),
                topics=_top(figures.named("service")),
                promises=tuple(
                    PosterPromise(
                        topic=one.promise.topic,
                        words=one.promise.words,
                        owner=one.promise.owner,
                        due=date_words(one.promise.due),
                    )
                    for one in found.promises
                ),
                earlier=tuple(
                    (f"{one['topic']}: {one['words']}", earlier_words(one)) for one in found.earlier
                ),
                signer_title=signer.title,
                signer_name=signer.name,
                page=Page(url=url, qr=url),
            )
        )


def _top(counts: Mapping[str, int], most: int = 5) -> tuple[tuple[str, str], ...]:
    """The most frequent, the rest as one line."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    shown = [(name or "tidak disebut", str(n)) for name, n in ordered[:most]]
    rest = sum(n for _name, n in ordered[most:])
    return tuple([*shown, ("lainnya", str(rest))] if rest else shown)
