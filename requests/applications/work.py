"""The effects of one event, done in its transaction: numbers, letters, register lines, the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from applications import compose
from applications.errors import CannotCompose
from applications.hands import STANDARD, Hand, pen
from applications.models import Event, File, SupportingLetter
from applications.program import Program
from applications.signing import Authority, SignerCard, expected_signer
from applications.workflow_types import Effect, Record, State
from commons.clock import wib
from commons.stored import stored
from documents import operations as documents
from documents.books import Books, Press
from documents.glyphs import check_text
from documents.models import WET, BookKind, EntryState, Letter, LetterKind
from documents.numbering import format_number
from documents.render import render
from lettercheck import operations as lettercheck
from offices.models import Office
from regulations import queries as regulations
from servicetypes.words import SupportingLetter as LetterLine

# Written into the book, so Indonesian whatever the officer reads.
NO_REASON = "Tanpa keterangan"
STRUCK = "Dibatalkan petugas sesaat setelah dicatat"

# The agenda number is for finding the file again; unlike letter numbers no rule gives it a form.
RECEIPT_PATTERN = "{urut:4}/{tahun}"
REHEARSED = "LATIHAN/"


@dataclass
class Work:
    """Everything an effect may need. `facts` joins the event's data; `before` are the earlier events."""

    file: File
    program: Program
    office: Office
    actor: Actor
    authority: Authority | None
    record: Record
    state: State
    now: datetime
    before: list[Event]
    receiver: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    letter: Letter | None = None
    books: Books = documents
    press: Press = render
    hand: Hand = pen
    leader: SignerCard | None = None
    """The leader in office on this day, where the caller knows."""

    @property
    def today(self) -> date:
        """The day in WIB."""
        return wib(self.now).date()

    @cached_property
    def supporting(self) -> tuple[LetterLine, ...]:
        """The letters handed in, as printed under "dasar"."""
        rows = stored(SupportingLetter, "WHERE file_id = %s ORDER BY id", [self.file.id])
        return tuple(compose.letter_line(row) for row in rows)

    @cached_property
    def law(self) -> tuple[str, ...]:
        """The instrument the office acts on today; none in force, none printed."""
        if self.authority is not None:
            return (self.authority.instrument,)
        instrument = regulations.authority_of(self.office.id, on=self.today)
        return (instrument,) if instrument else ()

    @property
    def reason(self) -> str:
        """Why, in the words of who did it."""
        data = self.record.data
        return str(data.get("reason") or data.get("ground") or data.get("note") or NO_REASON)


def do(work: Work, effects: tuple[Effect, ...]) -> None:
    """Do the effects in order. Any error undoes them all with the caller's transaction."""
    for effect in effects:
        EFFECTS[effect](work)


def _take_receipt_number(work: Work) -> None:
    file = work.file
    file.year = work.today.year
    file.seq = work.books.take_number(BookKind.RECEIPT, file.year)
    pattern = f"{REHEARSED}{RECEIPT_PATTERN}" if work.office.is_rehearsal else RECEIPT_PATTERN
    file.receipt_number = format_number(pattern, serial=file.seq, day=work.today)
    file.track_code = work.books.new_code()


def _start_clock(work: Work) -> None:
    work.file.complete_at = work.now


def _stop_clock(work: Work) -> None:
    work.file.complete_at = None


def _draw_letter(work: Work) -> None:
    work.letter = work.books.draw(_new_letter(work, _signer_to_print(work)), now=work.now)
    work.facts |= {"number": work.letter.number, "letter": str(work.letter.id)}


def _replace_letter(work: Work) -> None:
    old = _live(work)
    work.books.replace(old, reason=work.reason, now=work.now)
    work.books.end_entries(letter_id=old.id, state=EntryState.REPLACED, note=work.reason)
    new = _new_letter(work, _signer_to_print(work), replaces=old)
    work.letter = work.books.draw(new, now=work.now, replaces=old)
    work.books.link_replacement(old, work.letter, now=work.now)
    work.facts |= {"number": work.letter.number, "letter": str(work.letter.id), "replaced": old.number}


def _sign_letter(work: Work) -> None:
    letter = work.letter or _live(work)
    card = _signer_to_print(work)
    inked = work.hand(work, letter, card)
    signer = card.signer(compose.head_of(work.office))
    work.letter = work.books.sign(
        letter, signer=signer, sheet=inked.sheet, pdf=inked.pdf, now=work.now, how=inked.how
    )
    work.facts |= {"number": letter.number, "sha256": work.letter.sha256, **_signed_by(work, card)}
    if inked.how != WET:
        work.facts["how"] = inked.how


def _sign_paper(work: Work) -> None:
    work.facts |= _signed_by(work, _signer_to_print(work))


def _signed_by(work: Work, card: SignerCard) -> dict[str, Any]:
    """Who signed; in the leader's place also by which order."""
    order = {"order": work.authority.ground} if work.authority is not None and card.form is not None else {}
    return {"signer": card.stored(), **order}


def _take_strip_number(work: Work) -> None:
    card = _paper_signer(work)
    replaced = _last_strip(work)
    letter = _new_letter(work, card, replaces=replaced)
    pdf = work.press("strip", letter.sheet, standard=STANDARD)
    signer = card.signer(compose.head_of(work.office))
    work.letter = work.books.draw_signed(letter, signer=signer, pdf=pdf, now=work.now, replaces=replaced)
    if replaced is not None:
        work.books.link_replacement(replaced, work.letter, now=work.now)
    work.facts |= {"number": work.letter.number, "letter": str(work.letter.id)}


def _void_letter(work: Work) -> None:
    letter = _live(work)
    work.books.void(letter, reason=work.reason, now=work.now)
    ended = work.books.end_entries(letter_id=letter.id, state=EntryState.VOID, note=work.reason)
    if not ended:
        work.books.write_entry(_entry(work, letter, state=EntryState.VOID, note=work.reason))
    work.facts |= {"voided": letter.number}


def _write_register(work: Work) -> None:
    work.books.write_entry(_entry(work, work.letter))


def _strike_register(work: Work) -> None:
    work.books.strike_entries(file_id=work.file.id, note=STRUCK)


def _hand_over(work: Work) -> None:
    work.file.finished_at = work.now
    work.books.note_hand_over(file_id=work.file.id, receiver=work.receiver or work.file.name, now=work.now)


def _take_back(work: Work) -> None:
    work.file.finished_at = None
    work.books.forget_hand_over(file_id=work.file.id)


EFFECTS: Mapping[Effect, Callable[[Work], None]] = {
    Effect.TAKE_RECEIPT_NUMBER: _take_receipt_number,
    Effect.START_CLOCK: _start_clock,
    Effect.STOP_CLOCK: _stop_clock,
    Effect.DRAW_LETTER: _draw_letter,
    Effect.REPLACE_LETTER: _replace_letter,
    Effect.SIGN_LETTER: _sign_letter,
    Effect.SIGN_PAPER: _sign_paper,
    Effect.TAKE_STRIP_NUMBER: _take_strip_number,
    Effect.VOID_LETTER: _void_letter,
    Effect.WRITE_REGISTER: _write_register,
    Effect.STRIKE_REGISTER: _strike_register,
    Effect.HAND_OVER: _hand_over,
    Effect.TAKE_BACK: _take_back,
}


def _live(work: Work) -> Letter:
    letter = work.books.live_letter(work.file.id)
    if letter is None:
        raise CannotCompose("letter_missing", _("Surat bernomor untuk berkas ini tidak ditemukan."))
    return letter


def _last_strip(work: Work) -> Letter | None:
    """The strip this one stands in for after a correction."""
    return work.books.last_void(work.file.id) if work.state.handovers else None


def _signer_to_print(work: Work) -> SignerCard:
    """Who signs now, or, before that, who is expected to."""
    if work.authority is not None:
        return work.authority.card
    return work.leader or expected_signer(work.office.id, on=work.today)


def _paper_signer(work: Work) -> SignerCard:
    """Who signed the applicant's paper: as the last signing event kept it."""
    if "signer" in work.facts:
        return SignerCard.read(work.facts["signer"])
    for event in reversed(work.before):
        if "signer" in event.data:
            return SignerCard.read(event.data["signer"])
    raise CannotCompose("signer_missing", _("Penandatangan berkas ini tidak tercatat."))


def _new_letter(work: Work, card: SignerCard, *, replaces: Letter | None = None) -> documents.NewLetter:
    """A letter that cannot be drawn up burns no number: the counter is taken back with the transaction."""
    file, program, code = work.file, work.program, work.books.new_code()
    is_strip = program.product == "ENDORSEMENT"
    rule = program.definition.number
    assert rule is not None, "a service type with letters or strips has a number rule"
    drawn = work.books.draw_number(BookKind.LETTER, work.today.year)
    number = format_number(
        drawn.pattern or rule.pattern,
        serial=drawn.serial,
        day=work.today,
        code=rule.code,
        unit=work.office.unit_code,
    )
    make = compose.strip_sheet if is_strip else compose.letter_sheet
    sheet = make(work, number=number, code=code, card=card, replaces=replaces).data()
    check_text(sheet)
    return documents.NewLetter(
        file_id=file.id,
        kind=LetterKind.STRIP if is_strip else LetterKind.LETTER,
        year=work.today.year,
        seq=drawn.serial,
        number=number,
        date=work.today,
        code=code,
        sheet=sheet,
        facts=lettercheck.Facts(
            code=code,
            office_id=work.office.id,
            number=number,
            date=work.today,
            service_name=file.service_name,
            initials=lettercheck.initials(file.name),
            nik=file.nik or "",
            details={"name": file.name, "village": file.village, "receipt": file.receipt_number},
        ),
    )


def _entry(
    work: Work, letter: Letter | None, *, state: EntryState = EntryState.VALID, note: str = ""
) -> documents.Entry:
    file = work.file
    extra = compose.register_facts(work)
    return documents.Entry(
        date=work.today,
        number=letter.number if letter else file.receipt_number,
        service_code=file.service_code,
        service_name=file.service_name,
        name=file.name,
        nik=file.nik,
        nik_index=file.nik_index,
        file_id=file.id,
        letter_id=letter.id if letter else None,
        receipt_number=file.receipt_number,
        village=file.village,
        address=extra.address,
        purpose=extra.purpose,
        basis=extra.basis,
        signer_name=letter.signer_name if letter else "",
        signer_title=letter.signer_title if letter else "",
        state=state,
        note=note,
    )
