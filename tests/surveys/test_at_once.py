"""Two at once: one code, one answer; with real commits and two connections."""

import threading

from commons import clock
from offices.scope import office_scope
from surveys import operations
from surveys.errors import CodeRefused
from surveys.models import SurveyCode, SurveyResponse
from tests.surveys.desk import Survey, filled


def test_one_code_sent_twice_at_once_is_stored_once(live_database, site):
    survey = Survey(site)
    code, now = survey.code(), clock.now()
    gate, told = threading.Barrier(4), []

    def send() -> None:
        from django.db import connection  # noqa: PLC0415  the thread's own

        try:
            with office_scope(site.office):
                gate.wait(10)
                operations.answer_by_code(code=code, typed=filled(), now=now)
            told.append("stored")
        except CodeRefused as refused:
            told.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == ["code_used", "code_used", "code_used", "stored"]
    with office_scope(site.office):
        assert (SurveyResponse.objects.count(), SurveyCode.objects.filter(used=True).count()) == (1, 1)
