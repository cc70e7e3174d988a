"""Two workers at once, with real commits."""

import threading

import pytest
from django.core import mail
from django.db import connection

from reports.models import MailState
from tests.board.conftest import write_figures
from tests.onboarding.conftest import kabupaten_person
from tests.reports.test_mail import post, report, server, subscribe  # noqa: F401


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_draw_one_report_and_send_one_mail(live_database, request, clock):
    write_figures()
    request.getfixturevalue("server")
    subscribe(kabupaten_person("KAB_ADMIN"))
    start, found, sent = threading.Barrier(2), [], []

    def work():
        try:
            start.wait()
            found.append(report().id)
            start.wait()
            sent.extend(post())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(set(found)) == 1
    assert len(found) == 2
    assert sent.count(MailState.SENT) == 1
    assert len(mail.outbox) == 1
