"""The sheets we print, as plain data: the contract between what is known and how it looks.

`sheet.data()` is JSON-safe and complete: it may be stored and rendered again years later with
`render(template, data, standard=...)`. `print_sheet(sheet)` does both in one go. Words that depend on
rules (promises, dates of slips, masked NIK) arrive as words; a sheet decides nothing.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from commons.indonesian import date_words
from documents.blocks import Block, Pair
from documents.render import Standard, render

Paper = Literal["a4", "f4"]
SlipPaper = Literal["a5", "a6", "80mm"]
Roll = Literal["58mm", "80mm"]
StripPlace = Literal["label", "top", "bottom"]


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The kop. `parent` is the line between (a kelurahan's kecamatan); `emblem` as `emblems.svg` takes it."""

    government: str
    office: str
    parent: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    postal: str = ""
    emblem: str = ""


@dataclass(frozen=True, kw_only=True)
class Signer:
    """The signature block. `capacity`: lines of `capacity_lines()`; `mark` fills the room for the hand
    (an electronic signature); name with titles, pangkat and NIP as of the day of signing."""

    capacity: tuple[str, ...]
    name: str
    rank: str = ""
    nip: str = ""
    mark: str = ""


def capacity_lines(
    head: str, *, acting: Literal["", "Plh.", "Plt.", "Pj."] = "", on_behalf: str = "", by: str = ""
) -> tuple[str, ...]:
    """In which capacity somebody signs: the head (`CAMAT JATIROTO`), an acting head (`Plh.`), another
    official on the head's behalf (a.n.), or one below that official (u.b.).

    >>> capacity_lines("CAMAT JATIROTO", on_behalf="SEKRETARIS KECAMATAN")
    ('a.n. CAMAT JATIROTO', 'SEKRETARIS KECAMATAN')
    """
    if by and not on_behalf:
        raise ValueError("u.b. needs the official on whose desk it falls")
    if acting and on_behalf:
        raise ValueError("an acting head signs for himself, not a.n.")
    if not on_behalf:
        return (f"{acting} {head}".strip(),)
    return (f"a.n. {head}", on_behalf, *(("u.b.", by) if by else ()))


@dataclass(frozen=True, kw_only=True)
class Check:
    """Where a stranger checks the letter: the address in full, and its code as printed."""

    url: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What every sheet has: a template, perhaps a PDF standard, and its data."""

    TEMPLATE: ClassVar[str]
    STANDARD: ClassVar[Standard | None] = None

    def data(self) -> dict[str, Any]:
        """JSON-safe data for the template, dates in words beside the ISO form."""
        plain = asdict(self)
        _add_dates(plain)
        _add_codes(plain)
        listed: dict[str, Any] = _as_lists(plain)
        return listed


def print_sheet(sheet: Sheet) -> bytes:
    """The sheet as PDF. Raises what `render` raises."""
    return render(sheet.TEMPLATE, sheet.data(), standard=sheet.STANDARD)


@dataclass(frozen=True, kw_only=True)
class LetterSheet(Sheet):
    """A letter with a title: surat keterangan, rekomendasi, berita acara. `replaces`: the words that name the
    letter it stands in for."""

    TEMPLATE: ClassVar[str] = "letter"
    STANDARD: ClassVar[Standard | None] = "a-2b"

    letterhead: Letterhead
    title: str
    number: str
    place: str
    dated: date
    body: tuple[Block, ...]
    signer: Signer
    check: Check | None = None
    subtitle: str = ""
    copies: tuple[str, ...] = ()
    paper: Paper = "a4"
    watermark: str = ""
    footer_note: str = ""
    replaces: str = ""


PREVIEW = "PRATINJAU – BELUM BERLAKU"
SIMULATED = "DATA SIMULASI"


@dataclass(frozen=True, kw_only=True)
class StripSheet(Sheet):
    """What is printed on, or stuck to, the applicant's own paper: number, date, signer, QR.

    `service` names the paper that is endorsed, `applicant` whose it is (left out of a label too full for it).
    `place` `top` or `bottom` prints at `offset_mm` from that edge of A4, else a label of 100 x 50 mm.
    """

    TEMPLATE: ClassVar[str] = "strip"
    STANDARD: ClassVar[Standard | None] = "a-2b"

    government: str
    office: str
    service: str
    applicant: str = ""
    number: str
    dated: date
    signer: Signer
    check: Check
    position: StripPlace = "label"
    offset_mm: float = 15
    replaces: str = ""

    def __post_init__(self) -> None:
        if not 5 <= self.offset_mm <= 240:
            raise ValueError("offset_mm is 5 to 240")


@dataclass(frozen=True, kw_only=True)
class Status:
    """The applicant's status page: its address and code."""

    url: str
    code: str


@dataclass(frozen=True, kw_only=True)
class _Slip(Sheet):
    """What every slip to an applicant says. NIK only masked (`350817******0001`)."""

    letterhead: Letterhead
    number: str
    service: str
    applicant: str
    nik: str = ""
    dated: date
    officer: str = ""
    paper: SlipPaper = "a6"

    def __post_init__(self) -> None:
        if self.nik and "*" not in self.nik:
            raise ValueError("a slip shows the NIK masked")


@dataclass(frozen=True, kw_only=True)
class Handed:
    """One requirement handed in: what, and how (`fotokopi, 1 lembar`)."""

    name: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptSheet(_Slip):
    """Tanda terima at receipt. `promise` is the standard's words, `due` day and hour in words; both may be
    empty where nothing is promised. `leader_away` says until when; `contact` how the applicant is told."""

    TEMPLATE: ClassVar[str] = "receipt"

    received_at: str
    items: tuple[Handed, ...]
    promise: str = ""
    due: str = ""
    fee: str = ""
    leader_away: str = ""
    contact: str = ""
    status: Status | None = None
    complaints: tuple[Pair, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A missing or wrong requirement: what, what is wrong with it, and how to put it right."""

    name: str
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnSlipSheet(_Slip):
    """Given with a returned file: what is missing, item by item, and that the number stays."""

    TEMPLATE: ClassVar[str] = "return_slip"

    returned_at: str
    missing: tuple[Missing, ...]
    closing: str = ""
    status: Status | None = None
    complaints: tuple[Pair, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BringSlipSheet(Sheet):
    """Given to who is sent home without a file: what to bring, item by item. No name, no NIK; `number` is
    that of the queue, or ""."""

    TEMPLATE: ClassVar[str] = "bring_slip"

    letterhead: Letterhead
    service: str
    number: str = ""
    came_at: str
    dated: date
    officer: str = ""
    missing: tuple[Missing, ...]
    closing: str = ""
    complaints: tuple[Pair, ...] = ()
    paper: SlipPaper = "a6"


@dataclass(frozen=True, kw_only=True)
class HandoverSheet(_Slip):
    """Tanda terima at hand-over: what was taken, by whom, with room for the hand. `receiver_note` says
    in what capacity (`pemohon sendiri`, `anak, surat kuasa 20 November 2026`); `signature` is what was drawn
    on the tablet, as `emblems.svg` takes it; `replaces` the number of the letter this one stands in for."""

    TEMPLATE: ClassVar[str] = "handover"

    handed_at: str
    product: str
    letter_number: str = ""
    receiver: str
    receiver_note: str = ""
    place: str = ""
    signature: str = ""
    replaces: str = ""
    survey: Status | None = None
    complaints: tuple[Pair, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TicketSheet(Sheet):
    """A queue ticket on a roll. `ahead` is the number of people waiting in front, `wait` how long that is
    expected to take, in words; `priority` says that, and never why."""

    TEMPLATE: ClassVar[str] = "ticket"

    letterhead: Letterhead
    number: str
    service: str
    taken_at: str
    dated: date
    ahead: int
    wait: str = ""
    priority: bool = False
    note: str = ""
    status: Status | None = None
    paper: Roll = "80mm"


def _add_dates(plain: dict[str, Any]) -> None:
    if isinstance(plain.get("dated"), date):
        plain["dated_words"] = date_words(plain["dated"])
        plain["dated"] = plain["dated"].isoformat()


def _add_codes(plain: dict[str, Any]) -> None:
    """Beside each address that becomes a QR code, the text to encode."""
    for key in ("check", "status", "survey", "page"):
        target = plain.get(key)
        if target:
            target["qr"] = target["url"]


def _as_lists(value: Any) -> Any:
    """Tuples as lists, so that stored and fresh data are equal."""
    if isinstance(value, dict):
        return {key: _as_lists(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_lists(item) for item in value]
    return value
