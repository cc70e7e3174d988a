"""An absence moves what was promised: the applicant is told once, in the same transaction, or not at all."""

from datetime import datetime, timedelta

import pytest

from applications import absences
from commons import clock as time
from commons.clock import wib
from notifications import watching
from notifications.deciding import is_true
from notifications.kinds import Kind
from offices.scope import office_scope
from tests.notifications.conftest import messages

pytestmark = pytest.mark.django_db


def gone(site, hours=5, *, ahead=0):
    """The leader goes now, or so many hours ahead."""
    now = time.now()
    with office_scope(site.office):
        return absences.enter_absence(
            actor=site.people["secretary"],
            from_at=now + timedelta(hours=ahead),
            to_at=now + timedelta(hours=ahead + hours),
            reason="Rapat",
            now=now,
        )


def told(site):
    return [row for row in messages(site) if row.kind == Kind.LEADER_AWAY]


def look(site):
    with office_scope(site.office):
        watching.look(site.office, now=time.now())


def test_who_waits_is_told_when_the_leader_goes_and_by_when(site, clock):
    outcome = site.receive("sktm")
    gone(site)
    (message,) = told(site)
    assert f"{wib(datetime.fromisoformat(message.facts['due'])):%H.%M}" == "14.15"
    assert message.file_id == outcome.file_id
    assert message.next_at == time.now()


def test_the_hourly_look_does_not_tell_it_again(site, clock):
    site.until("sktm", "SIGN")
    gone(site, ahead=1)
    clock.advance(hours=2)
    look(site)
    look(site)
    assert len(told(site)) <= 1


def test_the_slip_and_the_first_message_name_the_same_moment(site, clock):
    gone(site)
    outcome = site.receive("sktm")
    (message,) = [row for row in messages(site) if row.kind == Kind.RECEIVED]
    assert datetime.fromisoformat(message.facts["due"]) == site.file(outcome).ready_by
    assert told(site) == []


@pytest.mark.parametrize(
    ("service", "way"), [("sktm", "NONE"), ("sktm-rekomendasi", "WHATSAPP"), ("ktp-el", "WHATSAPP")]
)
def test_whose_promise_does_not_move_or_who_did_not_ask_is_not_told(site, clock, service, way):
    site.receive(service, contact_way=way)
    gone(site)
    assert told(site) == []


def test_a_promise_that_is_given_back_makes_the_message_outdated(site, clock):
    site.receive("sktm")
    row = gone(site)
    (message,) = told(site)
    assert is_true(message)
    clock.advance(minutes=5)
    with office_scope(site.office):
        absences.end_absence(actor=site.people["secretary"], absence_id=row.id, now=time.now())
    assert len(told(site)) == 1, "ready earlier than told needs no message"
    assert not is_true(told(site)[0])


def test_a_step_done_meanwhile_keeps_it_true(site, clock):
    outcome = site.receive("sktm")
    gone(site)
    clock.advance(minutes=6)
    site.step(outcome)
    assert is_true(told(site)[0])


def test_another_offices_applicants_are_told_nothing(site, elsewhere, clock):
    elsewhere.receive("sktm")
    gone(site)
    assert told(elsewhere) == []
