"""Files over the API: received, listed, read, moved; repeated, outdated and impossible requests."""

import pytest

from applications.models import Event, File
from documents.models import BookYear, Letter, RegisterEntry
from offices.scope import office_scope
from tests import world
from tests.api.conftest import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["sktm-rekomendasi", "sktm", "ktp-el"])
def test_a_file_goes_from_intake_to_hand_over(desk, code):
    outcome = desk.through(code)
    assert (outcome["phase"], outcome["status"]) == ("HANDED_OVER", "diserahkan")
    file = desk.read(outcome)
    assert file["receipt_number"] == outcome["receipt_number"] == "0001/2026"
    assert [event["seq"] for event in file["events"]] == list(range(1, outcome["event"] + 1))
    assert file["finished_at"] is not None
    with office_scope(desk.office):
        assert RegisterEntry.objects.filter(file_id=outcome["file_id"], state="VALID").count() == 1


def test_reading_tells_what_the_caller_may_do_now(desk):
    outcome = desk.receive("sktm")
    assert desk.read(outcome)["actions"] == ["complete", "return", "send_back", "wait", "withdraw"]
    path = f"applications/{outcome['file_id']}/"
    assert desk.call("information", "get", path).json()["actions"] == []
    assert desk.call("section_head", "get", path).json()["actions"] == ["reject"]


def test_nik_leaves_masked(desk):
    outcome = desk.receive("sktm")
    path = f"applications/{outcome['file_id']}/"
    for answer in (desk.call("head", "get", path), desk.call("head", "get", "applications/")):
        assert world.VALUES["nik"] not in answer.content.decode()
        assert "350817******0001" in answer.content.decode()
        assert world.VALUES["telepon"] not in answer.content.decode()


def test_missing_papers_return_the_file_under_its_number(desk):
    papers = desk.form("sktm")["papers"]
    outcome = desk.receive("sktm", missing=(papers[0]["key"],))
    assert (outcome["phase"], outcome["receipt_number"]) == ("RETURNED", "0001/2026")
    answer = desk.act("counter", outcome, "resubmit", data={"form": desk.form("sktm")})
    assert answer.status_code == 200
    mended = answer.json()
    assert (mended["phase"], mended["receipt_number"]) == ("OPEN", "0001/2026")
    assert {row["state"] for row in desk.read(mended)["checklist"]} == {"HERE"}


def test_the_list_is_filtered_and_paged(desk, monkeypatch):
    monkeypatch.setattr("applications.api.views.Newest.page_size", 2)
    made = [desk.receive(code)["file_id"] for code in ("sktm", "ktp-el", "sktm", "sktm", "sktm")]
    seen: list[str] = []
    page = desk.call("head", "get", "applications/?service=sktm&phase=OPEN").json()
    while True:
        assert len(page["results"]) <= 2
        seen += [row["id"] for row in page["results"]]
        if page["next"] is None:
            break
        page = desk.client.get(page["next"], headers={"Authorization": f"Token {desk.tokens['head']}"}).json()
    assert sorted(seen) == sorted(id_ for n, id_ in enumerate(made) if n != 1)
    assert desk.call("head", "get", "applications/?phase=RETURNED").json()["results"] == []


def test_a_filter_that_makes_no_sense_is_refused(desk, unchanged, subtests):
    for query in ("phase=GONE", "service=%00", "cursor=x", "service=a%20b", "cursor=cD0lMDA%3D"):
        with subtests.test(query=query):
            refused(desk.call("head", "get", f"applications/?{query}"), 400)


def test_a_stale_form_says_who_moved_the_file_and_when(desk, unchanged, clock):
    seen = desk.receive("sktm-rekomendasi")
    clock.set("2026-11-20 09:07")
    desk.step(seen)
    unchanged()
    clock.set("2026-11-20 09:12")
    problem = refused(desk.act("operator", seen), 409, "stale")
    assert problem["moved_by"] == "Sari Wulandari"
    assert problem["moved_at"].startswith("2026-11-20T02:07:00")
    assert problem["event"] == 2
    assert "Sari Wulandari" in problem["detail"]


def test_the_same_key_gives_the_same_file(desk, unchanged):
    body = desk.form("sktm")
    first = desk.call("counter", "post", "applications/", body)
    unchanged()
    again = desk.call("counter", "post", "applications/", body)
    assert (again.status_code, again.json()) == (201, first.json())
    with office_scope(desk.office):
        assert (File.objects.count(), BookYear.objects.get(kind="RECEIPT").last) == (1, 1)


def test_the_same_key_gives_the_same_file_after_it_moved_on(desk):
    body = desk.form("sktm")
    first = desk.call("counter", "post", "applications/", body).json()
    desk.step(first)
    assert desk.call("counter", "post", "applications/", body).json() == first


def test_the_same_key_gives_the_same_letter(desk, unchanged):
    outcome = desk.until(desk.receive("sktm-rekomendasi"), "PRODUCE")
    key = world.key()
    first = desk.act("operator", outcome, idempotency_key=key)
    assert first.json()["letter_number"]
    unchanged()
    again = desk.act("operator", outcome, idempotency_key=key)
    assert (again.status_code, again.json()) == (200, first.json())
    with office_scope(desk.office):
        assert (Letter.objects.count(), BookYear.objects.get(kind="LETTER").last) == (1, 1)


def test_the_same_key_gives_the_same_answer_after_the_file_moved_on(desk):
    outcome = desk.until(desk.receive("sktm-rekomendasi"), "PRODUCE")
    key = world.key()
    first = desk.act("operator", outcome, idempotency_key=key).json()
    desk.step(first)
    assert desk.act("operator", outcome, idempotency_key=key).json() == first


def test_a_key_belongs_to_one_request_of_one_person(desk, unchanged):
    body = desk.form("sktm")
    mine = desk.call("counter", "post", "applications/", body).json()
    other = desk.receive("sktm-rekomendasi")
    unchanged()
    key = body["idempotency_key"]
    problem = refused(desk.call("operator", "post", "applications/", body), 409, "key_used")
    assert "0001/2026" not in str(problem)
    refused(desk.act("counter", other, idempotency_key=key), 409, "key_used")
    refused(desk.act("counter", mine, "withdraw", idempotency_key=key), 409, "key_used")
    moved = desk.step(mine)
    unchanged()
    # The file has moved since: the key of its first event is no ticket for somebody else's action.
    refused(desk.act("operator", mine, idempotency_key=key), 409, "key_used")
    assert moved["event"] == 2


FORBIDDEN: list[tuple[str, str, dict[str, str], int, str]] = [
    ("counter", "resume", {}, 409, "wrong_phase"),
    ("counter", "resubmit", {}, 409, "wrong_phase"),
    ("section_head", "correct", {"reason": "x"}, 409, "not_signed"),
    ("counter", "return", {}, 400, "needs_missing"),
    ("counter", "wait", {}, 400, "needs_agency"),
    ("section_head", "reject", {}, 400, "needs_ground"),
    ("counter", "send_back", {"reason": "x"}, 400, "needs_step"),
    ("counter", "send_back", {"to_step": "terima"}, 400, "needs_reason"),
    ("counter", "send_back", {"to_step": "nowhere", "reason": "x"}, 400, "unknown_step"),
    ("operator", "withdraw", {}, 403, "wrong_role"),
    ("counter", "undo", {}, 409, "final"),
    ("counter", "reject", {"ground": "x"}, 403, "wrong_role"),
    ("head", "complete", {}, 403, "wrong_role"),
]


def test_what_state_or_role_forbid_changes_nothing(desk, unchanged, subtests):
    outcome = desk.receive("sktm-rekomendasi")
    unchanged()
    for who, action, data, status, code in FORBIDDEN:
        with subtests.test(who=who, action=action, data=data):
            problem = refused(desk.act(who, outcome, action, data=data), status, code)
            assert "Berkas tidak berubah." in problem["detail"]
            assert problem["event"] == 1


def test_undo_is_for_five_minutes(desk, unchanged, clock):
    outcome = desk.receive("sktm-rekomendasi")
    moved = desk.step(outcome)
    assert "undo" in desk.read(moved)["actions"]
    unchanged()
    refused(desk.act("operator", moved, "undo"), 403, "not_yours")
    clock.advance(minutes=5, seconds=1)
    refused(desk.act("counter", moved, "undo"), 409, "too_late")
    clock.advance(seconds=-1)
    assert desk.act("counter", moved, "undo").json()["step"] == outcome["step"]
    unchanged()


def test_a_finished_file_moves_no_more(desk, unchanged):
    outcome = desk.through("ktp-el")
    unchanged()
    for action, who in (("complete", "counter"), ("withdraw", "counter"), ("reject", "head")):
        refused(desk.act(who, outcome, action, data={"ground": "x"}), 409, "wrong_phase")


def test_signing_needs_authority_on_that_day(desk, unchanged, clock):
    outcome = desk.until(desk.receive("sktm-rekomendasi"), "SIGN")
    from regulations.models import Delegation  # noqa: PLC0415

    Delegation.objects.filter(office=desk.office).update(to_date="2026-11-19")
    unchanged()
    problem = refused(desk.act("head", outcome), 403, "no_authority")
    assert "wewenang" in problem["detail"]


def test_a_body_that_is_no_object_is_refused(desk, unchanged, subtests):
    outcome = desk.receive("sktm")
    unchanged()
    headers = {"Authorization": f"Token {desk.tokens['counter']}"}
    for path in ("applications/", f"applications/{outcome['file_id']}/actions/complete/"):
        for body in (b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 2000):
            with subtests.test(path=path, body=body):
                sent = {"data": body, "content_type": "application/json", "headers": headers}
                refused(desk.client.post(f"/api/v1/{path}", **sent), 400)


def test_a_body_in_another_form_is_refused(desk, unchanged):
    headers = {"Authorization": f"Token {desk.tokens['counter']}"}
    answer = desk.client.post("/api/v1/applications/", {"service": "sktm"}, headers=headers)
    refused(answer, 415, "unsupported_media_type")


def test_an_action_nobody_knows(desk, unchanged):
    outcome = desk.receive("sktm")
    unchanged()
    refused(desk.act("counter", outcome, "teleport"), 404)
    refused(desk.act("counter", outcome, "COMPLETE"), 404)


def test_every_event_is_chained(desk):
    outcome = desk.through("sktm")
    with office_scope(desk.office):
        from applications.chain import verify  # noqa: PLC0415

        events = Event.objects.filter(file_id=outcome["file_id"]).order_by("seq")
        assert verify(events) is None
    assert desk.read(outcome)["events"][-1]["digest"] == events[len(events) - 1].digest
