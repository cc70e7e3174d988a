"""An act on a file leaves its messages, in its own transaction and by its own statement."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from applications import followers
from applications.errors import ActionRefused
from applications.intake import ContactWay
from applications.versions import program_of
from applications.workflow_types import Action
from commons import clock as time
from commons.ids import new_id
from notifications import waking
from notifications.kinds import Kind, Notice, State
from notifications.models import OutMessage, StaffNotice
from offices.scope import office_scope
from tests.notifications.conftest import messages

pytestmark = pytest.mark.django_db


def kinds(site):
    return [(row.kind, row.seq) for row in messages(site)]


def notices(site):
    with office_scope(site.office):
        return [(row.kind, tuple(row.roles)) for row in StaffNotice.objects.order_by("at", "id")]


def test_a_file_that_is_received_says_so_with_its_promise(site):
    outcome = site.receive("sktm-rekomendasi")
    (row,) = messages(site)
    assert (row.kind, row.seq, row.state) == (Kind.RECEIVED, 1, State.WAITING)
    assert row.file_id == outcome.file_id
    assert row.facts == {"due": site.file(outcome).due_at.isoformat(), "here": "yes"}
    assert row.to is None, "addressed when it leaves"


def test_the_whole_way_of_a_file(site):
    outcome = site.until("sktm", "HAND_OVER")
    assert [kind for kind, _seq in kinds(site)] == [Kind.RECEIVED, Kind.READY]
    site.step(outcome)
    assert [kind for kind, _seq in kinds(site)] == [Kind.RECEIVED, Kind.READY], "who has it needs no message"
    found = notices(site)
    assert (Notice.TO_SIGN, ("HEAD",)) in found
    assert any(kind == Notice.INCOMING and "COUNTER" in roles for kind, roles in found), "back at the counter"


def test_nobody_is_told_what_they_did_themselves(site):
    outcome = site.receive("sktm")
    assert site.file(outcome).step_kind == "VERIFY"
    assert notices(site) == [], "the counter hands in and checks"


def test_missing_papers_are_told_once(site):
    outcome = site.receive("sktm")
    returned = site.step(outcome, Action.RETURN, missing=("Kartu Keluarga asli",))
    assert [kind for kind, _seq in kinds(site)] == [Kind.RECEIVED, Kind.RETURNED]
    assert returned.phase == "RETURNED"


def test_a_rejection_is_told(site):
    outcome = site.until("sktm", "SIGN")
    site.step(outcome, Action.REJECT, who="head", ground="Bukan penduduk kecamatan ini")
    assert kinds(site)[-1][0] == Kind.REJECTED


def test_sent_back_is_told_to_whom_it_goes(site):
    outcome = site.until("sktm", "SIGN")
    step = verify_of(site, outcome)
    site.step(outcome, Action.SEND_BACK, who="head", to_step=step, reason="Nama salah")
    assert notices(site)[-1][0] == Notice.SENT_BACK


def verify_of(site, outcome):
    with office_scope(site.office):
        file = site.file(outcome)
        process = program_of(file.version_id).process(file.extra_steps)
        return next(step.key for step in process.steps if step.kind == "VERIFY")


def test_it_vanishes_with_the_act(site):
    with office_scope(site.office):
        with transaction.atomic():
            site.receive("sktm")
            assert OutMessage.objects.count() == 1
            transaction.set_rollback(True)
        assert OutMessage.objects.count() == 0
        assert StaffNotice.objects.count() == 0
    assert waking.offices_due(now=time.now()) == []


def test_a_refused_act_leaves_nothing(site):
    outcome = site.until("sktm", "SIGN")
    before = kinds(site), notices(site)
    with pytest.raises(ActionRefused):
        site.step(outcome, who="counter")
    assert (kinds(site), notices(site)) == before


def test_an_act_costs_no_query_more(site, monkeypatch):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            site.receive_anew("sktm")
        return len(captured)

    asked()
    told = asked()
    monkeypatch.setattr(followers, "_followers", [])
    assert told == asked()


def test_files_of_the_past_tell_nobody(site):
    with followers.silent():
        site.receive_anew("sktm")
    assert messages(site) == []
    site.receive("sktm")
    assert len(messages(site)) == 1


def test_the_office_is_woken(site, elsewhere):
    assert waking.offices_due(now=time.now()) == []
    site.receive("sktm")
    assert [office.id for office in waking.offices_due(now=time.now())] == [site.office.id]
    assert waking.take(site.office.id, now=time.now()) == 1
    assert waking.offices_due(now=time.now()) == []


def test_a_mark_waits_for_its_minute(site, clock):
    later = clock.set("2026-11-20 23:59")
    clock.set("2026-11-20 22:00")
    assert waking.leave(site.office.id, [None, later]) == later
    assert waking.leave(site.office.id, [later]) == later
    assert waking.leave(site.office.id, [None]) is None
    assert waking.offices_due(now=time.now()) == []
    clock.set("2026-11-20 23:59")
    assert waking.take(site.office.id, now=time.now()) == 1


def test_each_office_has_its_own(site, elsewhere):
    site.receive("sktm")
    assert messages(elsewhere) == []
    with office_scope(elsewhere.office):
        assert StaffNotice.objects.count() == 0


@pytest.mark.parametrize("way", list(ContactWay))
def test_every_wish_is_kept_for_later(site, way):
    mail = {"mail": "siti@example.id"} if way is ContactWay.EMAIL else {}
    site.receive("sktm", contact_way=way, **mail)
    assert len(messages(site)) == 1, "whether it leaves is decided when it is its turn"


def test_the_same_act_is_told_once(site):
    site.receive("sktm")
    with office_scope(site.office):
        row = OutMessage.objects.get()
        row.id = new_id()
        with pytest.raises(IntegrityError, match="uq_outmessage_once"), transaction.atomic():
            row.save(force_insert=True)
