"""A survey at work, for tests: planned the day before, opened, with files handed over and codes."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from applications.workflow_types import Action
from commons import clock
from commons.clock import wib
from offices.scope import office_scope
from surveys import operations
from surveys.elements import KEYS
from surveys.models import Basis, SurveyPeriod, SurveyResponse
from surveys.spans import span_of
from tests.applications.pages import Site

PERSON = {"service": "ktp-el", "sex": "P", "education": "SMA", "occupation": "SWASTA", "age_band": "26-35"}


def filled(value: int | None = None, **changes: str) -> dict[str, str]:
    """What a browser sends of a form in order; `value` is the answer to all nine, else they differ."""
    nine = {key: str(value or 3) for key in KEYS}
    if value is None:
        nine["biaya"] = "4"
    return {**PERSON, **nine, **changes}


@dataclass
class Survey:
    """The running period of an office; nobody has answered yet."""

    site: Site
    basis: Basis = Basis.SAME
    period: SurveyPeriod = field(init=False)

    def __post_init__(self) -> None:
        now = clock.now()
        today = wib(now).date()
        with office_scope(self.site.office):
            period = operations.plan(
                actor=self.site.people["section_head"],
                span=span_of("SEMESTER", today),
                opens=today,
                basis=self.basis,
                now=now - timedelta(days=1),
            )
            self.period = operations.open_period(actor=None, period_id=period.id, now=now)

    def handed_over(self, code: str = "ktp-el") -> Any:
        """A file whose product was taken away just now."""
        outcome = self.site.until(code, "HAND_OVER")
        return self.site.step(outcome, Action.COMPLETE, receiver="SITI AMINAH")

    def code(self, outcome: Any = None) -> str:
        """A one-time code as the receipt carries it."""
        outcome = outcome or self.handed_over()
        with office_scope(self.site.office):
            return operations.invite(
                actor=self.site.people["counter"], file_id=outcome.file_id, now=clock.now()
            )

    def responses(self) -> list[SurveyResponse]:
        """What is stored, in no order."""
        with office_scope(self.site.office):
            return list(SurveyResponse.objects.filter(period=self.period))
