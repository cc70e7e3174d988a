"""Schemathesis over the whole description: what is sent as described, and what is not.

Nothing may fail inside, and every answer has a status, type and shape that the description names. Most
requests meet what exists as its reader saw it (tests/api/aims.py), so that they reach the rules and not
only the 404.

Its pytest plug-in stays off (see pyproject.toml): the strategies are driven by Hypothesis directly.
`LOKET_FUZZ=10 pytest -m api_fuzz` sends ten times as many, different each time.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from psycopg.pq import TransactionStatus
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.aims import Aim, aims_of, meet, scenes
from tests.api.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.api_fuzz, pytest.mark.timeout(600)]

# What a field of a form means is the service's data, not the description's: whether a request that is well
# formed is also accepted, and one that is not is refused with 400, is what the other tests are about.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
MANY = int(os.environ.get("LOKET_FUZZ") or 0)
EXAMPLES = 75 * max(MANY, 1)


class Host:
    """The WSGI application behind one office's host name."""

    def __init__(self, slug: str) -> None:
        self._handler, self._host = WSGIHandler(), f"{slug}.localhost"

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """One request."""
        return self._handler({**environ, "HTTP_HOST": self._host}, start_response)


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch) -> None:
    """The end of a request must not close the connection that holds the test's transaction."""
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _self: None)


@pytest.fixture
def real(desk) -> dict[str, list[Aim]]:
    """What exists, by the beginning of a path."""
    return scenes(desk)


def staff(desk: Desk) -> list[str]:
    """Good tokens, of each role."""
    return [desk.tokens[name] for name in ("counter", "operator", "head", "section_head", "admin")]


def callers(desk: Desk, other: Desk) -> list[str]:
    """Tokens: mostly good ones, sometimes none, an unknown one or another office's."""
    return [*staff(desk), *staff(desk), "", "lkt_nobody", "\x7f", other.tokens["head"]]


def aborted() -> bool:
    """Whether the database refused a statement since the savepoint."""
    assert connection.connection is not None
    return bool(connection.connection.info.transaction_status == TransactionStatus.INERROR)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_nothing_that_is_sent_breaks_it(desk, other_desk, real, monkeypatch, mode):
    monkeypatch.setattr("applications.api.views.allowed", lambda *_args, **_limits: True)
    load_all_checks()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi/", Host(desk.office.slug))
    found = list(schema.get_all_operations())
    operations = [result.ok() for result in found if isinstance(result, Ok)]
    assert len(operations) == len(found) >= 8
    statuses: dict[str, set[int]] = {}
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not takes_input(operation):
            continue
        seen = statuses.setdefault(operation.label, set())
        aims = aims_of(operation.path, real)
        mixed: list[Aim | None] = [None] * len(aims) + [*aims, *aims]
        # Where anything may be sent, nothing can be sent wrong.
        with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():
            fuzz(operation, mode, callers(desk, other_desk), mixed, seen)
        if mode is GenerationMode.POSITIVE and not seen & {200, 201}:
            fuzz(operation, mode, staff(desk), aims, seen)  # nothing that is as it should be was among them
    # The test is worth something only when the requests got through the door.
    acts = statuses["POST /api/v1/applications/{file_id}/actions/{action}/"]
    assert {400, 401, 403, 404} <= acts
    if mode is GenerationMode.POSITIVE:
        assert {200, 409} <= acts
        assert all(200 in seen or 201 in seen for seen in statuses.values()), statuses


def takes_input(operation: Any) -> bool:
    """Whether there is anything to get wrong."""
    return bool(operation.path_parameters or operation.query or operation.body)


def fuzz(
    operation: Any, mode: GenerationMode, tokens: list[str], real: Sequence[Aim | None], seen: set[int]
) -> None:
    """Send many requests to one operation and check each answer."""

    @settings(
        max_examples=EXAMPLES,
        derandomize=not MANY,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=mode),
        token=st.sampled_from(tokens),
        aim=st.sampled_from(real),
    )
    def send(case: Any, token: str, aim: Aim | None) -> None:
        if aim is not None:
            meet(case, aim)
        headers = {"Authorization": f"Token {token}"} if token else {}
        # Each request meets the same state, whatever those before it did.
        begun = transaction.savepoint()
        try:
            answer = case.call(headers=headers)
            assert not aborted(), "a statement failed, and the answer hides it"
        finally:
            transaction.savepoint_rollback(begun)
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    send()
