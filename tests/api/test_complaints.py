"""Complaints over the API: received once, handled, and kept from those who may not know of them."""

import pytest

from tests.api.conftest import refused

pytestmark = pytest.mark.django_db
NEW = {
    "kind": "COMPLAINT",
    "channel": "WHATSAPP",
    "text": "Loket tutup sebelum waktunya.",
    "idempotency_key": "a1",
}


def test_a_complaint_is_entered_once_and_handled(desk, other_desk):
    made = desk.call("counter", "post", "complaints/", NEW)
    assert made.status_code == 201, made.json()
    assert desk.call("counter", "post", "complaints/", NEW).json() == made.json()
    path = f"complaints/{made.json()['id']}/"
    (row,) = desk.call("counter", "get", "complaints/").json()["results"]
    assert (row["number"], row["state"], row["due_on"]) == ("001/2026", "RECEIVED", "2026-12-10")
    assert "text" not in row
    assert desk.call("counter", "get", "complaints/?state=late").json()["results"] == []
    for who in ("counter", "admin"):
        refused(desk.call(who, "get", path), 403)
    for answer in (
        other_desk.call("head", "get", path),
        other_desk.call("head", "post", f"{path}actions/verify/", {"expected_event": 1, "klass": "LIGHT"}),
    ):
        refused(answer, 404)
    act = f"{path}actions"
    kasi = "section_head"
    for status, code, action, body in [
        (409, "stale", "verify", {"klass": "LIGHT", "expected_event": 9}),
        (400, "bad_klass", "verify", {"expected_event": 1}),
        (409, "state", "answer", {"expected_event": 1, "text": "Sudah diperbaiki."}),
        (404, "", "accept", {"expected_event": 1}),
        (404, "", "tutup-semua", {"expected_event": 1}),
    ]:
        refused(desk.call(kasi, "post", f"{act}/{action}/", body), status, code)
    assert desk.call(kasi, "get", path).json()["event_no"] == 1
    for action, body in [
        ("verify", {"klass": "LIGHT", "expected_event": 1}),
        ("note", {"done": "Jadwal piket diubah.", "expected_event": 2}),
        ("answer", {"text": "Sudah kami perbaiki.", "expected_event": 3}),
    ]:
        answer = desk.call(kasi, "post", f"{act}/{action}/", body)
        assert answer.status_code == 200, answer.json()
    found = answer.json()
    assert (found["state"], [e["action"] for e in found["events"]]) == (
        "ANSWERED", ["RECEIVE", "VERIFY", "NOTE", "ANSWER"],
    )  # fmt: skip


def test_what_one_may_not_know_of_is_not_there(desk):
    def enter(**facts):
        answer = desk.call("information", "post", "complaints/", {**NEW, **facts})
        assert answer.status_code == 201, answer.json()
        return answer.json()

    kasi = enter(about=str(desk.people["section_head"].user_id), idempotency_key="b")
    head = enter(about=str(desk.people["head"].user_id), idempotency_key="c")
    hidden = enter(confidential=True, anonymous=True, name="PENANDA", idempotency_key="d")
    assert (kasi["number"], head["number"], head["upward"]) == ("P-001/2026", "", True)
    listed = {
        who: {row["number"] for row in desk.call(who, "get", "complaints/").json()["results"]}
        for who in desk.people
        if who != "admin"
    }
    assert listed == {
        "counter": set(),
        "operator": set(),
        "information": {"001/2026"},
        "section_head": {"001/2026"},
        "secretary": {"001/2026", "P-001/2026"},
        "head": {"001/2026", "P-001/2026"},
    }
    refused(desk.call("section_head", "get", f"complaints/{kasi['id']}/"), 404)
    refused(desk.call("head", "get", f"complaints/{head['id']}/"), 404)
    body = desk.call("head", "get", f"complaints/{hidden['id']}/").json()
    assert body["name"] is None
    for fault in (
        {"kind": "X"},
        {"text": "a"},
        {"text": "a" * 4001},
        {"channel": ""},
        {"contact": "rumah"},
        {"about": "x"},
    ):
        assert (
            desk.call(
                "information", "post", "complaints/", {**NEW, "idempotency_key": "z", **fault}
            ).status_code
            == 400
        ), fault
    refused(desk.call("admin", "get", "complaints/"), 403)
    refused(desk.call(None, "get", "complaints/"), 401)
