"""Of what was done on paper people are told what still helps them, once, with its real time."""

from datetime import date, datetime

import pytest

from applications import hooks
from applications.operations import outcome_of
from applications.queries_file import at_step
from commons import clock as clocks
from commons.clock import WIB, wib
from fallback import operations
from notifications import draining, promised, watching
from notifications.kinds import Kind, State
from notifications.models import ChannelSetting, OutMessage, StaffNotice
from offices.scope import office_scope
from tests.fallback import test_keyed_in as keyed
from tests.fallback.test_keyed_in import GOOD, LETTER, confirm, key_in, line

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 19)
OPEN = {**GOOD, "signed": "", "handed": "", "receiver": ""}
SIGNED = {**GOOD, "handed": "", "receiver": ""}


@pytest.fixture
def sheet(site, clock):
    """The morning after a day on paper, in an office whose messages are shown on its console."""
    clock.set("2026-11-18 15:00")
    with office_scope(site.office):
        made = operations.print_sheet(actor=site.people["counter"], day=DAY, pages=1, now=clocks.now())
        ChannelSetting.objects.create(channel="CONSOLE", is_on=True, changed_at=clocks.now())
    clock.set("2026-11-20 08:00")
    return made


def file_it(site, n, service=keyed.SKTM):
    return keyed.file_it(site, n, service, contact_way="WHATSAPP")


def told(site):
    """(kind, state, whether its words say the real day) of every message, once all have had their turn."""
    with office_scope(site.office):
        draining.drain(site.office)
        rows = OutMessage.objects.exclude(kind=Kind.STAFF).order_by("created_at", "id")
        return [(row.kind, row.state, "19 November 2026" in (row.text or "")) for row in rows]


def noticed(site):
    with office_scope(site.office):
        return [row.kind for row in StaffNotice.objects.order_by("at", "id")]


def look(site, *, daily=True):
    with office_scope(site.office):
        watching.look(site.office, now=clocks.now(), daily=daily)


def test_who_has_the_letter_is_told_nothing(site, sheet):
    """Received, signed and fetched on paper: every step back-dated, the last one with the paper in hand."""
    key_in(site, sheet, {**GOOD, "service": LETTER})
    file_it(site, 1, LETTER)
    assert (told(site), noticed(site)) == ([], []), "what comes next stands on the same paper"
    look(site)
    assert told(site) == [], "it waits for a word, not for a signature: nobody is told that it is late"
    confirm(site, 1)
    look(site)
    assert told(site) == []


def test_what_lies_ready_since_a_paper_day_is_told_once_with_its_day(site, sheet, clock):
    key_in(site, sheet, {**SIGNED, "service": LETTER})
    filed = file_it(site, 1, LETTER)
    assert told(site) == []
    confirm(site, 1)
    assert told(site) == [(Kind.READY, State.ACCEPTED, True)]
    with office_scope(site.office):
        row = OutMessage.objects.get()
        assert wib(row.created_at) == datetime(2026, 11, 20, 8, tzinfo=WIB), "told when it was known"
        assert "Selesai sejak Kamis, 19 November 2026 pukul 09.05" in str(row.text)
    look(site)
    confirm(site, 1)
    assert [kind for kind, _s, _d in told(site)] == [Kind.READY]
    assert filed.file_id == row.file_id


def test_what_was_fetched_before_its_message_left_is_not_told(site, sheet):
    key_in(site, sheet, {**SIGNED, "service": LETTER})
    filed = file_it(site, 1, LETTER)
    confirm(site, 1)
    with office_scope(site.office):
        ready = outcome_of(filed.file_id)
    site.step(ready)
    assert told(site) == [(Kind.READY, State.DROPPED, False)]


def test_who_was_told_today_is_not_reminded_today(site, sheet, clock):
    """Entered two weeks late: told that it is ready now; that it lies about only when it has lain on."""
    key_in(site, sheet, {**SIGNED, "service": LETTER})
    clock.set("2026-12-07 08:00")
    file_it(site, 1, LETTER)
    confirm(site, 1)
    look(site)
    assert [kind for kind, _s, _d in told(site)] == [Kind.READY]
    clock.set("2026-12-21 08:00")
    look(site)
    assert [kind for kind, _s, _d in told(site)] == [Kind.READY, Kind.NOT_COLLECTED]


def test_a_receipt_is_told_while_its_promise_lies_ahead(site, sheet, clock):
    key_in(site, sheet, {**OPEN, "service": LETTER}, {**OPEN, "service": LETTER, "name": "BUDI"})
    file_it(site, 1, LETTER)
    assert told(site) == [(Kind.RECEIVED, State.ACCEPTED, True)]
    clock.set("2026-12-07 08:00")
    file_it(site, 2, LETTER)
    assert told(site) == [(Kind.RECEIVED, State.ACCEPTED, True)], "a promise that is long over is no news"


def test_an_absence_moves_nothing_for_what_was_signed_on_paper(site, sheet):
    key_in(site, sheet, GOOD, OPEN)
    done, waits = file_it(site, 1), file_it(site, 2)
    with office_scope(site.office):
        OutMessage.objects.all().delete()
        for filed in (done, waits):
            change = {
                "before": clocks.now(),
                "after": clocks.now().replace(hour=9),
                "changed_at": clocks.now(),
            }
            promised.moved(hooks.PromiseChanged(file_id=filed.file_id, by_absence=True, **change))
        assert list(OutMessage.objects.values_list("file_id", flat=True)) == [waits.file_id]
        assert at_step(done.file_id).kind == "SIGN"
    assert line(site, 1).awaits_signer
