"""The steps of a standard as a flow, in the words of the page."""

from django.utils.translation import gettext as _

from standards import presenters
from standards.document import StandardDocument
from standards.flow import Flow, Step, Words, flow, flows
from standards.flow_svg import svg
from standards.vocabulary import StepKind

# The kinds of step at which the workflow lets a file go back to the applicant.
CHECKING = frozenset({StepKind.INTAKE, StepKind.VERIFY})


def picture(document: StandardDocument) -> str:
    """The *alur* for a page: SVG, hidden from screen readers, to which the list of steps says the same."""
    return svg(flow(_steps(document), _words()))


def pictures(document: StandardDocument) -> list[Flow]:
    """The *alur* for paper, as many drawings as it takes."""
    return flows(_steps(document), _words())


def _steps(document: StandardDocument) -> list[Step]:
    """As `presenters.steps`. Steps that check one after the other end in one decision."""
    shown = presenters.steps(document)
    kinds = [step.kind for step in document.prosedur.steps]
    checks = [False] * (len(shown) - len(kinds)) + [kind in CHECKING for kind in kinds]
    return [
        Step(title=row["label"], who=row["who"], time=row["time"], decides=check and not then)
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
