"""The demo's surveys agree with themselves: who answers with a code was drawn and invited before."""

from collections import Counter
from datetime import timedelta

import pytest

from applications.workflow_types import Action
from commons import clock as clocks
from demo.surveys import seed_surveys
from offices.scope import office_scope
from surveys import queries
from surveys.models import Draw, PeriodState, SurveyResponse
from tests.applications.pages import Site
from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]
pytestmark = pytest.mark.django_db


def test_no_more_forms_come_by_code_than_codes_were_given(site: Site, clock, monkeypatch) -> None:
    # The files of a simulated year leave no row of the draw; these have left theirs.
    monkeypatch.setattr(Draw.objects, "bulk_create", list)
    for _n in range(4):
        outcome = site.until("ktp-el", "HAND_OVER")
        site.step(outcome, Action.COMPLETE, receiver="SITI AMINAH")
    clock.set(clocks.now() + timedelta(minutes=5))
    with office_scope(site.office):
        seed_surveys(site.office, now=clocks.now())
        for period in queries.periods():
            forms = SurveyResponse.objects.filter(period=period).values_list("channel", flat=True)
            by_code, drawn = Counter(forms)["CODE"], queries.draw_of(period)
            if period.state == PeriodState.OPEN:
                assert (drawn.handed_over, drawn.invited, by_code) == (4, drawn.drawn, drawn.drawn // 2)
                assert drawn.drawn > 1
            else:
                assert (drawn.invited, by_code) == (0, 0)
                assert len(forms) > 0
