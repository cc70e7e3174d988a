"""The letter of a file as it reads now: frozen, drawn up and waiting, or still a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications import compose
from applications.chain import to_record
from applications.errors import CannotCompose
from applications.queries_file import Detail
from applications.signing import expected_signer
from applications.work import Work
from applications.workflow import Phase, ProductKind
from commons.clock import wib
from documents.models import Letter
from documents.render import pictures, render

FOLLOWS = "(nomor menyusul)"


@dataclass(frozen=True)
class Reading:
    """What there is to read. `sheet` is None for a paper of the applicant's own that has no strip yet
    (`own_paper`), and when the letter cannot be drawn up: `problem` then says why."""

    letter: Letter | None
    sheet: Mapping[str, Any] | None
    template: str
    problem: str = ""
    own_paper: bool = False

    @property
    def is_final(self) -> bool:
        """Whether it was signed: then its bytes are frozen."""
        return self.letter is not None and bool(self.letter.sha256)

    def pdf(self) -> bytes | None:
        """The frozen bytes, or a preview under its watermark; None when there is no sheet.

        Raises `UnprintableCharacter`, `SheetDoesNotFit`.
        """
        if self.letter is not None and self.letter.pdf is not None:
            return bytes(self.letter.pdf)
        if self.sheet is None:
            return None
        return render(self.template, self._marked(self.sheet))

    def pages(self) -> list[bytes]:
        """Each page as SVG, to read on a phone; under the watermark until it is signed. Raises as `pdf`."""
        if self.sheet is None:
            return []
        return pictures(self.template, self.sheet if self.is_final else self._marked(self.sheet))

    def _marked(self, sheet: Mapping[str, Any]) -> Mapping[str, Any]:
        return compose.as_preview(sheet) if self.letter is None else compose.marked(self.letter)


def reading(detail: Detail) -> Reading:
    """The letter of this file."""
    letter = detail.letter
    if letter is not None:
        return Reading(letter, letter.sheet, letter.template, _simulated() if letter.never_printed else "")
    product, here = detail.program.product, detail.state.phase in {Phase.OPEN, Phase.WAITING}
    if product is ProductKind.ENDORSEMENT and here:
        return Reading(None, None, "letter", _("Surat pemohon: baca kertasnya."), own_paper=True)
    if product is not ProductKind.LETTER or not here:
        return Reading(None, None, "letter", _("Berkas ini tidak mempunyai surat untuk dibaca."))
    try:
        return Reading(None, _draft(detail), "letter")
    except CannotCompose as problem:
        return Reading(None, None, "letter", str(problem.message))


def _simulated() -> str:
    return _(
        "Surat ini dari data simulasi: PDF-nya tidak pernah dibuat. Yang tampak disusun ulang dari isinya "
        "dan tidak berlaku."
    )


def _draft(detail: Detail) -> dict[str, Any]:
    """As it would be drawn up today, without number and code."""
    work = Work(
        file=detail.file,
        program=detail.program,
        office=detail.office,
        actor=detail.actor,
        authority=None,
        record=to_record(detail.events[-1]),
        state=detail.state,
        now=detail.now,
        before=list(detail.events),
    )
    card = expected_signer(detail.office.id, on=wib(detail.now).date())
    sheet = compose.letter_sheet(work, number=FOLLOWS, code="", card=card).data()
    return {**sheet, "check": None}
