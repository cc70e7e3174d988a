"""The questionnaire on paper, in the order of the regulation's form, each copy with its serial."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from documents.letterheads import letterhead_of
from documents.sheets import Letterhead, Sheet, print_sheet
from offices.scope import current_office
from surveys.choices import AgeBand, Education, Occupation, Sex, Slot
from surveys.elements import FORM_ORDER
from surveys.models import SurveyPeriod
from surveys.operations_periods import title_of


@dataclass(frozen=True, kw_only=True)
class PaperQuestion:
    """A question and its four answers, 1–4 from left to right."""

    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SurveyFormSheet(Sheet):
    """Blank forms, one a page. No name and no NIK is asked; `serials` count the period's forms."""

    TEMPLATE: ClassVar[str] = "survey_form"

    letterhead: Letterhead
    dated: date
    period: str
    serials: tuple[str, ...]
    services: tuple[str, ...]
    slots: tuple[str, ...]
    sexes: tuple[str, ...]
    ages: tuple[str, ...]
    educations: tuple[str, ...]
    occupations: tuple[str, ...]
    questions: tuple[PaperQuestion, ...]
    extra: tuple[PaperQuestion, ...]


def pdf_of(period: SurveyPeriod, serials: Sequence[int], *, day: date) -> bytes:
    """These forms as PDF, printed on `day`."""
    return print_sheet(
        SurveyFormSheet(
            letterhead=letterhead_of(current_office()),
            dated=day,
            period=title_of(period),
            serials=tuple(f"{serial:05d}" for serial in serials),
            services=tuple(row["name"] for row in period.services),
            slots=_labels(Slot),
            sexes=_labels(Sex),
            ages=_labels(AgeBand)[1:],
            educations=_labels(Education),
            occupations=_labels(Occupation),
            questions=tuple(
                PaperQuestion(text=f"{one.form}. {one.asked}", answers=one.answers) for one in FORM_ORDER
            ),
            extra=tuple(
                PaperQuestion(text=each["question"], answers=tuple(each["answers"]))
                for each in period.questionnaire.extra
            ),
        )
    )


def _labels(choices: type[Slot | Sex | AgeBand | Education | Occupation]) -> tuple[str, ...]:
    return tuple(str(label) for label in choices.labels)
