"""Sent home: the form with the published checklist, the slip, the list, the later visit."""

import pytest

from commons.ids import new_id
from offices.scope import office_scope
from queueing.models import Trip
from queueing.workflow import Action, State
from tests import world
from tests.applications.pages import filled, inputs, text
from tests.desk import address
from tests.documents import samples
from tests.queueing.desk import SKTM, Queue

pytestmark = pytest.mark.django_db
NIK = world.VALUES["nik"]


def form(site):
    return site.at("counter").get(address("trip_new", "sktm"))


def record(site, **typed):
    page = form(site)
    items = [item["value"] for group in page.context["groups"] for item in group["items"]]
    sent = {"missing": items[:2], "idempotency_key": str(new_id()), **typed}
    return site.at("counter").post(address("trip_new", "sktm"), sent)


def trips(site):
    with office_scope(site.office):
        return list(Trip.objects.order_by("id"))


def test_the_checklist_is_the_published_one(site):
    page = form(site)
    names = [item["name"] for group in page.context["groups"] for item in group["items"]]
    assert len(names) > 1
    for name in names:
        assert name in text(page)


def test_what_was_ticked_is_kept_and_a_slip_printed(site):
    answer = record(site, note="datang lagi Senin", name="SITI", nik=NIK)
    assert answer.status_code == 302
    (trip,) = trips(site)
    assert len(trip.missing) == 2
    assert NIK not in answer.url
    listed = site.at("counter").get(answer.url)
    assert "SITI" in text(listed)
    assert NIK not in text(listed)
    assert address("trip_slip", trip.id) in listed.content.decode()
    words = "".join(samples.texts(site.at("information").get(address("trip_slip", trip.id)).content).split())
    assert "YANGPERLUDIBAWA" in words
    assert "SITI" not in words, "the slip names nobody"
    assert trip.missing[0]["name"].split()[0] in words


def test_what_the_standard_does_not_ask_for_is_not_missing(site):
    answer = record(site, missing=["x:y", "z"])
    assert answer.status_code == 422
    assert "Tandai apa yang kurang" in text(answer)
    assert trips(site) == []


@pytest.mark.parametrize(("field", "value"), [("nik", "12"), ("phone", "kantor"), ("name", "A\x07")])
def test_bad_answers_keep_what_was_typed(site, field, value):
    answer = record(site, note="SISIPAN", **{field: value})
    assert answer.status_code == 422
    assert "SISIPAN" in answer.content.decode()
    assert trips(site) == []


def test_a_service_nobody_offers_has_no_form(site):
    for code in ("tidak-ada", "kp4"):
        assert site.at("counter").get(address("trip_new", code)).status_code == 404


def test_who_may(site):
    for who in set(world.PEOPLE) - {"counter", "operator"}:
        assert site.at(who).get(address("trip_new", "sktm")).status_code == 403
        assert site.at(who).post(address("trip_new", "sktm"), {"note": "x"}).status_code == 403
    assert site.stranger().get(address("trip_new", "sktm")).status_code == 302
    record(site)
    (trip,) = trips(site)
    for who in set(world.PEOPLE) - {"counter", "operator", "information"}:
        assert site.at(who).get(address("trip_slip", trip.id)).status_code == 403
        assert site.at(who).post(address("trip_close", trip.id)).status_code == 403


def test_another_office_s_trip_is_unknown(site, elsewhere):
    record(elsewhere, name="ORANG SANA")
    (trip,) = trips(elsewhere)
    assert site.at("counter").get(address("trip_slip", trip.id)).status_code == 404
    assert site.at("counter").post(address("trip_close", trip.id), {"number": "1"}).status_code == 404
    assert "ORANG SANA" not in text(site.at("counter").get(f"{address('trips')}?slip={trip.id}"))
    assert trips(elsewhere)[0].closed_at is None


def test_the_ticket_of_who_is_sent_home_is_done(site):
    queue = Queue(site)
    ticket = queue.take(SKTM)
    queue.do(ticket, Action.CALL, counter_id=queue.counter().id)
    record(site, ticket=str(ticket.id))
    assert queue.state(ticket) is State.DONE
    assert queue.visits(ticket)[0].outcome == "SENT_HOME"


def test_closed_by_the_receipt_number(site):
    record(site)
    (trip,) = trips(site)
    wrong = site.at("counter").post(address("trip_close", trip.id), {"number": "9/9"})
    assert wrong.status_code == 422
    assert trips(site)[0].closed_at is None
    outcome = site.receive("sktm")
    done = site.at("counter").post(address("trip_close", trip.id), {"number": outcome.receipt_number})
    assert done.status_code == 302
    assert trips(site)[0].closed_file_id == outcome.file_id


def test_a_file_of_the_same_nik_closes_the_trip(site):
    record(site, nik=NIK)
    outcome = site.receive("sktm")
    assert trips(site)[0].closed_file_id == outcome.file_id


def test_another_service_or_nik_closes_nothing(site):
    record(site, nik=NIK)
    site.receive("ktp-el")
    assert trips(site)[0].closed_at is None


def test_intake_says_who_was_here_before_and_the_tick_closes_it(site):
    record(site, phone=world.VALUES["telepon"])
    path, counter = address("intake_service", "sktm"), site.at("counter")
    found = counter.post(path, {"do": "find", "query": world.VALUES["telepon"]})
    assert "Pernah datang dan disuruh melengkapi" in text(found)
    (trip,) = trips(site)
    blank = counter.post(path, {"do": "new", "query": world.VALUES["telepon"], "trip": [str(trip.id)]})
    assert inputs(blank, path)["trip"] == str(trip.id)
    answer = counter.post(path, filled(blank, path))
    if answer.status_code == 422:
        answer = counter.post(path, {**inputs(answer, path), "do": "receive"})
    assert answer.status_code == 303, text(answer)
    closed = trips(site)[0]
    assert str(closed.closed_file_id) in answer.url
    assert closed.closed_how == "HAND"


def test_a_foreign_or_broken_tick_is_passed_over(site, elsewhere):
    record(elsewhere, phone=world.VALUES["telepon"])
    (theirs,) = trips(elsewhere)
    path, counter = address("intake_service", "sktm"), site.at("counter")
    found = counter.post(path, {"do": "find", "query": world.VALUES["telepon"]})
    assert "Pernah datang dan disuruh" not in text(found)
    blank = counter.post(path, {"do": "new", "query": "x", "trip": [str(theirs.id), "x"]})
    answer = counter.post(path, filled(blank, path))
    if answer.status_code == 422:
        answer = counter.post(path, {**inputs(answer, path), "do": "receive"})
    assert answer.status_code == 303
    assert trips(elsewhere)[0].closed_at is None
