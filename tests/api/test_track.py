"""An applicant's code: where the file is, no name and no NIK."""

from itertools import count

import pytest

from tests import world
from tests.api.conftest import refused

pytestmark = pytest.mark.django_db


def test_it_says_where_the_file_is_and_nothing_about_the_person(desk):
    outcome = desk.receive("sktm")
    code = desk.read(outcome)["track_code"]
    answer = desk.call(None, "get", f"track/{code}/")
    found = answer.json()
    assert found == {
        "receipt_number": "0001/2026",
        "service_name": found["service_name"],
        "phase": "OPEN",
        "status": "diperiksa",
        "received_at": "2026-11-20T09:00:00+07:00",
        "due_at": "2026-11-20T09:15:00+07:00",
        "finished_at": None,
    }
    for fact in ("SITI", world.VALUES["nik"][:6], world.VALUES["telepon"]):
        assert fact not in answer.content.decode()


def test_the_code_is_read_as_people_type_it(desk):
    code = desk.read(desk.receive("sktm"))["track_code"]
    typed = f"{code[:4]}-{code[4:8]}-{code[8:]}".lower()
    assert desk.call(None, "get", f"track/{typed}/").status_code == 200


@pytest.mark.parametrize("code", ["0000-0000-0000", "%00", "%F0%9F%98%80", "x" * 300, "'; --"])
def test_a_code_nobody_has(desk, unchanged, code):
    refused(desk.call(None, "get", f"track/{code}/"), 404)


def test_guessing_is_slowed_down(desk, unchanged, monkeypatch):
    # A count of its own: other tests running beside this one may empty the shared cache.
    tries = count(1)
    monkeypatch.setattr("accounts.ratelimit._count", lambda _key, _seconds: next(tries))
    answers = [desk.call(None, "get", "track/000000000000/") for _n in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {404}
    refused(answers[60], 429, "throttled")
