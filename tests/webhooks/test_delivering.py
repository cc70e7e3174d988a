"""From a fact to a receiver: at least once, in order of what is due, whatever dies on the way."""

from datetime import timedelta

import pytest
from django.db import transaction

from audit.models import KabupatenEntry
from commons import clock as time
from commons.errors import DomainError
from outbox import operations as outbox
from outbox.models import Message
from outbox.topics import FIGURES_CLOSED, OFFICE_LIVE, UnknownTopic
from tests.onboarding.conftest import kabupaten_person
from webhooks import delivering, operations, schedule
from webhooks.models import Attempt, Delivery, DeliveryState, Endpoint, State
from webhooks.signing import is_good
from webhooks.tasks import deliver

pytestmark = pytest.mark.django_db
FACTS = {"office": "35.08.10", "name": "Kecamatan Lumajang", "level": "KECAMATAN"}


@pytest.fixture
def kept(admin, receiver, clock):
    """A receiver of two kinds of messages, and its secret."""
    return operations.add(
        name="Dasbor", url=receiver.url, topics=[OFFICE_LIVE, FIGURES_CLOSED], actor=admin, now=time.now()
    )


def tell(topic=OFFICE_LIVE, data=FACTS):
    with transaction.atomic():
        outbox.put(topic=topic, office_id=None, data=data, now=time.now())


def go():
    """What the worker does every few seconds."""
    delivering.spread(now=time.now())
    for delivery_id, attempts in delivering.due(now=time.now()):
        deliver(delivery_id=str(delivery_id), attempts=attempts)


def test_a_fact_arrives_signed_and_once(kept, receiver):
    _endpoint, secret = kept
    tell()
    go()
    go()
    ((sent, body),) = receiver.got
    assert is_good(secret, sent, body, now=time.now())
    assert receiver.bodies()[0]["data"] == FACTS
    assert receiver.bodies()[0]["type"] == OFFICE_LIVE
    assert Delivery.objects.get().state == DeliveryState.DONE


def test_what_was_not_asked_for_is_not_sent(kept, receiver):
    tell("office.suspended")
    go()
    assert receiver.got == []
    assert Message.objects.filter(spread_at=None).count() == 0


def test_a_fact_that_is_taken_back_is_not_told(kept, receiver):
    with transaction.atomic():
        outbox.put(topic=OFFICE_LIVE, office_id=None, data=FACTS, now=time.now())
        transaction.set_rollback(True)
    go()
    assert receiver.got == []


@pytest.mark.parametrize("data", [{}, FACTS | {"nik": "3508101501900001"}])
def test_only_registered_fields_leave_the_house(data):
    with pytest.raises(UnknownTopic), transaction.atomic():
        outbox.put(topic=OFFICE_LIVE, office_id=None, data=data, now=time.now())
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [(500, {}, ""), (404, {}, ""), (302, {"Location": "http://x/"}, "redirect")],
)
def test_what_fails_is_tried_again_later_under_the_same_id(kept, receiver, clock, status, headers, error):
    receiver.status, receiver.headers = status, headers
    tell()
    go()
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.next_at > time.now()) == (DeliveryState.WAITING, 1, True)
    assert Attempt.objects.get().error == error
    go()
    assert len(receiver.got) == 1
    receiver.status, receiver.headers = 204, {}
    clock.advance(minutes=1)
    go()
    first, second = (sent["webhook-id"] for sent, _body in receiver.got)
    assert first == second
    assert Delivery.objects.get().state == DeliveryState.DONE


def test_a_worker_that_dies_after_taking_a_delivery_loses_nothing(kept, receiver, clock, monkeypatch):
    def dies(*_args, **_more):
        raise SystemExit

    tell()
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "post", dies)
        with pytest.raises(SystemExit):
            go()
    go()
    assert receiver.got == []  # it may still be under way
    clock.advance(minutes=3)
    go()
    assert len(receiver.got) == 1
    assert Delivery.objects.get().state == DeliveryState.DONE


def test_two_workers_with_one_task_send_once(kept, receiver):
    tell()
    delivering.spread(now=time.now())
    ((delivery_id, attempts),) = delivering.due(now=time.now())
    deliver(delivery_id=str(delivery_id), attempts=attempts)
    deliver(delivery_id=str(delivery_id), attempts=attempts)
    assert len(receiver.got) == 1


def test_a_huge_answer_is_cut(kept, receiver):
    receiver.body = b"x" * 2_000_000
    receiver.status = 200
    tell()
    go()
    assert len(Attempt.objects.get().answer) == 1024


def test_an_address_that_turned_inward_gets_nothing(kept, receiver, settings):
    """The name is looked at again for every attempt."""
    settings.WEBHOOK_LOCALHOST = False
    tell()
    go()
    assert receiver.got == []
    assert Attempt.objects.get().error == "not_https"


def test_after_days_of_failing_it_is_disabled_and_said(kept, receiver, clock):
    receiver.status = 503
    tell()
    for _n in range(11):
        go()
        clock.advance(hours=25)
    endpoint = Endpoint.objects.get()
    assert endpoint.state == State.DISABLED
    assert KabupatenEntry.objects.filter(action="webhook.disabled").count() == 1
    before = len(receiver.got)
    tell()
    go()
    assert len(receiver.got) == before


def test_resuming_sends_what_was_kept(kept, receiver, admin):
    endpoint, _secret = kept
    operations.pause(endpoint_id=endpoint.pk, actor=admin, now=time.now())
    tell()
    go()
    assert receiver.got == []
    operations.resume(endpoint_id=endpoint.pk, actor=admin, now=time.now())
    go()
    assert len(receiver.got) == 1


def test_gone_means_never_again(kept, receiver):
    receiver.status = 410
    tell()
    go()
    assert Endpoint.objects.get().state == State.DISABLED
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_both_secrets_sign_for_a_day(kept, receiver, admin, clock):
    endpoint, old = kept
    new = operations.rotate(endpoint_id=endpoint.pk, actor=admin, now=time.now())
    tell()
    go()
    clock.advance(hours=25)
    tell()
    go()
    (first, body), (second, later) = receiver.got
    sent_at = time.now() - timedelta(hours=25)
    assert is_good(old, first, body, now=sent_at)
    assert is_good(new, first, body, now=sent_at)
    assert not is_good(old, second, later, now=time.now())


def test_the_secret_lies_sealed(kept):
    _endpoint, secret = kept
    (row,) = kept[0].secrets.all()
    assert secret.encode() not in bytes(row.sealed)


def test_old_lines_are_cleared(kept, receiver, clock):
    tell()
    go()
    clock.advance(days=schedule.LOG_KEPT.days + 1)
    assert delivering.clear_log(now=time.now()) > 0
    assert not Delivery.objects.exists()
    assert not Attempt.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", ["EXECUTIVE", "AUDITOR", "COMPLAINTS"])
def test_only_the_admin_keeps_receivers(role, receiver):
    with pytest.raises(DomainError):
        operations.add(
            name="x", url=receiver.url, topics=[OFFICE_LIVE], actor=kabupaten_person(role), now=time.now()
        )
    assert not Endpoint.objects.exists()
