"""How a letter comes to be signed at the moment its event is written: by hand, or as it came back signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from applications import compose
from applications.errors import CannotCompose
from applications.signing import SignerCard
from documents.models import WET, Letter
from documents.render import Standard
from signatures import operations as signatures

if TYPE_CHECKING:
    from applications.work import Work

STANDARD: Standard = "a-2b"
# In the document for good, so Indonesian whatever the signer reads.
MARK = "Ditandatangani secara elektronik"
FOOTERS = {
    "BSRE": "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang "
    "diterbitkan oleh BSrE, BSSN.",
    "LOCAL": "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik.",
}


@dataclass(frozen=True, kw_only=True)
class Inked:
    """A signed letter: its sheet with the signer, its final bytes, and how it was signed."""

    sheet: dict[str, Any] = field(repr=False)
    pdf: bytes = field(repr=False)
    how: str = WET


class Hand(Protocol):
    """Signs the live letter for the one whose card it is, inside the transaction of the event."""

    def __call__(self, work: "Work", letter: Letter, card: SignerCard) -> Inked: ...


def pen(work: "Work", letter: Letter, card: SignerCard) -> Inked:
    """Signed on paper: the PDF is what was printed."""
    sheet = compose.with_signer(letter.sheet, work.office, card)
    return Inked(sheet=sheet, pdf=work.press("letter", sheet, standard=STANDARD))


def pen_unless_sent(work: "Work", letter: Letter, card: SignerCard) -> Inked:
    """As `pen`. Raises `StillOpen` while the letter may be signed electronically already."""
    if signatures.is_open(letter.id):
        raise signatures.StillOpen
    return pen(work, letter, card)


class Prepared(Exception):
    """No failure: everything allows this letter to be signed now. Unwinds the transaction that found out."""

    def __init__(self, letter: Letter, card: SignerCard, sheet: dict[str, Any]) -> None:
        super().__init__(str(letter.id))
        self.letter, self.card, self.sheet = letter, card, sheet


@dataclass(frozen=True)
class Rehearsal:
    """Goes as far as the signature and stops there, raising `Prepared`; nothing is kept."""

    service: str

    def __call__(self, work: "Work", letter: Letter, card: SignerCard) -> Inked:
        raise Prepared(
            letter, card, marked(compose.with_signer(letter.sheet, work.office, card), self.service)
        )


@dataclass(frozen=True, kw_only=True)
class Returned:
    """The letter as it came back signed. Raises `CannotCompose` when it is not the one to be signed now."""

    letter_id: UUID
    card: Mapping[str, str]
    inked: Inked = field(repr=False)

    def __call__(self, work: "Work", letter: Letter, card: SignerCard) -> Inked:
        if letter.id != self.letter_id or card.stored() != self.card:
            raise CannotCompose(
                "letter_changed",
                _("Surat atau penandatangannya berubah sementara surat ini ditandatangani elektronik."),
            )
        return self.inked


def marked(sheet: dict[str, Any], service: str) -> dict[str, Any]:
    """The sheet as signed electronically: words and QR code where the hand would sign, and the footer."""
    return {**sheet, "signer": {**sheet["signer"], "mark": MARK}, "footer_note": FOOTERS[service]}
