"""What every page asks of its bar in one statement says the same as the reads it spares."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.glance import look
from applications import absences, queries
from commons import clock as clocks
from offices.scope import office_scope
from tests.applications.pages import text, url

FAR = datetime(2999, 1, 1, tzinfo=UTC)
ALL = {"live": True, "away_until": FAR, "appointed_until": FAR.date()}


def desks(site, who) -> tuple[Any, Any]:
    """The desk as a page draws it, and with nothing spared."""
    actor, now = site.people[who], clocks.now()
    with office_scope(site.office):
        return queries.desk(actor, now=now, seen=look(actor, now=now)), queries.desk(actor, now=now, seen=ALL)


def same(site, who="head") -> Any:
    short, whole = desks(site, who)
    assert (short.files, short.programs, short.presence) == (whole.files, whole.programs, whole.presence)
    return short


def away(site, hours: int) -> Any:
    now = clocks.now()
    with office_scope(site.office):
        return absences.enter_absence(
            actor=site.people["secretary"],
            from_at=now,
            to_at=now + timedelta(hours=hours),
            reason="rapat",
            now=now,
        )


def test_a_desk_is_the_same_when_what_is_not_there_is_not_asked_for(site, clock):
    assert same(site).files == ()
    away(site, hours=1)
    assert len(same(site).presence.absences) == 1
    clock.advance(hours=2)
    assert same(site).presence.absences == ()
    site.receive("sktm")
    assert len(same(site).files) == 1
    away(site, hours=1)
    clock.advance(hours=3)
    assert len(same(site, "counter").presence.absences) == 1, "it cost the file that waits an hour"


def test_a_page_with_nothing_in_its_bar_asks_once_for_it(site, elsewhere):
    elsewhere.receive("sktm")
    site.at("counter").get(url("search"))
    with CaptureQueriesContext(connection) as asked:
        assert "Cari" in text(site.at("counter").get(url("search")))
    assert len(asked) == 3, "session, person, and one for the bar"
