"""A standard whose day lies ahead: it waits, comes into force once, and survives the worker."""

from datetime import date

import pytest
from celery.schedules import crontab

from commons import clock as clocks
from config.celery import SCHEDULE
from offices.scope import office_scope, public_scope
from regulations.models import Instrument
from standards import controlling
from standards.controlling import Enactment, NotNow
from standards.tasks import publish_all_due
from tests.standards.hands import TODAY, go, publish, row
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db


class TestAhead:
    LATER = Enactment(number="1", issued_on=TODAY, decree="K", effective_from=date(2026, 12, 1))

    def test_it_waits_for_its_day(self, office_a, draft, people, clock):
        go(draft, people, "hand_in", "check", "approve")
        assert not publish(draft, people["head"], self.LATER)
        assert row(draft).state == "APPROVED"
        assert controlling.publish_due(now=clocks.now()) == 0
        clock.set("2026-12-01 00:02")
        assert controlling.publish_due(now=clocks.now()) == 1
        assert controlling.publish_due(now=clocks.now()) == 0
        assert (row(draft).state, row(draft).effective_from) == ("PUBLISHED", date(2026, 12, 1))

    @pytest.mark.parametrize("lawful", [True, False])
    def test_two_workers_with_the_same_task_do_it_once(self, draft, people, clock, monkeypatch, lawful):
        """The task of a lost worker is given out again, maybe while the first still works."""
        go(draft, people, "hand_in", "check", "approve")
        publish(draft, people["head"], self.LATER)
        if not lawful:
            with public_scope():
                Instrument.objects.filter(key="uji:1:2022").update(status="REVOKED", status_since=TODAY)
        clock.set("2026-12-01 00:02")
        told = TrailEntry.objects.count()
        real = controlling._publish_due

        def another_first(version_id, now):
            monkeypatch.setattr(controlling, "_publish_due", real)
            assert controlling.publish_due(now=now) == int(lawful)
            return real(version_id, now)

        monkeypatch.setattr(controlling, "_publish_due", another_first)
        assert controlling.publish_due(now=clocks.now()) == 0
        assert row(draft).state == ("PUBLISHED" if lawful else "APPROVED")
        assert TrailEntry.objects.count() == told + 1

    def test_the_night_visits_every_office(self, office_a, office_b, monkeypatch):
        sent = []
        monkeypatch.setattr("standards.tasks.publish_due.apply_async", lambda **_options: sent.append(1))
        with public_scope():
            assert publish_all_due() == len(sent) >= 2

    def test_what_became_unlawful_is_told_and_waits(self, office_a, draft, people, clock):
        go(draft, people, "hand_in", "check", "approve")
        publish(draft, people["head"], self.LATER)
        with public_scope():
            Instrument.objects.filter(key="uji:1:2022").update(status="REVOKED", status_since=TODAY)
        clock.set("2026-12-01 00:02")
        with office_scope(office_a):
            assert controlling.publish_due(now=clocks.now()) == 0
            assert (row(draft).state, row(draft).effective_from) == ("APPROVED", None)
            assert TrailEntry.objects.latest("seq").action == "standard.not_published"

    def test_not_before_today(self, draft, people):
        go(draft, people, "hand_in", "check", "approve")
        early = Enactment(number="1", issued_on=TODAY, decree="K", effective_from=date(2026, 11, 19))
        with pytest.raises(NotNow, match="sebelum hari ini"):
            publish(draft, people["head"], early)
        assert row(draft).effective_from is None

    def test_a_killed_worker_loses_no_day(self, draft, people, clock, monkeypatch):
        """What it had in hand is rolled back; nobody waits for the broker, the next minute asks again."""
        go(draft, people, "hand_in", "check", "approve")
        publish(draft, people["head"], self.LATER)
        clock.set("2026-12-01 00:02")
        told = TrailEntry.objects.count()

        def killed(*_args, **_kwargs):
            raise SystemExit

        with monkeypatch.context() as dying:
            dying.setattr(controlling, "_tell", killed)  # the last thing done before the commit
            with pytest.raises(SystemExit):
                controlling.publish_due(now=clocks.now())
        assert (row(draft).state, TrailEntry.objects.count()) == ("APPROVED", told)
        assert controlling.publish_due(now=clocks.now()) == 1
        assert (row(draft).state, TrailEntry.objects.count()) == ("PUBLISHED", told + 1)


def test_after_midnight_it_is_asked_again_within_a_minute():
    """Each minute; what waits longer than that for a worker is dropped, the next minute sends it again."""
    sweep = SCHEDULE["publish-due-standards"]
    assert sweep["schedule"] == crontab(hour="0", minute="2-12")
    assert sweep["options"] == {"expires": 55}
