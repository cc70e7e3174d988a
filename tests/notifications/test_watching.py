"""Late, away, lying about: found by the hour and by the day, told once."""

from datetime import timedelta

import pytest

from applications import absences
from applications.workflow_types import Action
from commons import clock as time
from notifications import tasks, watching
from notifications.kinds import Kind, Notice
from notifications.models import StaffNotice
from offices.scope import office_scope, public_scope
from tests.notifications.conftest import messages, rules_of

pytestmark = pytest.mark.django_db


def look(site, *, daily=False):
    with office_scope(site.office):
        return watching.look(site.office, now=time.now(), daily=daily)


def kinds(site):
    return [row.kind for row in messages(site) if row.kind not in {Kind.RECEIVED, Kind.READY, Kind.RETURNED}]


def notices(site):
    with office_scope(site.office):
        return {row.kind: row.count for row in StaffNotice.objects.filter(file=None)}


def test_late_is_told_once(site, clock):
    site.receive("sktm-rekomendasi")
    look(site)
    assert kinds(site) == []
    clock.set("2026-11-23 16:30")
    look(site)
    look(site)
    assert kinds(site) == [Kind.LATE]
    clock.advance(hours=2)
    look(site)
    assert kinds(site) == [Kind.LATE]


def test_who_did_not_ask_is_not_told(site, clock):
    site.receive("sktm-rekomendasi", contact_way="NONE")
    clock.set("2026-11-23 16:30")
    look(site)
    assert kinds(site) == []


def test_what_was_late_long_before_is_let_be(site, clock):
    site.receive("sktm-rekomendasi")
    clock.set("2026-12-20 09:00")
    look(site)
    assert kinds(site) == []


def test_not_collected_is_told_after_so_many_days_and_listed_for_the_counter(site, clock):
    rules_of(site, not_collected_days=3)
    site.until("sktm", "HAND_OVER")
    clock.set("2026-11-23 07:10")
    look(site, daily=True)
    assert kinds(site) == []
    clock.set("2026-11-24 07:10")
    look(site, daily=True)
    look(site, daily=True)
    assert kinds(site) == [Kind.NOT_COLLECTED]
    assert messages(site)[-1].facts == {"days": 4}
    assert notices(site)[Notice.NOT_COLLECTED] == 1
    clock.set("2026-11-25 07:10")
    look(site, daily=True)
    assert kinds(site) == [Kind.NOT_COLLECTED], "the applicant once, the counter each day"
    with office_scope(site.office):
        assert StaffNotice.objects.filter(kind=Notice.NOT_COLLECTED).count() == 2


def test_returned_for_long_is_told_with_what_is_missing(site, clock):
    rules_of(site, returned_days=2)
    outcome = site.receive("sktm")
    site.step(outcome, Action.RETURN, missing=("KK",))
    clock.set("2026-11-24 07:10")
    look(site, daily=True)
    look(site, daily=True)
    assert kinds(site) == [Kind.STILL_RETURNED]
    assert messages(site)[-1].seq == 2


def test_a_pile_that_waits_is_told_to_the_leader(site, clock):
    site.until("sktm", "SIGN")
    clock.set("2026-11-21 07:10")
    look(site, daily=True)
    assert notices(site) == {Notice.UNSIGNED: 1}


def test_the_leader_is_away_and_nobody_signs(site, clock):
    site.until("sktm-rekomendasi", "SIGN")
    now = time.now()
    with office_scope(site.office):
        absences.enter_absence(
            actor=site.people["secretary"],
            from_at=now - timedelta(minutes=1),
            to_at=now + timedelta(hours=5),
            reason="Rapat",
            now=now,
        )
    look(site)
    look(site)
    assert kinds(site) == [Kind.LEADER_AWAY]
    assert "due" in messages(site)[-1].facts


def test_an_office_sees_its_own_only(site, elsewhere, clock):
    site.until("sktm", "HAND_OVER")
    clock.set("2026-12-01 07:10")
    look(elsewhere, daily=True)
    assert kinds(elsewhere) == kinds(site) == []


def test_the_dispatchers_send_what_is_due(site, monkeypatch):

    sent = []
    monkeypatch.setattr(tasks.drain, "apply_async", lambda **_kwargs: sent.append("drain"))
    monkeypatch.setattr(tasks.look, "apply_async", lambda **kwargs: sent.append(kwargs["kwargs"]))
    with public_scope():
        assert tasks.wake() == 0
    site.receive("sktm")
    with public_scope():
        assert tasks.wake() == 1
        assert tasks.look_everywhere(daily=True) == 2
    assert sent == ["drain", {"daily": True}, {"daily": True}]


def test_a_task_runs_in_its_office(site):
    site.receive("sktm")
    with office_scope(site.office):
        assert tasks.look() == 0
        assert tasks.drain() == 1
        assert tasks.drain() == 0
