"""A service standard as a public document: the 14 components, readable and accessible (PDF/UA-1)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from documents.blocks import Block, Pair
from documents.render import Standard
from documents.sheets import Letterhead, Sheet, Status


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What Loket had to add so that the standard can run, and why. Never printed as the office's words."""

    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Component:
    """One of the 14 components: number 1 to 14, official name, the office's own words as blocks."""

    number: int
    title: str
    body: tuple[Block, ...]
    additions: tuple[Addition, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 14:
            raise ValueError("a standard has components 1 to 14")


@dataclass(frozen=True, kw_only=True)
class Approval:
    """`Dibuat oleh`, `Diperiksa oleh`, `Disetujui oleh`: who, in which office; empty if nothing is said."""

    role: str
    name: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class FlowChart:
    """A drawing of the *alur*: SVG, and the same in words for whoever does not see it."""

    svg: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class StandardSheet(Sheet):
    """A standard in the shape of the controlled document: a cover, then pages with a head.

    `control`: (label, value) of number, revision, dates on the cover; `head`: those that stand on each page
    beside "Hal n dari m". An empty value prints as "tidak tercantum".
    `state` is a line such as "Berlaku sejak 2 Januari 2023"; `watermark` marks what is not in force.
    """

    TEMPLATE: ClassVar[str] = "standard"
    STANDARD: ClassVar[Standard | None] = "ua-1"

    letterhead: Letterhead
    title: str
    heading: str = "STANDAR PELAYANAN"
    dated: date
    control: tuple[Pair, ...]
    approvals: tuple[Approval, ...]
    components: tuple[Component, ...]
    head: tuple[Pair, ...] = ()
    definitions: tuple[Block, ...] = ()
    flows: tuple[FlowChart, ...] = ()
    state: str = ""
    page: Status | None = None
    paper: Literal["a4", "f4"] = "a4"
    watermark: str = ""


@dataclass(frozen=True, kw_only=True)
class StandardsBookSheet(Sheet):
    """All standards of an office in one book: cover, contents with page numbers, each standard whole."""

    TEMPLATE: ClassVar[str] = "standards_book"
    STANDARD: ClassVar[Standard | None] = "ua-1"

    letterhead: Letterhead
    dated: date
    standards: tuple[StandardSheet, ...]
    paper: Literal["a4", "f4"] = "a4"

    def data(self) -> dict[str, Any]:
        """As every sheet; the letterhead stands in it once."""
        each = [{**one.data(), "letterhead": None} for one in self.standards]
        return {**super().data(), "standards": each}


@dataclass(frozen=True, kw_only=True)
class PosterSheet(Sheet):
    """A pledge for the wall: its words large, who signed it and when. `version` counts from 1.

    What the sheet itself says stands in both languages; the pledge in the words that were signed.
    """

    TEMPLATE: ClassVar[str] = "poster"
    STANDARD: ClassVar[Standard | None] = "ua-1"

    letterhead: Letterhead
    title: str
    title_english: str
    text: str
    version: int
    signer_name: str
    signer_title: str
    dated: date
    page: Status
    paper: Literal["a3", "a4"] = "a3"


@dataclass(frozen=True, kw_only=True)
class Bring:
    """What to bring in one case of a service: (paper, what else is to be known about it)."""

    title: str
    papers: tuple[Pair, ...]


@dataclass(frozen=True, kw_only=True)
class LeafletSheet(Sheet):
    """A service on A5, to take home: what to bring, when, what it costs, how long, where to complain."""

    TEMPLATE: ClassVar[str] = "leaflet"
    STANDARD: ClassVar[Standard | None] = "ua-1"

    letterhead: Letterhead
    title: str
    product: str
    dated: date
    bring: tuple[Bring, ...]
    promise: str
    promise_note: str
    fee: str
    hours: tuple[Pair, ...]
    address: str
    complaints: tuple[Pair, ...]
    complain_at: str = ""
    page: Status
