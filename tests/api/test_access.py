"""Who may do what over the API: each address by each role, by nobody, and by people of another office."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.operations import end_assignment
from tests import world
from tests.api.conftest import Desk, refused

pytestmark = pytest.mark.django_db

FILES = {"counter", "operator", "information", "section_head", "secretary", "head"}
EVERYBODY = FILES | {"admin"}
WRITERS = FILES - {"information"}
Call = Callable[[Desk, dict[str, Any], str], Any]


def get(path: str) -> Call:
    """A read of this address; `{id}` is the file's."""
    return lambda desk, file, who: desk.call(who, "get", path.format(id=file["file_id"]))


READS = {
    "services/": EVERYBODY,
    "services/sktm/": EVERYBODY,
    "applications/": FILES,
    "applications/{id}/": FILES,
    "applications/{id}/letter.pdf": FILES,
    "register/": FILES,
}


@pytest.fixture
def drawn(desk) -> dict[str, Any]:
    """A letter that waits for the head."""
    outcome: dict[str, Any] = desk.until(desk.receive("sktm-rekomendasi"), "SIGN")
    return outcome


def test_reading_is_for_the_roles_that_work_with_it(desk, drawn, unchanged, subtests):
    for path, readers in READS.items():
        with subtests.test(path=path):
            allowed = {who for who in desk.people if get(path)(desk, drawn, who).status_code == 200}
            assert allowed == readers
            for who in EVERYBODY - readers:
                refused(get(path)(desk, drawn, who), 403)


def test_only_the_counter_and_the_operator_receive(desk, unchanged):
    answers = {who: desk.call(who, "post", "applications/", desk.form("sktm")) for who in desk.people}
    allowed = {who for who, answer in answers.items() if answer.status_code == 201}
    assert allowed == {"counter", "operator"}
    for who in EVERYBODY - allowed:
        refused(answers[who], 403)
    # What the two received is all that changed.
    unchanged()


HOLDERS = {
    "sktm-rekomendasi": {"VERIFY": {"counter", "operator"}, "PRODUCE": {"operator"}, "SIGN": {"head"}},
    "sktm": {"REGISTER": {"counter", "operator"}, "HAND_OVER": {"counter", "operator"}},
}


@pytest.mark.parametrize("code", HOLDERS)
def test_a_step_is_completed_by_its_holder_only(desk, unchanged, subtests, code):
    outcome = desk.receive(code)
    for kind, holders in HOLDERS[code].items():
        outcome = desk.until(outcome, kind)
        before = desk.everything()
        for who in EVERYBODY - holders:
            with subtests.test(kind=kind, who=who):
                refused(desk.act(who, outcome), 403)
        assert desk.everything() == before
    unchanged()


def test_without_a_token_only_tracking_answers(desk, drawn, unchanged, subtests):
    code = desk.read(drawn)["track_code"]
    assert desk.call(None, "get", f"track/{code}/").status_code == 200
    for path in READS:
        with subtests.test(path=path):
            answer = desk.call(None, "get", path.format(id=drawn["file_id"]))
            problem = refused(answer, 401)
            assert answer.headers["WWW-Authenticate"] == 'Token realm="api"'
            assert problem["title"] == "Belum masuk"


def test_without_a_token_nothing_is_written(desk, drawn, unchanged):
    refused(desk.call(None, "post", "applications/", desk.form("sktm")), 401)
    refused(desk.act(None, drawn), 401)


def test_a_token_of_another_office_reads_nothing(desk, other_desk, drawn, unchanged, subtests):
    for path in READS:
        with subtests.test(path=path):
            answer = desk.call(None, "get", path.format(id=drawn["file_id"]), token=other_desk.tokens["head"])
            problem = refused(answer, 401, "token_other_office")
            assert "Uji Timur" not in str(problem)


def test_a_token_of_another_office_writes_nothing(desk, other_desk, drawn, unchanged):
    key = other_desk.tokens["head"]
    refused(desk.call(None, "post", "applications/", desk.form("sktm"), token=key), 401, "token_other_office")
    body = {"expected_event": drawn["event"], "idempotency_key": world.key()}
    path = f"applications/{drawn['file_id']}/actions/complete/"
    refused(desk.call(None, "post", path, body, token=key), 401, "token_other_office")


def test_an_unknown_token_is_refused(desk, unchanged):
    refused(desk.call(None, "get", "services/", token="loket_nobody"), 401, "token_unknown")


def test_a_foreign_file_is_not_there(desk, other_desk, drawn, unchanged):
    path = f"applications/{drawn['file_id']}/"
    refused(other_desk.call("head", "get", path), 404, "file_not_found")
    refused(other_desk.call("head", "get", path + "letter.pdf"), 404, "file_not_found")
    refused(other_desk.act("head", drawn), 404, "file_not_found")
    code = desk.read(drawn)["track_code"]
    refused(other_desk.call(None, "get", f"track/{code}/"), 404)


def test_each_office_lists_its_own(desk, other_desk, drawn):
    mine = other_desk.receive("sktm-rekomendasi")
    assert [row["id"] for row in other_desk.call("head", "get", "applications/").json()["results"]] == [
        mine["file_id"]
    ]
    assert [row["id"] for row in desk.call("head", "get", "applications/").json()["results"]] == [
        drawn["file_id"]
    ]
    assert {row["code"] for row in other_desk.call("head", "get", "services/").json()} == {"sktm-rekomendasi"}
    refused(other_desk.call("head", "get", "services/sktm/"), 404)


def test_a_person_whose_assignment_has_ended_is_out(desk, unchanged, clock):
    assert desk.call("counter", "get", "services/").status_code == 200
    end_assignment(
        assignment_id=desk.people["counter"].assignment_id, actor=None, now=clock.advance(minutes=1)
    )
    unchanged()
    refused(desk.call("counter", "get", "services/"), 401, "token_no_assignment")


def test_no_other_method_is_known(desk, drawn, unchanged, subtests):
    for method in ("put", "patch", "delete"):
        for path in ("services/", "applications/", f"applications/{drawn['file_id']}/"):
            with subtests.test(method=method, path=path):
                refused(desk.call("head", method, path), 405)


def test_a_post_to_an_unknown_address_is_a_problem_too(desk, unchanged, subtests):
    strict = Client(SERVER_NAME=f"{desk.office.slug}.localhost", enforce_csrf_checks=True)
    for path in ("nothing/here/", "%0A", "applications/x/actions/complete/"):
        with subtests.test(path=path):
            refused(strict.post(f"/api/v1/{path}", {}, content_type="application/json"), 404, "not_found")


def test_an_unknown_address_is_a_problem_too(desk, unchanged):
    refused(desk.call("head", "get", "nothing/here/"), 404, "not_found")
    refused(desk.call("head", "get", "applications/not-an-id/"), 404, "not_found")
