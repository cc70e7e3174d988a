"""Marks of what changed: in the statement of the change itself, or not at all."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from applications.errors import Stale
from applications.models import Event, File
from commons import together
from offices import changes
from offices.models import DirtyMark
from offices.scope import office_scope, public_scope
from tests.applications.test_lifecycles import office, receive, step_on

__all__ = ["office"]  # a fixture

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def marks():
    with public_scope():
        return list(
            DirtyMark.objects.filter(topic="files")
            .order_by("id")
            .values("office_id", "topic", "days", "oldest", "since")
        )


def test_a_row_and_its_mark_are_one_statement(office):
    place, people = office
    file = File.objects.get(id=receive(people, "sktm").file_id)
    before = marks()
    event = Event.objects.get(file=file)
    event.pk, event.seq, event.idempotency_key = None, 2, None
    event.id = changes.new_mark(office_id=place.id).id
    with CaptureQueriesContext(connection) as captured:
        together.insert(event, changes.new_mark(office_id=place.id, days=[DAY], oldest=DAY))
    assert len(captured) == 1
    assert Event.objects.get(file=file, seq=2).data == event.data
    assert marks()[len(before) :] == [
        {"office_id": place.id, "topic": "files", "days": [DAY], "oldest": DAY, "since": None}
    ]


def test_a_row_that_is_refused_leaves_no_mark(office):
    place, people = office
    event = Event.objects.get(file_id=receive(people, "sktm").file_id)
    before = marks()
    with pytest.raises(IntegrityError), transaction.atomic():
        together.insert(event, changes.new_mark(office_id=place.id, days=[DAY]))
    assert marks() == before


def test_every_action_leaves_a_mark_and_a_refused_one_none(office):
    place, people = office
    before = len(marks())
    outcome = receive(people, "ktp-el")
    step_on(people, outcome)
    assert marks()[before:] == 2 * [
        {"office_id": place.id, "topic": "files", "days": [DAY], "oldest": DAY, "since": None}
    ]
    before = marks()
    with pytest.raises(Stale):
        step_on(people, outcome)
    assert marks() == before


def test_without_an_office_all_are_marked(office, office_b):
    place, _people = office
    before = len(marks())
    with public_scope():
        changes.mark(office_id=None, since=DAY)
    assert {mark["office_id"] for mark in marks()[before:]} == {place.id, office_b.id}


def test_an_office_may_not_mark_for_all(office):
    place, _people = office
    before = marks()
    with office_scope(place), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        changes.mark(office_id=None, since=DAY)
    assert marks() == before
