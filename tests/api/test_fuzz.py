"""Schemathesis over the whole description: what is sent as described, and what is not.

Nothing may fail inside, and every answer has a status, type and shape that the description names. Half of
the requests meet real files at their real event, so that they reach the workflow and not only the 404.

Its pytest plug-in stays off (see pyproject.toml): the strategies are driven by Hypothesis directly.
`LOKET_FUZZ=10 pytest -m api_fuzz` sends ten times as many, different each time.
"""

import os
from collections.abc import Callable
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

from tests import world
from tests.api.conftest import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.api_fuzz, pytest.mark.timeout(300)]

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
EXAMPLES = 125 * max(MANY, 1)


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
def files(desk) -> list[dict[str, Any]]:
    """A file at each kind of step and in each phase."""
    found = [desk.until(desk.receive("sktm-rekomendasi"), kind) for kind in ("VERIFY", "PRODUCE", "SIGN")]
    found += [desk.until(desk.receive("sktm"), kind) for kind in ("REGISTER", "HAND_OVER")]
    papers = desk.form("sktm")["papers"]
    found += [desk.receive("sktm", missing=(papers[0]["key"],)), desk.through("ktp-el")]
    waiting = desk.receive("sktm")
    found.append(desk.act("counter", waiting, "wait", data={"agency": "Dinas Sosial"}).json())
    return [row | {"track_code": desk.read(row)["track_code"]} for row in found]


def callers(desk: Desk, other: Desk) -> st.SearchStrategy[str]:
    """Tokens: mostly good ones of each role, sometimes none, an unknown one or another office's."""
    good = [desk.tokens[name] for name in ("counter", "operator", "head", "section_head", "admin")]
    return st.sampled_from([*good, *good, "", "lkt_nobody", "\x7f", other.tokens["head"]])


def meet(case: Any, file: dict[str, Any], desk: Desk) -> None:
    """Aim a request at a file that exists, as its reader saw it; keep what else was generated."""
    if "file_id" in case.path_parameters:
        case.path_parameters["file_id"] = file["file_id"]
    if "code" in case.path_parameters:
        case.path_parameters["code"] = file["track_code"] if "track" in case.path else "sktm"
    if isinstance(case.body, dict) and "expected_event" in case.body:
        case.body |= {"expected_event": file["event"], "idempotency_key": world.key()}
    if isinstance(case.body, dict) and "papers" in case.body and isinstance(case.body.get("values"), dict):
        whole = desk.form("sktm-rekomendasi", values=case.body["values"])
        case.body |= {name: whole[name] for name in ("service", "group", "condition", "papers", "values")}
        case.body["idempotency_key"] = None


def aborted() -> bool:
    """Whether the database refused a statement since the savepoint."""
    assert connection.connection is not None
    return bool(connection.connection.info.transaction_status == TransactionStatus.INERROR)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_nothing_that_is_sent_breaks_it(desk, other_desk, files, monkeypatch, mode):
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
        # Where anything may be sent, nothing can be sent wrong.
        with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():
            fuzz(operation, mode, desk, callers(desk, other_desk), files, seen)
    # The test is worth something only when the requests got through the door.
    acts = statuses["POST /api/v1/applications/{file_id}/actions/{action}/"]
    assert {400, 401, 403, 404} <= acts
    if mode is GenerationMode.POSITIVE:
        assert {200, 409} <= acts
        # What is done to a ticket or a counter names one, which nobody guesses: tests/api/test_queue.py.
        blind = {label for label, seen in statuses.items() if not {200, 201} & seen}
        assert all(
            ("/api/v1/queue/" in label and label.startswith("POST")) or "{ticket_id}" in label
            for label in blind
        ), blind


def takes_input(operation: Any) -> bool:
    """Whether there is anything to get wrong."""
    return bool(operation.path_parameters or operation.query or operation.body)


def fuzz(
    operation: Any, mode: GenerationMode, desk: Desk, tokens: Any, files: list[dict[str, Any]], seen: set[int]
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
        token=tokens,
        file=st.one_of(st.none(), st.sampled_from(files), st.sampled_from(files)),
    )
    def send(case: Any, token: str, file: dict[str, Any] | None) -> None:
        if file is not None:
            meet(case, file, desk)
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
