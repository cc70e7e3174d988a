"""When the leader's absence is entered, what waits for the signature falls due later, and only there."""

from datetime import timedelta

import pytest

from applications import absences, promises
from applications.models import File
from applications.tasks import refresh_promises
from commons import clock as clocks
from tests.applications.test_lifecycles import office, receive, step_on

pytestmark = pytest.mark.django_db
__all__ = ["office"]


def at_signature(people):
    """An SKTM of Kecamatan Lumajang that waits for the camat: 15 minutes, "bila pimpinan ada di tempat"."""
    outcome = receive(people, "sktm")
    return File.objects.get(id=step_on(people, outcome).file_id)


def away(people, hours):
    now = clocks.now()
    until = now + timedelta(hours=hours)
    return absences.enter_absence(
        actor=people["secretary"], from_at=now, to_at=until, reason="Dinas luar", now=now
    )


def test_an_absence_moves_the_due_moment_of_what_waits_for_the_leader(office, clock):
    _office, people = office
    file = at_signature(people)
    before = file.due_at
    clock.advance(minutes=5)
    away(people, 2)
    file.refresh_from_db()
    # Friday 09.05 to 11.05 does not count.
    assert file.due_at == before + timedelta(hours=2)


def test_ending_it_early_moves_it_back(office, clock):
    _office, people = office
    file = at_signature(people)
    before = file.due_at
    row = away(people, 2)
    clock.advance(minutes=30)
    absences.end_absence(actor=people["secretary"], absence_id=row.id, now=clocks.now())
    file.refresh_from_db()
    assert file.due_at == before + timedelta(minutes=30)


def test_a_file_that_does_not_wait_for_the_leader_keeps_its_promise(office, clock):
    _office, people = office
    other = receive(people, "sktm-rekomendasi")
    before = File.objects.get(id=other.file_id).due_at
    away(people, 2)
    assert File.objects.get(id=other.file_id).due_at == before


def test_the_task_may_run_twice(office, clock):
    _office, people = office
    at_signature(people)
    away(people, 2)
    assert refresh_promises() == 0
    assert promises.refresh(now=clocks.now()) == 0
