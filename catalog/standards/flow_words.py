"""The steps of a standard as a flow, in the words of the page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from standards import presenters
from standards.document import StandardDocument
from standards.flow import Step, Words, flow, flows
from standards.flow_svg import svg
from standards.vocabulary import StepKind

# The kinds of step at which the workflow lets a file go back to the applicant.
CHECKING = frozenset({StepKind.INTAKE, StepKind.VERIFY})


@dataclass(frozen=True)
class Picture:
    """A drawing, and the same in words."""

    svg: str
    words: str


def picture(document: StandardDocument) -> SafeString:
    """The *alur* for a page: SVG, hidden from screen readers, to which the list of steps says the same."""
    # Every word of it is escaped.
    return SafeString(svg(flow(_steps(document, str), _words())))


def pictures(document: StandardDocument, printable: Callable[[str], str]) -> list[Picture]:
    """The *alur* for paper, as many drawings as it takes; `printable` keeps to signs that the font has."""
    steps = _steps(document, printable)
    drawings = flows(steps, _words())
    told = "; ".join(f"{n}. {_told(step)}" for n, step in enumerate(steps, start=1))
    words = _("Bagan alur: {steps}.").format(steps=told)
    return [Picture(svg(drawing), words) for drawing in drawings]


def _told(step: Step) -> str:
    words = ", ".join(filter(None, (step.title, step.who, step.time)))
    return f"{words} ({_('berkas yang kurang kembali ke pemohon')})" if step.decides else words


def _steps(document: StandardDocument, printable: Callable[[str], str]) -> list[Step]:
    """As `presenters.steps`. Steps that check one after the other end in one decision."""
    shown = presenters.steps(document)
    kinds = [step.kind for step in document.prosedur.steps]
    checks = [False] * (len(shown) - len(kinds)) + [kind in CHECKING for kind in kinds]
    return [
        Step(
            title=printable(row["label"]),
            who=printable(row["who"]),
            time=row["time"],
            decides=check and not then,
        )
        for row, check, then in zip(shown, checks, [*checks[1:], False], strict=True)
    ]


def _words() -> Words:
    return Words(
        begin=_("Mulai: pemohon membawa berkas"),
        end=_("Selesai"),
        question=_("Berkas lengkap dan benar?"),
        yes=_("ya"),
        no=_("tidak"),
        resumed=_("Lanjutan; berkas kurang kembali ke pemohon"),
        onward=_("Dilanjutkan pada bagan berikutnya"),
    )
