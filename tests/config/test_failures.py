"""A page whose database is away says 503 and to come back; any other failure is a 500 without details."""

import pytest
from django.db import OperationalError
from django.test import Client

from standards import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(monkeypatch, office_a):
    """The office's front page raises what it is told to."""

    def fail(error):
        def raise_it(*_args, **_kwargs):
            raise error

        monkeypatch.setattr(queries, "services", raise_it)
        return Client(raise_request_exception=False).get("/", SERVER_NAME=f"{office_a.slug}.localhost")

    return fail


def test_a_database_that_is_away_is_said_and_retried(failing):
    answer = failing(OperationalError("server closed the connection unexpectedly"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    page = answer.content.decode()
    assert "muat ulang" in page
    assert "closed the connection" not in page


def test_anything_else_is_a_plain_500(failing):
    answer = failing(RuntimeError("NIK 3508174508680001"))
    assert answer.status_code == 500
    assert "3508174508680001" not in answer.content.decode()
