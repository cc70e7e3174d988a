"""Every error of an API view is a problem in Indonesian, without stack and without foreign data."""

import json
from datetime import UTC, datetime
from enum import Enum
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory
from redis.exceptions import ConnectionError as CacheDown
from rest_framework import exceptions
from rest_framework.response import Response

from commons.errors import DomainError
from config import problems


def answer(error: Exception) -> Response:
    """What the handler makes of an error."""
    request: Any = SimpleNamespace(path="/api/v1/applications/", _request=RequestFactory().get("/"))
    return problems.handler(error, {"request": request})


def body(error: Exception) -> dict[str, Any]:
    found = answer(error)
    assert found.content_type == "application/problem+json"
    assert found.status_code == found.data["status"]
    assert found.data["instance"] == "/api/v1/applications/"
    assert {"type", "title", "status", "code", "detail"} <= set(found.data)
    json.dumps(found.data)
    return dict(found.data)


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404("File 12 of o_350802"), 404, "not_found"),
        (PermissionDenied(), 403, "forbidden"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.PermissionDenied(), 403, "permission_denied"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.UnsupportedMediaType("text/x"), 415, "unsupported_media_type"),
        (exceptions.ParseError(), 400, "parse_error"),
        (exceptions.Throttled(30), 429, "throttled"),
        (OperationalError("connection to 10.0.0.4 failed"), 503, "unavailable"),
        (CacheDown("redis:6379"), 503, "unavailable"),
        (DomainError("wrong_phase", "x"), 409, "wrong_phase"),
        (DomainError("stale", "x"), 409, "stale"),
        (DomainError("wrong_role", "x"), 403, "wrong_role"),
        (DomainError("no_authority", "x"), 403, "no_authority"),
        (DomainError("file_not_found", "x"), 404, "file_not_found"),
        (DomainError("needs_reason", "x"), 400, "needs_reason"),
        (DomainError("unknown_step", "x"), 400, "unknown_step"),
        (DomainError("not_signed", "x"), 409, "not_signed"),
    ],
)
def test_each_error_has_its_status_and_code(error, status, code):
    found = body(error)
    assert (found["status"], found["code"]) == (status, code)
    assert "10.0.0.4" not in repr(found)
    assert "o_350802" not in repr(found)


def test_what_nobody_foresaw_is_told_without_a_stack(caplog):
    found = body(KeyError("3508174508680001"))
    assert (found["status"], found["code"]) == (500, "internal")
    assert "3508174508680001" not in repr(found)
    assert "3508174508680001" in caplog.text, "the log has it"


def test_a_rules_sentence_and_shown_facts_come_along_others_stay():
    class Phase(Enum):
        OPEN = "OPEN"

    error = DomainError(
        "stale",
        "Berkas sudah digerakkan Sari.",
        moved_by="Sari",
        moved_at=datetime(2026, 11, 20, 2, tzinfo=UTC),
        phase=Phase.OPEN,
        event=7,
        missing=("ktp", "kk"),
        nik="3508174508680001",
        user_id=UUID(int=5),
    )
    found = body(error)
    assert found["detail"] == "Berkas sudah digerakkan Sari."
    assert (found["moved_by"], found["event"], found["phase"]) == ("Sari", 7, "OPEN")
    assert found["moved_at"] == "2026-11-20T02:00:00+00:00"
    assert found["missing"] == ["ktp", "kk"]
    assert not {"nik", "user_id"} & set(found)


def test_a_fact_cannot_pose_as_a_member_of_the_problem():
    assert problems.problem("x", "y", 409, extra={"status": 200, "title": "Baik"})["status"] == 409


def test_findings_of_a_form_become_pointers():
    error = DomainError("intake_invalid", "Ada isian yang perlu diperbaiki.")
    finding = SimpleNamespace(code="length", message="NIK harus 16 angka.")
    error.errors = {"heirs.0.nik": finding, "": finding}  # type: ignore[attr-defined]
    error.warnings = {"nik": (finding, finding)}  # type: ignore[attr-defined]
    found = body(error)
    assert found["status"] == 400
    assert found["errors"] == [
        {"pointer": "/heirs/0/nik", "code": "length", "detail": "NIK harus 16 angka."},
        {"pointer": "", "code": "length", "detail": "NIK harus 16 angka."},
    ]
    assert [each["pointer"] for each in found["warnings"]] == ["/nik", "/nik"]


def test_nested_errors_of_serializers_become_pointers():
    detail: Any = {
        "name": ["Harus diisi."],
        "heirs": [{}, {"nik": [exceptions.ErrorDetail("15 angka.", "length")]}],
        "a/b~c": ["Tidak dikenal."],
        "non_field_errors": ["Tidak cocok."],
    }
    found = body(exceptions.ValidationError(detail))
    assert found["code"] == "invalid"
    assert [(each["pointer"], each["code"], each["detail"]) for each in found["errors"]] == [
        ("/name", "invalid", "Harus diisi."),
        ("/heirs/1/nik", "length", "15 angka."),
        ("/a~1b~0c", "invalid", "Tidak dikenal."),
        ("", "invalid", "Tidak cocok."),
    ]


def test_djangos_own_validation_errors_are_invalid_input():
    found = body(DjangoValidationError(["“x” bukan UUID."]))
    assert (found["status"], found["errors"][0]["detail"]) == (400, "“x” bukan UUID.")


def test_waiting_times_and_challenges_are_headers():
    assert answer(exceptions.Throttled(30)).headers["Retry-After"] == "30"
    assert answer(OperationalError()).headers["Retry-After"] == "5"
    error = exceptions.NotAuthenticated()
    error.auth_header = 'Token realm="api"'  # type: ignore[attr-defined]
    assert answer(error).headers["WWW-Authenticate"] == 'Token realm="api"'


def test_every_status_that_occurs_has_a_title():
    titles = problems.titles()
    assert set(problems.STATUS.values()) <= set(titles)
    assert all(titles.values())


def test_an_unknown_address_of_the_api_is_a_problem():
    found = problems.api_not_found(RequestFactory().get("/api/v1/salah/"))
    assert found.status_code == 404
    assert found.headers["Content-Type"] == "application/problem+json"
    assert json.loads(found.content)["instance"] == "/api/v1/salah/"
