"""What the demo shows of the paper day and of letters between offices, made by the operations themselves."""

from collections import Counter

import pytest

from applications import verifier
from applications.villages import forget_villages, villages
from commons import clock as clocks
from demo import files
from demo.behind import seed_behind
from demo.linked import seed_linked
from demo.paper import seed_sheet
from demo.telling import seed_messages
from documents.models import Letter
from fallback.models import Line, Sheet
from handoff.models import BroughtLetter
from notifications.models import OutMessage
from offices.areas import known_areas, load_areas
from offices.scope import office_scope, public_scope
from supervision.models import Meeting
from tests import world
from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _villages(site, monkeypatch):
    """The offices of the tests have no villages of their own."""
    with public_scope():
        load_areas(known_areas().values())
    forget_villages()
    monkeypatch.setattr(files, "_own_villages", lambda: [villages()["35.08.01.2001"]])
    yield
    forget_villages()


def test_a_morning_on_paper_is_seeded_once(site, clock):
    clock.set("2026-11-23 09:00")  # a Monday: the morning is last Friday's
    with office_scope(site.office):
        for _again in range(2):
            seed_sheet(site.office, now=clocks.now())
        states = Counter(Line.objects.filter(sheet__day="2026-11-20").values_list("state", flat=True))
        assert states == {"FILED": 2, "KEPT": 1, "SPOILED": 1, "BLANK": 1}
        assert Line.objects.filter(awaits_signer=True).count() == 1
        assert [str(day) for day in Sheet.objects.order_by("day").values_list("day", flat=True)] == [
            "2026-11-20",
            "2026-11-24",
        ]
        assert all(found.report.whole for found in verifier.check_office({}))


def test_nobody_was_told_before_it_happened(site, clock):
    for _number in range(4):
        clock.advance(minutes=3)
        site.receive("sktm")
    site.until("sktm-rekomendasi", "HAND_OVER")
    with office_scope(site.office):
        for _again in range(2):
            seed_messages(site.office, now=clocks.now())
        messages = OutMessage.objects.filter(once__startswith="D:").select_related("file")
        assert len(messages) == 5
        assert all(one.file and one.file.changed_at <= one.created_at <= clocks.now() for one in messages)


def test_the_meeting_is_on_a_working_day_and_who_leads_does_not_write(site, clock):
    clock.set("2026-11-29 09:00")  # eight days before it was a Saturday
    with office_scope(site.office):
        for _again in range(2):
            seed_behind(site.office, now=clocks.now())
        row = Meeting.objects.get()
    assert str(row.held_on) == "2026-11-20"
    assert row.closed_at is not None
    assert row.chair != row.writer


def test_a_letter_is_brought_from_one_office_to_the_other_once(site, elsewhere, clock):
    elsewhere.until("sktm-rekomendasi", "HAND_OVER", values={"nik": world.VALUES["nik"]})
    clock.advance(minutes=30)
    with office_scope(elsewhere.office):
        (printed,) = Letter.objects.values_list("sha256", flat=True)
        Letter.objects.update(sha256="")
    seed_linked(giver=elsewhere.office, taker=site.office, now=clocks.now())
    with office_scope(site.office):
        assert not BroughtLetter.objects.exists(), "a letter of a simulated year has no force"
    with office_scope(elsewhere.office):
        Letter.objects.update(sha256=printed)
    for _again in range(2):
        seed_linked(giver=elsewhere.office, taker=site.office, now=clocks.now())
    with office_scope(site.office):
        assert BroughtLetter.objects.count() == 1
    with office_scope(elsewhere.office):
        assert not BroughtLetter.objects.exists()
