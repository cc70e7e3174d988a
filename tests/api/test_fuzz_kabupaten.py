"""The same for the kabupaten's host: nothing fails inside, every answer is as described."""

from contextlib import nullcontext, suppress
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import load_all_checks
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode

from accounts import operations as accounts
from accounts.models import Assignment, User
from commons import clock as clocks
from offices.scope import public_scope
from tests import world
from tests.api.aims import Aim, meet
from tests.api.test_fuzz import CHECKS, Host, _one_connection, aborted, takes_input

__all__ = ["_one_connection"]
pytestmark = [pytest.mark.django_db, pytest.mark.api_fuzz, pytest.mark.timeout(600)]
EXAMPLES = 100


@pytest.fixture
def tokens(office_a, office_b, clock, monkeypatch) -> list[str]:
    """Of two of the kabupaten's people; none, and an unknown one. Nobody is slowed down."""
    monkeypatch.setattr("opendata.api.views.allowed", lambda *_args, **_limits: True)
    for office in (office_a, office_b):
        world.open_services(office, "sktm", "kp4")
    found = ["", "lkt_nobody"]
    with public_scope():
        for role in ("EXECUTIVE", "COMPLAINTS"):
            user = User.objects.create(username=role.lower(), name="Uji", created_at=clocks.now())
            Assignment.objects.create(user=user, roles=[role], title="Uji", from_date=world.SINCE)
            key = accounts.create_token(
                user_id=user.id, office=None, name="uji", actor=None, now=clocks.now()
            ).key
            found += [key, key]
    cache.clear()
    return found


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_nothing_that_is_sent_breaks_it(tokens, office_a, mode):
    load_all_checks()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi/", Host("kabupaten"))
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) >= 4
    aim = Aim(path={"key": office_a.slug, "service": "sktm"})
    statuses: dict[str, set[int]] = {}
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not takes_input(operation):
            continue
        seen = statuses.setdefault(operation.label, set())
        with suppress(Unsatisfiable) if mode is GenerationMode.NEGATIVE else nullcontext():
            _fuzz(operation, mode, tokens, aim, seen)
    if mode is GenerationMode.POSITIVE:
        assert all(200 in seen for seen in statuses.values()), statuses


def _fuzz(operation: Any, mode: GenerationMode, tokens: list[str], aim: Aim, seen: set[int]) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=mode), token=st.sampled_from(tokens), real=st.booleans()
    )
    def send(case: Any, token: str, real: bool) -> None:
        if real:
            meet(case, aim)
        begun = transaction.savepoint()
        try:
            answer = case.call(headers={"Authorization": f"Token {token}"} if token else {})
            assert not aborted(), "a statement failed, and the answer hides it"
        finally:
            transaction.savepoint_rollback(begun)
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    send()
