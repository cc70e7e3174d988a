"""People sent home: what was missing is kept, who it was only when given; a later visit closes the trip."""

from datetime import date

import pytest
from django.db import connection

from commons import clock as clocks
from commons.ids import new_id
from offices.scope import office_scope
from queueing import operations, queries, retention
from queueing.errors import NotFound, SettingRefused
from queueing.models import Trip
from queueing.operations import MissingItem, SentHome
from queueing.workflow import Action, State
from tests import world
from tests.queueing.desk import KTP, SKTM, Queue

pytestmark = pytest.mark.django_db
KK = MissingItem(key="kk", name="Kartu Keluarga")
NIK = world.VALUES["nik"]


def home(queue, service=SKTM, key=None, missing=(KK,), **more):
    with office_scope(queue.site.office):
        return operations.send_home(
            actor=queue.who("counter"),
            said=SentHome(service=service, missing=missing, **more),
            idempotency_key=key or str(new_id()),
            now=clocks.now(),
        )


def trips(queue):
    with office_scope(queue.site.office):
        return list(Trip.objects.order_by("id"))


def test_what_was_missing_is_kept_and_nothing_of_the_person_lies_open(queue):
    trip = home(queue, nik=NIK, name="Siti Aminah", phone="0812 3456 7890")
    assert (trip.missing, str(trip.day)) == ([{"key": "kk", "name": "Kartu Keluarga"}], "2026-11-20")
    with office_scope(queue.site.office), connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM queueing_trip t")
        row = cursor.fetchone()[0]
        assert NIK not in row
        assert "Siti" not in row
        assert "7890" not in row
        (shown,) = queries.open_trips()
    assert (shown.name, shown.masked_nik[:6], shown.missing) == ("Siti Aminah", NIK[:6], ("Kartu Keluarga",))
    assert NIK not in shown.masked_nik


def test_nothing_of_the_person_is_needed(queue):
    trip = home(queue)
    assert (trip.name, trip.nik, trip.phone, trip.nik_index) == (None, None, None, "")


def test_something_must_be_missing(queue):
    with pytest.raises(SettingRefused):
        home(queue, missing=())
    home(queue, missing=(), note="datang bukan pada jam layanan")
    assert len(trips(queue)) == 1


@pytest.mark.parametrize(
    ("field", "value"), [("nik", "123"), ("nik", "abcdefghijklmnop"), ("phone", "12"), ("phone", "telepon")]
)
def test_a_number_that_cannot_be_is_refused(queue, field, value):
    with pytest.raises(SettingRefused) as caught:
        home(queue, **{field: value})
    assert caught.value.context["field"] == field
    assert trips(queue) == []


def test_the_same_key_counts_once(queue):
    assert home(queue, key="k").id == home(queue, key="k").id
    assert len(trips(queue)) == 1


def test_the_ticket_goes_on_or_is_done(queue, clock):
    ticket = queue.take(SKTM, more=[KTP])
    queue.do(ticket, Action.START, counter_id=queue.counter().id)
    clock.advance(minutes=4)
    home(queue, ticket_id=ticket.id)
    assert queue.state(ticket) is State.SERVING
    assert [(v.outcome, v.seconds) for v in queue.visits(ticket)] == [("SENT_HOME", 240), ("", None)]
    home(queue, KTP, ticket_id=ticket.id)
    assert queue.state(ticket) is State.DONE


def test_a_later_file_of_the_same_person_closes_their_trips_for_the_service(queue):
    first, second, other = home(queue, nik=NIK), home(queue, nik=NIK), home(queue, KTP, nik=NIK)
    nameless = home(queue)
    file_id = new_id()
    with office_scope(queue.site.office):
        closed = operations.close_by_nik(
            nik_index=first.nik_index, service_code="sktm", file_id=file_id, now=clocks.now()
        )
        assert (
            operations.close_by_nik(nik_index="", service_code="sktm", file_id=file_id, now=clocks.now()) == 0
        )
    assert closed == 2
    found = {trip.id: trip.closed_file_id for trip in trips(queue)}
    assert found == {first.id: file_id, second.id: file_id, other.id: None, nameless.id: None}


def test_closed_by_hand_with_those_of_the_same_telephone(queue):
    first, second = home(queue, phone="081234567890"), home(queue, phone="0812-3456-7890")
    file_id = new_id()
    with office_scope(queue.site.office):
        operations.close_by_hand(trip_id=first.id, file_id=file_id, now=clocks.now())
        operations.close_by_hand(trip_id=first.id, file_id=new_id(), now=clocks.now())
    assert {trip.closed_file_id for trip in trips(queue)} == {file_id}
    assert second.id in {trip.id for trip in trips(queue)}


def test_known_again_by_nik_or_telephone(queue):
    home(queue, nik=NIK)
    home(queue, phone="081234567890")
    with office_scope(queue.site.office):
        assert len(queries.trips_of(NIK)) == 1
        assert len(queries.trips_of("+62 812-3456-7890")) == 1
        assert queries.trips_of("Siti") == []
        assert queries.trips_of("") == []


def test_another_office_s_trip_is_not_there(queue, elsewhere):
    theirs = Queue(elsewhere)
    trip = home(theirs, nik=NIK)
    with office_scope(queue.site.office):
        assert queries.trip(trip.id) is None
        assert queries.trips_of(NIK) == []
        with pytest.raises(NotFound):
            operations.close_by_hand(trip_id=trip.id, file_id=new_id(), now=clocks.now())
    foreign = queue.take()
    home(theirs, ticket_id=foreign.id)
    assert queue.state(foreign) is State.WAITING


def test_who_it_was_is_erased_when_the_rule_says(queue, clock):
    home(queue, nik=NIK, name="Siti", phone="081234567890")
    home(queue)
    with office_scope(queue.site.office):
        assert (retention.count(date(2026, 11, 20)), retention.count(date(2026, 11, 21))) == (0, 1)
        assert retention.erase(date(2026, 11, 21)) == 1
        assert retention.count(date(2026, 11, 21)) == 0
    trip = trips(queue)[0]
    assert (trip.name, trip.nik, trip.phone, trip.nik_index, trip.phone_index) == (None, None, None, "", "")
    assert trip.missing, "that somebody was sent home, and why, stays"
