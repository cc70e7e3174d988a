"""Messages in the read model: on the day they were made, with what became of them; grown is as rebuilt."""

import random
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commons import clock as clocks
from commons.errors import DomainError
from indicators import queries, storage
from indicators.folding import fold_office, rebuild
from indicators.measures import definition_of
from indicators.periods import Period
from indicators.results import Scope
from notifications import counting, draining, operations, watching
from notifications.hearing import report
from notifications.hooks import Report
from notifications.kinds import Channel, Kind, State
from notifications.models import ChannelSetting, OutMessage
from offices.scope import office_scope, public_scope
from telling.models import TellingDay, TellingMonth
from telling.reading import COUNTED, Sent, columns_of
from tests.desk import elsewhere, site

__all__ = ["elsewhere", "site"]
FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
MADE = datetime(2026, 11, 20, 3, tzinfo=UTC)


@given(
    state=st.sampled_from(State),
    after=st.one_of(st.none(), st.integers(-5, 100_000)),
    quiet=st.booleans(),
)
def test_each_message_counts_for_one_fate(state, after, quiet):
    sent_at = MADE + timedelta(seconds=after) if after is not None else None
    found = set(columns_of(Sent(state, MADE, sent_at, quiet)))
    assert bool(found) == (state in COUNTED) == ("tell_messages" in found)
    fates = found & {"tell_sent", "tell_failed", "tell_unknown", "tell_hand"}
    assert len(fates) == (1 if found else 0)
    assert {"tell_delivered", "tell_timed"} & found <= (
        {"tell_delivered", "tell_timed"} if "tell_sent" in found else set()
    )
    prompt = "tell_sent" in found and after is not None and after <= 10 and not quiet
    assert ("tell_prompt" in found) == prompt
    assert "tell_prompt" not in found or "tell_timed" in found


def fold(*offices) -> None:
    for each in offices:
        fold_office(each.office, now=clocks.now())


def cells(table: Any = TellingDay):
    with public_scope():
        return {key: cell.counts for key, cell in storage.load(table)}


def console(site) -> None:
    with office_scope(site.office):
        ChannelSetting.objects.create(channel=Channel.CONSOLE, is_on=True, changed_at=clocks.now())


def turn(site) -> None:
    with office_scope(site.office):
        draining.drain(site.office)


@pytest.mark.django_db
def test_a_message_stands_on_its_own_day_with_what_became_of_it(site, elsewhere, clock):
    """Sent at once, held back by quiet hours, told by hand, waiting, not wanted; of no office but its own."""
    site.until("sktm-rekomendasi", "HAND_OVER")
    fold(site)
    assert cells() == {}, "what waits for its turn is nobody's figure yet"
    turn(site)  # no channel: the receipt is let go, the other is for a person
    fold(site, elsewhere)
    assert cells()["sktm-rekomendasi", FRIDAY] == {"tell_messages": 1, "tell_hand": 1}
    console(site)
    site.receive("sktm")
    clock.advance(seconds=9)
    site.receive("sktm", contact_way="NONE")
    turn(site)
    clock.advance(seconds=1)
    site.receive("ktp-el")
    clock.advance(minutes=3)
    turn(site)
    clock.set("2026-11-20 20:30")
    site.receive("sktm")
    turn(site)
    clock.set("2026-11-23 07:00")
    turn(site)
    fold(site, elsewhere)
    found = cells()
    assert found["sktm", FRIDAY] == {"tell_messages": 2, "tell_sent": 2, "tell_timed": 1, "tell_prompt": 1}
    assert found["ktp-el", FRIDAY] == {"tell_messages": 1, "tell_sent": 1, "tell_timed": 1}
    assert found["", FRIDAY]["tell_messages"] == 4
    assert {day for _service, day in found} == {FRIDAY}
    assert cells(TellingMonth)["", date(2026, 11, 1)] == found["", FRIDAY]
    with public_scope():
        assert set(TellingDay.objects.values_list("office_id", flat=True)) == {site.office.id}
    values = queries.table(scope=Scope(Period.months(date(2026, 11, 1), FRIDAY))).rows
    mine = next(row.values for row in values if row.office.id == site.office.id)
    assert (mine["messages"].value, mine["messages_prompt"].n) == (4, 2)
    assert definition_of("messages_prompt").headline


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_a_rebuild_equals_what_grew_step_by_step(site, clock, seed):
    """Some days of whatever may become of a message, folded now and then."""
    chance = random.Random(seed)  # noqa: S311  a play, not a secret
    console(site)
    for day in ("2026-11-19", "2026-11-20", "2026-11-23"):
        clock.set(f"{day} 08:00")
        for _n in range(12):
            clock.advance(minutes=chance.randrange(0, 90))
            _something(site, chance)
            if chance.random() < 0.25:
                fold(site)
        turn(site)
    fold(site)
    grown = (cells(), cells(TellingMonth))
    period = Period.months(date(2026, 11, 1), date(2026, 11, 30))
    assert list(rebuild(site.office, period=period, now=clocks.now()))
    assert (cells(), cells(TellingMonth)) == grown
    assert grown[0]


def _something(site, chance) -> None:
    what = chance.randrange(6)
    if what < 2:
        site.receive(chance.choice(["sktm", "ktp-el"]), contact_way=chance.choice(["SMS", "NONE"]))
        return
    if what == 2:
        turn(site)
        return
    with office_scope(site.office):
        rows = list(OutMessage.objects.exclude(kind=Kind.STAFF))
        row = chance.choice(rows) if rows else None
        if row is None:
            return
        if what == 3:
            said = Report(provider_id=row.provider_id, state=chance.choice([State.DELIVERED, State.FAILED]))
            report(said, channel=Channel.CONSOLE, now=clocks.now())
            return
        OutMessage.objects.filter(pk=row.pk, state=State.ACCEPTED).update(state=State.UNKNOWN)
        counting.changed([row.created_at])
        if what == 5:
            watching.look(site.office, now=clocks.now(), daily=True)
        facts = {"message_id": row.pk, "actor": site.people["counter"], "now": clocks.now()}
        with suppress(DomainError):  # what is refused changes nothing
            chance.choice([operations.send_again, operations.take_by_hand, operations.it_arrived])(**facts)
