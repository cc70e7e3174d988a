"""Tickets of the release before join the default group under their numbers; both can go on writing."""

from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations, queries
from queueing.models import QueueGroup, Ticket, TicketDay, Visit
from queueing.workflow import State

pytestmark = pytest.mark.django_db
MOVE = import_module("queueing.migrations.0002_groups_counters_events").MOVE


@pytest.fixture
def before(site):
    """As the release before wrote: a day that is over, and today."""
    with office_scope(site.office), connection.cursor() as cursor:
        for day, served in ((date(2020, 1, 6), 2), (clocks.today(), 1)):
            cursor.execute("INSERT INTO queueing_ticketday (date, last) VALUES (%s, 3)", [day])
            for seq in (1, 2, 3):
                _old(cursor, day, seq, new_id() if seq <= served else None)
        cursor.execute(MOVE.replace("now()", "%s"), [clocks.now()] * MOVE.count("now()"))
        yield site


def _old(cursor, day, seq, file_id=None):
    at = datetime(day.year, day.month, day.day, 2, seq, tzinfo=UTC)
    cursor.execute(
        "INSERT INTO queueing_ticket "
        "(id, date, seq, service_code, service_name, issued_at, issued_by, file_id) "
        "VALUES (%s, %s, %s, 'ktp-el', 'KTP-el', %s, 'Sari', %s)",
        [new_id(), day, seq, at, file_id],
    )


def test_what_was_there_goes_on(before):
    group = QueueGroup.objects.get()
    assert (group.prefix, group.is_default) == ("A", True)
    states = list(Ticket.objects.order_by("date", "seq").values_list("state", "group", "prefix"))
    assert [state for state, *_rest in states] == ["DONE", "DONE", "CLOSED", "DONE", "WAITING", "WAITING"]
    assert {tuple(rest) for _state, *rest in states} == {(group.id, "A")}
    assert [day.is_closed for day in TicketDay.objects.order_by("date")] == [False, False]
    assert TicketDay.objects.exclude(closed_at=None).count() == 1
    assert list(Visit.objects.order_by("ticket__date", "ticket__seq").values_list("outcome", flat=True)) == [
        "FILE", "FILE", "", "FILE", "", "",
    ]  # fmt: skip


def test_the_series_goes_on_after_the_last_number(before):
    ticket = operations.issue(actor=None, service_code="ktp-el", service_name="KTP-el", now=clocks.now())
    assert queries.number_of(ticket) == "A-004"
    counter = operations.save_counter(actor=before.people["admin"], number=1, now=clocks.now())
    called = operations.call_next(actor=before.people["counter"], counter_id=counter.id, now=clocks.now())
    assert called.seq == 2


def test_a_number_the_old_release_takes_meanwhile_is_no_twin_and_is_called(before):
    take: Any = {"actor": None, "service_code": "ktp-el", "service_name": "KTP-el", "now": clocks.now()}
    assert operations.issue(**take).seq == 4
    with connection.cursor() as cursor:
        _old(cursor, clocks.today(), 5)
    assert operations.issue(**take).seq == 6
    rows = {row.number: row.state for row in queries.today(clocks.today())}
    assert rows["A-005"] is State.WAITING
    counter = operations.save_counter(actor=before.people["admin"], number=1, now=clocks.now())
    seen = []
    for _n in range(5):
        called = operations.call_next(actor=before.people["counter"], counter_id=counter.id, now=clocks.now())
        seen.append(called.seq)
        operations.bind_file(ticket_id=called.id, file_id=new_id(), now=clocks.now())
    assert seen == [2, 3, 4, 5, 6]
