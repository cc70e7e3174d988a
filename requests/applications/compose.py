"""From a file to its sheets: the letter, the strip, the slips. Plain data only; nothing is decided here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings

from applications.models import ActingForm, SupportingLetter
from applications.signing import SignerCard
from commons.clock import wib
from commons.indonesian import date_words
from documents import sheets
from documents.letterheads import letterhead_of
from documents.models import Letter, LetterKind
from offices.models import Level, Office
from servicetypes.words import LetterContext, compose
from servicetypes.words import SupportingLetter as LetterLine

if TYPE_CHECKING:
    from applications.work import Work

_ACTING: Mapping[ActingForm, Literal["Plh.", "Plt."]] = {ActingForm.PLH: "Plh.", ActingForm.PLT: "Plt."}


def place_of(office: Office) -> str:
    """The place beside the date."""
    return str(office.letterhead.get("place_line") or office.name)


def head_of(office: Office) -> str:
    """The leader's office in words: "Camat Jatiroto", "Lurah Tompokersan"."""
    word = {Level.KECAMATAN: "Camat", Level.KELURAHAN: "Lurah"}.get(Level(office.level), "Kepala Desa")
    return f"{word} {office.name}"


def secretary_of(office: Office) -> str:
    """The official through whom somebody signs u.b."""
    word = {Level.KECAMATAN: "Kecamatan", Level.KELURAHAN: "Kelurahan"}.get(Level(office.level), "Desa")
    return f"Sekretaris {word}"


def check_link(code: str) -> sheets.Check:
    """Where the letter with this code is checked: on the base host, so that it survives the office's name."""
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return sheets.Check(url=f"{scheme}://{settings.BASE_HOST}/v/{code}", code=code)


def signer_block(office: Office, card: SignerCard) -> sheets.Signer:
    """The signature block: the capacity in which the card's person signs."""
    head = head_of(office).upper()
    own = card.title.upper()
    if card.form is None:
        lines = sheets.capacity_lines(head)
    elif card.form in _ACTING:
        lines = sheets.capacity_lines(head, acting=_ACTING[card.form])
    elif card.form is ActingForm.UB:
        lines = sheets.capacity_lines(head, on_behalf=secretary_of(office).upper(), by=own)
    else:
        lines = sheets.capacity_lines(head, on_behalf=own)
    return sheets.Signer(capacity=lines, name=card.name, rank=card.rank, nip=card.nip)


def letter_sheet(
    work: "Work", *, number: str, code: str, card: SignerCard, replaces: Letter | None = None
) -> "LetterData":
    """The letter of this file, drawn up today under this number."""
    body = compose(
        work.program.words_for(work.file.intake),
        fields=work.program.definition.intake,
        values=work.file.intake,
        context=_context(work, number),
    )
    sheet = sheets.LetterSheet(
        letterhead=letterhead_of(work.office, emblem=True),
        title=body.title,
        subtitle=body.subtitle,
        number=number,
        place=place_of(work.office),
        dated=work.today,
        body=(),
        signer=signer_block(work.office, card),
        check=check_link(code),
        copies=body.copies,
        paper="f4" if work.office.paper_size == "F4" else "a4",
        replaces=_replaces(replaces),
    )
    return LetterData(sheet, list(body.blocks))


def strip_sheet(
    work: "Work", *, number: str, code: str, card: SignerCard, replaces: Letter | None = None
) -> "LetterData":
    """The strip for the applicant's own paper."""
    head = letterhead_of(work.office)
    sheet = sheets.StripSheet(
        government=head.government,
        office=head.office,
        service=work.program.endorsed(work.file.intake) or work.file.service_name,
        applicant=work.file.name,
        number=number,
        dated=work.today,
        signer=signer_block(work.office, card),
        check=check_link(code),
        replaces=replaces.number if replaces else "",
    )
    return LetterData(sheet, None)


def _replaces(old: Letter | None) -> str:
    """Printed under the number, so that nobody takes the two letters for two."""
    if old is None:
        return ""
    return f"(pengganti surat nomor {old.number} tanggal {date_words(old.date)}, yang tidak berlaku lagi)"


@dataclass(frozen=True)
class LetterData:
    """A sheet and, for a letter, its body as `servicetypes.words` composed it."""

    sheet: sheets.LetterSheet | sheets.StripSheet
    body: list[dict[str, Any]] | None

    def data(self) -> dict[str, Any]:
        """JSON-safe data, to be stored and rendered."""
        plain = self.sheet.data()
        return plain if self.body is None else {**plain, "body": self.body}


def with_signer(sheet: Mapping[str, Any], office: Office, card: SignerCard) -> dict[str, Any]:
    """The stored sheet with the one who really signs in its signature block."""
    block = asdict(signer_block(office, card))
    return {**sheet, "signer": {**block, "capacity": list(block["capacity"])}}


def as_preview(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet with the watermark of a preview."""
    return {**sheet, "watermark": sheets.PREVIEW}


def marked(letter: Letter) -> dict[str, Any]:
    """The sheet of a letter without frozen bytes, under the watermark that says why it has none."""
    words = sheets.SIMULATED if letter.never_printed else sheets.PREVIEW
    # A strip has no room for a watermark: its first line says it.
    place = "government" if letter.kind == LetterKind.STRIP else "watermark"
    return {**letter.sheet, place: words}


@dataclass(frozen=True, kw_only=True)
class RegisterFacts:
    """What the Buku Register says of a file besides its number and names."""

    address: str
    purpose: str
    basis: str


def register_facts(work: "Work") -> RegisterFacts:
    """Address, purpose and basis, out of the intake fields the service type names for its register."""
    values = work.file.intake
    return RegisterFacts(
        address=work.program.address(values)[:300],
        purpose=work.program.purpose(values),
        basis="; ".join(letter.line for letter in work.supporting),
    )


def letter_line(row: SupportingLetter) -> LetterLine:
    """One stored supporting letter as a line: issuer, number, date."""
    issuer = f"{row.issuer} ({row.signer})" if row.signer else row.issuer
    return LetterLine(issuer=issuer, number=row.number, dated=row.date)


def _context(work: "Work", number: str) -> LetterContext:
    file = work.file
    return LetterContext(
        office=str(work.office),
        head=head_of(work.office),
        place=place_of(work.office),
        service=file.service_name,
        number=number,
        dated=work.today,
        receipt_number=file.receipt_number,
        received_on=wib(file.received_at).date(),
        supporting=work.supporting,
        law=work.law,
    )
